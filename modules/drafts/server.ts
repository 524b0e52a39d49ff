/** The door of this room on the server. */
export { commentOnDraft } from "./server/comment.ts";
export { findPublicDraft, listPublicDrafts, type PublicDraftFilter } from "./server/public-drafts.ts";
export { buildDraft } from "./server/factory.ts";
export { draftRoom } from "./server/room.ts";

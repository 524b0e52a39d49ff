/** The door of this room on the server. */
export { draftCommands } from "./server/commands.ts";
export { commentOnDraft } from "./server/comment.ts";
export { findPublicDraft, listPublicDrafts, type PublicDraftFilter } from "./server/public-drafts.ts";
export { buildDraft } from "./server/factory.ts";
export { draftRoutes } from "./server/routes.ts";
export { draftPolicy } from "./policy.ts";

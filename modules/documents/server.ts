/** The door of this room on the server. */
export { buildDocumentCommands } from "./server/commands.ts";
export { issueDocument, type IssueRequest, type IssueResult } from "./server/issue-document.ts";
export { issuerOf } from "./server/issuers.ts";
export { type MergedDocument, mergeDocument } from "./server/merge-document.ts";
export { listDocuments } from "./server/list-documents.ts";
export { buildDocumentRoom } from "./server/room.ts";
export type { IssuedAs, MergeSource } from "./server/merge-source.ts";

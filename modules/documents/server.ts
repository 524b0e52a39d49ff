/** The door of this room on the server. */
export { issueDocument, type IssueRequest, type IssueResult } from "./server/issue-document.ts";
export { issuerOf } from "./server/issuers.ts";
export { listDocuments } from "./server/list-documents.ts";
export { documentRoom } from "./server/room.ts";

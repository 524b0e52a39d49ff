/** The door of this room on the server. */
export { checkDocumentCommand } from "./server/check-command.ts";
export { documentCommands } from "./server/commands.ts";
export { issueDocument, type IssueRequest, type IssueResult } from "./server/issue-document.ts";
export { issuerOf } from "./server/issuers.ts";
export { listDocuments } from "./server/list-documents.ts";
export { documentRoutes } from "./server/routes.ts";
export { documentPolicy } from "./policy.ts";

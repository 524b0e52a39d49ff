/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { statementPolicy } from "./policy.ts";
export { messagesEn as statementMessagesEn } from "./messages.en.ts";
export { messagesVi as statementMessagesVi } from "./messages.vi.ts";

/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { kitPolicy } from "./policy.ts";
export { messagesEn as kitMessagesEn } from "./messages.en.ts";
export { messagesVi as kitMessagesVi } from "./messages.vi.ts";

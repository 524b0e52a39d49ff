/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { documentPolicy } from "./policy.ts";
export { messagesEn as documentMessagesEn } from "./messages.en.ts";
export { messagesVi as documentMessagesVi } from "./messages.vi.ts";

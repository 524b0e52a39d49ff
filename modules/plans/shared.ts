/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { planPolicy } from "./policy.ts";
export { messagesEn as planMessagesEn } from "./messages.en.ts";
export { messagesVi as planMessagesVi } from "./messages.vi.ts";

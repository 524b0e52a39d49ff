/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { messagesVi as draftMessagesVi } from "./messages.vi.ts";
export { messagesEn as draftMessagesEn } from "./messages.en.ts";

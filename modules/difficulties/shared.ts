/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { difficultyPolicy } from "./policy.ts";
export { messagesEn as difficultyMessagesEn } from "./messages.en.ts";
export { messagesVi as difficultyMessagesVi } from "./messages.vi.ts";

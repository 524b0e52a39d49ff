/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export type { DialoguePage } from "./answers.ts";
export { dialoguePolicy } from "./policy.ts";
export { messagesEn as dialogueMessagesEn } from "./messages.en.ts";
export { messagesVi as dialogueMessagesVi } from "./messages.vi.ts";

/** The door of this room for code that runs on server, desk and phone. */
export * from "./contract.ts";
export { isUsableOn, lastUsableDay, materialStates } from "./rules.ts";
export { messagesVi as materialMessagesVi } from "./messages.vi.ts";
export { messagesEn as materialMessagesEn } from "./messages.en.ts";
export { materialPolicy } from "./policy.ts";

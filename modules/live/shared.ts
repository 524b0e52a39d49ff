/** The door of this room for code that runs on server, desk and phone. */
export * from "./contract.ts";
export { livePolicy } from "./policy.ts";
export { messagesEn as liveMessagesEn } from "./messages.en.ts";
export { messagesVi as liveMessagesVi } from "./messages.vi.ts";

/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { changeOf } from "./rules.ts";
export { reportPolicy } from "./policy.ts";
export { messagesEn as reportMessagesEn } from "./messages.en.ts";
export { messagesVi as reportMessagesVi } from "./messages.vi.ts";

/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { themePolicy } from "./policy.ts";
export { themePeriodLabel } from "./rules.ts";
export { messagesEn as themeMessagesEn } from "./messages.en.ts";
export { messagesVi as themeMessagesVi } from "./messages.vi.ts";

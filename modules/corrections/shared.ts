/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { correctionPolicy } from "./policy.ts";
export { type TraceKind, tracesIn } from "./traces.ts";
export { messagesEn as correctionMessagesEn } from "./messages.en.ts";
export { messagesVi as correctionMessagesVi } from "./messages.vi.ts";

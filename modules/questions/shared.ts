/** The door of this room for code that runs on server, desk and phone. */
export * from "./answers.ts";
export * from "./contract.ts";
export { questionPolicy, type PlacedQuestion } from "./policy.ts";
export { answerStates, cleanse, nextAnswerStatus, readCode, textFault, tidyQuestion } from "./rules.ts";
export { messagesEn as questionMessagesEn } from "./messages.en.ts";
export { messagesVi as questionMessagesVi } from "./messages.vi.ts";

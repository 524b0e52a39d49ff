/** The door of this room for code that runs on server, desk and phone. */
export * from "./answers.ts";
export * from "./contract.ts";
export { type PlacedQuestion } from "./policy.ts";
export { answerStates, cleanse, nextAnswerStatus, readCode, textFault, tidyQuestion } from "./rules.ts";

/** The door of this room on the server. */
export { askQuestion, storableQuestion } from "./server/ask-question.ts";
export { climbJob } from "./server/climb-overdue.ts";
export { questionCommands } from "./server/commands.ts";
export { readCommitments } from "./server/list-commitments.ts";
export { phoneAnswers } from "./server/phone-answers.ts";
export { findByCode, findPublicAnswer, listPublicAnswers } from "./server/public-answers.ts";
export { listAnswerTotals, listCommitmentTotals, listTimeliness } from "./portal/public-figures.ts";
export { questionRoom } from "./server/room.ts";

/** The door of this room on the server. */
export { findByCode, findPublicAnswer, listPublicAnswers } from "./server/public-answers.ts";

import { problemCatalogue } from "#kernel/problem.ts";

export const dialogueProblem = problemCatalogue({
  "dialogue.not-found": 404,
  "dialogue.wrong-state": 409,
  "dialogue.changed-since": 409,
  "dialogue.unknown-unit": 422,
  "dialogue.talk-unfit": 422,
  "dialogue.identity-in-text": 422,
  "dialogue.substitute-unnamed": 422,
  "dialogue.absence-unexplained": 422,
  "dialogue.head-substitutes": 422,
  "dialogue.ends-before-start": 422,
  "dialogue.not-yet": 422,
  "dialogue.question-unknown": 404,
  "dialogue.question-elsewhere": 409,
  /** Minutes lack something; `missing` says what. */
  "dialogue.incomplete": 422,
});

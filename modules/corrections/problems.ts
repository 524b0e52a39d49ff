import { problemCatalogue } from "#kernel/problem.ts";

export const correctionProblem = problemCatalogue({
  "correction.not-found": 404,
  "correction.topic-unknown": 422,
  "correction.law-unknown": 422,
  "correction.edited-elsewhere": 409,
  "correction.state": 409,
  "correction.truth-missing": 422,
  "correction.source-missing": 422,
  "correction.identity": 422,
  "correction.link": 422,
  "correction.account": 422,
  "correction.author": 422,
});

import { problemCatalogue } from "#kernel/problem.ts";

export const difficultyProblem = problemCatalogue({
  "difficulty.not-found": 404,
  "difficulty.wrong-state": 409,
  "difficulty.changed-since": 409,
  "difficulty.unknown-unit": 422,
  "difficulty.identity-in-text": 422,
  /** Those to be drawn together are settled by different units, or one of them is not open. */
  "difficulty.not-alike": 409,
  "difficulty.text-needed": 422,
  "difficulty.setting-past": 422,
});

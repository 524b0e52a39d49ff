import { problemCatalogue } from "#kernel/problem.ts";

export const themeProblem = problemCatalogue({
  /** The day is not the Monday of a period that was released. */
  "theme.not-released": 404,
  "theme.unknown-unit": 404,
});

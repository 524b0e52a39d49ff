import { problemCatalogue } from "#kernel/problem.ts";

export const overviewProblem = problemCatalogue({
  "overview.unknown-unit": 404,
  "overview.bad-period": 422,
  "overview.target-not-found": 404,
  "overview.target-ended": 409,
  "overview.share-over-hundred": 422,
  "overview.identity": 422,
  "overview.dates": 422,
});

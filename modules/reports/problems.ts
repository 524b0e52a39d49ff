import { problemCatalogue } from "#kernel/problem.ts";

export const reportProblem = problemCatalogue({
  "report.not-found": 404,
  "report.exists": 409,
  "report.unknown-unit": 422,
  "report.unknown-template": 422,
  "report.bad-period": 422,
  "report.period-not-over": 422,
  "report.already-frozen": 409,
  "report.not-frozen": 409,
  "report.nothing-late": 409,
  "report.changed-since": 409,
  "report.unknown-indicator": 422,
});

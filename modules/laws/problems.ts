import { problemCatalogue } from "#kernel/problem.ts";

export const lawProblem = problemCatalogue({
  "law.not-found": 404,
  "law.symbol-malformed": 422,
  "law.symbol-missing": 422,
  "law.known-already": 409,
  "law.edited-elsewhere": 409,
  "law.dates": 422,
  "law.year-differs": 422,
  "law.relation-self": 422,
  "law.file-columns": 422,
  "law.file-empty": 422,
  "law.file-changed": 409,
});

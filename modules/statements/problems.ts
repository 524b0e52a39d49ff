import { problemCatalogue } from "#kernel/problem.ts";

export const statementProblem = problemCatalogue({
  "statement.not-found": 404,
  "statement.topic-unknown": 422,
  "statement.no-spokesperson": 422,
  "statement.version-unknown": 422,
  "statement.version-draft": 422,
  "statement.outlet-needed": 422,
  "statement.outlet-person": 422,
  "statement.identity": 422,
  "statement.future": 422,
  "statement.edited-elsewhere": 409,
});

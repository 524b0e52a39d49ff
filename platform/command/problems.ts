import { problemCatalogue } from "#kernel/problem.ts";

export const commandProblem = problemCatalogue({
  "command.unknown": 400,
  "command.invalid": 422,
  "command.reused": 409,
});

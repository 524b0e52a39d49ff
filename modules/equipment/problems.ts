import { problemCatalogue } from "#kernel/problem.ts";

export const equipmentProblem = problemCatalogue({
  "equipment.unknown": 404,
  "equipment.loan-unknown": 404,
  "equipment.need-unknown": 404,
  "equipment.kind-unknown": 422,
  "equipment.source-unknown": 422,
  "equipment.sponsorship-unknown": 422,
  "equipment.unit-unknown": 422,
  "equipment.lent-already": 409,
  "equipment.not-fit": 409,
  "equipment.is-out": 409,
  "equipment.back-already": 409,
  "equipment.number-taken": 409,
  "equipment.answered-from-above": 403,
  "equipment.changed-since": 409,
  "equipment.dates": 422,
  "equipment.own-unit": 422,
  "equipment.identity": 422,
});

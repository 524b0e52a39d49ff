import { problemCatalogue } from "#kernel/problem.ts";

export const rosterProblem = problemCatalogue({
  "roster.person-not-found": 404,
  "roster.appointment-not-found": 404,
  "roster.unit-unknown": 422,
  "roster.person-exists": 409,
  "roster.changed-since": 409,
  "roster.already-appointed": 409,
  "roster.already-ended": 409,
  "roster.end-before-start": 422,
  "roster.invalid": 422,
  "roster.kind-unknown": 422,
  "roster.level-needed": 422,
  "roster.level-not-for-kind": 422,
  "roster.level-not-then": 422,
  "roster.core-not-for-kind": 422,
  "roster.decision-missing": 422,
  "roster.term-reversed": 422,
  "roster.private-data": 422,
  "roster.standard-unknown": 422,
  "roster.quota-exists": 409,
  "roster.quota-of-nobody": 422,
  // the file as a whole
  "roster.import-no-table": 422,
  "roster.import-no-people": 422,
  "roster.import-changed": 409,
  "roster.import-nothing": 422,
  "roster.import-unconfirmed": 409,
  // reasons of single rows
  "roster.name-missing": 422,
  "roster.name-unreadable": 422,
  "roster.kind-missing": 422,
  "roster.kind-unreadable": 422,
  "roster.date-impossible": 422,
  "roster.date-unreadable": 422,
  "roster.start-missing": 422,
  "roster.unit-outside": 422,
  "roster.duplicate-in-file": 409,
  "roster.duplicate-in-roster": 409,
  "roster.font-unconfirmed": 409,
});

export type RosterProblemCode = keyof typeof rosterProblem.codes;

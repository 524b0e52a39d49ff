/** The door of this room for both sides: contract, answers, words and policy. */
export * from "./contract.ts";
export * from "./answers.ts";
export { ImportPreview, ImportRow, type ImportNote } from "./import/import-row.ts";
export { rosterProblem, type RosterProblemCode } from "./problems.ts";
export { appointmentState, endingWithinDays, isHeldOn } from "./rules.ts";

import { problemCatalogue } from "#kernel/problem.ts";

export const planProblem = problemCatalogue({
  "plan.not-found": 404,
  "plan.task-not-found": 404,
  /** `detail.why`: empty, other-kind, no-parts, no-task; `detail.found` the kind it calls itself. */
  "plan.not-a-plan": 422,
  /** Old .doc, RTF, pictures: save as DOCX or text. */
  "plan.unreadable-file": 422,
  /** Pages that are pictures: there is no text to read. */
  "plan.pdf-scanned": 422,
  "plan.pdf-locked": 422,
  "plan.pdf-broken": 422,
  /** More pages, memory or time than is given to one file. */
  "plan.pdf-too-heavy": 422,
  "plan.too-long": 422,
  "plan.wrong-state": 409,
  "plan.changed-since": 409,
  "plan.unknown-unit": 422,
  /** "All communes" of a department: there is none under it. */
  "plan.empty-group": 422,
  "plan.talk-not-found": 404,
  "plan.not-given": 409,
  "plan.has-own-plan": 409,
  "plan.bad-cut": 422,
  "plan.not-neighbours": 422,
  "plan.period": 422,
  "plan.no-tasks": 422,
  "plan.target-incomplete": 422,
  "plan.identity-in-text": 422,
});

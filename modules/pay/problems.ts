import { problemCatalogue } from "#kernel/problem.ts";

export const payProblem = problemCatalogue({
  "pay.not-found": 404,
  "pay.rate-not-found": 404,
  "pay.line-not-found": 404,
  "pay.unknown-unit": 422,
  /** The unit has become another; `detail.nowId` where that is certain. */
  "pay.unit-ended": 422,
  "pay.month-not-over": 422,
  /** `detail.runId` is the one to go on with. */
  "pay.run-open": 409,
  "pay.wrong-state": 409,
  "pay.changed-since": 409,
  /** What was computed is no longer so: `detail.version` of the run as it is now. */
  "pay.facts-changed": 409,
  /** A job computes it: `detail.taskId`. */
  "pay.computing": 409,
  "pay.task-failed": 500,
  "pay.undecided": 409,
  "pay.nothing-to-pay": 409,
  "pay.no-such-exception": 422,
  "pay.nothing-to-decide": 422,
  "pay.rate-missing": 422,
  "pay.rate-not-offered": 422,
  "pay.maker-checks": 403,
  "pay.checker-is-paid": 403,
  "pay.rate-overlaps": 409,
  "pay.rate-used": 409,
  "pay.rate-incomplete": 422,
  "pay.rate-period": 422,
  "pay.identity-in-text": 422,
  /** Here or under Documents: `detail.documentId`. */
  "pay.already-issued": 409,
  "pay.one-run": 422,
  "pay.posted-already": 409,
});

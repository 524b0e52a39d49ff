import { computeRun, decideExceptions, makeRun } from "./compute-run.ts";
import { issueSchedule } from "./issue-schedule.ts";
import { approveRun, discardRun, returnRun, setReference, submitRun } from "./move-run.ts";
import { setBudget } from "./post-run.ts";
import { addRate, correctRate, endRate } from "./rates.ts";

export const payCommands = {
  "pay.add-rate": addRate,
  "pay.correct-rate": correctRate,
  "pay.end-rate": endRate,
  "pay.make-run": makeRun,
  "pay.compute-run": computeRun,
  "pay.decide": decideExceptions,
  "pay.submit-run": submitRun,
  "pay.approve-run": approveRun,
  "pay.return-run": returnRun,
  "pay.discard-run": discardRun,
  "pay.set-reference": setReference,
  "pay.set-budget": setBudget,
  "pay.issue-schedule": issueSchedule,
};

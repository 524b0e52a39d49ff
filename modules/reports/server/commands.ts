import { createReport, writeReport } from "./create-report.ts";
import { freezeReport, reviseReport } from "./freeze-report.ts";
import { issueReport } from "./issue-report.ts";

export const reportCommands = {
  "report.create": createReport,
  "report.write": writeReport,
  "report.freeze": freezeReport,
  "report.revise": reviseReport,
  "report.issue": issueReport,
} as const;

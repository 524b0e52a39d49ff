import { createReport, writeReport } from "./create-report.ts";
import { endDuty, remindSenders, setDuty } from "./duties.ts";
import { buildFile, freezeReport, reviseReport } from "./freeze-report.ts";
import { issueReport } from "./issue-report.ts";
import { addQuote, removeQuote } from "./quotes.ts";
import { acceptSending, returnSending, sendReport } from "./send-report.ts";
import { endMandate, giveMandate } from "./mandates.ts";
import { answerReopening, askReopening } from "./reopenings.ts";
import { answerCheck, signReport, unsignReport } from "./signings.ts";
import { composeTemplate } from "./templates.ts";

export const reportCommands = {
  "report.create": createReport,
  "report.write": writeReport,
  "report.freeze": freezeReport,
  "report.revise": reviseReport,
  "report.build-file": buildFile,
  "report.answer-check": answerCheck,
  "report.sign": signReport,
  "report.unsign": unsignReport,
  "report.send": sendReport,
  "report.return": returnSending,
  "report.accept": acceptSending,
  "report.ask-reopening": askReopening,
  "report.answer-reopening": answerReopening,
  "report.give-mandate": giveMandate,
  "report.end-mandate": endMandate,
  "report.add-quote": addQuote,
  "report.remove-quote": removeQuote,
  "report.set-duty": setDuty,
  "report.end-duty": endDuty,
  "report.remind": remindSenders,
  "report.compose": composeTemplate,
  "report.issue": issueReport,
} as const;

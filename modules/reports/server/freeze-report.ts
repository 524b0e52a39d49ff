import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import { BuildFile, FreezeReport, ReviseReport } from "../contract.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { countLate } from "./late-talks.ts";
import { isLarge } from "./reckon.ts";
import { refuseUnlessReturned } from "./reopenings.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { refuseLocked } from "./signings.ts";
import { askTask } from "./tasks.ts";

/** Asks for the freeze: revision 1 is made in the background (freeze-work.ts), in steps that nobody waits behind. */
export const freezeReport = defineCommand({
  name: "report.freeze",
  input: FreezeReport,
  async run({ tx, principal, now }, { reportId }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.freeze", principal, report);
    if (report.status === "frozen") throw reportProblem("report.already-frozen", { reportId });
    if (report.period.days.to >= civilDateOf(now))
      throw reportProblem("report.period-not-over", { lastDay: report.period.days.to });
    const taskId = await askTask(tx, principal, { reportId, kind: "freeze", revision: 1 }, now);
    return { answer: { reportId, revision: 1, taskId }, journal: [entry("report.freeze-asked", report, { taskId })] };
  },
});

/** What came late or was corrected enters, under the next number and with the reason; the former state stays. */
export const reviseReport = defineCommand({
  name: "report.revise",
  input: ReviseReport,
  async run({ tx, principal, now }, { reportId, reason }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.revise", principal, report);
    if (report.status !== "frozen") throw reportProblem("report.not-frozen", { reportId });
    await refuseLocked(tx, reportId);
    // over very many talks the job finds out whether there is anything (freeze-work.ts)
    if (!(await isLarge(tx, report)) && (await countLate(tx, report, civilDateOf(now))) === 0)
      await refuseUnlessReturned(tx, report);
    const revision = report.revision + 1;
    const taskId = await askTask(tx, principal, { reportId, kind: "revise", revision, reason }, now);
    return {
      answer: { reportId, revision, taskId },
      journal: [entry("report.revision-asked", report, { taskId, revision, reason })],
    };
  },
});

/** Asks for a file of the report, made in the background and kept for who comes to fetch it. */
export const buildFile = defineCommand({
  name: "report.build-file",
  input: BuildFile,
  async run({ tx, principal, now }, { reportId, view, format }) {
    const report = await getReport(tx, reportId);
    authorise(reportPolicy, "report.export", principal, report);
    const taskId = await askTask(
      tx,
      principal,
      { reportId, kind: "file", revision: report.revision, view, format },
      now,
    );
    return { answer: { reportId, taskId }, journal: [entry("report.file-asked", report, { taskId, view, format })] };
  },
});

function entry(action: string, report: StoredReport, after: unknown): JournalEntry {
  return {
    action,
    subject: "report",
    subjectId: report.id,
    unitId: report.unitId,
    before: { status: report.status, revision: report.revision },
    after,
  };
}

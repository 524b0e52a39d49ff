import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { unitPath } from "#modules/units/server.ts";
import { CreateReport, WriteReport } from "../contract.ts";
import { sectionsOf } from "../parts.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { reportPeriod } from "../rules.ts";
import { findReport, getReport, getTemplate } from "./report-store.ts";
import { refuseLocked } from "./signings.ts";

/** Begins a report; its figures are those of the moment until it is frozen. */
export const createReport = defineCommand({
  name: "report.create",
  input: CreateReport,
  async run({ tx, principal }, { reportId, unitId, template, period: code }) {
    const path = await unitPath(tx, unitId);
    if (path.length === 0) throw reportProblem("report.unknown-unit", { fields: { "/unitId": "report.unknown-unit" } });
    authorise(reportPolicy, "report.create", principal, { unitPath: path });
    const { closingDay, periodKinds } = await getTemplate(tx, template);
    const period = reportPeriod(code, closingDay);
    if (!periodKinds.includes(period.kind))
      throw reportProblem("report.wrong-period-kind", {
        fields: { "/period": "report.wrong-period-kind" },
        periodKinds,
      });
    const existing = await findReport(tx, unitId, template, code);
    if (existing) throw reportProblem("report.exists", { reportId: existing.id });
    await tx
      .insertInto("report")
      .values({
        id: reportId,
        unit_id: unitId,
        template,
        period: code,
        first_day: period.days.from,
        last_day: period.days.to,
      })
      .execute();
    return {
      answer: { reportId },
      journal: [
        { action: "report.created", subject: "report", subjectId: reportId, unitId, after: { template, period: code } },
      ],
    };
  },
});

/** The words of a report. They stay open after a freeze and close when the head signs; a return opens them again. */
export const writeReport = defineCommand({
  name: "report.write",
  input: WriteReport,
  async run({ tx, principal }, { reportId, narrative, seenVersion }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.write", principal, report);
    if (report.version !== seenVersion) throw reportProblem("report.changed-since", { reportId });
    await refuseLocked(tx, reportId);
    const known = sectionsOf(report.template.parts);
    const strange = Object.keys(narrative).filter((key) => !known.some((s) => s.key === key));
    if (strange.length > 0) throw reportProblem("report.unknown-section", { sections: strange });
    const version = report.version + 1;
    await tx
      .updateTable("report")
      .set({ narrative: JSON.stringify(narrative), version })
      .where("id", "=", reportId)
      .execute();
    return {
      answer: { reportId, version },
      journal: [
        {
          action: "report.written",
          subject: "report",
          subjectId: reportId,
          unitId: report.unitId,
          before: report.narrative,
          after: narrative,
        },
      ],
    };
  },
});

import { sql } from "kysely";
import { spokenCode } from "#kernel/ids.ts";
import { formatNumber } from "#kernel/text/numbers.ts";
import type { MergeSource } from "#modules/documents/server.ts";
import { issuerOf } from "#modules/documents/server.ts";
import { payProblem } from "../problems.ts";
import { lockForIssue, noteIssued } from "./issue-schedule.ts";
import { type NamedRun, namedRunColumns } from "./list-runs.ts";
import { gatherSchedule, scheduleTemplate, scheduleValues } from "./schedule.ts";

/** Approved runs of the unit whose schedule was not issued yet, for documents that are written by hand. */
export const runsToMerge: MergeSource = {
  id: "pay.runs",
  titleVi: "Đợt chi thù lao đã duyệt",
  titleEn: "Approved pay runs",
  async choices({ tx, unitId, search }) {
    const { rows } = await sql<NamedRun>`
      select ${namedRunColumns} from pay_run r where r.unit_id = ${unitId} and r.status = 'approved' and r.document_id is null
       order by r.month desc, r.number desc limit 60`.execute(tx);
    const choices = rows.map((run) => ({
      id: run.id,
      label: `Tháng ${run.month.slice(5)}/${run.month.slice(0, 4)}, đợt ${run.number}`,
      note: `${formatNumber(run.total)} đồng, ${formatNumber(run.people)} người, mã ${spokenCode(run.id)}`,
    }));
    const wanted = search?.trim().toLocaleLowerCase("vi") ?? "";
    return choices.filter((c) => `${c.label} ${c.note}`.toLocaleLowerCase("vi").includes(wanted));
  },
  async merge({ tx, unitId, today, template }, ids) {
    // a schedule of two runs would be neither's
    if (ids.length > 1) throw payProblem("pay.one-run", { chosen: ids.length });
    const { rows } = await sql<NamedRun>`
      select ${namedRunColumns} from pay_run r
       where r.id::text = ${ids[0] ?? ""} and r.unit_id = ${unitId} and r.status = 'approved'`.execute(tx);
    const run = rows[0];
    if (run !== undefined && run.documentId !== null && template === scheduleTemplate)
      throw payProblem("pay.already-issued", { documentId: run.documentId });
    return run === undefined ? {} : scheduleValues(await gatherSchedule(tx, run), await issuerOf(tx, unitId, today));
  },
  async issuing({ tx, principal, template }, [runId]) {
    if (template !== scheduleTemplate || runId === undefined) return () => Promise.resolve([]);
    const run = await lockForIssue(tx, principal, runId);
    return async (document) => [await noteIssued(tx, run, document)];
  },
};

import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { enqueueJob } from "#platform/jobs/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { ReportTask } from "../contract.ts";
import { reportProblem } from "../problems.ts";

/** The name under which the work waits; its job is in work-task.ts. */
export const workJobName = "reports.work";

export interface AskedTask {
  reportId: string;
  kind: "freeze" | "revise" | "file";
  revision: number;
  reason?: string;
  view?: "as-was" | "as-is";
  format?: "docx" | "xlsx";
}

/** Within the command that asks for it: it exists and will be done when that has committed, and not otherwise. */
export async function askTask(tx: Tx, principal: Principal, asked: AskedTask, now: Date): Promise<string> {
  const id = newId<"ReportTask">() as string;
  if (asked.kind !== "file") {
    const { rows } = await sql<{ id: string }>`
      select id from report_task where report_id = ${asked.reportId}::uuid and kind <> 'file' and state in ('waiting', 'running')`.execute(
      tx,
    );
    if (rows[0]) throw reportProblem("report.under-way", { taskId: rows[0].id });
  }
  const caller = { ...principal, grants: [...principal.grants] };
  await sql`insert into report_task (id, report_id, kind, revision, reason, view, format, caller, asked_at)
    values (${id}::uuid, ${asked.reportId}::uuid, ${asked.kind}, ${asked.revision}::int, ${asked.reason ?? null}, ${asked.view ?? null},
            ${asked.format ?? null}, ${JSON.stringify(caller)}::jsonb, ${now.toISOString()}::timestamptz)`.execute(tx);
  await enqueueJob(tx, { name: workJobName, run: async () => {} }, { taskId: id });
  return id;
}

interface Row {
  id: string;
  kind: ReportTask["kind"];
  revision: number;
  view: ReportTask["view"];
  format: ReportTask["format"];
  state: ReportTask["state"];
  step: ReportTask["step"];
  done: number;
  total: number;
  problem: string | null;
  asked_by: string;
  asked_at: Date;
  ended_at: Date | null;
  file_name: string | null;
}

const columns = sql`t.id, t.kind, t.revision, t.view, t.format, t.state, t.step, t.done, t.total, t.problem, t.asked_by, t.asked_at, t.ended_at,
  (select f.name from report_file f where f.task_id = t.id) as file_name`;

function present(r: Row): ReportTask {
  return {
    id: r.id,
    kind: r.kind,
    revision: r.revision,
    view: r.view,
    format: r.format,
    state: r.state,
    step: r.step,
    done: r.done,
    total: r.total,
    problem: r.problem,
    askedBy: r.asked_by,
    askedAt: r.asked_at.toISOString(),
    endedAt: r.ended_at?.toISOString() ?? null,
    fileName: r.file_name,
  };
}

/** The newest first. */
export async function tasksOf(tx: Tx, reportId: string): Promise<ReportTask[]> {
  const { rows } =
    await sql<Row>`select ${columns} from report_task t where t.report_id = ${reportId}::uuid order by t.asked_at desc limit 20`.execute(
      tx,
    );
  return rows.map(present);
}

/** A freeze or revision that is under way, or the last one where it failed. */
export async function openTask(tx: Tx, reportId: string): Promise<ReportTask | null> {
  const { rows } = await sql<Row>`
    select ${columns} from report_task t where t.report_id = ${reportId}::uuid and t.kind <> 'file' order by t.asked_at desc limit 1`.execute(
    tx,
  );
  const newest = rows[0] && present(rows[0]);
  return newest && newest.state !== "done" ? newest : null;
}

/** @throws Problem `report.unknown-task` */
export async function readFile(
  tx: Tx,
  reportId: string,
  taskId: string,
): Promise<{ name: string; mediaType: string; content: Uint8Array }> {
  const { rows } = await sql<{ name: string; media_type: string; content: Buffer }>`
    select name, media_type, content from report_file where task_id = ${taskId}::uuid and report_id = ${reportId}::uuid`.execute(
    tx,
  );
  const file = rows[0];
  if (file === undefined) throw reportProblem("report.unknown-task", { taskId });
  return { name: file.name, mediaType: file.media_type, content: file.content };
}

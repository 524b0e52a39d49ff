import { createHash } from "node:crypto";
import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { asSystem } from "#platform/db/session.ts";
import { buildDocx, buildXlsx, prepareReport } from "./build-report.ts";
import { DOCX, fileNameOf, gather, XLSX } from "./export-report.ts";
import { getReport } from "./report-store.ts";
import type { Work } from "./work.ts";

/** Writes a report out: from stored figures where it is frozen, computing them first where it is a draft. */
export async function buildFileInSteps(work: Work): Promise<void> {
  const { pool, task } = work;
  const today = civilDateOf(work.now());
  await work.step("computing", 0, 2);
  const made = await asSystem(pool, async (tx) => {
    await sql`select set_config('jit', 'off', true)`.execute(tx);
    const report = await getReport(tx, task.reportId);
    const { exported } = await prepareReport(tx, task.caller, {
      unitId: report.unitId,
      template: report.template.id,
      period: report.period.code,
      view: task.view ?? "as-is",
      today,
      asOf: null,
    });
    const { words } = await gather(tx, exported);
    const bytes = task.format === "xlsx" ? await buildXlsx(tx, exported) : await buildDocx(tx, exported);
    return { bytes, name: fileNameOf(words, task.format ?? "docx") };
  });
  await work.step("writing", 1, 2);
  const sha256 = createHash("sha256").update(made.bytes).digest("hex");
  await asSystem(pool, async (tx) => {
    await sql`insert into report_file (task_id, report_id, name, media_type, content, sha256)
      values (${task.id}::uuid, ${task.reportId}::uuid, ${made.name}, ${task.format === "xlsx" ? XLSX : DOCX}, ${Buffer.from(made.bytes)}, ${sha256})`.execute(
      tx,
    );
    await work.finishIn(tx, { taskId: task.id, name: made.name, sha256, bytes: made.bytes.byteLength });
  });
}

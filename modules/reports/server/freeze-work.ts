import { sql } from "kysely";
import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { views } from "../contract.ts";
import type { Part } from "../parts.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { frozenHash, type Figure } from "../rules.ts";
import { pinnedFacts } from "./facts.ts";
import { figuresOf } from "./figures.ts";
import { pinInSteps, pinsBeyond, takeBackStalePins } from "./pin-talks.ts";
import { refuseUnlessReturned } from "./reopenings.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { placeMap, scopeOf, type ReportScope } from "./scope.ts";
import type { Work } from "./work.ts";

/**
 * A revision is made in three steps, none of which holds up anybody: the talks are pinned some thousand at a time, each
 * time a transaction of its own (pin-talks.ts); figures are computed from the pins by reading only; what came out is stored
 * together with the new state of the report. Pins of a revision that does not stand yet are seen by nobody; who begins anew
 * keeps those that are still right, so that a killed process loses a step at most.
 */
export async function freezeInSteps(work: Work): Promise<void> {
  const { pool, task, now } = work;
  const today = civilDateOf(now());
  const report = await asSystem(pool, (tx) => getReport(tx, task.reportId));
  if (report.revision !== task.revision - 1) throw reportProblem("report.changed-since", { reportId: report.id });
  authorise(reportPolicy, task.kind === "freeze" ? "report.freeze" : "report.revise", task.caller, report);

  await takeBackStalePins(work, report);
  await pinInSteps(work, report, today);
  if (task.kind === "revise" && !(await pinsBeyond(work, report)))
    await asSystem(pool, (tx) => refuseUnlessReturned(tx, report));

  await work.step("computing", 0, views.length);
  const figures = {} as Record<(typeof views)[number], Figure[]>;
  for (const [i, view] of views.entries()) {
    figures[view] = await asSystem(pool, async (tx) => {
      await sql`select set_config('jit', 'off', true)`.execute(tx);
      const facts = pinnedFacts(report.id, task.revision);
      return figuresOf(tx, report, { view, today, asOf: now().toISOString(), facts });
    });
    await work.step("computing", i + 1, views.length);
  }
  const state = await asSystem(pool, (tx) => talksState(tx, report.id, task.revision));
  const places = await asSystem(pool, (tx) => placesHeld(tx, report, task.revision, today));
  await work.step("writing", 0, 1);
  const settle = settleCommand(work, figures, state, places, today);
  await executeCommand({ pool, commands: { [settle.name]: settle as never }, now }, task.caller, {
    id: task.id,
    name: settle.name,
    payload: { taskId: task.id },
  });
}

interface TalksState {
  talks: number;
  hash: string;
  journalHash: string | null;
}

async function talksState(tx: Tx, reportId: string, revision: number): Promise<TalksState> {
  const { rows } = await sql<{ talks: number; hash: string; journal_hash: string | null }>`
    select count(*)::int as talks, (select hash from journal_head()) as journal_hash,
           encode(sha256(convert_to(coalesce(string_agg(f.talk_id || ':' || f.talk_version, ',' order by f.talk_id), ''), 'UTF8')), 'hex') as hash
      from ${pinnedFacts(reportId, revision)} f`.execute(tx);
  const state = rows[0]!;
  return { talks: state.talks, hash: state.hash, journalHash: state.journal_hash };
}

const TaskOnly = z.object({ taskId: z.uuid() });

/** The revision stands with this: its figures, the map of places of that day and the report's new state, at once or not at all. */
function settleCommand(
  work: Work,
  figures: Record<(typeof views)[number], Figure[]>,
  state: TalksState,
  places: readonly number[],
  today: string,
) {
  const { task } = work;
  return defineCommand({
    name: "report.settle",
    input: TaskOnly,
    async run({ tx, now }) {
      const report = await getReport(tx, task.reportId, { forUpdate: true });
      authorise(reportPolicy, task.kind === "freeze" ? "report.freeze" : "report.revise", task.caller, report);
      if (report.revision !== task.revision - 1) throw reportProblem("report.changed-since", { reportId: report.id });
      const asOf = now.toISOString();
      const contentHash = frozenHash({
        unitId: report.unitId,
        template: report.template.id,
        period: report.period.code,
        revision: task.revision,
        asOf,
        talksHash: state.hash,
        figures,
      });
      const parts: readonly Part[] = report.template.parts;
      await sql`insert into report_revision (report_id, number, as_of, reason, talks, content_hash, talks_hash, journal_hash, parts)
        values (${report.id}, ${task.revision}, ${asOf}::timestamptz, ${task.reason}, ${state.talks}, ${contentHash}, ${state.hash}, ${state.journalHash}, ${JSON.stringify(parts)}::jsonb)`.execute(
        tx,
      );
      for (const view of views) {
        await storeFigures(tx, report.id, task.revision, view, figures[view]);
        const scope = await scopeOf(tx, report.unitId, view, today, report.period.days.to);
        await storePlaces(tx, report.id, task.revision, scope, places);
      }
      await tx
        .updateTable("report")
        .set({ status: "frozen", revision: task.revision, version: report.version + 1 })
        .where("id", "=", report.id)
        .execute();
      const answer = { reportId: report.id, revision: task.revision, contentHash, talks: state.talks };
      await work.finishIn(tx, answer);
      const entry: JournalEntry = {
        action: task.kind === "freeze" ? "report.frozen" : "report.revised",
        subject: "report",
        subjectId: report.id,
        unitId: report.unitId,
        before: { status: report.status, revision: report.revision },
        after: task.reason === null ? answer : { ...answer, reason: task.reason },
      };
      return { answer, journal: [entry] };
    },
  });
}

async function storeFigures(
  tx: Tx,
  reportId: string,
  revision: number,
  view: string,
  figures: readonly Figure[],
): Promise<void> {
  const rows = figures.map((f) => ({
    indicator: f.indicator,
    line: f.line,
    unit_id: f.unitId,
    value: f.value,
    previous: f.previous,
    last_year: f.lastYear,
  }));
  await sql`insert into report_figure (report_id, revision, view, indicator, line, unit_id, value, previous, last_year)
    select ${reportId}::uuid, ${revision}::int, ${view}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (indicator text, line text, unit_id int, value numeric, previous numeric, last_year numeric)`.execute(tx);
}

/** The places of the talks, read before the revision is stored: looked for inside of it they are looked for among all pins. */
async function placesHeld(tx: Tx, report: StoredReport, revision: number, today: string): Promise<number[]> {
  const { key } = await scopeOf(tx, report.unitId, "as-is", today, report.period.days.to);
  const { rows } = await sql<{ id: number }>`
    select distinct f.${sql.ref(key)} as id from ${pinnedFacts(report.id, revision)} f order by 1`.execute(tx);
  return rows.map((r) => r.id);
}

async function storePlaces(
  tx: Tx,
  reportId: string,
  revision: number,
  scope: ReportScope,
  places: readonly number[],
): Promise<void> {
  await sql`insert into report_place (report_id, revision, view, key_id, valid, row_unit, line)
    select ${reportId}::uuid, ${revision}::int, ${scope.view}, m.key_id, m.valid, m.row_unit, m.line from ${placeMap(scope)} m
     where m.key_id = any (${places as number[]}::int[])`.execute(tx);
}

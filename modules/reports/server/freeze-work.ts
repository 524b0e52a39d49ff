import { sql } from "kysely";
import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { countTalks } from "#modules/talks/server.ts";
import { views } from "../contract.ts";
import type { Part } from "../parts.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { frozenHash, type Figure } from "../rules.ts";
import { pinnedFacts } from "./facts.ts";
import { figuresOf } from "./figures.ts";
import { changedFacts, lateRelation, pinTalks, unpinTalks } from "./late-talks.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { placeMap, scopeOf, type ReportScope } from "./scope.ts";
import type { Work } from "./work.ts";

/** Talks that one transaction marks and pins: short enough that nobody notices who waits behind it. */
const atOnce = 1000;

const system: Principal = {
  userId: "system",
  personId: null,
  displayName: "Cầu Nối",
  grants: [{ role: "administrator", unitId: null }],
  homeUnitId: null,
};

/**
 * A revision is made in three steps, none of which holds up anybody: the talks are pinned a thousand at a time, each
 * thousand a transaction of its own; figures are computed from the pins by reading only; what came out is stored
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
  await pinInChunks(work, report, today);

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
  await work.step("writing", 0, 1);
  const settle = settleCommand(work, figures, state, today);
  await executeCommand({ pool, commands: { [settle.name]: settle as never }, now }, task.caller, {
    id: task.id,
    name: settle.name,
    payload: { taskId: task.id },
  });
}

/** What an attempt that was broken off left and is not right any more: pins of talks that moved since, ends that were set. */
async function takeBackStalePins({ pool }: Work, report: StoredReport): Promise<void> {
  for (let left = true; left;) {
    left = await asSystem(pool, async (tx) => {
      const ended =
        await sql`update report_talk set until_revision = null where (report_id, talk_id, since_revision) in (
          select p.report_id, p.talk_id, p.since_revision from report_talk p where p.report_id = ${report.id}::uuid and p.until_revision >= ${report.revision}::int limit ${atOnce})`.execute(
          tx,
        );
      const gone = await sql`delete from report_talk where (report_id, talk_id, since_revision) in (
          select p.report_id, p.talk_id, p.since_revision from report_talk p
            left join talk t on t.id = p.talk_id and t.version = p.talk_version and t.commune_id = p.commune_id and t.status = 'counted'
           where p.report_id = ${report.id}::uuid and p.since_revision > ${report.revision}::int and t.id is null limit ${atOnce})`.execute(
        tx,
      );
      return Number(ended.numAffectedRows ?? 0) + Number(gone.numAffectedRows ?? 0) > 0;
    });
  }
}

interface LateRow {
  talk_id: string;
  why: "added" | "moved" | "withdrawn";
  n: number;
}

/** One reader walks over what has to be pinned; beside it one short transaction a thousand writes. */
async function pinInChunks(work: Work, report: StoredReport, today: string): Promise<void> {
  await asSystem(work.pool, async (reader) => {
    await sql`select set_config('jit', 'off', true)`.execute(reader);
    await sql`declare late no scroll cursor for
      select d.talk_id::text, d.why, count(*) over ()::int as n from ${await lateRelation(reader, report, today)} d order by 1`.execute(
      reader,
    );
    for (let done = 0; ;) {
      const { rows } = await sql<LateRow>`fetch ${sql.raw(String(atOnce))} from late`.execute(reader);
      if (rows.length === 0) break;
      const pin = pinCommand(work, report, rows);
      const services = { pool: work.pool, commands: { [pin.name]: pin as never }, now: work.now };
      await executeCommand(services, system, { id: newId(), name: pin.name, payload: { taskId: work.task.id } });
      done += rows.length;
      await work.step("pinning", done, rows[0]!.n);
    }
  });
}

const TaskOnly = z.object({ taskId: z.uuid() });

function pinCommand({ task }: Work, report: StoredReport, rows: readonly LateRow[]) {
  return defineCommand({
    name: "report.pin",
    input: TaskOnly,
    async run({ tx }) {
      const of = (why: LateRow["why"]) => rows.filter((r) => r.why === why).map((r) => r.talk_id);
      const changed = await changedFacts(tx, report, of("moved"));
      const pin = [...of("added"), ...changed].sort();
      const { journal } = await countTalks(tx, pin, report.id);
      await unpinTalks(tx, report.id, [...changed, ...of("withdrawn")], report.revision);
      await pinTalks(tx, report.id, pin, task.revision);
      const done: JournalEntry = {
        action: "report.pinned",
        subject: "report",
        subjectId: report.id,
        unitId: report.unitId,
        after: { taskId: task.id, talks: pin.length },
      };
      return { answer: { pinned: pin.length }, journal: [done, ...journal] };
    },
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

/** The revision stands with this: its figures, the map of places of that day and the report's new state, at once or not at all. */
function settleCommand(
  work: Work,
  figures: Record<(typeof views)[number], Figure[]>,
  state: TalksState,
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
        await storePlaces(tx, report.id, task.revision, scope);
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

async function storePlaces(tx: Tx, reportId: string, revision: number, scope: ReportScope): Promise<void> {
  await sql`insert into report_place (report_id, revision, view, key_id, valid, row_unit, line)
    select ${reportId}::uuid, ${revision}::int, ${scope.view}, m.key_id, m.valid, m.row_unit, m.line from ${placeMap(scope)} m
     where m.key_id in (select f.${sql.ref(scope.key)} from ${pinnedFacts(reportId, revision)} f)`.execute(tx);
}

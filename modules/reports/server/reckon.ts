import { sql } from "kysely";
import type { Pool } from "pg";
import { systemCaller } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { asSystem, inTransaction, type Tx } from "#platform/db/session.ts";
import { defineJob, enqueueJob, type Job } from "#platform/jobs/define.ts";
import { type LeasedTable, underWay, workUnderLease } from "#platform/jobs/lease.ts";
import { views } from "../contract.ts";
import { reportProblem } from "../problems.ts";
import type { Figure } from "../rules.ts";
import { figuresOf } from "./figures.ts";
import { type LateOne, lateOnes, waitingTalks } from "./late-talks.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { scopeOf, talksOrganisedBy, type View } from "./scope.ts";

/**
 * What a report over very many talks says before it is frozen (figures in both views, what waits to be verified), and what came
 * late after it: computed in the background and kept with its moment, so that no request stands for seconds. A small report is
 * computed where it is asked for. Nothing is decided by what is kept: a freeze computes anew from what it pinned.
 */
export interface Reckoning {
  /** Null: nothing has been computed yet. */
  asOf: string | null;
  underWay: boolean;
  done: number;
  total: number;
  /** Old enough to be computed anew when somebody looks. */
  stale: boolean;
}

interface Kept extends Reckoning {
  figures: Record<View, Figure[]> | null;
  waiting: number;
  late: number;
  lateTalks: LateOne[];
}

/** One for each report. */
export const reckonings: LeasedTable = { table: "report_reckoning", key: "report_id", failed: "report.task-failed" };
/** So many of what came late are shown, the newest; a revision takes all. */
export const mostLateShown = 200;

/**
 * Whether the report is about so many talks. What places tell is in totals that are kept; of a body's own talks, given or
 * planned, no more are looked up than it takes to know.
 */
export async function isLarge(tx: Tx, report: StoredReport): Promise<boolean> {
  const { unitId, period } = report;
  const { from, to } = period.days;
  const scope = await scopeOf(tx, unitId, "as-is", to, to);
  const least = sql`(select r.value from report_rule r where r.code = 'large_from' and r.valid @> (now() at time zone 'Asia/Ho_Chi_Minh')::date)`;
  const talks =
    scope.by === "organiser"
      ? sql`select count(*) as n from (
          select from talk f where ${talksOrganisedBy(scope)} and f.starts_at >= ${from}::date and f.starts_at < ${to}::date + 1
           limit ceil(${least})::bigint) f`
      : sql`select coalesce(sum(t.talks), 0) as n from talk_total t
         where t.tier = 'verified' and t.month between date_trunc('month', ${from}::date)::date and ${to}::date
           and t.commune_id in (select descendant_id from unit_scope where ancestor_id = ${unitId}::int)`;
  const { rows } = await sql<{ large: boolean }>`select x.n >= ${least} as large from (${talks}) x`.execute(tx);
  return rows[0]!.large;
}

async function readKept(tx: Tx, report: StoredReport): Promise<Kept> {
  interface Row {
    current: boolean;
    as_of: Date | null;
    figures: Record<View, Figure[]> | null;
    waiting: number;
    late: number;
    late_talks: LateOne[];
    under_way: boolean;
    done: number;
    total: number;
    stale: boolean;
  }
  const { rows } = await sql<Row>`
    select k.revision = ${report.revision}::int and k.as_of is not null as current, k.as_of, k.figures, k.waiting, k.late, k.late_talks, k.done, k.total, ${underWay} as under_way,
           coalesce(k.as_of < clock_timestamp() - make_interval(secs => (
             select r.value::float from report_rule r where r.code = 'reckoned_for_seconds' and r.valid @> (now() at time zone 'Asia/Ho_Chi_Minh')::date)), true) as stale
      from report_reckoning k where k.report_id = ${report.id}::uuid`.execute(tx);
  const r = rows[0];
  const current = r?.current ?? false;
  return {
    asOf: current ? r!.as_of!.toISOString() : null,
    underWay: r?.under_way ?? false,
    done: r?.done ?? 0,
    total: r?.total ?? 0,
    stale: !current || r!.stale,
    figures: current ? r!.figures : null,
    waiting: current ? r!.waiting : 0,
    late: current ? r!.late : 0,
    lateTalks: current ? r!.late_talks : [],
  };
}

/** Null for a report that is computed where it is asked for. */
export async function reckoningOf(
  tx: Tx,
  report: StoredReport,
): Promise<(Reckoning & { waiting: number; late: number }) | null> {
  return (await isLarge(tx, report)) ? readKept(tx, report) : null;
}

/**
 * The newest of what came late after a freeze, and how many in all; of a large report as they were looked for last.
 * @throws Problem `report.being-computed`
 */
export async function newestLate(
  tx: Tx,
  report: StoredReport,
  today: string,
): Promise<{ newest: LateOne[]; total: number }> {
  if (!(await isLarge(tx, report))) {
    const all = await lateOnes(tx, report, today);
    return { newest: all.slice(0, mostLateShown), total: all.length };
  }
  const kept = await readKept(tx, report);
  if (kept.asOf === null) throw reportProblem("report.being-computed", { reportId: report.id });
  return { newest: kept.lateTalks, total: kept.late };
}

/** A large draft's figures as they were computed last; null for a small one. @throws Problem `report.being-computed` */
export async function keptFigures(tx: Tx, report: StoredReport, view: View): Promise<Figure[] | null> {
  if (report.status === "frozen" || !(await isLarge(tx, report))) return null;
  const { figures } = await readKept(tx, report);
  if (figures === null) throw reportProblem("report.being-computed", { reportId: report.id });
  return figures[view];
}

/** How many talks of the period nobody has verified yet; of a large report as counted last. */
export async function waitingNow(tx: Tx, report: StoredReport, today: string): Promise<number> {
  const kept = await reckoningOf(tx, report);
  return kept === null || kept.asOf === null ? waitingTalks(tx, report, today) : kept.waiting;
}

/** A large draft is not written out while somebody waits for it. @throws Problem `report.large` */
export async function refuseLarge(tx: Tx, report: StoredReport): Promise<void> {
  if (report.status === "draft" && (await isLarge(tx, report)))
    throw reportProblem("report.large", { reportId: report.id });
}

const jobName = "reports.reckon";

/** Asks for the computation; one that waits already is the same. */
export function askReckoning(tx: Tx, reportId: string): Promise<void> {
  return enqueueJob(tx, { name: jobName, run: async () => {} }, { reportId }, { key: `reckon-${reportId}` });
}

export const reckonJob: Job = defineJob({
  name: jobName,
  async run({ pool, now }, payload) {
    await reckon(pool, (payload as { reportId: string }).reportId, now);
  },
});

/** Computes and keeps, unless somebody else is at it. Both views are of one moment: they are held against each other. */
export async function reckon(pool: Pool, reportId: string, now: () => Date = () => new Date()): Promise<void> {
  await asSystem(pool, (tx) =>
    sql`insert into report_reckoning as k (report_id, revision) select r.id, r.revision from report r where r.id = ${reportId}::uuid
        on conflict (report_id) do update set state = 'waiting', step = 'waiting', done = 0, attempts = 0, problem = null, asked_at = clock_timestamp()
         where k.state in ('done', 'failed')`.execute(tx),
  );
  await workUnderLease(pool, reckonings, reportId, async (leased) => {
    const at = now();
    const today = civilDateOf(at);
    const steps = views.length + 1;
    await leased.step("computing", 0, steps);
    const made = await inTransaction(
      pool,
      systemCaller,
      async (tx) => {
        await sql`select set_config('jit', 'off', true)`.execute(tx);
        const report = await getReport(tx, reportId);
        const draft = report.status === "draft";
        const figures = {} as Record<View, Figure[]>;
        for (const [i, view] of views.entries()) {
          if (draft) figures[view] = await figuresOf(tx, report, { view, today, asOf: null });
          await leased.step("computing", i + 1, steps);
        }
        const late = draft ? [] : await lateOnes(tx, report, today);
        return {
          revision: report.revision,
          figures: draft ? figures : null,
          waiting: await waitingTalks(tx, report, today),
          late,
        };
      },
      { readOnly: true, isolation: "repeatable read" },
    );
    await asSystem(pool, async (tx) => {
      await leased.finishIn(tx, null);
      await sql`update report_reckoning set revision = ${made.revision}::int, as_of = ${at.toISOString()}::timestamptz,
          figures = ${made.figures === null ? null : JSON.stringify(made.figures)}::jsonb, waiting = ${made.waiting}::int,
          late = ${made.late.length}::int, late_talks = ${JSON.stringify(made.late.slice(0, mostLateShown))}::jsonb, done = total
        where report_id = ${reportId}::uuid`.execute(tx);
    });
  });
}

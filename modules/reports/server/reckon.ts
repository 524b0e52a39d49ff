import { sql } from "kysely";
import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { asSystem, inTransaction, type Tx } from "#platform/db/session.ts";
import { defineJob, enqueueJob, type Job } from "#platform/jobs/define.ts";
import { views } from "../contract.ts";
import { reportProblem } from "../problems.ts";
import type { Figure } from "../rules.ts";
import { figuresOf } from "./figures.ts";
import { countLate, waitingTalks } from "./late-talks.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import type { View } from "./scope.ts";

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
}

/** A computation that said nothing for so long has died with its process. */
const leaseSeconds = 60;

/** Whether the report is about so many talks; told from totals that are kept, so it costs nothing to ask. */
export async function isLarge(tx: Tx, report: StoredReport): Promise<boolean> {
  const { days } = report.period;
  const { rows } = await sql<{ large: boolean }>`
    select coalesce(sum(t.talks), 0) >= (select r.value from report_rule r where r.code = 'large_from' and r.valid @> current_date) as large
      from talk_total t
     where t.tier = 'verified' and t.month between date_trunc('month', ${days.from}::date)::date and ${days.to}::date
       and t.commune_id in (select descendant_id from unit_scope where ancestor_id = ${report.unitId}::int)`.execute(
    tx,
  );
  return rows[0]?.large ?? false;
}

async function readKept(tx: Tx, report: StoredReport): Promise<Kept> {
  interface Row {
    current: boolean;
    as_of: Date | null;
    figures: Record<View, Figure[]> | null;
    waiting: number;
    late: number;
    under_way: boolean;
    done: number;
    total: number;
    stale: boolean;
  }
  const { rows } = await sql<Row>`
    select k.revision = ${report.revision}::int and k.as_of is not null as current, k.as_of, k.figures, k.waiting, k.late, k.done, k.total,
           coalesce(k.lease is not null and k.beat_at > clock_timestamp() - make_interval(secs => ${leaseSeconds}), false) as under_way,
           coalesce(k.as_of < clock_timestamp() - make_interval(secs => (
             select r.value::float from report_rule r where r.code = 'reckoned_for_seconds' and r.valid @> current_date)), true) as stale
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
  };
}

/** Null for a report that is computed where it is asked for. */
export async function reckoningOf(
  tx: Tx,
  report: StoredReport,
): Promise<(Reckoning & { waiting: number; late: number }) | null> {
  if (!(await isLarge(tx, report))) return null;
  const { figures: _, ...kept } = await readKept(tx, report);
  return kept;
}

/** A large draft's figures as they were computed last; null for a small one. @throws Problem `report.being-computed` */
export async function keptFigures(tx: Tx, report: StoredReport, view: View): Promise<Figure[] | null> {
  if (report.status === "frozen" || !(await isLarge(tx, report))) return null;
  const { figures } = await readKept(tx, report);
  if (figures === null) throw reportProblem("report.being-computed", { reportId: report.id });
  return figures[view];
}

/** How many talks of a draft's period nobody has verified yet; of a large one as counted last. */
export async function waitingNow(tx: Tx, report: StoredReport, today: string): Promise<number> {
  const large = report.status === "draft" && (await isLarge(tx, report));
  return large ? (await readKept(tx, report)).waiting : waitingTalks(tx, report, today);
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

const reader: Principal = {
  userId: "system",
  personId: null,
  displayName: "Cầu Nối",
  grants: [{ role: "administrator", unitId: null }],
  homeUnitId: null,
};

/** Computes and keeps, unless somebody else is at it. Both views are of one moment: they are held against each other. */
export async function reckon(pool: Pool, reportId: string, now: () => Date = () => new Date()): Promise<void> {
  const lease = newId() as string;
  const steps = views.length + 1;
  const claimed = await asSystem(pool, async (tx) => {
    const { rows } = await sql`
      insert into report_reckoning as k (report_id, revision, lease, beat_at, total)
        select r.id, r.revision, ${lease}::uuid, clock_timestamp(), ${steps}::int from report r where r.id = ${reportId}::uuid
      on conflict (report_id) do update set lease = excluded.lease, beat_at = excluded.beat_at, done = 0, total = excluded.total
        where k.lease is null or k.beat_at < clock_timestamp() - make_interval(secs => ${leaseSeconds})
      returning 1`.execute(tx);
    return rows.length > 0;
  });
  if (!claimed) return;
  const held = (set: ReturnType<typeof sql>) =>
    asSystem(pool, (tx) =>
      sql`update report_reckoning set ${set}, beat_at = clock_timestamp() where report_id = ${reportId}::uuid and lease = ${lease}::uuid`.execute(
        tx,
      ),
    );
  const heart = setInterval(() => void held(sql`done = done`).catch(() => {}), 10_000);
  try {
    const at = now();
    const today = civilDateOf(at);
    const made = await inTransaction(
      pool,
      reader,
      async (tx) => {
        await sql`select set_config('jit', 'off', true)`.execute(tx);
        const report = await getReport(tx, reportId);
        const figures = {} as Record<View, Figure[]>;
        for (const [i, view] of views.entries()) {
          if (report.status === "draft") figures[view] = await figuresOf(tx, report, { view, today, asOf: null });
          await held(sql`done = ${i + 1}::int`);
        }
        return {
          revision: report.revision,
          figures: report.status === "draft" ? figures : null,
          waiting: await waitingTalks(tx, report, today),
          late: report.status === "frozen" ? await countLate(tx, report, today) : 0,
        };
      },
      { readOnly: true, isolation: "repeatable read" },
    );
    await held(sql`revision = ${made.revision}::int, as_of = ${at.toISOString()}::timestamptz, figures = ${made.figures === null ? null : JSON.stringify(made.figures)}::jsonb,
      waiting = ${made.waiting}::int, late = ${made.late}::int, done = ${steps}::int, lease = null`);
  } catch (error) {
    await held(sql`lease = null`).catch(() => {});
    throw error;
  } finally {
    clearInterval(heart);
  }
}

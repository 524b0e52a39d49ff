import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import { type LateReason, lateCodes, type TaskState } from "../contract.ts";
import type { PlanCalendar, PlanLate, PlanTimeline, WorkLine } from "../work-answers.ts";
import { planPolicy } from "../policy.ts";
import { dueDaysIn } from "../rules.ts";
import { lateReasons, progressOfRow, type RawAssignment, readAssignments } from "./assignments.ts";
import type { PlanLook } from "./plan-look.ts";

export interface WorkAsked {
  /** Assignments of this unit and those under it; everything in sight where absent. */
  under?: number | undefined;
  planId?: string | undefined;
  /** Judged on this day; today where absent. */
  until?: string | undefined;
  look?: PlanLook | undefined;
  /** Only tasks with this in their time. */
  from?: string | undefined;
}

export interface Work {
  row: RawAssignment;
  line: WorkLine;
}

/** Everything that standing plans gave to units in the caller's sight, each with how far it is and why it is late. */
export async function readWork(tx: Tx, principal: Principal, asked: WorkAsked): Promise<Work[]> {
  const until = asked.until ?? todayInVietnam();
  const look = asked.look ?? "now";
  const conditions: RawBuilder<unknown>[] = [
    sql`p.status = 'standing' and t.dropped_reason is null and p.starts_on <= ${until}::date`,
    look === "now" ? sql`a.ended_on is null` : sql`a.ended_reason is distinct from 'taken-back'`,
  ];
  if (asked.planId !== undefined) conditions.push(sql`p.id = ${asked.planId}::uuid`);
  if (asked.from !== undefined) conditions.push(sql`coalesce(t.due_on, p.ends_on) >= ${asked.from}::date`);
  if (asked.under !== undefined)
    conditions.push(
      sql`a.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${asked.under}::int)`,
    );
  const rows = await readAssignments(tx, { which: sql.join(conditions, sql` and `), until, look });
  const { tree, paths } = await unitState(tx);
  const on = asCivilDate(until);
  const name = (id: number) => tree.versionNear(id, on)?.name ?? String(id);
  const inSight = rows.filter(
    (r) => refusal(planPolicy, "plan.view", principal, { unitPath: paths.get(r.unitId) ?? [] }) === null,
  );
  const progress = new Map(inSight.map((r) => [r, progressOfRow(r, until)]));
  // who of one's own plan has not done their part
  const behind = Map.groupBy(
    inSight.filter((r) => r.fromTaskId !== null && r.unitId !== r.planUnitId && progress.get(r)!.state !== "done"),
    (r) => `${r.fromTaskId}/${r.planId}`,
  );
  return inSight.map((row) => {
    const waiting = row.ownId === null ? [] : (behind.get(`${row.taskId}/${row.ownId}`) ?? []);
    const own = progress.get(row)!;
    return {
      row,
      line: {
        taskId: row.taskId,
        text: row.text,
        plan: { id: row.planId, title: row.planTitle, symbol: row.planSymbol },
        unit: { id: row.unitId, name: name(row.unitId) },
        role: row.role,
        startsOn: row.startsOn,
        endsOn: row.dueOn ?? row.endsOn,
        dueOn: row.dueOn,
        progress: own,
        reasons:
          row.endedOn === null
            ? lateReasons(
                row,
                own,
                until,
                waiting.map((w) => name(w.unitId)),
              )
            : [],
      },
    };
  });
}

interface Ungiven {
  taskId: string;
  text: string;
  planId: string;
  title: string;
  symbol: string | null;
  startsOn: string;
  endsOn: string;
  dueOn: string | null;
}

/** Duties of standing plans that nobody was given. */
async function ungiven(tx: Tx, asked: WorkAsked): Promise<WorkLine[]> {
  const { rows } = await sql<Ungiven>`
    select t.id as "taskId", t.text, p.id as "planId", p.title, p.symbol, p.starts_on::text as "startsOn", coalesce(t.due_on, p.ends_on)::text as "endsOn", t.due_on::text as "dueOn"
      from plan_task t join plan p on p.id = t.plan_id and p.status = 'standing'
     where t.dropped_reason is null and t.nature = 'duty' and t.due_on < ${asked.until ?? todayInVietnam()}::date
       and not exists (select from plan_assignment a where a.task_id = t.id and a.ended_on is null)
       ${asked.planId === undefined ? sql`` : sql`and p.id = ${asked.planId}::uuid`}
       ${asked.under === undefined ? sql`` : sql`and p.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${asked.under}::int)`}
     order by t.due_on limit 500`.execute(tx);
  return rows.map((r) => ({
    taskId: r.taskId,
    text: r.text,
    plan: { id: r.planId, title: r.title, symbol: r.symbol },
    unit: null,
    role: "lead",
    startsOn: r.startsOn,
    endsOn: r.endsOn,
    dueOn: r.dueOn,
    progress: {
      state: "late",
      why: "nothing-recorded",
      computed: false,
      value: null,
      expected: null,
      whole: null,
      evidence: null,
      recordedOn: null,
    },
    reasons: [{ code: "not-given", n: 0, units: [] }],
  }));
}

export interface LateAsked extends WorkAsked {
  /** Only what is late for this reason. */
  reason?: LateReason["code"] | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** What is late, or will be for a reason that is known already, and why; the earliest due first; how many for each reason. */
export async function readLate(tx: Tx, principal: Principal, asked: LateAsked): Promise<PlanLate> {
  const after = decodeCursor(asked.cursor, z.tuple([z.string(), z.string(), z.string(), z.int()]));
  const work = await readWork(tx, principal, asked);
  const lines = [...(await ungiven(tx, asked)), ...work.map((w) => w.line).filter(isLate)];
  const codes = lateCodes.flatMap((code) => {
    const n = lines.filter((l) => l.reasons.some((r) => r.code === code)).length;
    return n === 0 ? [] : [{ code, n }];
  });
  const wanted =
    asked.reason === undefined ? lines : lines.filter((l) => l.reasons.some((r) => r.code === asked.reason));
  // lines of one task stand together, its units by name
  const key = (l: WorkLine) => [l.endsOn, l.text, l.taskId, l.unit?.id ?? 0] as const;
  type Key = ReturnType<typeof key>;
  const words = new Intl.Collator("vi").compare;
  const compare = (a: Key, b: Key) =>
    a[0].localeCompare(b[0]) || words(a[1], b[1]) || a[2].localeCompare(b[2]) || a[3] - b[3];
  const sorted = wanted.map((line) => ({ line, key: key(line) })).sort((a, b) => compare(a.key, b.key));
  const rest = after === undefined ? sorted : sorted.filter((x) => compare(x.key, after) > 0);
  const limit = asked.limit ?? 300;
  return {
    ...page(
      rest.slice(0, limit + 1),
      limit,
      (x) => x.key,
      (x) => x.line,
    ),
    total: wanted.length,
    reasons: codes,
  };
}

/** A plan of its own that is missing is told where something is late; who has issued and who has not is another page. */
const isLate = (l: WorkLine) => l.progress.state === "late" || l.reasons.some((r) => r.code === "unit-ended");

const worst: Record<TaskState, number> = { late: 0, unknown: 1, "on-time": 2, done: 3 };

/** Each task once, over the time of all that are shown, with how many units are done and which are late. */
export async function readTimeline(tx: Tx, principal: Principal, asked: WorkAsked): Promise<PlanTimeline> {
  const today = asked.until ?? todayInVietnam();
  const work = await readWork(tx, principal, { ...asked, from: asked.from ?? `${today.slice(0, 4)}-01-01` });
  const tasks = [...Map.groupBy(work, (w) => w.row.taskId).values()].map((all) => {
    const { line } = all[0]!;
    const of = (state: TaskState) => all.filter((w) => w.line.progress.state === state).length;
    const state = all.map((w) => w.line.progress.state).toSorted((a, b) => worst[a] - worst[b])[0]!;
    return {
      taskId: line.taskId,
      text: line.text,
      plan: line.plan,
      startsOn: line.startsOn,
      endsOn: line.endsOn,
      dueOn: line.dueOn,
      state,
      units: all.length,
      done: of("done"),
      late: of("late"),
      lines: all
        .map((w) => w.line)
        .filter(isLate)
        .slice(0, 12),
    };
  });
  tasks.sort((a, b) => a.endsOn.localeCompare(b.endsOn) || worst[a.state] - worst[b.state]);
  const shown = tasks.slice(0, 200);
  const year = today.slice(0, 4);
  return {
    from: shown.map((t) => t.startsOn).toSorted()[0] ?? `${year}-01-01`,
    to:
      shown
        .map((t) => t.endsOn)
        .toSorted()
        .at(-1) ?? `${year}-12-31`,
    today,
    tasks: shown,
  };
}

/** Deadlines of a month and the talks in it that were tied to a task. */
export async function readCalendar(
  tx: Tx,
  principal: Principal,
  month: string,
  asked: WorkAsked,
): Promise<PlanCalendar> {
  const work = await readWork(tx, principal, { ...asked, from: `${month}-01` });
  const deadlines: PlanCalendar["deadlines"] = [];
  for (const all of Map.groupBy(work, (w) => w.row.taskId).values()) {
    const { row, line } = all[0]!;
    for (const { day, what } of dueDaysIn(month, {
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      dueOn: row.dueOn,
      targetPeriod: row.period,
      repeats: row.repeats,
    }))
      deadlines.push({
        day,
        what,
        taskId: row.taskId,
        text: row.text,
        plan: line.plan,
        units: all.length,
        late: all.filter((w) => w.line.progress.state === "late").length,
        done: all.every((w) => w.line.progress.state === "done"),
      });
  }
  const { rows: plans } = await sql<{
    id: string;
    title: string;
    symbol: string | null;
    day: string;
    what: "own-plans" | "plan-ends";
  }>`
    select p.id, p.title, p.symbol, d.day::text as day, d.what from plan p
      cross join lateral (values (p.own_plans_by, 'own-plans'), (p.ends_on, 'plan-ends')) as d(day, what)
     where p.status = 'standing' and date_trunc('month', d.day) = ${`${month}-01`}::date
       ${asked.planId === undefined ? sql`` : sql`and p.id = ${asked.planId}::uuid`}
       ${
         asked.under === undefined
           ? sql``
           : sql`and (p.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${asked.under}::int) or exists (
         select from plan_assignment a join plan_task t on t.id = a.task_id join unit_scope s on s.descendant_id = a.unit_id and s.ancestor_id = ${asked.under}::int where t.plan_id = p.id))`
       }`.execute(tx);
  for (const p of plans)
    deadlines.push({
      day: p.day,
      what: p.what,
      taskId: null,
      text: p.title,
      plan: { id: p.id, title: p.title, symbol: p.symbol },
      units: 0,
      late: 0,
      done: false,
    });
  const { rows: talks } = await sql<{
    day: string;
    id: string;
    title: string;
    status: string;
    placeId: number;
    taskId: string;
  }>`
    select k.held_on::text as day, k.id, k.title, k.status, k.place_unit_id as "placeId", x.task_id as "taskId"
      from plan_task_talk x join talk k on k.id = x.talk_id and k.month = ${`${month}-01`}::date and k.status not in ('cancelled', 'declined') join plan_task t on t.id = x.task_id
     where true ${asked.planId === undefined ? sql`` : sql`and t.plan_id = ${asked.planId}::uuid`}
       ${asked.under === undefined ? sql`` : sql`and (k.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${asked.under}::int) or k.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = ${asked.under}::int))`}
     order by k.starts_at limit 300`.execute(tx);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  deadlines.sort((a, b) => a.day.localeCompare(b.day) || Number(a.done) - Number(b.done) || b.late - a.late);
  return {
    month,
    deadlines: deadlines.slice(0, 400),
    talks: talks.map(({ placeId, ...k }) => ({ ...k, place: tree.versionNear(placeId, today)?.name ?? "" })),
  };
}

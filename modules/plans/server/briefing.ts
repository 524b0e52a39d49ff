import { sql } from "kysely";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { type UnitState, unitState } from "#modules/units/server.ts";
import type { BriefingList, BriefingRow, BriefingTalk } from "../contract.ts";
import type { PlanLook } from "./plan-look.ts";
import { getPlan, type StoredPlan } from "./store.ts";

export interface BriefingAsked {
  symbol?: string | undefined;
  year?: number | undefined;
  look?: PlanLook | undefined;
}

interface Directive {
  symbol: string;
  quote: string;
}

/** The plan itself and the documents that it names; the one that is asked for, and the days on which a briefing of the year counts. */
async function whatIsAsked(tx: Tx, plan: StoredPlan, asked: BriefingAsked) {
  const year = asked.year ?? Number(todayInVietnam().slice(0, 4));
  const { rows } = await sql<{ bases: { symbol: string | null; quote: string }[] }>`
    select bases from plan where id = ${plan.id}::uuid`.execute(tx);
  const own = plan.symbol === null ? [] : [{ symbol: plan.symbol, quote: plan.title }];
  const directives: Directive[] = [
    ...own,
    ...rows[0]!.bases.flatMap((b) => (b.symbol === null ? [] : [{ symbol: b.symbol, quote: b.quote }])),
  ];
  const symbol = directives.find((d) => d.symbol === asked.symbol)?.symbol ?? directives[0]?.symbol ?? null;
  const first = plan.startsOn > `${year}-01-01` ? plan.startsOn : `${year}-01-01`;
  return { year, directives, symbol, first, last: `${year}-12-31` };
}

/** Units whose briefings are a unit's: as it is, with what became it; as it was, on the day. */
const under = (was: boolean) =>
  was
    ? sql`unit_closure s on s.ancestor_id = u.unit_id and s.valid @> b.held_on`
    : sql`unit_scope s on s.ancestor_id = u.unit_id`;

interface Raw {
  unitId: number;
  endedOn: string | null;
  talks: number;
  reached: string;
  people: number | null;
  /** Under another line of the list. */
  nested: boolean;
  before: { unitId: number; people: number | null }[] | null;
}

/**
 * Staff reached by briefings (quán triệt) on a directive of the plan, over staff on the books. A briefing counts for a
 * directive whose symbol its title names, from the plan's first day on; attendances are attendances, so never over 100 %.
 * As it is, a unit has what was done in those that it came from, and where nobody has entered its staff yet the sum of
 * theirs, once all of them are known; one that was split keeps its own line. As it was, each for itself.
 */
export async function readBriefing(tx: Tx, planId: string, asked: BriefingAsked): Promise<BriefingList> {
  const plan = await getPlan(tx, planId);
  const look = asked.look ?? "now";
  const was = look === "then";
  const { year, directives, symbol, first, last } = await whatIsAsked(tx, plan, asked);
  const found = await sql<Raw>`
    with given as materialized (
      select a.unit_id, case when bool_and(a.ended_on is not null) then max(a.ended_on) end as ended
        from plan_assignment a join plan_task t on t.id = a.task_id
       where t.plan_id = ${planId}::uuid and a.ended_reason is distinct from 'taken-back'
         and (${was} or a.ended_on is null or exists (select from unit_now n where n.unit_id = a.unit_id and n.now_id is null))
       group by a.unit_id),
    b as materialized (select * from plan_briefings(${symbol ?? ""}, ${first}::date, ${last}::date) where ${symbol}::text is not null),
    reach as (
      select u.unit_id, count(*)::int as talks, sum(b.attendance) as reached
        from given u cross join b join ${under(was)} and s.descendant_id = b.unit_id group by 1)
    select u.unit_id as "unitId", u.ended::text as "endedOn", coalesce(r.talks, 0) as talks, coalesce(r.reached, 0)::text as reached, h.people,
           case when h.people is null and not ${was} then (
             select jsonb_agg(jsonb_build_object('unitId', n.unit_id, 'people', p.people) order by n.unit_id)
               from unit_now n join unit o on o.id = n.unit_id and o.dissolved > ${`${year}-01-01`}::date
               left join plan_headcount p on p.unit_id = n.unit_id and p.year = ${year}
              where n.now_id = u.unit_id and n.unit_id <> u.unit_id and plan_unit_level(n.unit_id) = plan_unit_level(u.unit_id)) end as before
           , exists (select from given g join ${
             was
               ? sql`unit_closure c on c.valid && daterange(${first}::date, ${last}::date, '[]') and`
               : sql`unit_scope c on`
           } c.ancestor_id = g.unit_id and c.descendant_id = u.unit_id and g.unit_id <> u.unit_id) as nested
      from given u left join reach r using (unit_id) left join plan_headcount h on h.unit_id = u.unit_id and h.year = ${year}`.execute(
    tx,
  );
  const state = await unitState(tx);
  const nested = new Set(found.rows.filter((r) => r.nested).map((r) => r.unitId));
  const items = found.rows.map((r) => present(r, state));
  items.sort((a, b) => (a.percent ?? -1) - (b.percent ?? -1) || a.unit.name.localeCompare(b.unit.name, "vi"));
  return { year, look, directives, symbol, items, total: totalOf(items.filter((i) => !nested.has(i.unit.id))) };
}

function present(r: Raw, { tree }: UnitState): BriefingRow {
  const today = todayInVietnam();
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  const reached = Number(r.reached);
  const before = r.before ?? [];
  const summed =
    before.length > 0 && before.every((b) => b.people !== null)
      ? before.reduce((n, b) => n + (b.people ?? 0), 0)
      : null;
  const people = r.people ?? summed;
  return {
    unit: unit(r.unitId),
    endedOn: r.endedOn,
    reached,
    talks: r.talks,
    people,
    peopleFrom: r.people === null && summed !== null ? before.map((b) => unit(b.unitId)) : [],
    percent: people === null ? null : Math.min(100, Math.round((reached * 1000) / people) / 10),
  };
}

/** Of lines that lie under no other line: a commune's youth union is among the commune's. */
function totalOf(top: readonly BriefingRow[]): BriefingList["total"] {
  const known = top.filter((i) => i.people !== null);
  const people = known.reduce((n, i) => n + (i.people ?? 0), 0);
  const within = known.reduce((n, i) => n + Math.min(i.reached, i.people ?? 0), 0);
  return {
    units: top.length,
    reached: top.reduce((n, i) => n + i.reached, 0),
    people,
    withoutPeople: top.length - known.length,
    percent: people === 0 ? null : Math.round((within * 1000) / people) / 10,
  };
}

const shown = 200;

/** The briefings behind a unit's figure, the newest first. */
export async function readBriefingTalks(
  tx: Tx,
  planId: string,
  asked: BriefingAsked & { unitId: number },
): Promise<{ items: BriefingTalk[] }> {
  const plan = await getPlan(tx, planId);
  const { symbol, first, last } = await whatIsAsked(tx, plan, asked);
  const { rows } = await sql<Omit<BriefingTalk, "unit"> & { unitId: number }>`
    select b.id, b.title, b.held_on::text as "heldOn", b.attendance, b.unit_id as "unitId"
      from plan_briefings(${symbol ?? ""}, ${first}::date, ${last}::date) b cross join (select ${asked.unitId}::int as unit_id) u
      join ${under(asked.look === "then")} and s.descendant_id = b.unit_id where ${symbol}::text is not null
     order by b.held_on desc, b.id limit ${shown}`.execute(tx);
  const { tree } = await unitState(tx);
  return {
    items: rows.map(({ unitId, ...r }) => ({
      ...r,
      unit: { id: unitId, name: tree.versionNear(unitId, todayInVietnam())?.name ?? String(unitId) },
    })),
  };
}

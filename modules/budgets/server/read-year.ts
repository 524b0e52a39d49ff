import { sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { addDays, asCivilDate, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { type UnitState, unitState } from "#modules/units/server.ts";
import { type ActivityKind, type MoneyLine, type MoneyRow, moneyViews, type MoneyYear, Sums } from "../contract.ts";
import { budgetPolicy } from "../policy.ts";
import { addSums, fundsOf, noSums } from "../rules.ts";

export const YearQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  under: z.coerce.number().int().positive().optional().describe("A unit and everything under it"),
  view: z
    .enum(moneyViews)
    .default("asIs")
    .describe("asIs: under today's units, what was split by itself; asWas: under the units of that year"),
});
export type YearQuery = z.output<typeof YearQuery>;

export interface RawLine extends Omit<MoneyLine, "unit" | "ended"> {
  unitId: number;
  planned: number;
}

export const lineColumns = sql`
  l.id, l.unit_id as "unitId", l.year, l.source, l.title, l.income, l.taken, l.given, l.spent, l.lapsed, l.carried, l.handed, l.available, l.allowed,
  l.closed_at is not null as closed, coalesce((select sum(a.planned) from budget_activity a where a.line_id = l.id), 0)::bigint as planned`;

export function sumsOf(line: Sums): Sums {
  return Sums.parse(line);
}

export function presentLine({ tree }: UnitState, line: RawLine, today: CivilDate): MoneyLine {
  const { unitId, ...rest } = line;
  const dissolved = tree.units.get(unitId)?.dissolved ?? null;
  return {
    ...rest,
    unit: { id: unitId, name: tree.versionNear(unitId, today)?.name ?? String(unitId) },
    ended: dissolved !== null && dissolved <= today,
  };
}

/** A year's money that the caller sees, by unit: as it was in that year, or under the units of today. */
export async function readYear(tx: Tx, principal: Principal, query: YearQuery): Promise<MoneyYear> {
  const today = todayInVietnam();
  const year = query.year ?? Number(today.slice(0, 4));
  const { rows: all } = await sql<RawLine>`
    select ${lineColumns} from budget_line l where l.year = ${year} order by l.created_at, l.id`.execute(tx);
  const state = await unitState(tx);
  const placed = all
    .map((line) => ({ line, at: placeOf(state, line.unitId, query.view, year, today) }))
    .filter(({ at }) => query.under === undefined || at.path.includes(query.under));

  const rows = new Map<number, MoneyRow>();
  for (const { line, at } of placed) {
    const found = rows.get(at.unitId);
    const shown = presentLine(state, line, today);
    if (found === undefined)
      rows.set(at.unitId, {
        unit: { id: at.unitId, name: at.name },
        split: at.split,
        sums: sumsOf(line),
        lines: [shown],
      });
    else rows.set(at.unitId, { ...found, sums: addSums(found.sums, sumsOf(line)), lines: [...found.lines, shown] });
  }
  const total = placed.reduce((sum, { line }) => addSums(sum, sumsOf(line)), noSums);
  const depth = new Map(placed.map(({ at }) => [at.unitId, at.path.length]));
  const sorted = [...rows.values()].sort(
    (a, b) =>
      depth.get(a.unit.id)! - depth.get(b.unit.id)! ||
      Number(a.split) - Number(b.split) ||
      a.unit.name.localeCompare(b.unit.name, "vi"),
  );
  const ids = placed.map(({ line }) => line.id);
  const { rows: uses } = await sql<{ kind: ActivityKind; planned: number; spent: number; activities: number }>`
    select a.kind, sum(a.planned)::bigint as planned, sum(a.spent)::bigint as spent, count(*)::int as activities
      from budget_activity a where a.line_id = any (${ids}::uuid[]) group by a.kind order by a.kind`.execute(tx);
  const publishes = publisherOf(principal, query.under);
  const { rows: publicity } =
    publishes === null
      ? { rows: [] }
      : await sql<{ public: boolean }>`
          select public from budget_publicity where unit_id = ${publishes} and year = ${year}`.execute(tx);
  return {
    year,
    view: query.view,
    rows: sorted,
    total: { ...total, funds: fundsOf(total) },
    uses,
    public: publicity[0]?.public ?? false,
    mayPublish:
      publishes !== null &&
      refusal(budgetPolicy, "budget.decide", principal, { unitPath: state.paths.get(publishes) ?? [] }) === null,
  };
}

/** The unit whose year the caller makes public: the one that is asked about, else their own. */
function publisherOf(principal: Principal, under: number | undefined): number | null {
  return under ?? principal.homeUnitId ?? principal.grants.find((g) => g.unitId !== null)?.unitId ?? null;
}

interface Place {
  unitId: number;
  name: string;
  split: boolean;
  /** All units above it and itself, in that view. */
  path: readonly number[];
}

/** Where a line stands: under the unit that held it, or under what that unit is today, if that is one. */
export function placeOf(
  { tree, now }: UnitState,
  unitId: number,
  view: "asIs" | "asWas",
  year: number,
  today: CivilDate,
): Place {
  if (view === "asWas") {
    const end = asCivilDate(`${year}-12-31`);
    const day = end < today ? end : today;
    const version = tree.versionNear(unitId, day);
    const on = version === undefined ? day : lastDayIn(version, day);
    return {
      unitId,
      name: version?.name ?? String(unitId),
      split: false,
      path: tree.pathOn(unitId, on).map((v) => v.unitId),
    };
  }
  const { nowId = null, withinId = null } = now.get(unitId) ?? {};
  const at = nowId ?? unitId;
  const above = nowId ?? withinId;
  const path = above === null ? [] : tree.pathOn(above, today).map((v) => v.unitId);
  return {
    unitId: at,
    name: tree.versionNear(at, today)?.name ?? String(at),
    split: nowId === null,
    path: nowId === null ? [unitId, ...path] : path,
  };
}

function lastDayIn(version: { from: CivilDate; to: CivilDate | null }, day: CivilDate): CivilDate {
  if (day < version.from) return version.from;
  if (version.to === null || day < version.to) return day;
  return addDays(version.to, -1);
}

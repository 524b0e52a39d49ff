import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { type SmallGroupRule } from "#kernel/suppression.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PrintedAnswers } from "../contract.ts";
import { partsOf, releaseDay, type ReleasePart } from "../release.ts";
import { type Asked, type OverviewPeriod, shareAsked, type ShownAsked, sumTold } from "../rules.ts";
import { ancestors } from "./area.ts";
import { ruleOn } from "./rules.ts";

/**
 * What a sheet says of questions: sums of released cells and nothing else, as the units were when they were asked, whichever way
 * the rest of the sheet is told. Told only where every part is: a sum that leaves a small group out would be read as the whole.
 */
export async function printedAnswers(
  tx: Tx,
  unitId: number,
  period: OverviewPeriod,
  today: CivilDate,
  rule: SmallGroupRule,
): Promise<PrintedAnswers> {
  const spans = [period.code, period.previous.code, period.lastYear.code].map(partsOf);
  const told = await releasedCells(tx, unitId, spans.flat());
  const released = await releasedQuarters(tx, spans.flat());
  const parts = spans[0]!;
  const open = parts.findIndex((p) => !released.has(p.quarter));
  const count = open === -1 ? parts.length : open;
  const of = (span: readonly ReleasePart[]): ShownAsked =>
    sumTold(
      span.slice(0, count).map((p) => told.get(p.code)),
      rule,
    );
  const [now, previous, lastYear] = spans.map(of) as [ShownAsked, ShownAsked, ShownAsked];
  const after = await ruleOn(tx, "release_after_days", today);
  return {
    value: shareAsked(now),
    of: now.due,
    previous: shareAsked(previous),
    lastYear: shareAsked(lastYear),
    through: open === -1 || count === 0 ? null : parts[count - 1]!.code,
    opensOn: open === -1 ? null : releaseDay(parts[open]!.quarter, after.value + 1),
    afterDays: after.value,
  };
}

async function releasedQuarters(tx: Tx, parts: readonly ReleasePart[]): Promise<Set<string>> {
  const { rows } = await sql<{ quarter: string }>`
    select quarter from overview_release where quarter = any (${parts.map((p) => p.quarter)}::text[])`.execute(tx);
  return new Set(rows.map((r) => r.quarter));
}

/** The unit and those that became it, as far as they existed then: the sum of their cells, where each of them has one. */
async function releasedCells(tx: Tx, unitId: number, parts: readonly ReleasePart[]): Promise<Map<string, Asked>> {
  const asked = [...new Map(parts.map((p) => [p.code, { code: p.code, ...p.days }])).values()];
  const { rows } = await sql<Asked & { code: string }>`
    with part as (select p.code, daterange(p."from", p."to", '[]') as days
                    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as p (code text, "from" date, "to" date)),
    own as materialized ${ancestors({ unitId })}
    select p.code, sum(c.due)::int as due, sum(c.in_time)::int as "inTime"
      from part p join own o on true join unit u on u.id = o.id and daterange(u.founded, u.dissolved) && p.days
      left join overview_release_cell c on c.period = p.code and c.unit_id = u.id
     -- one that lay in another of them is told by that one
     where not exists (select from unit_closure x join own a on a.id = x.ancestor_id where x.descendant_id = u.id and x.depth > 0 and x.valid && p.days)
     group by p.code having count(*) = count(c.due)`.execute(tx);
  return new Map(rows.map((r) => [r.code, r]));
}

import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { QuotaItem } from "../answers.ts";

interface Row {
  unit_id: number;
  unit_name: string;
  kind: string;
  minimum: number;
  maximum: number | null;
  legal_basis: string;
  actual: number;
}

/**
 * Quota against actual for every unit under `under` (itself included) for whose kind there is one on
 * that day. A person who holds a kind twice under one unit counts once. A unit's own quota stands in
 * front of that of its kind.
 */
export async function listQuotas(tx: Tx, under: number, on: CivilDate): Promise<QuotaItem[]> {
  const { rows } = await sql<Row>`
    with subject as materialized (
      select v.unit_id, v.name, v.kind as unit_kind
      from unit_closure c join unit_version v on v.unit_id = c.descendant_id and v.valid @> ${on}::date
      where c.ancestor_id = ${under} and c.valid @> ${on}::date
    ), due as materialized (
      select distinct on (s.unit_id, q.kind) s.unit_id, s.name, q.kind, q.minimum, q.maximum, q.legal_basis
      from subject s join quota q on q.valid @> ${on}::date and (q.unit_id = s.unit_id or (q.unit_id is null and q.unit_kind = s.unit_kind))
      order by s.unit_id, q.kind, q.unit_id nulls last
    ), held as materialized (
      -- an appointment made at a unit that has become another since counts where it is now
      select a.person_id, a.kind, case when u.dissolved is null or u.dissolved > ${on}::date then a.unit_id else n.now_id end as unit_id
      from appointment a join unit u on u.id = a.unit_id left join unit_now n on n.unit_id = a.unit_id
      where a.held @> ${on}::date
    ), above as materialized (
      select c.ancestor_id, c.descendant_id from unit_closure c
      where c.valid @> ${on}::date and c.ancestor_id in (select unit_id from due)
    ), counted as materialized (
      select above.ancestor_id as unit_id, held.kind, count(distinct held.person_id)::int as n
      from held join above on above.descendant_id = held.unit_id
      group by above.ancestor_id, held.kind
    )
    select d.unit_id, d.name as unit_name, d.kind, d.minimum, d.maximum, d.legal_basis, coalesce(n.n, 0) as actual
    from due d left join counted n on n.unit_id = d.unit_id and n.kind = d.kind
    order by d.name collate "vi-x-icu", d.unit_id, d.kind`.execute(tx);
  return rows.map((row) => ({
    unitId: row.unit_id,
    unitName: row.unit_name,
    kind: row.kind,
    minimum: row.minimum,
    maximum: row.maximum,
    actual: row.actual,
    difference: difference(row.actual, row.minimum, row.maximum),
    legalBasis: row.legal_basis,
  }));
}

function difference(actual: number, minimum: number, maximum: number | null): number {
  if (actual < minimum) return actual - minimum;
  return maximum !== null && actual > maximum ? actual - maximum : 0;
}

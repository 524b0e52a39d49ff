import { sql } from "kysely";
import { z } from "zod";
import { type Principal, refusal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { escapeLike, likeWords } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { type UnitState, unitState } from "#modules/units/server.ts";
import {
  Condition,
  type EquipmentKind,
  type EquipmentPage,
  type EquipmentRow,
  type KindSetting,
  type LoanRow,
} from "../contract.ts";
import { equipmentPolicy } from "../policy.ts";
import { equipmentProblem } from "../problems.ts";
import { isOverdue } from "../rules.ts";

export const EquipmentQuery = z.object({
  kind: z.string().max(40).optional(),
  condition: Condition.optional(),
  lent: z.enum(["out", "overdue", "in"]).optional(),
  q: z.string().trim().max(200).optional(),
  under: z.coerce.number().int().positive().optional(),
  ...pageQuery,
});
export type EquipmentQuery = z.output<typeof EquipmentQuery>;
type RawThing = Omit<EquipmentRow, "unit" | "now" | "lentTo" | "overdue"> & {
  unitId: number;
  toUnitId: number | null;
  version: number;
};

const columns = sql`
  e.id, e.unit_id as "unitId", e.kind, e.label, e.inventory_number as "inventoryNumber", e.place, e.condition, e.acquired_on::text as "acquiredOn",
  e.source, e.cost, e.version, l.to_unit_id as "toUnitId", l.due_on::text as "dueOn"
  from equipment e left join equipment_loan l on l.equipment_id = e.id and l.back_on is null`;

function presenter({ tree, now }: UnitState) {
  const today = todayInVietnam();
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  const thing = ({ unitId, toUnitId, ...r }: RawThing): EquipmentRow => {
    const nowId = now.get(unitId)?.nowId ?? null;
    return {
      ...r,
      unit: unit(unitId),
      now: nowId === null ? null : unit(nowId),
      lentTo: toUnitId === null ? null : unit(toUnitId),
      overdue: r.dueOn !== null && r.dueOn < today,
    };
  };
  return { unit, thing };
}

export async function listEquipment(tx: Tx, query: EquipmentQuery) {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const today = todayInVietnam();
  const like = `%${escapeLike(query.q ?? "")}%`;
  const lent = {
    out: sql`and l.id is not null`,
    overdue: sql`and l.due_on < ${today}::date`,
    in: sql`and l.id is null`,
  };
  const { rows } = await sql<RawThing>`
    select ${columns}
     where (${query.condition === undefined ? sql`e.condition not in ('lost', 'retired')` : sql`e.condition = ${query.condition}`})
       ${query.kind === undefined ? sql`` : sql`and e.kind = ${query.kind}`}
       ${query.lent === undefined ? sql`` : lent[query.lent]}
       ${query.q === undefined || query.q === "" ? sql`` : sql`and (find_vi(e.label || ' ǁ ' || coalesce(e.place, '')) like all (${likeWords(query.q)}::text[]) or e.inventory_number ilike ${like})`}
       ${query.under === undefined ? sql`` : sql`and e.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under})`}
       ${after === undefined ? sql`` : sql`and (e.label, e.id) > (${after[0]}, ${after[1]}::uuid)`}
     order by e.label, e.id limit ${query.limit + 1}`.execute(tx);
  const { thing } = presenter(await unitState(tx));
  return page(rows, query.limit, (r) => [r.label, r.id], thing);
}

export const LoanQuery = z.object({
  standing: z.enum(["out", "overdue", "all"]).default("out"),
  equipmentId: z.uuid().optional(),
  under: z.coerce.number().int().positive().optional(),
  ...pageQuery,
});
export type LoanQuery = z.output<typeof LoanQuery>;

/** The loan log: what is out by the day it is due, or all of it, the newest first. */
export async function listLoans(tx: Tx, principal: Principal, query: LoanQuery) {
  const today = todayInVietnam();
  const all = query.standing === "all";
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const key = all ? sql`l.out_on` : sql`l.due_on`;
  const { rows } = await sql<
    Omit<LoanRow, "unit" | "to" | "overdue" | "mayTakeBack"> & { unitId: number; toUnitId: number }
  >`
    select l.id, l.equipment_id as "equipmentId", e.label, e.kind, l.unit_id as "unitId", l.to_unit_id as "toUnitId", l.purpose,
           l.out_on::text as "outOn", l.due_on::text as "dueOn", l.back_on::text as "backOn", l.condition_out as "conditionOut",
           l.condition_back as "conditionBack", l.note
      from equipment_loan l join equipment e on e.id = l.equipment_id
     where ${all ? sql`true` : query.standing === "out" ? sql`l.back_on is null` : sql`l.back_on is null and l.due_on < ${today}::date`}
       ${query.equipmentId === undefined ? sql`` : sql`and l.equipment_id = ${query.equipmentId}::uuid`}
       ${
         query.under === undefined
           ? sql``
           : sql`and (l.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under})
         or l.to_unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under}))`
       }
       ${after === undefined ? sql`` : all ? sql`and (${key}, l.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql`and (${key}, l.id) > (${after[0]}::date, ${after[1]}::uuid)`}
     order by ${key} ${all ? sql`desc` : sql`asc`}, l.id ${all ? sql`desc` : sql`asc`} limit ${query.limit + 1}`.execute(
    tx,
  );
  const state = await unitState(tx);
  const { unit } = presenter(state);
  return page(
    rows,
    query.limit,
    (r) => [all ? r.outOn : r.dueOn, r.id],
    ({ unitId, toUnitId, ...r }): LoanRow => ({
      ...r,
      purpose: strike(r.purpose),
      note: r.note === null ? null : strike(r.note),
      unit: unit(unitId),
      to: unit(toUnitId),
      overdue: isOverdue(r, today),
      mayTakeBack:
        r.backOn === null &&
        refusal(equipmentPolicy, "equipment.write", principal, { unitPath: state.paths.get(unitId) ?? [] }) === null,
    }),
  );
}

export async function readEquipmentPage(tx: Tx, principal: Principal, id: string): Promise<EquipmentPage> {
  const { rows } = await sql<RawThing & { sponsor: string | null }>`
    select x.*, (select s.sponsor_name from equipment t join sponsorship s on s.id = t.sponsorship_id where t.id = x.id) as sponsor
      from (select ${columns} where e.id = ${id}::uuid) x`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw equipmentProblem("equipment.unknown", { id });
  const { sponsor, ...raw } = found;
  const { rows: steps } = await sql<{
    on: never;
    condition: Condition;
    unitId: number;
    place: string;
    note: string | null;
  }>`
    select on_date::text as on, condition, unit_id as "unitId", place, note from equipment_step where equipment_id = ${id}::uuid order by on_date desc, at desc limit 200`.execute(
    tx,
  );
  const state = await unitState(tx);
  const { unit, thing } = presenter(state);
  return {
    ...thing(raw),
    version: raw.version,
    sponsor: sponsor === null ? null : strike(sponsor),
    steps: steps.map(({ unitId, note, ...s }) => ({
      ...s,
      note: note === null ? null : strike(note),
      unit: unit(unitId),
    })),
    loans: (await listLoans(tx, principal, { standing: "all", equipmentId: id, limit: 100 })).items,
    mayWrite:
      refusal(equipmentPolicy, "equipment.write", principal, { unitPath: state.paths.get(raw.unitId) ?? [] }) === null,
  };
}

/** Every row of the configuration: what holds, held and will hold. */
export async function listKindSettings(tx: Tx): Promise<KindSetting[]> {
  const { rows } = await sql<KindSetting>`
    select code, name_vi as "nameVi", name_en as "nameEn", legal_basis as "legalBasis", position, lower(valid)::text as "from", upper(valid)::text as "to"
      from equipment_kind order by position, code, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

export async function listKinds(tx: Tx, on: string): Promise<EquipmentKind[]> {
  const { rows } = await sql<EquipmentKind>`
    select code, name_vi as "nameVi", name_en as "nameEn", legal_basis as "legalBasis"
      from equipment_kind where valid @> ${on}::date order by position, code`.execute(tx);
  return rows;
}

import { sql } from "kysely";
import { z } from "zod";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import type {
  KitDeadline,
  KitFilter,
  KitItem,
  KitItemKind,
  KitPage,
  KitRow,
  KitStatus,
  KitTimeliness,
  KitTrigger,
} from "../contract.ts";
import { kitPolicy } from "../policy.ts";
import { kitProblem } from "../problems.ts";
import { daysToApproval, daysToTalk, isOverdue, itemState, timelinessByUnit } from "../rules.ts";

interface Row {
  id: string;
  version: number;
  unitId: number;
  placeUnitId: number;
  trigger: KitTrigger;
  title: string;
  topic: string;
  matter: string;
  happenedOn: CivilDate;
  openedOn: CivilDate;
  dueOn: CivilDate;
  dueDays: number;
  dueBasis: string;
  nextUpdateOn: CivilDate | null;
  status: KitStatus;
  closeReason: string | null;
  approvedOn: CivilDate | null;
  approvedMaterialId: string | null;
  talkOn: CivilDate | null;
  talkId: string | null;
  items: {
    id: string;
    kind: KitItemKind;
    language: string | null;
    materialId: string | null;
    title: string | null;
    inUse: boolean | null;
    questions: number | null;
    languages: string[] | null;
  }[];
}

/** A kit with its items and, of each linked material, what it has by now; days are those of kit_timeliness. */
const selected = sql`
  select k.id, k.version, k.unit_id as "unitId", k.place_unit_id as "placeUnitId", k.trigger, k.title, k.topic, k.matter,
         k.happened_on::text as "happenedOn", k.opened_on::text as "openedOn", k.due_on::text as "dueOn", k.due_days as "dueDays",
         k.due_basis as "dueBasis", k.next_update_on::text as "nextUpdateOn", k.status, k.close_reason as "closeReason",
         t.approved_on::text as "approvedOn", t.material_id as "approvedMaterialId", t.talk_on::text as "talkOn", t.talk_id as "talkId",
         (select json_agg(json_build_object('id', i.id, 'kind', i.kind, 'language', i.language, 'materialId', i.material_id, 'title', v.title,
             'inUse', v.status = 'approved', 'questions', jsonb_array_length(v.qa),
             'languages', (select array_agg(l.language) from material_language l where l.version_id = v.id and l.status = 'reviewed') || v.language)
             order by i.kind = 'languageVersion', i.kind, i.language)
            from kit_item i left join material m on m.id = i.material_id left join material_version v on v.id = m.current_version_id
           where i.kit_id = k.id) as items
    from kit k left join lateral kit_timeliness(array[k.id]) t on true`;

export async function listKits(
  tx: Tx,
  filter: KitFilter,
  limit: number,
  cursor?: string | null,
): Promise<{ items: KitRow[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.int(), z.string(), z.uuid()]));
  // what is open first, the nearest day first; what is done after it, the newest first
  const order = sql`case when k.status = 'open' then 0 else 1 end`;
  const day = sql`case when k.status = 'open' then k.due_on else date '9999-12-31' - (k.happened_on - date '1900-01-01') end`;
  const { rows } = await sql<Row & { rank: number; day: string }>`
    select x.*, x.rank from (select s.*, ${sql`case when s.status = 'open' then 0 else 1 end`} as rank,
      (case when s.status = 'open' then s."dueOn"::date else date '9999-12-31' - (s."happenedOn"::date - date '1900-01-01') end)::text as day
      from (${selected}
     where find_vi(k.title) like all (${likeWords(filter.q)}::text[])
       and (${filter.status ?? null}::text is null or k.status = ${filter.status ?? null}::text)
       and (${filter.trigger ?? null}::text is null or k.trigger = ${filter.trigger ?? null}::text)
       and (${filter.under ?? null}::int is null or k.unit_id in (select descendant_id from unit_scope where ancestor_id = ${filter.under ?? null}::int))
       and (${after?.[0] ?? null}::int is null or (${order}, ${day}, k.id) > (${after?.[0] ?? null}::int, ${after?.[1] ?? null}::date, ${after?.[2] ?? null}::uuid))
     order by ${order}, ${day}, k.id limit ${limit + 1}) s) x
     order by x.rank, x.day, x.id`.execute(tx);
  const present = await presenter(tx);
  return page(rows, limit, (row) => [row.rank, row.day, row.id], present);
}

export async function readKitPage(tx: Tx, principal: Principal, id: string): Promise<KitPage> {
  const { rows } = await sql<Row>`${selected} where k.id = ${id}::uuid`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw kitProblem("kit.not-found", { id });
  const own = { unitPath: await unitPath(tx, row.unitId) };
  const concerned = { unitPath: await unitPath(tx, row.placeUnitId) };
  authorise(
    kitPolicy,
    "kit.view",
    principal,
    refusal(kitPolicy, "kit.view", principal, own) === null ? own : concerned,
  );
  return {
    ...(await presenter(tx))(row),
    mayEdit: row.status === "open" && refusal(kitPolicy, "kit.edit", principal, own) === null,
  };
}

async function presenter(tx: Tx): Promise<(row: Row) => KitRow> {
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const unit = (id: number, on: CivilDate) => ({ id, name: tree.versionNear(id, on)?.name ?? `#${id}` });
  return ({ unitId, placeUnitId, items: raw, ...row }) => {
    const items = (raw ?? []).map(
      ({ id, kind, language, materialId, title, inUse, questions, languages }): KitItem => ({
        id,
        kind,
        language,
        material: materialId === null ? null : { id: materialId, title: title ?? "" },
        state: itemState(
          kind,
          language,
          materialId === null ? null : { inUse: inUse ?? false, questions: questions ?? 0, languages: languages ?? [] },
        ),
      }),
    );
    return {
      ...row,
      unit: unit(unitId, row.openedOn),
      place: unit(placeUnitId, row.openedOn),
      items,
      ready: items.filter((item) => item.state === "ready").length,
      overdue: isOverdue(row, items, today),
      daysToApproval: daysToApproval(row),
      daysToTalk: daysToTalk(row),
    };
  };
}

export interface Period {
  from: CivilDate;
  to: CivilDate;
  under?: number | undefined;
}

/** The kits whose matter lies in the period, cancelled ones apart: what the figures are made of. */
export async function kitsOfPeriod(tx: Tx, { from, to, under }: Period): Promise<KitRow[]> {
  const { rows } = await sql<Row>`
    ${selected}
     where k.status <> 'cancelled' and k.happened_on between ${from}::date and ${to}::date
       and (${under ?? null}::int is null or k.unit_id in (select descendant_id from unit_scope where ancestor_id = ${under ?? null}::int))
     order by k.unit_id, k.happened_on, k.id limit 5000`.execute(tx);
  const present = await presenter(tx);
  return rows.map((row) => present(row));
}

/** How fast, by unit: each line's kits open to the material and the talk. */
export async function kitTimeliness(tx: Tx, period: Period): Promise<KitTimeliness[]> {
  const kits = await kitsOfPeriod(tx, period);
  const names = new Map(kits.map((k) => [k.unit.id, k.unit]));
  return timelinessByUnit(kits.map((k) => ({ ...k, unitId: k.unit.id }))).map(({ unitId, ...figures }) => ({
    unit: names.get(unitId)!,
    ...figures,
  }));
}

export async function listKitDeadlines(tx: Tx): Promise<KitDeadline[]> {
  const { rows } = await sql<KitDeadline>`
    select trigger, days, lower(valid)::text as "from", (upper(valid) - 1)::text as "to", legal_basis as "legalBasis"
      from kit_deadline order by trigger, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

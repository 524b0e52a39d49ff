import { sql } from "kysely";
import { z } from "zod";
import { asCivilDate, todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import type {
  ChannelMix,
  ChannelSetting,
  PlanFilter,
  PlanRow,
  PublicationFilter,
  PublicationRow,
} from "../contract.ts";
import { planState } from "../rules.ts";

const underOf = (under: number | undefined, columns: readonly ("p.unit_id" | "p.issuer_id")[]) =>
  under === undefined
    ? sql``
    : sql`and (${sql.join(
        columns.map(
          (c) => sql`${sql.ref(c)} in (select descendant_id from unit_scope where ancestor_id = ${under}::int)`,
        ),
        sql` or `,
      )})`;

async function unitNames(tx: Tx): Promise<(id: number, on: CivilDate) => { id: number; name: string }> {
  const { tree } = await unitState(tx);
  return (id, on) => ({ id, name: tree.versionNear(id, on)?.name ?? `#${id}` });
}

interface StoredPlanRow {
  id: string;
  materialId: string;
  versionId: string;
  title: string;
  number: number;
  status: string;
  channel: string;
  unitId: number;
  dueOn: CivilDate;
  note: string | null;
  cancelReason: string | null;
  published: boolean;
}

/** What is to be published, the nearest day first. */
export async function listPlans(
  tx: Tx,
  filter: PlanFilter,
  limit: number,
  cursor?: string | null,
): Promise<{ items: PlanRow[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const today = todayInVietnam();
  const done = sql`exists (select from channel_publication b where b.plan_id = p.id and b.struck_at is null)`;
  const states = {
    open: sql`and p.cancelled_at is null and p.due_on >= ${today}::date and not ${done}`,
    overdue: sql`and p.cancelled_at is null and p.due_on < ${today}::date and not ${done}`,
    done: sql`and ${done}`,
    cancelled: sql`and p.cancelled_at is not null and not ${done}`,
  };
  const { rows } = await sql<StoredPlanRow>`
    select p.id, v.material_id as "materialId", p.version_id as "versionId", v.title, v.number, v.status, p.channel, p.unit_id as "unitId",
      p.due_on::text as "dueOn", p.note, p.cancel_reason as "cancelReason", ${done} as published
    from channel_plan p join material_version v on v.id = p.version_id
    where true ${filter.state === undefined ? sql`` : states[filter.state]}
      ${filter.channel === undefined ? sql`` : sql`and p.channel = ${filter.channel}`}
      ${filter.materialId === undefined ? sql`` : sql`and v.material_id = ${filter.materialId}::uuid`}
      ${underOf(filter.under, ["p.unit_id", "p.issuer_id"])}
      ${after === undefined ? sql`` : sql`and (p.due_on, p.id) > (${after[0]}::date, ${after[1]}::uuid)`}
    order by p.due_on, p.id limit ${limit + 1}`.execute(tx);
  const unit = await unitNames(tx);
  return page(
    rows,
    limit,
    (r) => [r.dueOn, r.id],
    (r) => ({
      id: r.id,
      materialId: r.materialId,
      versionId: r.versionId,
      title: r.title,
      number: r.number,
      recalled: r.status === "recalled",
      channel: r.channel,
      unit: unit(r.unitId, today),
      dueOn: r.dueOn,
      note: r.note,
      state: planState({ dueOn: r.dueOn, cancelled: r.cancelReason !== null, published: r.published }, today),
      cancelReason: r.cancelReason,
    }),
  );
}

interface StoredRow extends Omit<PublicationRow, "unit" | "mustGo"> {
  unitId: number;
  status: string;
}

const standings = {
  up: sql`and p.struck_at is null and p.taken_down_on is null`,
  mustGo: sql`and p.struck_at is null and p.taken_down_on is null and v.status = 'recalled'`,
  down: sql`and p.taken_down_on is not null`,
  struck: sql`and p.struck_at is not null`,
};

/** The register: what was published where and when, the newest first. */
export async function listPublications(
  tx: Tx,
  filter: PublicationFilter,
  limit: number,
  cursor?: string | null,
): Promise<{ items: PublicationRow[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const { rows } = await sql<StoredRow>`
    select p.id, v.material_id as "materialId", p.version_id as "versionId", v.title, v.number, v.topic, v.status, p.channel, p.unit_id as "unitId",
      p.published_on::text as "publishedOn", p.place, p.link, p.reference, p.language, p.taken_down_on::text as "takenDownOn",
      p.taken_down_note as "takenDownNote", p.strike_reason as struck
    from channel_publication p join material_version v on v.id = p.version_id
    where true ${filter.standing === undefined ? sql`` : standings[filter.standing]}
      and find_vi(v.title || ' ' || p.place) like all (${likeWords(filter.q)}::text[])
      ${filter.channel === undefined ? sql`` : sql`and p.channel = ${filter.channel}`}
      ${filter.topic === undefined ? sql`` : sql`and v.topic = ${filter.topic}`}
      ${filter.materialId === undefined ? sql`` : sql`and v.material_id = ${filter.materialId}::uuid`}
      ${filter.from === undefined ? sql`` : sql`and p.published_on >= ${filter.from}::date`}
      ${filter.to === undefined ? sql`` : sql`and p.published_on <= ${filter.to}::date`}
      ${underOf(filter.under, ["p.unit_id", "p.issuer_id"])}
      ${after === undefined ? sql`` : sql`and (p.published_on, p.id) < (${after[0]}::date, ${after[1]}::uuid)`}
    order by p.published_on desc, p.id desc limit ${limit + 1}`.execute(tx);
  const unit = await unitNames(tx);
  return page(
    rows,
    limit,
    (r) => [r.publishedOn, r.id],
    ({ unitId, status, ...r }) => ({
      ...r,
      unit: unit(unitId, asCivilDate(r.publishedOn)),
      mustGo: status === "recalled" && r.takenDownOn === null && r.struck === null,
    }),
  );
}

/** How much went out on which topic over which channel. */
export async function mixOf(
  tx: Tx,
  span: { from: CivilDate; to: CivilDate; under?: number | undefined },
): Promise<ChannelMix> {
  const { rows: cells } = await sql<ChannelMix["cells"][number]>`
    select v.topic, p.channel, count(*)::int as publications
    from channel_publication p join material_version v on v.id = p.version_id
    where p.struck_at is null and p.published_on between ${span.from}::date and ${span.to}::date ${underOf(span.under, ["p.unit_id"])}
    group by v.topic, p.channel order by v.topic, p.channel`.execute(tx);
  return { from: span.from, to: span.to, cells };
}

/** Every row of the configuration: what holds, held and will hold. */
export async function listChannelSettings(tx: Tx): Promise<ChannelSetting[]> {
  const { rows } = await sql<ChannelSetting>`
    select code, name_vi as "nameVi", name_en as "nameEn", form, longest, position, legal_basis as "legalBasis", lower(valid)::text as "from", upper(valid)::text as "to"
      from channel order by position, code, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

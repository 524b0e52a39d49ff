import { sql } from "kysely";
import { z } from "zod";
import { asCivilDate, todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import type { MaterialFilter, MaterialRow, MaterialStatus } from "../contract.ts";

interface Row {
  materialId: string;
  id: string;
  number: number;
  title: string;
  topic: string;
  status: MaterialStatus;
  unitId: number;
  validFrom: string | null;
  validTo: string | null;
  approvedAt: Date | null;
  updatedAt: string;
  tier: number | null;
}

const columns = `v.material_id as "materialId", v.id, v.number, v.title, v.topic, v.status, v.unit_id as "unitId",
  lower(v.valid)::text as "validFrom", (upper(v.valid) - 1)::text as "validTo", v.approved_at as "approvedAt"`;

/** The best hits of a phrase; with further filters more of them are looked through. */
const mostHits = 50;
const mostFiltered = 400;

/**
 * A phrase among what is approved: exact tones before folded ones, the title before the text, the newest
 * first. A hot path: one statement, the ranking is search_materials' own (db/migrations/0040).
 */
async function searchApproved(tx: Tx, filter: MaterialFilter, limit: number): Promise<Row[]> {
  const wanted = Math.min(limit, mostHits);
  if (filter.under === undefined && filter.usableOn === undefined) {
    const { rows } = await prepared<Row>(
      tx,
      "material-search",
      `select ${columns}, s.tier from search_materials($1, $2, $3) s join material_version v on v.id = s.version_id
       order by s.tier, s.approved_at desc, s.version_id desc`,
      [filter.q, wanted, filter.topic ?? null],
    );
    return rows;
  }
  const { rows } = await prepared<Row>(
    tx,
    "material-search-within",
    `select ${columns}, s.tier from search_materials($1, $2, $3) s join material_version v on v.id = s.version_id
      where ($4::int is null or v.unit_id in (select descendant_id from unit_scope where ancestor_id = $4::int))
        and ($5::date is null or v.valid @> $5::date)
      order by s.tier, s.approved_at desc, s.version_id desc limit $6`,
    [filter.q, mostFiltered, filter.topic ?? null, filter.under ?? null, filter.usableOn ?? null, wanted],
  );
  return rows;
}

const CursorKey = z.tuple([z.string(), z.uuid()]);

/** The list: current versions, or all versions in one state, newest change first, paged by cursor. */
async function listPage(
  tx: Tx,
  filter: MaterialFilter,
  limit: number,
  cursor: string | null | undefined,
): Promise<Row[]> {
  const after = decodeCursor(cursor, CursorKey);
  const words = filter.q === undefined ? null : filter.q;
  const { rows } = await sql<Row>`
    select ${sql.raw(columns)}, v.updated_at::text as "updatedAt", null as tier
    from material_version v
    where ${filter.status === undefined ? sql`v.id = (select m.current_version_id from material m where m.id = v.material_id)` : sql`v.status = ${filter.status}`}
      ${filter.topic === undefined ? sql`` : sql`and v.topic = ${filter.topic}`}
      ${filter.under === undefined ? sql`` : sql`and v.unit_id in (select descendant_id from unit_scope where ancestor_id = ${filter.under}::int)`}
      ${filter.usableOn === undefined ? sql`` : sql`and v.status = 'approved' and v.valid @> ${filter.usableOn}::date`}
      ${words === null ? sql`` : sql`and v.text_fold like '%' || btrim(search_words(fold_vi(${words}))) || '%'`}
      ${after === undefined ? sql`` : sql`and (v.updated_at, v.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by v.updated_at desc, v.id desc limit ${limit + 1}`.execute(tx);
  return rows;
}

export interface MaterialListAnswer {
  items: MaterialRow[];
  nextCursor: string | null;
}

export async function findMaterials(
  tx: Tx,
  filter: MaterialFilter,
  limit: number,
  cursor?: string | null,
): Promise<MaterialListAnswer> {
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const present = (row: Row): MaterialRow => ({
    id: row.materialId,
    versionId: row.id,
    number: row.number,
    title: row.title,
    topic: row.topic,
    status: row.status,
    unit: {
      id: row.unitId,
      name:
        tree.versionNear(row.unitId, row.validFrom === null ? today : asCivilDate(row.validFrom))?.name ??
        `#${row.unitId}`,
    },
    validFrom: row.validFrom as CivilDate | null,
    validTo: row.validTo as CivilDate | null,
    approvedAt: row.approvedAt === null ? null : new Date(row.approvedAt).toISOString(),
    match: row.tier === null ? null : matches[row.tier - 1]!,
  });
  const searched = filter.q !== undefined && filter.q !== "" && (filter.status ?? "approved") === "approved";
  if (searched) return { items: (await searchApproved(tx, filter, limit)).map(present), nextCursor: null };
  return page(
    await listPage(tx, filter.q === "" ? { ...filter, q: undefined } : filter, limit, cursor),
    limit,
    (row) => [row.updatedAt, row.id],
    present,
  );
}

const matches = ["titleExact", "textExact", "title", "text", "part"] as const;

/** For other rooms: versions by id with their titles, as far as the caller sees them. */
export async function nameVersions(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { materialId: string; title: string; number: number; status: MaterialStatus }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("material_version")
    .select(["id", "material_id", "title", "number", "status"])
    .where("id", "in", [...ids])
    .execute();
  return new Map(
    rows.map((r) => [
      r.id,
      { materialId: r.material_id, title: r.title, number: r.number, status: r.status as MaterialStatus },
    ]),
  );
}

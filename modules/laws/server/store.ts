import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import type { LawKind } from "../kinds.ts";
import type { KnownDocument } from "../remarks.ts";
import { titleOf } from "../rules.ts";

/** A register entry with what replaces it. */
export interface StoredLaw extends KnownDocument {
  unitId: number;
  version: number;
  source: string;
}

const columns = sql`
  d.id, d.kind, d.symbol, d.issued_on::text as "issuedOn", d.year, d.issuer, d.abstract, d.valid_from::text as "validFrom",
  d.valid_to::text as "validTo", d.last_article as "lastArticle", d.unit_id as "unitId", d.version, d.source,
  coalesce((select json_agg(json_build_object('id', n.id, 'kind', n.kind, 'symbol', n.symbol, 'abstract', n.abstract, 'year', n.year,
      'validFrom', coalesce(n.valid_from, n.issued_on)) order by n.valid_from, n.id)
    from law_relation r join law_document n on n.id = r.from_id where r.to_id = d.id and r.kind = 'replaces'), '[]'::json) as "replacedBy"`;

type Row = Omit<StoredLaw, "replacedBy"> & {
  replacedBy: {
    id: string;
    kind: LawKind;
    symbol: string | null;
    abstract: string | null;
    year: number | null;
    validFrom: CivilDate | null;
  }[];
};

const present = (row: Row): StoredLaw => ({
  ...row,
  replacedBy: row.replacedBy.map((r) => ({ id: r.id, title: titleOf(r), validFrom: r.validFrom })),
});

export async function findLaw(tx: Tx, id: string): Promise<StoredLaw | undefined> {
  const { rows } = await sql<Row>`select ${columns} from law_document d where d.id = ${id}::uuid`.execute(tx);
  return rows[0] === undefined ? undefined : present(rows[0]);
}

/** Locked until the end of the transaction; undefined too where row-level security lets the caller read but not write. */
export async function lockLaw(tx: Tx, id: string): Promise<StoredLaw | undefined> {
  const { rows } = await sql`select id from law_document where id = ${id}::uuid for update`.execute(tx);
  return rows.length === 0 ? undefined : findLaw(tx, id);
}

/** All entries whose symbol is one of these (a number may stand for one document a year), newest first. */
export async function lawsBySymbol(tx: Tx, keys: readonly string[]): Promise<Map<string, StoredLaw[]>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<Row & { key: string }>`
    select ${columns}, d.symbol_key as key from law_document d where d.symbol_key = any (${[...keys]}::text[])
    order by d.issued_on desc nulls last, d.id`.execute(tx);
  return Map.groupBy(
    rows.map((row) => ({ ...present(row), key: row.key })),
    (row) => row.key,
  );
}

/** Laws, codes and ordinances by name: few hundred at most, so all of them. */
export async function namedLaws(tx: Tx): Promise<(StoredLaw & { nameKey: string })[]> {
  const { rows } = await sql<Row & { nameKey: string }>`
    select ${columns}, d.name_key as "nameKey" from law_document d
    where d.kind in ('constitution', 'code', 'law', 'ordinance') and (d.name_key <> '' or d.kind = 'constitution')
    order by d.year desc nulls last, d.id`.execute(tx);
  return rows.map((row) => ({ ...present(row), nameKey: row.nameKey }));
}

export interface ListedLaw extends StoredLaw {
  sortDay: string;
}

export async function listStored(
  tx: Tx,
  {
    words,
    symbol,
    kind,
    after,
    limit,
  }: {
    words: readonly string[];
    symbol: string | null;
    kind: LawKind | null;
    after: readonly [string, string] | null;
    limit: number;
  },
): Promise<ListedLaw[]> {
  const { rows } = await sql<Row & { sortDay: string }>`
    select ${columns}, coalesce(d.issued_on, make_date(coalesce(d.year, 1900), 1, 1))::text as "sortDay" from law_document d
    where (${kind}::text is null or d.kind = ${kind})
      and (${symbol}::text is null or d.symbol_key = ${symbol} or d.search ilike all (${words}::text[]))
      and (${symbol}::text is not null or d.search like all (${words}::text[]))
      and (${after?.[0] ?? null}::date is null
        or (coalesce(d.issued_on, make_date(coalesce(d.year, 1900), 1, 1)), d.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
    order by coalesce(d.issued_on, make_date(coalesce(d.year, 1900), 1, 1)) desc, d.id desc limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...present(row), sortDay: row.sortDay }));
}

export async function relationsOf(tx: Tx, id: string) {
  const { rows } = await sql<{
    kind: "implements" | "amends" | "replaces" | "cites";
    direction: "out" | "in";
    id: string;
    lawKind: LawKind;
    symbol: string | null;
    abstract: string | null;
    year: number | null;
  }>`
    select r.kind, 'out' as direction, d.id, d.kind as "lawKind", d.symbol, d.abstract, d.year
      from law_relation r join law_document d on d.id = r.to_id where r.from_id = ${id}::uuid
    union all
    select r.kind, 'in', d.id, d.kind, d.symbol, d.abstract, d.year
      from law_relation r join law_document d on d.id = r.from_id where r.to_id = ${id}::uuid
    order by 1, 2, 5`.execute(tx);
  return rows.map((r) => ({
    kind: r.kind,
    direction: r.direction,
    document: { id: r.id, symbol: r.symbol, title: titleOf({ ...r, kind: r.lawKind }) },
  }));
}

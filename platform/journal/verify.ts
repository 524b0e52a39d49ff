import type { Pool } from "pg";

import { readSealFile } from "./seal-file.ts";

/**
 * Recomputes the journal from its rows up. Runs as the owner, since it has to see every command too.
 * Names of columns come from the prints beside the digest: they say where to look, the digest says that it is so.
 */
export type FindingKind =
  | "row-altered"
  | "row-removed"
  | "row-inserted"
  | "digest-replaced"
  | "seal-altered"
  | "seal-removed"
  | "command-without-entry";

export interface Finding {
  kind: FindingKind;
  /** The journal row, where one is meant. */
  id: number | null;
  action: string | null;
  subject: string | null;
  subjectId: string | null;
  /** The batch it was sealed in; null when it is not sealed yet. */
  seal: number | null;
  /** Columns that are not what they were, as far as that can be told. */
  differs: string[];
}

export interface Verification {
  rows: number;
  sealedRows: number;
  seals: number;
  head: { number: number; hash: string } | null;
  findings: Finding[];
}

const printed = [
  "xid",
  "at",
  "device_at",
  "user_id",
  "unit_id",
  "command_id",
  "action",
  "subject",
  "subject_id",
  "before",
  "after",
];
const pageRows = 5000;

interface SealRow {
  number: number;
  hash: string;
  previous: string;
  right: boolean;
  rows: number;
  last_xid: string;
  last_id: number;
  after_id: number;
  /** Ids of a later era begin after this one; null in the last. */
  until_id: number | null;
}

interface Checked {
  id: number;
  label: string | null;
  action: string | null;
  subject: string | null;
  subject_id: string | null;
  there: boolean;
  content: boolean;
  kept: boolean;
  prints: string[] | null;
  stored: string[] | null;
}

export async function verifyJournal(
  pool: Pool,
  dataDir: string | null,
  progress: (done: number, all: number) => void = () => {},
): Promise<Verification> {
  const findings: Finding[] = [];
  const all = Number((await pool.query<{ n: string }>("select count(*) as n from journal")).rows[0]!.n);
  const outside = new Map(
    dataDir === null ? [] : (await readSealFile(dataDir)).map((line) => [line.number, line.hash]),
  );
  let previous = null as SealRow | null;
  let sealedRows = 0;
  let seals = 0;
  for (;;) {
    const seal: SealRow | undefined = (await pool.query<SealRow>(sealSql, [previous?.number ?? 0])).rows[0];
    if (seal === undefined) break;
    seal.number = Number(seal.number);
    findings.push(...missingSeals(previous?.number ?? 0, seal.number));
    const right =
      seal.right && seal.previous === (previous?.hash ?? "") && (outside.get(seal.number) ?? seal.hash) === seal.hash;
    if (!right) findings.push({ ...nowhere, kind: "seal-altered", seal: seal.number });
    outside.delete(seal.number);
    findings.push(
      ...(await pool.query<Checked>(rowsSql, [seal.number])).rows.flatMap((row) => judge(row, seal.number)),
    );
    const same = previous !== null && previous.after_id === seal.after_id;
    const inserted = await pool.query<Checked>(insertedSql, [
      same ? previous!.last_xid : "0",
      same ? previous!.last_id : 0,
      seal.last_xid,
      seal.last_id,
      seal.number,
      seal.after_id,
      seal.until_id,
    ]);
    findings.push(
      ...inserted.rows.map((row) => ({ ...named(row), kind: "row-inserted" as const, seal: seal.number, differs: [] })),
    );
    seals += 1;
    sealedRows += seal.rows;
    previous = seal;
    progress(Math.min(sealedRows, all), all);
  }
  // A seal that the file outside knows and the database does not have any more.
  for (const number of outside.keys()) findings.push({ ...nowhere, kind: "seal-removed", seal: number });
  findings.push(...(await unsealed(pool, previous)), ...(await withoutEntry(pool)));
  progress(all, all);
  return {
    rows: all,
    sealedRows,
    seals,
    head: previous === null ? null : { number: previous.number, hash: previous.hash },
    findings: once(findings),
  };
}

const nowhere = { id: null, action: null, subject: null, subjectId: null, differs: [] };

function missingSeals(before: number, found: number): Finding[] {
  return Array.from({ length: found - before - 1 }, (_, n) => ({
    ...nowhere,
    kind: "seal-removed" as const,
    seal: before + 1 + n,
  }));
}

/** What the seal says of the row, which is what it was; the row itself may have been renamed. */
function named(row: Checked): Pick<Finding, "id" | "action" | "subject" | "subjectId"> {
  const [action, subject, ...id] = row.label?.split(" ") ?? [row.action, row.subject, row.subject_id];
  return { id: Number(row.id), action: action ?? null, subject: subject ?? null, subjectId: id.join(" ") || null };
}

function judge(row: Checked, seal: number | null): Finding[] {
  if (!row.there) return [{ ...named(row), kind: "row-removed", seal, differs: [] }];
  if (!row.content) {
    const columns = printed.filter((_, n) => String(row.prints?.[n]) !== String(row.stored?.[n]));
    return [{ ...named(row), kind: "row-altered", seal, differs: columns.length > 0 ? columns : ["id or digest"] }];
  }
  if (!row.kept) return [{ ...named(row), kind: "digest-replaced", seal, differs: ["digest"] }];
  return [];
}

async function unsealed(pool: Pool, last: SealRow | null): Promise<Finding[]> {
  const findings: Finding[] = [];
  let id = 0;
  for (;;) {
    const { rows } = await pool.query<Checked>(unsealedSql, [
      last?.last_xid ?? "0",
      last?.last_id ?? 0,
      last?.after_id ?? 0,
      last?.until_id ?? null,
      id,
      pageRows,
    ]);
    findings.push(...rows.filter((row) => !row.content).flatMap((row) => judge(row, null)));
    const end = rows.at(-1);
    if (end === undefined || rows.length < pageRows) return findings;
    id = end.id;
  }
}

/** Every command leaves an entry in its own transaction, so one without was robbed of it. */
async function withoutEntry(pool: Pool): Promise<Finding[]> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select c.id, c.name from command c where not exists (select from journal j where j.command_id = c.id) order by c.received_at limit 1000`,
  );
  return rows.map((row) => ({
    ...nowhere,
    kind: "command-without-entry" as const,
    action: row.name,
    subject: "command",
    subjectId: row.id,
    seal: null,
  }));
}

/** A row whose transaction number was altered shows up both under its seal and out of turn: said once. */
function once(findings: Finding[]): Finding[] {
  const altered = new Set(findings.filter((f) => f.kind === "row-altered").map((f) => f.id));
  return findings.filter((f) => f.kind !== "row-inserted" || !altered.has(f.id));
}

const sealSql = `
  select number, encode(hash, 'hex') as hash, encode(previous_hash, 'hex') as previous, last_xid::text, last_id, cardinality(ids) as rows, after_id,
    hash = journal_seal_hash(number, previous_hash, after_id, ids, digests, labels) and last_id = ids[cardinality(ids)] as right,
    -- a copy on a server that has not sealed yet: the next era begins after all that came with it
    coalesce((select min(n.after_id) from journal_seal n where n.after_id > s.after_id),
      (select greatest((select max(i) from journal_seal q, unnest(q.ids) i), (select max(j.id) from journal j where j.xid >= pg_snapshot_xmax(pg_current_snapshot())))
       from journal_seal newest where newest.last_xid >= pg_snapshot_xmax(pg_current_snapshot()) order by newest.number desc limit 1)) as until_id
  from journal_seal s where number > $1 order by number limit 1`;
const check = `j.action, j.subject, j.subject_id, journal_prints(j)::text[] as prints, j.prints::text[] as stored`;
const rowsSql = `
  select s.id, s.label, j.id is not null as there, coalesce(journal_digest(j) = s.digest, false) as content,
    coalesce(j.digest = s.digest, false) as kept, ${check}
  from journal_seal seal, unnest(seal.ids, seal.digests, seal.labels) as s (id, digest, label)
  left join journal j on j.id = s.id
  where seal.number = $1 and (j.id is null or journal_digest(j) <> s.digest or j.digest <> s.digest)
  order by s.id`;
const insertedSql = `
  select j.id, null as label, true as there, true as content, true as kept, ${check}
  from journal j where (j.xid, j.id) > ($1::xid8, $2::bigint) and (j.xid, j.id) <= ($3::xid8, $4::bigint)
    and j.id > $6::bigint and ($7::bigint is null or j.id <= $7::bigint)
    and j.id not in (select unnest(ids) from journal_seal where number = $5)
  order by j.id`;
const unsealedSql = `
  select j.id, null as label, true as there, journal_digest(j) = j.digest as content, true as kept, ${check}
  from journal j where (((j.xid, j.id) > ($1::xid8, $2::bigint) and j.id > $3::bigint) or j.id > $4::bigint) and j.id > $5::bigint
  order by j.id limit $6`;

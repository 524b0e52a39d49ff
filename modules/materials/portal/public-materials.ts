import { sql } from "kysely";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { unitState } from "#modules/units/server.ts";
import type { QuestionAnswer } from "../contract.ts";

/** A version as everybody may read it. Without `inForce` there is no content, only what became of it. */
export interface PublicMaterial {
  materialId: string;
  versionId: string;
  number: number;
  status: "approved" | "recalled" | "superseded";
  /** Approved and valid today. */
  inForce: boolean;
  topic: string;
  language: string;
  title: string;
  keyMessages: string;
  body: string;
  qa: QuestionAnswer[];
  source: string | null;
  legalBasis: string | null;
  issuer: string;
  /** Days, YYYY-MM-DD. */
  validFrom: string | null;
  validTo: string | null;
  /** ISO moments. */
  approvedAt: string;
  recalledAt: string | null;
  recallReason: string | null;
  updatedAt: string;
}

export interface PublicLanguage {
  language: string;
  title: string;
  keyMessages: string;
  body: string;
  qa: QuestionAnswer[];
}

/** A recording of a language version. */
export interface PublicAudio {
  language: string;
  mediaType: string;
  size: number;
  seconds: number | null;
}

export interface PublicFile {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
}

type Row = Omit<PublicMaterial, "issuer" | "approvedAt" | "recalledAt" | "updatedAt"> & {
  unitId: number;
  approvedAt: Date;
  recalledAt: Date | null;
  updatedAt: Date;
};

const columns = sql`v.material_id as "materialId", v.version_id as "versionId", v.number, v.status, v.in_force as "inForce", v.topic,
  v.language, v.title, v.key_messages as "keyMessages", v.body, v.qa, v.source, v.legal_basis as "legalBasis", v.unit_id as "unitId",
  v.valid_from::text as "validFrom", v.valid_to::text as "validTo", v.approved_at as "approvedAt", v.recalled_at as "recalledAt",
  v.recall_reason as "recallReason", v.updated_at as "updatedAt"`;

/** How a list shows them: without the text. */
const listed = sql`v.material_id as "materialId", v.version_id as "versionId", v.number, v.status, v.in_force as "inForce", v.topic,
  v.language, v.title, v.key_messages as "keyMessages", '' as body, '[]'::jsonb as qa, v.source, v.legal_basis as "legalBasis", v.unit_id as "unitId",
  v.valid_from::text as "validFrom", v.valid_to::text as "validTo", v.approved_at as "approvedAt", v.recalled_at as "recalledAt",
  v.recall_reason as "recallReason", v.updated_at as "updatedAt"`;

async function present(tx: Tx, rows: readonly Row[]): Promise<PublicMaterial[]> {
  const { tree } = await unitState(tx);
  return rows.map(({ unitId, ...r }) => {
    const approved = r.approvedAt.toISOString();
    return {
      ...r,
      // what an approver wrote to colleagues in haste passes the filter before everybody reads it
      recallReason: r.recallReason === null ? null : strike(r.recallReason),
      issuer: tree.versionNear(unitId, approved.slice(0, 10) as never)?.name ?? "",
      approvedAt: approved,
      recalledAt: r.recalledAt?.toISOString() ?? null,
      updatedAt: r.updatedAt.toISOString(),
    };
  });
}

export interface PublicMaterialQuery {
  topic?: string | undefined;
  /** A language that the material can be read or heard in. */
  language?: string | undefined;
  limit: number;
  offset?: number;
}

/** What is in force today, newest first, and how many there are. */
export async function listPublicMaterials(tx: Tx, asked: PublicMaterialQuery) {
  const { rows } = await sql<Row & { total: number }>`
    select ${listed}, count(*) over ()::int as total from public_material v
     where v.in_force
       and (${asked.topic ?? null}::text is null or v.topic = ${asked.topic ?? null})
       and (${asked.language ?? null}::text is null or v.language = ${asked.language ?? null}
         or exists (select from public_material_language l where l.version_id = v.version_id and l.language = ${asked.language ?? null}))
     order by v.approved_at desc, v.version_id limit ${asked.limit} offset ${asked.offset ?? 0}`.execute(tx);
  return { total: rows[0]?.total ?? 0, items: await present(tx, rows) };
}

/** The languages in which something can be read, with how many materials each. */
export async function listPublicLanguages(tx: Tx): Promise<{ language: string; materials: number }[]> {
  const { rows } = await sql<{ language: string; materials: number }>`
    select language, count(*)::int as materials from (
      select language, version_id from public_material where in_force
      union select language, version_id from public_material_language) x
    group by language order by (language = 'vi') desc, count(*) desc, language`.execute(tx);
  return rows;
}

/**
 * Materials in force that hold one of the phrases as whole syllables.
 * @param phrases folded (kernel/text/fold.ts), as `readQuery` gives them; @param exact the same with its tones, which ranks first
 */
export async function searchPublicMaterials(
  tx: Tx,
  { phrases, exact, limit }: { phrases: readonly string[]; exact: string | null; limit: number },
): Promise<PublicMaterial[]> {
  const wanted = phrases.filter((p) => p !== "");
  if (wanted.length === 0) return [];
  const { rows } = await sql<Row>`
    with asked as (select array(select ltrim(search_words(p)) from unnest(${wanted}::text[]) as p) as phrases,
                          ltrim(search_words(key_vi(${exact ?? ""}))) as exact),
    hit as (
      select w.version_id, min(case
          when asked.exact <> '' and strpos(w.title_key, ' ' || asked.exact) > 0 then 1
          when strpos(w.title_fold, ' ' || p.phrase) > 0 then 2
          when asked.exact <> '' and strpos(w.text_key, ' ' || asked.exact) > 0 then 3
          else 4 end) as tier, w.approved_at
        from asked cross join lateral unnest(asked.phrases) as p (phrase)
        join public_material_words w on search_grams(w.text_fold) @> string_to_array(btrim(p.phrase), ' ')
             and strpos(w.text_fold, ' ' || p.phrase) > 0
       where btrim(p.phrase) <> ''
       group by w.version_id, w.approved_at)
    select ${listed} from hit join public_material v on v.version_id = hit.version_id
     order by hit.tier, hit.approved_at desc, v.version_id limit ${limit}`.execute(tx);
  return present(tx, rows);
}

export interface PublicMaterialPage {
  /** The version that was asked for, or the one in force, or the newest that there was. */
  shown: PublicMaterial;
  /** The version to read today, where that is another one. */
  valid: PublicMaterial | null;
  languages: PublicLanguage[];
  audio: PublicAudio[];
  files: PublicFile[];
}

/** Null where no such material is public, or that version never was. */
export async function findPublicMaterial(tx: Tx, id: string, number?: number): Promise<PublicMaterialPage | null> {
  const { rows } = await sql<Row>`
    select ${columns} from public_material v where v.material_id = ${id}::uuid order by v.in_force desc, v.number desc`.execute(
    tx,
  );
  const versions = await present(tx, rows);
  const shown = number === undefined ? versions[0] : versions.find((v) => v.number === number);
  if (shown === undefined) return null;
  const valid = versions.find((v) => v.inForce && v !== shown) ?? null;
  if (!shown.inForce) return { shown, valid, languages: [], audio: [], files: [] };
  const { rows: languages } = await sql<PublicLanguage>`
    select language, title, key_messages as "keyMessages", body, qa from public_material_language
     where version_id = ${shown.versionId}::uuid order by language`.execute(tx);
  const { rows: audio } = await sql<PublicAudio>`
    select language, media_type as "mediaType", size, seconds from public_material_audio
     where version_id = ${shown.versionId}::uuid order by language`.execute(tx);
  const { rows: files } = await sql<PublicFile>`
    select id, file_name as "fileName", media_type as "mediaType", size from public_material_file
     where version_id = ${shown.versionId}::uuid order by file_name, id`.execute(tx);
  return { shown, valid, languages, audio, files };
}

/** A file with its bytes, as the public pages hand it out. */
export interface OpenedFile {
  fileName: string;
  mediaType: string;
  sha256: string;
  bytes: Uint8Array;
}

type Stored = Omit<OpenedFile, "bytes">;

async function opened(files: FileStore, stored: Stored | undefined): Promise<OpenedFile | null> {
  const bytes = stored === undefined ? null : await files.read(stored.sha256);
  return stored === undefined || bytes === null ? null : { ...stored, bytes };
}

/** An attachment of a version in force; null otherwise, also after a recall. */
export async function readPublicFile(tx: Tx, files: FileStore, id: string): Promise<OpenedFile | null> {
  const { rows } = await sql<Stored>`
    select file_name as "fileName", media_type as "mediaType", sha256 from public_material_file where id = ${id}::uuid`.execute(
    tx,
  );
  return opened(files, rows[0]);
}

/** The recording of a language version that is answered for; null otherwise, also after a recall. */
export async function readPublicAudio(
  tx: Tx,
  files: FileStore,
  versionId: string,
  language: string,
): Promise<OpenedFile | null> {
  const { rows } = await sql<Stored>`
    select language as "fileName", media_type as "mediaType", sha256 from public_material_audio
     where version_id = ${versionId}::uuid and language = ${language}`.execute(tx);
  return opened(files, rows[0]);
}

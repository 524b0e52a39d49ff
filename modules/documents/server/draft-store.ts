import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { formatDate, type CivilDate } from "#kernel/civil-date.ts";
import { findIdentities, type IdentityKind } from "#kernel/text/identity-filter.ts";
import type { JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { DraftContent, type DraftState, type RemedyKind } from "../draft-contract.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";

export interface StoredDraft {
  id: string;
  unitId: number;
  template: string;
  type: string;
  abstract: string;
  content: DraftContent;
  source: string | null;
  sourceIds: string[];
  remedy: RemedyKind | null;
  remedyOf: string | null;
  remedyReason: string | null;
  answers: string | null;
  status: (typeof DraftState)["options"][number];
  droppedReason: string | null;
  documentId: string | null;
  version: number;
  updatedAt: Date;
}

/** @throws documents.draft-not-found */
export async function getDraft(tx: Tx, id: string, lock = false): Promise<StoredDraft> {
  const { rows } = await sql<Omit<StoredDraft, "content"> & { content: unknown }>`
    select id, unit_id as "unitId", template, type, abstract, content, source, source_ids as "sourceIds", remedy, remedy_of as "remedyOf",
           remedy_reason as "remedyReason", answers, status, dropped_reason as "droppedReason", document_id as "documentId", version, updated_at as "updatedAt"
      from document_draft where id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx);
  const row = rows[0];
  if (!row) throw documentsProblem("documents.draft-not-found", { id });
  return { ...row, content: DraftContent.parse(row.content) };
}

/** Locked for a change: seen as it stands, still open, by who may. */
export async function lockDraft(
  tx: Tx,
  principal: Principal,
  id: string,
  version: number,
  verb: "document.write" | "document.issue" = "document.write",
): Promise<StoredDraft> {
  const seen = await getDraft(tx, id);
  authorise(documentPolicy, verb, principal, { unitPath: await unitPath(tx, seen.unitId) });
  const draft = await getDraft(tx, id, true);
  if (draft.status === "issued" || draft.status === "dropped")
    throw documentsProblem("documents.draft-frozen", { status: draft.status });
  if (draft.version !== version) throw documentsProblem("documents.changed-since", { version: draft.version });
  return draft;
}

export function draftLine(
  action: string,
  draft: { id: string; unitId: number },
  change: Partial<Pick<JournalEntry, "before" | "after">> = {},
): JournalEntry {
  return { action, subject: "document_draft", subjectId: draft.id, unitId: draft.unitId, ...change };
}

/** An official telephone or an office's address may stand in a letter; papers and birthdays of people may not. */
const neverKept: ReadonlySet<IdentityKind> = new Set(["citizenId", "oldCitizenId", "document", "plate", "birth"]);

/** @throws documents.identity-in-text with the fields, never with the text */
export function refuseIdentities(texts: Record<string, unknown>): void {
  const fields: Record<string, string> = {};
  for (const [path, value] of Object.entries(texts)) {
    const words = strings(value);
    if (words.some((text) => findIdentities(text).some((span) => span.certain && neverKept.has(span.kind))))
      fields[path] = "documents.identity-in-text";
  }
  if (Object.keys(fields).length > 0) throw documentsProblem("documents.identity-in-text", { fields });
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

export interface IssuedHead {
  id: string;
  unitId: number;
  type: string;
  typeName: string;
  fullSymbol: string;
  abstract: string;
  issuedOn: CivilDate;
  series: "documents" | "copies";
  signerName: string;
  signerPosition: string;
}

/** What is said of an issued document where another one speaks of it. @throws documents.not-found */
export async function getIssued(tx: Tx, id: string): Promise<IssuedHead> {
  const { rows } = await sql<IssuedHead>`
    select d.id, d.unit_id as "unitId", d.type, t.name_vi as "typeName", lpad(d.number::text, greatest(2, length(d.number::text)), '0') || '/' || d.symbol as "fullSymbol",
           d.abstract, d.issued_on::text as "issuedOn", d.series, d.signer_name as "signerName", d.signer_position as "signerPosition"
      from issued_document d join document_type t on t.id = d.type where d.id = ${id}::uuid`.execute(tx);
  const row = rows[0];
  if (!row) throw documentsProblem("documents.not-found", { id });
  return row;
}

/** "Kế hoạch số 05/KH-UBND": how a later document names it. */
export const titleOf = (of: Pick<IssuedHead, "typeName" | "fullSymbol">) => `${of.typeName} số ${of.fullSymbol}`;

/** Places that a remedy's template may name. */
export function placesOf(of: IssuedHead, issuer: string): Record<string, string> {
  const about = of.abstract.replace(/^v\s?\/\s?v\s+/iu, "");
  return {
    "of.title": titleOf(of),
    "of.day": formatDate(of.issuedOn),
    "of.abstract": of.abstract,
    "of.full": `${titleOf(of)} ngày ${formatDate(of.issuedOn)} của ${issuer} ${about.charAt(0).toLocaleLowerCase("vi")}${about.slice(1)}`,
  };
}

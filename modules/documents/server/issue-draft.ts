import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { type Command, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import type { Finding } from "#platform/documents/nd30/findings.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import type { KnownIssuer } from "../contract.ts";
import { type DraftContent, IssueDraft } from "../draft-contract.ts";
import { findGaps, layOut, symbolOf } from "../lay-out.ts";
import { documentsProblem } from "../problems.ts";
import { draftLine, lockDraft, refuseIdentities, type StoredDraft } from "./draft-store.ts";
import { issueDocument, type TypeOn, typeOn } from "./issue-document.ts";
import { issuerOf } from "./issuers.ts";
import type { MergeSource } from "./merge-source.ts";
import { getRemedy, refuseEnded } from "./remedies.ts";

export const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

interface Issued {
  draftId: string;
  documentId: string;
  symbol: string;
}

/**
 * Takes the next number, writes it into the file and freezes both; the remedy, where it is one, is linked with it, and the
 * room that it was merged from notes it with what it is about.
 */
export const issueDraftOf = (sources: readonly MergeSource[]): Command<IssueDraft, Issued> =>
  defineCommand({
    name: "document.issue-draft",
    input: IssueDraft,
    async run({ tx, principal, now }, input: IssueDraft) {
      const draft = await lockDraft(tx, principal, input.draftId, input.version, "document.issue");
      const today = civilDateOf(now);
      const content = signedBy(draft.content, input.signerName);
      refuseIdentities({ "/content": content });
      refuseGaps(content, draft.type);
      await checkRemedy(tx, draft, today);
      const issuer = await issuerOf(tx, draft.unitId, today);
      const type = await typeOn(tx, draft.type, input.issuedOn);
      const { source: sourceId, sourceIds, template, unitId } = draft;
      const source = sources.find((s) => s.id === sourceId);
      const note = await source?.issuing?.({ tx, principal, unitId, today, template }, sourceIds);
      // judged before the register is held, so that others do not wait for it
      const findings = await checkDraft(content, issuer, type, input.issuedOn);
      const broken = findings.filter((f) => f.verdict === "broken");
      if (broken.length > 0 && !input.despiteFindings)
        throw documentsProblem("documents.format-broken", { findings: broken.slice(0, 20) });
      const issued = await issueDocument(tx, {
        unitId: draft.unitId,
        type: draft.type,
        issuerSymbol: symbolOf(issuer, type.abbreviation),
        abstract:
          type.id === "official-letter" ? `V/v ${content.abstract.replace(/^v\s?\/\s?v\s+/iu, "")}` : content.abstract,
        issuedOn: input.issuedOn,
        today,
        at: now,
        signer: { name: input.signerName, position: content.signature.position },
        file: { name: `${fileNameOf(type.nameVi)}-${draft.id.slice(-8)}.docx`, mediaType: docxType },
        subject: { kind: "document_draft", id: draft.id },
        ruleSet: "nd30-2020",
        recipients: [...content.addressees, ...content.recipients],
        ...(input.copies === null ? {} : { copies: input.copies }),
        source: content,
        write: ({ number, symbol }) =>
          writeOfficialDocument(layOut(content, issuer, type, { number, symbol, date: input.issuedOn })),
      });
      const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
      await sql`update document_draft set status = 'issued', document_id = ${issued.id}, content = ${JSON.stringify(content)}::jsonb, version = version + 1, updated_at = ${now}
        where id = ${draft.id}::uuid`.execute(tx);
      if (draft.remedy !== null)
        await sql`insert into document_link (from_id, to_id, remedy, reason, unit_id, linked_at)
          values (${issued.id}, ${draft.remedyOf}, ${draft.remedy}, ${draft.remedyReason}, ${draft.unitId}, ${now})`.execute(
          tx,
        );
      if (draft.answers !== null)
        await sql`update incoming_document set answered_by = ${issued.id}, status = 'done', done_on = ${input.issuedOn}::date, version = version + 1
          where id = ${draft.answers}::uuid and status = 'open'`.execute(tx);
      const noted = (await note?.({ id: issued.id, symbol, sha256: issued.sha256 })) ?? [];
      return {
        answer: { draftId: draft.id, documentId: issued.id, symbol },
        journal: [
          draftLine("document.issued", draft, {
            after: {
              documentId: issued.id,
              symbol,
              sha256: issued.sha256,
              ...(draft.remedy === null ? {} : { remedy: draft.remedy, of: draft.remedyOf }),
              ...(broken.length === 0 ? {} : { despite: broken.map((f) => f.rule) }),
            },
          }),
          ...noted,
        ],
      };
    },
  });

function signedBy(content: DraftContent, name: string): DraftContent {
  return { ...content, signature: { ...content.signature, name } };
}

function refuseGaps(content: DraftContent, type: string): void {
  const places = findGaps(content);
  if (type === "official-letter" && content.addressees.length === 0) places.push("/content/addressees");
  if (places.length > 0)
    throw documentsProblem("documents.unfilled", {
      fields: Object.fromEntries(places.map((place) => [place, "documents.unfilled"])),
    });
}

async function checkRemedy(tx: Tx, draft: StoredDraft, today: string): Promise<void> {
  if (draft.remedy === null || draft.remedyOf === null) return;
  const remedy = await getRemedy(tx, draft.remedy, today);
  if (!remedy.sameType && !remedy.types.includes(draft.type))
    throw documentsProblem("documents.wrong-form", { type: draft.type, types: remedy.types });
  await refuseEnded(tx, draft.remedyOf);
}

/** The draft as a file without a number. */
export function writeDraft(content: DraftContent, issuer: KnownIssuer, type: TypeOn): Promise<Uint8Array> {
  const part = symbolOf(issuer, type.abbreviation);
  const symbol = type.abbreviation === null ? part : `${type.abbreviation}-${part}`;
  return writeOfficialDocument(layOut(content, issuer, type, { number: null, symbol, date: null }));
}

/** What the format check says of it, with a number and a day as it will have them. */
export async function checkDraft(
  content: DraftContent,
  issuer: KnownIssuer,
  type: TypeOn,
  issuedOn: string,
): Promise<Finding[]> {
  const part = symbolOf(issuer, type.abbreviation);
  const symbol = type.abbreviation === null ? part : `${type.abbreviation}-${part}`;
  return checkDocument(
    await writeOfficialDocument(layOut(content, issuer, type, { number: 1, symbol, date: issuedOn })),
  );
}

/** "Kế hoạch" → "ke-hoach". */
export function fileNameOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
}

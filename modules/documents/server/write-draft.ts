import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf, formatDate, asCivilDate } from "#kernel/civil-date.ts";
import { type Command, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import {
  CreateDraft,
  CreateRemedy,
  DraftContent,
  DropDraft,
  EditDraft,
  type MergeValues,
  SubmitDraft,
} from "../draft-contract.ts";
import { mergeTemplate } from "../merge-template.ts";
import type { MergeSource } from "./merge-source.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";
import { draftLine, getIssued, lockDraft, placesOf, refuseIdentities } from "./draft-store.ts";
import { typeOn } from "./issue-document.ts";
import { issuerOf } from "./issuers.ts";
import { getRemedy, refuseEnded } from "./remedies.ts";
import { getTemplate } from "./templates.ts";

export interface DraftAnswer {
  draftId: string;
  version: number;
}

/** Made by merge: the source fills what it knows, what was typed stands in front of it. */
export function createDraftFrom(sources: readonly MergeSource[]): Command<CreateDraft, DraftAnswer> {
  return defineCommand({
    name: "document.create-draft",
    input: CreateDraft,
    async run({ tx, principal, now }, input: CreateDraft) {
      authorise(documentPolicy, "document.write", principal, { unitPath: await unitPath(tx, input.unitId) });
      refuseIdentities({ "/values": input.values });
      const today = civilDateOf(now);
      const template = await getTemplate(tx, input.template, today);
      const issuer = await issuerOf(tx, input.unitId, today);
      let known: MergeValues = {};
      if (input.source !== null) {
        const source = sources.find((s) => s.id === input.source && template.sources.includes(s.id));
        if (source === undefined) throw documentsProblem("documents.unknown-source", { source: input.source });
        const call = { tx, principal, unitId: input.unitId, today, template: template.id };
        known = await source.merge(call, input.sourceIds);
        refuseIdentities({ "/sourceIds": known });
      }
      const answers: MergeValues = input.answers === null ? {} : { answers: await arrivedAs(tx, input.answers) };
      const content = mergeTemplate({
        content: template.content,
        fields: template.fields,
        values: { ...known, ...answers, ...filled(input.values) },
        issuer,
        type: template.type,
      });
      await sql`insert into document_draft (id, unit_id, template, type, abstract, content, source, source_ids, answers, created_at, updated_at)
        values (${input.draftId}, ${input.unitId}, ${template.id}, ${template.type}, ${content.abstract}, ${JSON.stringify(content)}::jsonb,
          ${input.source}, ${input.sourceIds}::text[], ${input.answers}::uuid, ${now}, ${now})`.execute(tx);
      return {
        answer: { draftId: input.draftId, version: 1 },
        journal: [
          draftLine(
            "document.draft-made",
            { id: input.draftId, unitId: input.unitId },
            {
              after: {
                template: template.id,
                abstract: content.abstract,
                source: input.source,
                chosen: input.sourceIds.length,
              },
            },
          ),
        ],
      };
    },
  });
}

/** An emptied field does not wipe out what the source knows. */
function filled(values: MergeValues): MergeValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0));
}

async function arrivedAs(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ sender: string; symbol: string | null; issuedOn: string | null; type: string | null }>`
    select i.sender, i.symbol, i.issued_on::text as "issuedOn", t.name_vi as type from incoming_document i left join document_type t on t.id = i.type where i.id = ${id}::uuid`.execute(
    tx,
  );
  const of = rows[0];
  if (!of) throw documentsProblem("documents.incoming-not-found", { id });
  return [
    of.type ?? "văn bản",
    of.symbol === null ? "" : `số ${of.symbol}`,
    of.issuedOn === null ? "" : `ngày ${formatDate(asCivilDate(of.issuedOn))}`,
    `của ${of.sender}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The document that answers a mistake: of the form that the decree asks for, begun from what it answers. */
export const createRemedy: Command<CreateRemedy, DraftAnswer> = defineCommand({
  name: "document.create-remedy",
  input: CreateRemedy,
  async run({ tx, principal, now }, input: CreateRemedy) {
    const of = await getIssued(tx, input.documentId);
    authorise(documentPolicy, "document.write", principal, { unitPath: await unitPath(tx, of.unitId) });
    refuseIdentities({ "/values": input.values, "/reason": input.reason });
    await refuseEnded(tx, of.id);
    const today = civilDateOf(now);
    const remedy = await getRemedy(tx, input.remedy, today);
    if (of.series === "copies") throw documentsProblem("documents.wrong-form", { type: of.type });
    const issuer = await issuerOf(tx, of.unitId, today);
    const template = await getTemplate(tx, remedy.template, today);
    const type = await typeOn(tx, remedy.sameType ? of.type : template.type, today);
    const merged = mergeTemplate({
      content: template.content,
      fields: template.fields,
      values: { reason: input.reason, ...input.values },
      issuer,
      type: type.id,
      more: placesOf(of, issuer.issuer),
    });
    const content = remedy.sameType ? ((await writtenAs(tx, of.id)) ?? merged) : merged;
    await sql`insert into document_draft (id, unit_id, template, type, abstract, content, remedy, remedy_of, remedy_reason, created_at, updated_at)
      values (${input.draftId}, ${of.unitId}, ${template.id}, ${type.id}, ${content.abstract}, ${JSON.stringify(content)}::jsonb,
        ${input.remedy}, ${of.id}, ${input.reason}, ${now}, ${now})`.execute(tx);
    return {
      answer: { draftId: input.draftId, version: 1 },
      journal: [
        draftLine(
          "document.remedy-begun",
          { id: input.draftId, unitId: of.unitId },
          { after: { remedy: input.remedy, of: of.fullSymbol, documentId: of.id, reason: input.reason } },
        ),
      ],
    };
  },
});

/** The words of a document that was written at the desk; null for one that another room made as a file. */
export async function writtenAs(tx: Tx, documentId: string): Promise<DraftContent | null> {
  const { rows } = await sql<{ source: unknown }>`
    select content_source as source from issued_document where id = ${documentId}::uuid`.execute(tx);
  const read = DraftContent.safeParse(rows[0]?.source);
  return read.success ? read.data : null;
}

export const editDraft: Command<EditDraft, DraftAnswer> = defineCommand({
  name: "document.edit-draft",
  input: EditDraft,
  async run({ tx, principal, now }, { draftId, version, content }: EditDraft) {
    const draft = await lockDraft(tx, principal, draftId, version);
    refuseIdentities({ "/content": content });
    await sql`update document_draft set content = ${JSON.stringify(content)}::jsonb, abstract = ${content.abstract}, version = version + 1, updated_at = ${now}
      where id = ${draftId}::uuid`.execute(tx);
    return {
      answer: { draftId, version: version + 1 },
      journal: [
        draftLine("document.draft-edited", draft, {
          before: { abstract: draft.abstract, version },
          after: { abstract: content.abstract, version: version + 1 },
        }),
      ],
    };
  },
});

/** Handed in for the head's signature, or taken back. */
export const submitDraft: Command<SubmitDraft, DraftAnswer> = defineCommand({
  name: "document.submit-draft",
  input: SubmitDraft,
  async run({ tx, principal, now }, { draftId, version, back }: SubmitDraft) {
    const draft = await lockDraft(tx, principal, draftId, version);
    const status = back ? "draft" : "submitted";
    await sql`update document_draft set status = ${status}, submitted_at = ${back ? null : now}, version = version + 1, updated_at = ${now}
      where id = ${draftId}::uuid`.execute(tx);
    return {
      answer: { draftId, version: version + 1 },
      journal: [
        draftLine(back ? "document.draft-taken-back" : "document.draft-submitted", draft, {
          before: { status: draft.status },
          after: { status },
        }),
      ],
    };
  },
});

export const dropDraft: Command<DropDraft, DraftAnswer> = defineCommand({
  name: "document.drop-draft",
  input: DropDraft,
  async run({ tx, principal, now }, { draftId, version, reason }: DropDraft) {
    const draft = await lockDraft(tx, principal, draftId, version);
    await sql`update document_draft set status = 'dropped', dropped_reason = ${reason}, version = version + 1, updated_at = ${now}
      where id = ${draftId}::uuid`.execute(tx);
    return {
      answer: { draftId, version: version + 1 },
      journal: [draftLine("document.draft-dropped", draft, { after: { reason } })],
    };
  },
});

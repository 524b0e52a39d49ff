import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { type Command, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { checkEdxml } from "#platform/documents/edxml/check-edxml.ts";
import { documentIdOf } from "#platform/documents/edxml/package.ts";
import { writeEdxml } from "#platform/documents/edxml/write-edxml.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { unitPath } from "#modules/units/server.ts";
import { Organ } from "../copy-contract.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";
import { getIssued } from "./draft-store.ts";
import { issuerOf } from "./issuers.ts";
import { linksOf } from "./remedies.ts";

/** A unit's code in the exchange, as it has said; null while it has none. */
export async function organOf(tx: Tx, unitId: number): Promise<Organ | null> {
  const { rows } = await sql<Organ>`
    select unit_id as "unitId", organ_id as "organId", name, in_charge as "inCharge", address, email, telephone from exchange_organ where unit_id = ${unitId}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export const setOrgan: Command<Organ, { unitId: number; organId: string }> = defineCommand({
  name: "document.set-organ",
  input: Organ,
  async run({ tx, principal, now }, input: Organ) {
    authorise(documentPolicy, "document.set-organ", principal, { unitPath: await unitPath(tx, input.unitId) });
    const before = await organOf(tx, input.unitId);
    await sql`insert into exchange_organ (organ_id, unit_id, name, in_charge, address, email, telephone, updated_at)
      values (${input.organId}, ${input.unitId}, ${input.name}, ${input.inCharge || null}, ${input.address || null}, ${input.email || null}, ${input.telephone || null}, ${now})
      on conflict (unit_id) do update set organ_id = excluded.organ_id, name = excluded.name, in_charge = excluded.in_charge, address = excluded.address,
        email = excluded.email, telephone = excluded.telephone, version = exchange_organ.version + 1, updated_at = excluded.updated_at`.execute(
      tx,
    );
    return {
      answer: { unitId: input.unitId, organId: input.organId },
      journal: [
        {
          action: "document.organ-set",
          subject: "unit",
          subjectId: String(input.unitId),
          unitId: input.unitId,
          before,
          after: input,
        },
      ],
    };
  },
});

/** Organisations with a code: who a package can be addressed to. */
export async function listOrgans(tx: Tx): Promise<{ organId: string; name: string; unitId: number | null }[]> {
  const { rows } = await sql<{ organId: string; name: string; unitId: number | null }>`
    select organ_id as "organId", name, unit_id as "unitId" from exchange_organ order by organ_id`.execute(tx);
  return rows;
}

interface PackageCall {
  tx: Tx;
  principal: Principal;
  files: FileStore;
  documentId: string;
  to: readonly { organId: string; name: string }[];
  now: Date;
}

/** The edXML file of an issued document: with its signed PDF where one was filed, else the file as it was issued. */
export async function packageDocument({ tx, principal, files, documentId, to, now }: PackageCall): Promise<FileAnswer> {
  const of = await getIssued(tx, documentId);
  authorise(documentPolicy, "document.package", principal, { unitPath: await unitPath(tx, of.unitId) });
  const organ = await organOf(tx, of.unitId);
  if (organ === null) throw documentsProblem("documents.no-organ", { unitId: of.unitId });
  const issuer = await issuerOf(tx, of.unitId, of.issuedOn);
  const { rows } = await sql<{
    content: Buffer;
    mediaType: string;
    fileName: string;
    recipients: string[];
    copies: number | null;
  }>`
    select content, media_type as "mediaType", file_name as "fileName", recipients, copies from issued_document where id = ${documentId}::uuid`.execute(
    tx,
  );
  const row = rows[0]!;
  const signed = await sql<{ sha256: string; fileName: string }>`
    select sha256, file_name as "fileName" from document_signed_file where document_id = ${documentId}::uuid order by filed_at desc, id limit 1`.execute(
    tx,
  );
  const signedBytes = signed.rows[0] === undefined ? null : await files.read(signed.rows[0].sha256);
  const answered = (await linksOf(tx, documentId)).find((l) => l.direction === "answered");
  const [number, notation] = of.fullSymbol.split(/\/(.*)/s) as [string, string];
  const about = of.abstract.replace(/^v\s?\/\s?v\s+/iu, "");
  const bytes = writeEdxml({
    from: {
      organId: organ.organId,
      name: organ.name,
      ...(organ.inCharge ? { inCharge: organ.inCharge } : {}),
      ...(organ.address ? { address: organ.address } : {}),
      ...(organ.email ? { email: organ.email } : {}),
      ...(organ.telephone ? { telephone: organ.telephone } : {}),
    },
    to,
    code: { number, notation },
    place: issuer.place,
    issuedOn: of.issuedOn,
    // 1: an administrative document
    type: { code: "1", name: of.typeName },
    subject: about,
    content: about,
    signer: { position: of.signerPosition, name: of.signerName },
    places: row.recipients,
    priority: "0",
    copies: row.copies ?? 1,
    pages: 1,
    business: answered?.remedy ?? "new",
    ...(answered === undefined
      ? {}
      : {
          about: documentIdOf(organ.organId, answered.issuedOn, splitSymbol(answered.fullSymbol)),
          reason: answered.reason,
        }),
    sentAt: now,
    attachments: [
      signedBytes === null
        ? { name: row.fileName, mediaType: row.mediaType, bytes: new Uint8Array(row.content) }
        : { name: signed.rows[0]!.fileName, mediaType: "application/pdf", bytes: signedBytes },
    ],
  });
  const broken = checkEdxml(bytes).filter((f) => f.verdict === "broken");
  if (broken.length > 0) throw documentsProblem("documents.format-broken", { findings: broken });
  return new FileAnswer({ bytes, mediaType: "application/xml", fileName: `${number}-${notation}.edxml` });
}

function splitSymbol(full: string): { number: string; notation: string } {
  const [number, notation] = full.split(/\/(.*)/s) as [string, string];
  return { number, notation };
}

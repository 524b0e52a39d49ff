import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { asCivilDate, civilDateOf, formatDate } from "#kernel/civil-date.ts";
import { type Command, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { writeCopy } from "#platform/documents/nd30/copy-form.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { unitPath } from "#modules/units/server.ts";
import { CertifyCopy } from "../copy-contract.ts";
import { layOut } from "../lay-out.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";
import { getIssued, refuseIdentities, titleOf } from "./draft-store.ts";
import { docxType } from "./issue-draft.ts";
import { issueDocument, typeOn } from "./issue-document.ts";
import { issuerOf } from "./issuers.ts";
import { writtenAs } from "./write-draft.ts";

const kinds = { "certified-copy": "SAO Y", "copy-of-copy": "SAO LỤC", "certified-extract": "TRÍCH SAO" } as const;
const words = { "certified-copy": "Sao y", "copy-of-copy": "Sao lục", "certified-extract": "Trích sao" } as const;

interface Original {
  title: string;
  isCopy: boolean;
  file: Uint8Array | null;
  sha256: string | null;
}

/** Takes a number of the unit's series of copies and puts the form of the copy under the original's words. */
export const certifyCopy: Command<CertifyCopy, { documentId: string; symbol: string }> = defineCommand({
  name: "document.certify-copy",
  input: CertifyCopy,
  async run({ tx, principal, now }, input: CertifyCopy) {
    authorise(documentPolicy, "document.copy", principal, { unitPath: await unitPath(tx, input.unitId) });
    if ((input.documentId === null) === (input.incomingId === null))
      throw documentsProblem("documents.wrong-original", { found: "none-or-both" });
    refuseIdentities({ "/recipients": input.recipients });
    const today = civilDateOf(now);
    const original = await readOriginal(tx, input);
    // sao lục is printed from a certified copy; sao y and trích sao are taken from an original (Điều 25)
    if ((input.form === "copy-of-copy") !== original.isCopy)
      throw documentsProblem("documents.wrong-original", { form: input.form, isCopy: original.isCopy });
    const issuer = await issuerOf(tx, input.unitId, today);
    const type = await typeOn(tx, input.form, input.issuedOn);
    const position = input.signerPosition ?? issuer.signerPosition;
    const issued = await issueDocument(tx, {
      unitId: input.unitId,
      type: type.id,
      issuerSymbol: issuer.abbreviation,
      abstract: `${words[input.form]} ${original.title}`.slice(0, 500),
      issuedOn: input.issuedOn,
      today,
      at: now,
      signer: { name: input.signerName, position },
      file: {
        name: `${input.form === "certified-extract" ? "trich-sao" : input.form === "copy-of-copy" ? "sao-luc" : "sao-y"}.docx`,
        mediaType: docxType,
      },
      ruleSet: "nd30-2020",
      recipients: input.recipients,
      copies: input.copies,
      write: ({ number, symbol }) =>
        writeCopy(
          {
            kind: kinds[input.form],
            issuer: issuer.issuer,
            number,
            symbol,
            place: issuer.place,
            date: input.issuedOn,
            signature: {
              ...(issuer.authority ? { authority: issuer.authority } : {}),
              ...(issuer.capacity ? { capacity: issuer.capacity } : {}),
              position,
              name: input.signerName,
            },
            recipients: input.recipients,
          },
          original.file,
        ),
    });
    const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
    return {
      answer: { documentId: issued.id, symbol },
      writes: [
        {
          table: "document_copy",
          rows: [
            {
              copy_id: issued.id,
              form: input.form,
              of_document: input.documentId,
              of_incoming: input.incomingId,
              unit_id: input.unitId,
              of_sha256: original.sha256,
            },
          ],
        },
      ],
      journal: [
        {
          action: "document.copied",
          subject: "issued_document",
          subjectId: issued.id,
          unitId: input.unitId,
          after: {
            symbol,
            form: input.form,
            of: original.title,
            ofSha256: original.sha256,
            sha256: issued.sha256,
            copies: input.copies,
          },
        },
      ],
    };
  },
});

async function readOriginal(tx: Tx, input: CertifyCopy): Promise<Original> {
  if (input.documentId !== null) {
    const of = await getIssued(tx, input.documentId);
    const { rows } = await sql<{ content: Buffer; media_type: string; sha256: string }>`
      select content, media_type, sha256 from issued_document where id = ${of.id}::uuid`.execute(tx);
    const row = rows[0]!;
    const isDocx = row.media_type === docxType;
    const file =
      input.form === "certified-extract"
        ? await extract(tx, input, of.unitId)
        : isDocx
          ? new Uint8Array(row.content)
          : null;
    return {
      title: `${titleOf(of)} ngày ${formatDate(of.issuedOn)}`,
      isCopy: of.series === "copies",
      file,
      sha256: row.sha256,
    };
  }
  const { rows } = await sql<{
    id: string;
    unitId: number;
    sender: string;
    symbol: string | null;
    issuedOn: string | null;
    isCopy: boolean;
    type: string | null;
    sha256: string | null;
  }>`
    select i.id, i.unit_id as "unitId", i.sender, i.symbol, i.issued_on::text as "issuedOn", i.is_copy as "isCopy", t.name_vi as type,
           (select f.sha256 from incoming_file f where f.incoming_id = i.id order by f.added_at limit 1) as sha256
      from incoming_document i left join document_type t on t.id = i.type where i.id = ${input.incomingId}::uuid`.execute(
    tx,
  );
  const of = rows[0];
  if (!of) throw documentsProblem("documents.incoming-not-found", { id: input.incomingId });
  if (input.form === "certified-extract") throw documentsProblem("documents.wrong-original", { found: "no-words" });
  const day = of.issuedOn === null ? "" : ` ngày ${formatDate(asCivilDate(of.issuedOn))}`;
  return {
    title: `${of.type ?? "văn bản"}${of.symbol === null ? "" : ` số ${of.symbol}`}${day} của ${of.sender}`,
    isCopy: of.isCopy,
    // what arrived is paper or a scan: the form is printed under it
    file: null,
    sha256: of.sha256,
  };
}

/** The whole format again, and of the words only what was chosen, under their own numbers (Điều 25.3). */
async function extract(tx: Tx, input: CertifyCopy, unitId: number): Promise<Uint8Array> {
  const content = await writtenAs(tx, input.documentId!);
  const keep = new Set(input.keep);
  if (content === null || keep.size === 0) throw documentsProblem("documents.wrong-original", { found: "no-words" });
  const { rows } = await sql<{ number: number; symbol: string; issuedOn: string; type: string }>`
    select number, symbol, issued_on::text as "issuedOn", type from issued_document where id = ${input.documentId}::uuid`.execute(
    tx,
  );
  const of = rows[0]!;
  const issuer = await issuerOf(tx, unitId, of.issuedOn);
  const whole = layOut(content, issuer, await typeOn(tx, of.type, of.issuedOn), {
    number: of.number,
    symbol: of.symbol,
    date: of.issuedOn,
  });
  const body = whole.body.filter((_, i) => keep.has(i));
  if (body.length === 0) throw documentsProblem("documents.wrong-original", { found: "no-words" });
  const { annexes: _annexes, ...rest } = whole;
  return writeOfficialDocument({ ...rest, body });
}

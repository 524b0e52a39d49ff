import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { asCivilDate, civilDateOf, formatDate } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import type { Block } from "#platform/documents/nd30/content.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { issueDocument, issuerOf } from "#modules/documents/server.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import { unitName } from "#modules/units/server.ts";
import { EscalateDifficulty, type LetterWords } from "../contract.ts";
import { difficultyPolicy } from "../policy.ts";
import { letterSymbol } from "../rules.ts";
import {
  atHandler,
  deadlineFrom,
  journalLine,
  lockDifficulty,
  refuseIdentities,
  stepRow,
  type StoredDifficulty,
  stepTo,
} from "./store.ts";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Taken higher with an official letter; the letter, its number and the new deadline are one transaction. */
export const escalateDifficulty = defineCommand({
  name: "difficulty.escalate",
  input: EscalateDifficulty,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ subject: input.subject, request: input.request });
    const found = await lockDifficulty(tx, input.difficultyId);
    authorise(difficultyPolicy, "difficulty.escalate", principal, await atHandler(tx, found));
    const status = stepTo(found, "escalate", input.version);
    const today = civilDateOf(now);
    const dueOn = await deadlineFrom(tx, "escalated", input.issuedOn);
    const letter = await gatherLetter(tx, found, input, dueOn, today);
    const { issuer } = letter;
    const position = input.signerPosition ?? issuer.signerPosition;
    const capacity = input.capacity ?? issuer.capacity;
    const issued = await issueDocument(tx, {
      unitId: found.handlerId,
      type: "official-letter",
      issuerSymbol: letterSymbol(issuer.abbreviation, issuer.filing),
      abstract: `V/v ${input.subject}`,
      issuedOn: input.issuedOn,
      today,
      at: now,
      signer: { name: input.signerName, position },
      file: { name: `cong-van-kien-nghi-${spokenCode(found.id)}.docx`, mediaType: DOCX },
      subject: { kind: "difficulty", id: found.id },
      ruleSet: "nd30-2020",
      write: ({ number, symbol }) =>
        writeLetter(letter, {
          number,
          symbol,
          date: input.issuedOn,
          signer: { position, name: input.signerName, ...(capacity ? { capacity } : {}) },
        }),
    });
    await sql`update difficulty set status = ${status}, due_on = ${dueOn}::date, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
    return {
      answer: { difficultyId: found.id, status, documentId: issued.id, symbol, dueOn },
      writes: [
        stepRow(found.id, now, principal, {
          kind: "escalated",
          note: input.addressees.join("; "),
          documentId: issued.id,
          dueOn,
        }),
      ],
      journal: [
        journalLine("difficulty.escalated", found, {
          before: { status: found.status, dueOn: found.dueOn },
          after: { status, dueOn, documentId: issued.id, symbol, sha256: issued.sha256, addressees: input.addressees },
        }),
      ],
    };
  },
});

export interface Letter {
  issuer: KnownIssuer;
  words: LetterWords;
  body: Block[];
}

/** What the letter says: the matter, where it was met, what is proposed, what is asked and by when. */
export async function gatherLetter(
  tx: Tx,
  found: Pick<StoredDifficulty, "id" | "handlerId" | "unitId" | "text" | "proposal" | "origin">,
  words: LetterWords,
  dueOn: string,
  today: string,
): Promise<Letter> {
  const issuer = await issuerOf(tx, found.handlerId, today);
  const { rows: parts } = await sql<{ unitId: number; proposal: string | null }>`
    select unit_id as "unitId", proposal from difficulty where under_id = ${found.id}::uuid order by reported_at, id`.execute(
    tx,
  );
  const from = parts.length > 0 ? parts : [{ unitId: found.unitId, proposal: found.proposal }];
  const ids = [...new Set(from.map((p) => p.unitId))];
  const names = await Promise.all(ids.map(async (id) => (await unitName(tx, id, asCivilDate(today))) ?? ""));
  const proposals = [...new Set(from.flatMap((p) => (p.proposal === null ? [] : [p.proposal])))];
  const addressee = words.addressees.length === 1 ? words.addressees[0]! : "các cơ quan";
  const body: Block[] = [
    {
      kind: "paragraph",
      text: "Qua công tác tuyên truyền miệng và tiếp nhận phản ánh từ cơ sở, có khó khăn, vướng mắc sau đây vượt thẩm quyền giải quyết của địa phương:",
    },
    { kind: "clause", number: 1, title: "Nội dung khó khăn, vướng mắc", text: found.text },
    { kind: "clause", number: 2, title: "Nơi phản ánh", text: `${names.join("; ")}.` },
    ...(proposals.length === 0
      ? []
      : [
          {
            kind: "clause" as const,
            number: 3,
            title: "Kiến nghị của cơ sở",
            text: proposals.map((p) => p.replace(/[.;\s]+$/u, "")).join("; ") + ".",
          },
        ]),
    {
      kind: "paragraph",
      text:
        `${words.request ?? `Trân trọng đề nghị ${addressee} xem xét, giải quyết theo thẩm quyền`.trim()}`.replace(
          /[.\s]+$/u,
          "",
        ) + `; có ý kiến trả lời trước ngày ${formatDate(asCivilDate(dueOn))} để thông tin lại cho cơ sở và Nhân dân.`,
    },
  ];
  return { issuer, words, body };
}

export function writeLetter(
  { issuer, words, body }: Letter,
  signed: {
    number: number | null;
    symbol: string;
    date: string | null;
    signer: { position: string; name: string; capacity?: string };
  },
): Promise<Uint8Array> {
  return writeOfficialDocument({
    ...(issuer.governing ? { governing: issuer.governing } : {}),
    issuer: issuer.issuer,
    number: signed.number,
    symbol: signed.symbol,
    place: issuer.place,
    date: signed.date,
    kind: { type: "letter", abstract: words.subject },
    addressees: words.addressees,
    body,
    signature: { ...(issuer.authority ? { authority: issuer.authority } : {}), ...signed.signer },
    recipients: issuer.recipients,
    ...(issuer.filing ? { filing: issuer.filing } : {}),
  });
}

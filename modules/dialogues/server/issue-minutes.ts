import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import type { Principal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { issueDocument, issuerOf } from "#modules/documents/server.ts";
import { readCommitments } from "#modules/questions/server.ts";
import { unitName } from "#modules/units/server.ts";
import { IssueMinutes } from "../contract.ts";
import { dialoguePolicy } from "../policy.ts";
import { dialogueProblem } from "../problems.ts";
import { capacityLine, missingForMinutes, signingPosition } from "../rules.ts";
import { askedAt, presidedOf } from "./dialogue-page.ts";
import { type Minutes, writeMinutes } from "./minutes.ts";
import { agendaOf, findDialogue, journalLine, placed, refuseIdentities, stepTo, type StoredDialogue } from "./store.ts";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Issues the minutes with the next number of the unit's register; from then on the meeting stands as it was written. */
export const issueMinutes = defineCommand({
  name: "dialogue.issue-minutes",
  input: IssueMinutes,
  async run({ tx, principal, now }, input) {
    const found = await findDialogue(tx, input.dialogueId, true);
    authorise(dialoguePolicy, "dialogue.issue", principal, await placed(tx, found));
    stepTo(found, "issue", input.version);
    const minutes = await gatherMinutes(tx, principal, found, now);
    const { presided, issuer } = minutes;
    const capacity = capacityLine(presided, issuer.signerPosition);
    const issued = await issueDocument(tx, {
      unitId: found.unitId,
      type: "minutes",
      issuerSymbol: issuer.abbreviation,
      abstract: `Biên bản ${found.title}`,
      issuedOn: input.issuedOn,
      today: civilDateOf(now),
      at: now,
      signer: {
        name: presided.name,
        position: [capacity, signingPosition(presided.position)].filter((x) => x !== null).join(" "),
      },
      file: { name: `bien-ban-doi-thoai-${spokenCode(found.id)}.docx`, mediaType: DOCX },
      subject: { kind: "dialogue", id: found.id },
      ruleSet: "nd30-2020",
      write: ({ number, symbol }) => writeMinutes(minutes, { number, symbol, date: input.issuedOn }),
    });
    await sql`update dialogue set minutes_id = ${issued.id}::uuid, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
    return {
      answer: { dialogueId: found.id, documentId: issued.id, symbol },
      journal: [
        journalLine("dialogue.minutes-issued", found, {
          after: { documentId: issued.id, symbol, sha256: issued.sha256 },
        }),
      ],
    };
  },
});

/** @throws dialogue.incomplete with what is missing; dialogue.identity-in-text */
export async function gatherMinutes(tx: Tx, principal: Principal, found: StoredDialogue, now: Date): Promise<Minutes> {
  const agenda = await agendaOf(tx, found.id);
  const presided = presidedOf(found);
  const endsAt = found.endsAt?.toISOString() ?? null;
  const missing = missingForMinutes({ status: found.status, secretaryName: found.secretaryName, agenda, endsAt }, now);
  if (missing.length > 0 || presided === null || found.endsAt === null || found.secretaryName === null)
    throw dialogueProblem("dialogue.incomplete", { missing });
  refuseIdentities({
    opening: found.opening,
    conclusion: found.conclusion,
    ...Object.fromEntries(agenda.map((item, i) => [`agenda/${i}/title`, item.title])),
  });
  return {
    issuer: await issuerOf(tx, found.unitId, civilDateOf(now)),
    title: found.title,
    placeName: (await unitName(tx, found.placeUnitId, civilDateOf(found.startsAt))) ?? "",
    placeDetail: found.placeDetail,
    legalBasis: found.legalBasis,
    startsAt: found.startsAt,
    endsAt: found.endsAt,
    presided,
    secretaryName: found.secretaryName,
    attendance: found.attendance ?? 0,
    opening: found.opening,
    conclusion: found.conclusion,
    agenda,
    asked: await askedAt(tx, found.id),
    promised: await readCommitments(tx, principal, { dialogue: found.id }),
  };
}

import { authorise, type Principal } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import { tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { findLawRef } from "#modules/laws/server.ts";
import { unitPath } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { AddCorrection, EditCorrection, StepCorrection, WithdrawCorrection } from "../contract.ts";
import { correctionPolicy } from "../policy.ts";
import { correctionProblem } from "../problems.ts";
import { type CorrectionAct, missingForApproval, nextCorrectionStatus } from "../rules.ts";
import { tracesIn } from "../traces.ts";
import { findCorrection, lockCorrection, type StoredCorrection } from "./store.ts";

type Words = Pick<
  AddCorrection,
  "topic" | "claim" | "truth" | "lawId" | "lawPassage" | "sourceText" | "statedOn" | "nextUpdateOn"
>;

export const addCorrection = defineCommand({
  name: "correction.add",
  input: AddCorrection,
  async run({ tx, principal }, { id, unitId, ...typed }) {
    authorise(correctionPolicy, "correction.add", principal, { unitPath: await unitPath(tx, unitId) });
    const words = await checked(tx, typed);
    await tx
      .insertInto("correction")
      .values({ id, unit_id: unitId, ...columnsOf(words) })
      .execute();
    return {
      answer: { id, version: 1, status: "draft" as const },
      journal: [
        {
          action: "correction.added",
          subject: "correction",
          subjectId: id,
          unitId,
          after: { ...words, status: "draft" },
        },
      ],
    };
  },
});

export const editCorrection = defineCommand({
  name: "correction.edit",
  input: EditCorrection,
  async run({ tx, principal, now }, { id, seenVersion, ...typed }) {
    const before = await lockFor(tx, principal, "edit", id, seenVersion);
    const words = await checked(tx, typed);
    const version = before.version + 1;
    await tx
      .updateTable("correction")
      .set({ ...columnsOf(words), version, updated_at: now })
      .where("id", "=", id)
      .execute();
    return {
      answer: { id, version, status: before.status },
      journal: [
        {
          action: "correction.edited",
          subject: "correction",
          subjectId: id,
          unitId: before.unitId,
          before: wordsOf(before),
          after: words,
        },
      ],
    };
  },
});

/** Not without what is true, and not without a source. */
export const approveCorrection = defineCommand({
  name: "correction.approve",
  input: StepCorrection,
  async run({ tx, principal, now }, { id, seenVersion }) {
    const before = await lockFor(tx, principal, "approve", id, seenVersion);
    const [missing] = missingForApproval(before);
    if (missing !== undefined)
      throw correctionProblem(`correction.${missing}-missing`, {
        fields: { [missing === "truth" ? "/truth" : "/sourceText"]: `correction.${missing}-missing` },
      });
    refuseTraces(before);
    return step(tx, before, "approved", { approved_by: principal.userId, approved_at: now, updated_at: now });
  },
});

export const publishCorrection = defineCommand({
  name: "correction.publish",
  input: StepCorrection,
  async run({ tx, principal, now }, { id, seenVersion }) {
    const before = await lockFor(tx, principal, "publish", id, seenVersion);
    return step(tx, before, "published", { published_at: now, updated_at: now });
  },
});

export const withdrawCorrection = defineCommand({
  name: "correction.withdraw",
  input: WithdrawCorrection,
  async run({ tx, principal, now }, { id, seenVersion, reason }) {
    const before = await lockFor(tx, principal, "withdraw", id, seenVersion);
    return step(tx, before, "withdrawn", { withdrawn_at: now, withdraw_reason: tidyLine(reason), updated_at: now });
  },
});

async function step(
  tx: Tx,
  before: StoredCorrection,
  status: "approved" | "published" | "withdrawn",
  columns: Record<string, unknown>,
) {
  const version = before.version + 1;
  await tx
    .updateTable("correction")
    .set({ ...columns, status, version })
    .where("id", "=", before.id)
    .execute();
  return {
    answer: { id: before.id, version, status },
    journal: [
      {
        action: `correction.${status}`,
        subject: "correction",
        subjectId: before.id,
        unitId: before.unitId,
        before: { status: before.status },
        after: { status, ...(columns["withdraw_reason"] === undefined ? {} : { reason: columns["withdraw_reason"] }) },
      },
    ] as [never],
  };
}

async function lockFor(
  tx: Tx,
  principal: Principal,
  act: CorrectionAct,
  id: string,
  seenVersion: number,
): Promise<StoredCorrection> {
  const seen = await findCorrection(tx, id);
  if (seen === undefined) throw correctionProblem("correction.not-found", { id });
  authorise(correctionPolicy, `correction.${act}`, principal, { unitPath: await unitPath(tx, seen.unitId) });
  const locked = await lockCorrection(tx, id);
  // published ones are read by everybody; that does not make them anybody's to change
  if (locked === undefined) throw new Problem("access.denied", 403, { verb: `correction.${act}` });
  if (nextCorrectionStatus(locked.status, act) === null)
    throw correctionProblem("correction.state", { status: locked.status });
  if (locked.version !== seenVersion)
    throw correctionProblem("correction.edited-elsewhere", { version: locked.version });
  return locked;
}

async function checked(tx: Tx, typed: Words): Promise<Words> {
  const words: Words = {
    ...typed,
    claim: tidyText(typed.claim),
    truth: tidyText(typed.truth),
    lawPassage: typed.lawId === null || typed.lawPassage === null ? null : tidyLine(typed.lawPassage),
    sourceText: typed.sourceText === null ? null : tidyLine(typed.sourceText),
  };
  refuseTraces(words);
  const topic = await tx.selectFrom("topic").select("id").where("id", "=", words.topic).executeTakeFirst();
  if (topic === undefined)
    throw correctionProblem("correction.topic-unknown", { fields: { "/topic": "correction.topic-unknown" } });
  if (words.lawId !== null && (await findLawRef(tx, words.lawId)) === null)
    throw correctionProblem("correction.law-unknown", { fields: { "/lawId": "correction.law-unknown" } });
  return words;
}

/** The last gate before storage: nothing that leads to a person, in any field. @throws with the fields, never the text */
function refuseTraces(words: Pick<Words, "claim" | "truth" | "lawPassage" | "sourceText">): void {
  const fields: Record<string, string> = {};
  const look = (path: string, text: string | null, strict: boolean) => {
    const [kind] = text === null ? [] : tracesIn(text, strict);
    if (kind !== undefined) fields[path] = `correction.${kind}`;
  };
  look("/claim", words.claim, true);
  look("/truth", words.truth, false);
  look("/lawPassage", words.lawPassage, true);
  look("/sourceText", words.sourceText, false);
  const [code] = Object.values(fields);
  if (code !== undefined) throw correctionProblem(code as "correction.identity", { fields });
}

function columnsOf(words: Words) {
  return {
    topic: words.topic,
    claim: words.claim,
    truth: words.truth,
    law_id: words.lawId,
    law_passage: words.lawPassage,
    source_text: words.sourceText,
    stated_on: words.statedOn,
    next_update_on: words.nextUpdateOn,
  };
}

function wordsOf({
  topic,
  claim,
  truth,
  lawId,
  lawPassage,
  sourceText,
  statedOn,
  nextUpdateOn,
}: StoredCorrection): Words {
  return { topic, claim, truth, lawId, lawPassage, sourceText, statedOn, nextUpdateOn };
}

export const correctionCommands = {
  "correction.add": addCorrection,
  "correction.edit": editCorrection,
  "correction.approve": approveCorrection,
  "correction.publish": publishCorrection,
  "correction.withdraw": withdrawCorrection,
};

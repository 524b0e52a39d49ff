import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { AskQuestion } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { cleanse, textFault, tidyQuestion } from "../rules.ts";

/** A question as it may be stored. @throws question.empty, question.no-words, question.too-long, question.identity-in-text */
export function storableQuestion(text: string, agreed: boolean): { text: string; struck: boolean } {
  const tidied = tidyQuestion(text);
  const fault = textFault(tidied);
  if (fault !== null) throw questionProblem(fault, { fields: { "/text": fault } });
  const { identities, ...clean } = cleanse(tidied, agreed);
  if (identities.length > 0)
    throw questionProblem("question.identity-in-text", {
      fields: { "/text": "question.identity-in-text" },
      kinds: identities,
    });
  return clean;
}

/**
 * A question on any road but a talk's own record: the public page and the hall without an account, an officer for somebody who came
 * in person, a dialogue. Code, unit and deadline are the database's own (question_take_in). Answers the code to look it up with.
 */
export const askQuestion = defineCommand({
  name: "question.ask",
  input: AskQuestion,
  async run({ tx, principal, now }, input) {
    const open = input.origin === "public" || input.origin === "hall";
    const { text, struck } = storableQuestion(input.text, input.struck);
    await refuseUnknown(tx, input, now);
    authorise(questionPolicy, open ? "question.ask" : "question.enter", principal, {
      unitPath: await unitPath(tx, input.placeUnitId),
    });
    return {
      answer: { questionId: input.questionId, code: spokenCode(input.questionId), struck },
      writes: [
        {
          table: "question",
          rows: [
            {
              id: input.questionId,
              origin: input.origin,
              talk_id: input.talkId,
              asked_unit_id: input.placeUnitId,
              topic: input.topic,
              language: input.language,
              text,
              struck,
              status: "open",
              level: 0,
              version: 1,
              asked_at: now.toISOString(),
              received_at: now.toISOString(),
            },
          ],
        },
      ],
      journal: [
        {
          action: "question.asked",
          subject: "question",
          subjectId: input.questionId,
          unitId: input.placeUnitId,
          after: {
            origin: input.origin,
            placeUnitId: input.placeUnitId,
            topic: input.topic,
            length: text.length,
            struck,
          },
        },
      ],
    };
  },
});

async function refuseUnknown(tx: Tx, input: AskQuestion, now: Date): Promise<void> {
  const { tree } = await unitState(tx);
  const today = civilDateOf(now);
  const place = tree.versionOn(input.placeUnitId, today) ?? tree.units.get(input.placeUnitId)?.versions.at(-1);
  if (place === undefined || tree.levelOf(place) === "body")
    throw questionProblem("question.unknown-place", { fields: { "/placeUnitId": "question.unknown-place" } });
  if (input.topic !== null) await requireTopic(tx, input.topic);
}

export async function requireTopic(tx: Tx, topic: string): Promise<void> {
  const known = await tx
    .selectFrom("topic")
    .select("id")
    .where("id", "=", topic)
    .where("active", "=", true)
    .executeTakeFirst();
  if (known === undefined)
    throw questionProblem("question.unknown-topic", { fields: { "/topic": "question.unknown-topic" } });
}

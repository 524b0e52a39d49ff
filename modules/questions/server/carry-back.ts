import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { sql } from "kysely";
import { CarryBack } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { questionJournal, seeingPath, stepRow } from "./store.ts";

/**
 * The answer was told at a talk: from the phone's outbox, perhaps before the talk's own record is here, or at the desk. What was
 * out when the phone last heard counts, although it may be withdrawn since: it was told. The same tick twice changes nothing.
 */
export const carryBack = defineCommand({
  name: "answer.carry-back",
  input: CarryBack,
  async run({ tx, principal, now, deviceAt }, { questionId, talkId, answerId }) {
    const question = await tx.selectFrom("question").selectAll().where("id", "=", questionId).executeTakeFirst();
    if (question === undefined) throw questionProblem("question.not-found", { questionId });
    const { rows: bears } = await sql<{ bears: boolean }>`select caller_bears(${questionId}::uuid) as bears`.execute(
      tx,
    );
    authorise(questionPolicy, "answer.carry-back", principal, {
      ...(await seeingPath(tx, question)),
      speakerIds: principal.personId !== null && bears[0]!.bears ? [principal.personId] : [],
    });
    const { rows: told } = await sql<{
      id: string;
    }>`select id from answer_to_carry(${questionId}::uuid, ${answerId}::uuid)`.execute(tx);
    if (told[0] === undefined) throw questionProblem("answer.not-published", { questionId });
    const at = deviceAt < now ? deviceAt : now;
    const { rows: fresh } = await sql<{ talk_id: string }>`
      insert into answer_carry_back (question_id, talk_id, answer_id, at, by_user)
      values (${questionId}::uuid, ${talkId}::uuid, ${told[0].id}::uuid, ${at.toISOString()}::timestamptz, ${principal.userId})
      on conflict do nothing returning talk_id`.execute(tx);
    return {
      answer: { questionId, talkId, again: fresh.length === 0 },
      writes:
        fresh.length === 0 ? [] : [stepRow(questionId, at, principal.userId, { kind: "carriedBack", talk: talkId })],
      journal: [questionJournal("answer.carried-back", question, { after: { talkId, answerId: told[0].id, at } })],
    };
  },
});

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { spokenCode } from "#kernel/ids.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { defineCommand } from "#platform/command/define.ts";
import { questionCommands, storableQuestion } from "#modules/questions/server.ts";
import { AskInHall, JudgeQuestion } from "../contract.ts";
import { livePolicy } from "../policy.ts";
import { liveProblem } from "../problems.ts";
import { hallJournal, lockHall } from "./hall-store.ts";

/**
 * A listener asks. What names a person is refused before anything is stored; the rest waits for the speaker. The answer
 * carries the code by which only who asked can look the answer up.
 */
export const askInHall = defineCommand({
  name: "hall.ask",
  input: AskInHall,
  async run({ tx, principal, now }, { hallId, id, ticket, text, language }) {
    authorise(livePolicy, "hall.ask", principal, { unitPath: [], speakerIds: [] });
    if (findIdentities(text).length > 0)
      throw liveProblem("hall.identity-in-text", { fields: { "/text": "hall.identity-in-text" } });
    const { rows } = await sql<{ status: string; asking: boolean }>`
      select status, asking from public_hall where id = ${hallId}::uuid`.execute(tx);
    const hall = rows[0];
    if (hall === undefined) throw liveProblem("hall.not-found");
    if (hall.status === "closed") throw liveProblem("hall.closed");
    if (!hall.asking) throw liveProblem("hall.not-asking");
    await tx
      .insertInto("hall_question")
      .values({
        id,
        hall_id: hallId,
        ticket,
        text: storableQuestion(text, false).text,
        language,
        asked_at: now.toISOString(),
      })
      .execute();
    return {
      answer: { id, code: spokenCode(ticket) },
      // that somebody asked, neither what nor from where
      journal: [{ action: "hall.asked", subject: "hall", subjectId: hallId, unitId: null }],
    };
  },
});

/** The speaker lets a question into the hall, where it is also a question to be answered; or leaves it out. */
export const judgeQuestion = defineCommand({
  name: "hall.judge",
  input: JudgeQuestion,
  async run(context, { hallId, questionId, verdict }) {
    const { tx, principal, now } = context;
    const hall = await lockHall(tx, hallId);
    authorise(livePolicy, "hall.lead", principal, hall.talk);
    const question = await tx
      .selectFrom("hall_question")
      .select(["ticket", "text", "language", "status"])
      .where("id", "=", questionId)
      .where("hall_id", "=", hallId)
      .forUpdate()
      .executeTakeFirst();
    if (question === undefined) throw liveProblem("hall.question-not-found", { questionId });
    if (question.status !== (verdict === "answered" ? "accepted" : "waiting"))
      throw liveProblem("hall.question-judged", { status: question.status });
    const status = ({ accept: "accepted", decline: "declined", answered: "answered" } as const)[verdict];
    await tx
      .updateTable("hall_question")
      .set({ status, judged_by: principal.userId, judged_at: now.toISOString() })
      .where("id", "=", questionId)
      .execute();
    const journal = hallJournal(`hall.question-${status}`, hall, { questionId });
    if (verdict !== "accept") return { answer: { questionId, status }, journal: [journal] };
    // one transaction: a question that the hall sees is one that will be answered
    const asked = await questionCommands["question.ask"].run!(context, {
      questionId: question.ticket,
      origin: "hall",
      talkId: hall.talkId,
      placeUnitId: hall.talk.placeUnitId,
      topic: hall.talk.topic,
      language: question.language,
      text: question.text,
      struck: false,
    });
    return {
      answer: { questionId, status },
      journal: [journal, ...asked.journal],
      ...(asked.writes === undefined ? {} : { writes: asked.writes }),
      ...(asked.feed === undefined ? {} : { feed: asked.feed }),
    };
  },
});

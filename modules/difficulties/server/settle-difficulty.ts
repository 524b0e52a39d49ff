import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import { AnswerDifficulty, DifficultyReason } from "../contract.ts";
import { difficultyPolicy } from "../policy.ts";
import { atHandler, deadlineFrom, journalLine, lockDifficulty, refuseIdentities, stepRow, stepTo } from "./store.ts";

/** Answered: what stands under it is answered with it. */
export const answerDifficulty = defineCommand({
  name: "difficulty.answer",
  input: AnswerDifficulty,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ answer: input.answer, basis: input.basis });
    const found = await lockDifficulty(tx, input.difficultyId);
    authorise(difficultyPolicy, "difficulty.settle", principal, await atHandler(tx, found));
    const status = stepTo(found, "answer", input.version);
    await sql`update difficulty set status = ${status}, answer = ${input.answer}, answer_basis = ${input.basis}, answered_at = ${now}, version = version + 1
      where id = ${found.id}::uuid`.execute(tx);
    return {
      answer: { difficultyId: found.id, status },
      writes: [stepRow(found.id, now, principal, { kind: "answered", note: input.basis })],
      journal: [
        journalLine("difficulty.answered", found, {
          before: { status: found.status, dueOn: found.dueOn },
          after: { status, basis: input.basis },
        }),
      ],
    };
  },
});

export const setAsideDifficulty = defineCommand({
  name: "difficulty.set-aside",
  input: DifficultyReason,
  async run({ tx, principal, now }, { difficultyId, reason }) {
    refuseIdentities({ reason });
    const found = await lockDifficulty(tx, difficultyId);
    authorise(difficultyPolicy, "difficulty.settle", principal, await atHandler(tx, found));
    const status = stepTo(found, "setAside");
    await sql`update difficulty set status = ${status}, set_aside_reason = ${reason}, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { difficultyId, status },
      writes: [stepRow(found.id, now, principal, { kind: "setAside", note: reason })],
      journal: [
        journalLine("difficulty.set-aside", found, { before: { status: found.status }, after: { status, reason } }),
      ],
    };
  },
});

/** Waits again, with a deadline that begins today; an answer that stood is in the journal. */
export const reopenDifficulty = defineCommand({
  name: "difficulty.reopen",
  input: DifficultyReason,
  async run({ tx, principal, now }, { difficultyId, reason }) {
    refuseIdentities({ reason });
    const found = await lockDifficulty(tx, difficultyId);
    authorise(difficultyPolicy, "difficulty.settle", principal, await atHandler(tx, found));
    const status = stepTo(found, "reopen");
    const dueOn = await deadlineFrom(tx, "answer", civilDateOf(now));
    const { rows } = await sql<{
      answer: string | null;
    }>`select answer from difficulty where id = ${found.id}::uuid`.execute(tx);
    await sql`update difficulty set status = ${status}, answer = null, answer_basis = null, answered_at = null, set_aside_reason = null,
        due_on = ${dueOn}::date, version = version + 1 where id = ${found.id}::uuid`.execute(tx);
    return {
      answer: { difficultyId, status },
      writes: [stepRow(found.id, now, principal, { kind: "reopened", note: reason, dueOn })],
      journal: [
        journalLine("difficulty.reopened", found, {
          before: { status: found.status, answer: rows[0]?.answer ?? null, dueOn: found.dueOn },
          after: { status, dueOn, reason },
        }),
      ],
    };
  },
});

import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CloseHall, OpenHall, ShowInHall } from "../contract.ts";
import { livePolicy } from "../policy.ts";
import { liveProblem } from "../problems.ts";
import { joinCode } from "../rules.ts";
import { checksOfTalk } from "./checks.ts";
import { getTalk, hallJournal, lockHall } from "./hall-store.ts";

const canHaveHall = new Set(["planned", "assigned", "accepted", "delivered", "returned"]);

/** Opens a talk's hall with the checks of its materials in it, and a code to join. */
export const openHall = defineCommand({
  name: "hall.open",
  input: OpenHall,
  async run({ tx, principal, now }, { hallId, talkId }) {
    const talk = await getTalk(tx, talkId);
    authorise(livePolicy, "hall.lead", principal, talk);
    if (!canHaveHall.has(talk.status)) throw liveProblem("hall.not-today", { talkId, status: talk.status });
    await sql`select pg_advisory_xact_lock(hashtextextended('hall of ' || ${talkId}, 0))`.execute(tx);
    const open = await tx
      .selectFrom("hall")
      .select("id")
      .where("talk_id", "=", talkId)
      .where("status", "=", "open")
      .executeTakeFirst();
    if (open !== undefined) throw liveProblem("hall.open-already", { hallId: open.id });
    const code = await freeCode(tx);
    await tx
      .insertInto("hall")
      .values({
        id: hallId,
        talk_id: talkId,
        code,
        language: talk.language,
        opened_by: principal.userId,
        opened_at: now.toISOString(),
      })
      .execute();
    const checks = await checksOfTalk(tx, talkId);
    for (const [i, check] of checks.slice(0, 5).entries()) {
      await tx
        .insertInto("hall_poll")
        .values({
          id: newId(),
          hall_id: hallId,
          position: i + 1,
          check_id: check.id,
          text: check.text,
          options: JSON.stringify(check.options),
          correct: check.correct,
          translations: JSON.stringify(check.translations),
        })
        .execute();
    }
    const hall = { id: hallId, talkId, code, talk };
    return {
      answer: { hallId, code },
      journal: [hallJournal("hall.opened", hall, { talkId, code, checks: checks.length })],
    };
  },
});

async function freeCode(tx: Tx): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const code = joinCode(randomBytes(4));
    const { rows } = await sql`select from public_hall where code = ${code} and status = 'open'`.execute(tx);
    if (rows.length === 0) return code;
  }
  throw new Error("no free hall code in fifty tries");
}

/** What the projector shows, and whether questions are taken. */
export const showInHall = defineCommand({
  name: "hall.show",
  input: ShowInHall,
  async run({ tx, principal }, { hallId, shown, asking }) {
    const hall = await lockHall(tx, hallId);
    authorise(livePolicy, "hall.lead", principal, hall.talk);
    const change = { ...(shown === undefined ? {} : { shown }), ...(asking === undefined ? {} : { asking }) };
    if (Object.keys(change).length > 0) await tx.updateTable("hall").set(change).where("id", "=", hallId).execute();
    return { answer: { hallId }, journal: [hallJournal("hall.shown", hall, change)] };
  },
});

/** Closed for good: every mark and vote of a single phone is deleted by the database; counts of five or more stay. */
export const closeHall = defineCommand({
  name: "hall.close",
  input: CloseHall,
  async run({ tx, principal }, { hallId }) {
    const hall = await lockHall(tx, hallId);
    authorise(livePolicy, "hall.lead", principal, hall.talk);
    await tx.updateTable("hall").set({ status: "closed" }).where("id", "=", hallId).execute();
    return { answer: { hallId }, journal: [hallJournal("hall.closed", hall)] };
  },
});

import { authorise } from "#kernel/access.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { defineCommand } from "#platform/command/define.ts";
import { sql } from "kysely";
import { AddPoll, EndRound, OpenRound } from "../contract.ts";
import { livePolicy } from "../policy.ts";
import { liveProblem } from "../problems.ts";
import { phaseFits } from "../rules.ts";
import { hallJournal, lockHall } from "./hall-store.ts";

/** A short poll made on the spot. */
export const addPoll = defineCommand({
  name: "hall.add-poll",
  input: AddPoll,
  async run({ tx, principal }, { hallId, pollId, text, options }) {
    const hall = await lockHall(tx, hallId);
    authorise(livePolicy, "hall.lead", principal, hall.talk);
    // it goes onto every phone in the hall and onto the wall
    for (const [at, words] of [["/text", text], ...options.map((option, i) => [`/options/${i}`, option])] as const)
      if (findIdentities(words!).length > 0)
        throw liveProblem("hall.identity-in-text", { fields: { [at!]: "hall.identity-in-text" } });
    await sql`insert into hall_poll (id, hall_id, position, text, options)
      select ${pollId}::uuid, ${hallId}::uuid, coalesce(max(position), 0) + 1, ${text}, ${JSON.stringify(options)}::jsonb
        from hall_poll where hall_id = ${hallId}::uuid`.execute(tx);
    return { answer: { hallId, pollId }, journal: [hallJournal("hall.poll-added", hall, { pollId, text, options })] };
  },
});

/** Opens a voting, a first one or a repeat; whatever was open closes. The projector shows it. */
export const openRound = defineCommand({
  name: "hall.open-round",
  input: OpenRound,
  async run({ tx, principal, now }, { hallId, roundId, pollId, phase }) {
    const hall = await lockHall(tx, hallId);
    authorise(livePolicy, "hall.lead", principal, hall.talk);
    const poll = await tx
      .selectFrom("hall_poll")
      .select(["id", "check_id", sql<number>`jsonb_array_length(options)`.as("size")])
      .where("id", "=", pollId)
      .where("hall_id", "=", hallId)
      .executeTakeFirst();
    if (poll === undefined) throw liveProblem("hall.poll-not-found", { pollId });
    if (!phaseFits(phase, poll.check_id !== null)) throw liveProblem("hall.phase-wrong", { phase });
    await tx
      .updateTable("hall_round")
      .set({ status: "closed" })
      .where("hall_id", "=", hallId)
      .where("status", "=", "open")
      .execute();
    const { number } = await tx
      .selectFrom("hall_round")
      .select(sql<number>`coalesce(max(number), 0) + 1`.as("number"))
      .where("poll_id", "=", pollId)
      .where("phase", "=", phase)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("hall_round")
      .values({
        id: roundId,
        hall_id: hallId,
        poll_id: pollId,
        phase,
        number,
        options_count: poll.size,
        opened_at: now.toISOString(),
      })
      .execute();
    await tx.updateTable("hall").set({ shown: "round" }).where("id", "=", hallId).execute();
    return {
      answer: { hallId, roundId, number },
      journal: [hallJournal("hall.round-opened", hall, { roundId, pollId, phase, number })],
    };
  },
});

const endRound = (name: string, status: "closed" | "reset", action: string) =>
  defineCommand({
    name,
    input: EndRound,
    async run({ tx, principal }, { hallId, roundId }) {
      const hall = await lockHall(tx, hallId);
      authorise(livePolicy, "hall.lead", principal, hall.talk);
      const round = await tx
        .selectFrom("hall_round")
        .select("status")
        .where("id", "=", roundId)
        .where("hall_id", "=", hallId)
        .executeTakeFirst();
      if (round === undefined) throw liveProblem("hall.round-not-found", { roundId });
      const possible = round.status === "open" || (status === "reset" && round.status === "closed");
      if (possible) await tx.updateTable("hall_round").set({ status }).where("id", "=", roundId).execute();
      return { answer: { hallId, roundId }, journal: [hallJournal(action, hall, { roundId })] };
    },
  });

/** Votes end; the database counts, and shows what may be shown. Closing what is closed changes nothing. */
export const closeRound = endRound("hall.close-round", "closed", "hall.round-closed");
/** As if it had never been asked: its votes are deleted. */
export const resetRound = endRound("hall.reset-round", "reset", "hall.round-reset");

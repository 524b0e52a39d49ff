import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { ConsolidateDifficulties, DifficultyRef } from "../contract.ts";
import { difficultyPolicy } from "../policy.ts";
import { difficultyProblem } from "../problems.ts";
import { nextDifficultyStatus } from "../rules.ts";
import {
  atHandler,
  journalLine,
  lockDifficulties,
  lockDifficulty,
  refuseIdentities,
  stepRow,
  type StoredDifficulty,
  stepTo,
} from "./store.ts";

/** Several like reports drawn up as one, or put under one that is there; its deadline is the nearest of theirs. */
export const consolidateDifficulties = defineCommand({
  name: "difficulty.consolidate",
  input: ConsolidateDifficulties,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ text: input.text });
    const members = await lockDifficulties(tx, input.memberIds);
    const handlerId = members[0]!.handlerId;
    authorise(difficultyPolicy, "difficulty.settle", principal, await atHandler(tx, { handlerId }));
    const unfit = members.filter(
      (m) =>
        m.handlerId !== handlerId ||
        m.origin === "consolidated" ||
        m.id === input.difficultyId ||
        nextDifficultyStatus(m.status, "consolidate") === null,
    );
    if (unfit.length > 0) throw difficultyProblem("difficulty.not-alike", { ids: unfit.map((m) => m.id) });
    const nearest = members.map((m) => m.dueOn).toSorted()[0]!;
    const dueOn = await openWhole(tx, { ...input, handlerId, nearest, now, by: principal.userId });
    await sql`update difficulty set status = 'consolidated', under_id = ${input.difficultyId}::uuid, version = version + 1
      where id = any (${members.map((m) => m.id)}::uuid[])`.execute(tx);
    return {
      answer: { difficultyId: input.difficultyId, members: members.length, dueOn },
      writes: members.map((m) => stepRow(m.id, now, principal, { kind: "consolidated", dueOn })),
      journal: [
        journalLine(
          "difficulty.consolidated",
          { id: input.difficultyId, handlerId },
          {
            after: { members: members.map((m) => m.id), dueOn },
          },
        ),
      ],
    };
  },
});

interface Whole {
  difficultyId: string;
  text: string | null;
  handlerId: number;
  nearest: string;
  now: Date;
  by: string;
}

/** The whole that they stand under from now on; its day. */
async function openWhole(tx: Tx, whole: Whole): Promise<string> {
  if (whole.text !== null) {
    await sql`insert into difficulty (id, origin, unit_id, handler_id, text, due_on, reported_at, reported_by)
      values (${whole.difficultyId}, 'consolidated', ${whole.handlerId}, ${whole.handlerId}, ${whole.text}, ${whole.nearest}::date, ${whole.now}, ${whole.by})`.execute(
      tx,
    );
    return whole.nearest;
  }
  const found = await sql<StoredDifficulty>`select id from difficulty where id = ${whole.difficultyId}::uuid`.execute(
    tx,
  );
  if (found.rows.length === 0)
    throw difficultyProblem("difficulty.text-needed", { fields: { "/text": "difficulty.text-needed" } });
  const into = await lockDifficulty(tx, whole.difficultyId);
  if (into.origin !== "consolidated" || into.status !== "open" || into.handlerId !== whole.handlerId)
    throw difficultyProblem("difficulty.not-alike", { ids: [into.id] });
  const dueOn = into.dueOn < whole.nearest ? into.dueOn : whole.nearest;
  await sql`update difficulty set due_on = ${dueOn}::date, version = version + 1 where id = ${into.id}::uuid`.execute(
    tx,
  );
  return dueOn;
}

/** Taken out again: it waits by itself, with the day it had. */
export const separateDifficulty = defineCommand({
  name: "difficulty.separate",
  input: DifficultyRef,
  async run({ tx, principal, now }, { difficultyId }) {
    const found = await lockDifficulty(tx, difficultyId);
    authorise(difficultyPolicy, "difficulty.settle", principal, await atHandler(tx, found));
    stepTo(found, "separate");
    await sql`update difficulty set status = 'open', under_id = null, version = version + 1 where id = ${found.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { difficultyId, status: "open" as const },
      writes: [stepRow(found.id, now, principal, { kind: "separated" })],
      journal: [journalLine("difficulty.separated", found, { before: { underId: found.underId } })],
    };
  },
});

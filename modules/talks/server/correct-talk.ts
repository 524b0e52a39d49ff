import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { CorrectionDecision, TalkCorrect, type TalkFacts } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { refuseEndBeforeStart, requireNext } from "./plan-talk.ts";
import { changeTalk, getTalkForUpdate, talkFeed, talkJournal } from "./talk-store.ts";

/**
 * A correction after verification is a new entry beside the old: proposed by one, confirmed by
 * another. Only then does the talk change; a frozen report keeps the version it pinned.
 */
export const correctTalk = defineCommand({
  name: "talk.correct",
  input: TalkCorrect,
  async run({ tx, principal, now }, { talkId, correctionId, reason, changes }) {
    const talk = await getTalkForUpdate(tx, talkId);
    authorise(talkPolicy, "talk.correct", principal, talk);
    requireNext(talk, "correct");
    refuseEndBeforeStart({ ...talk.facts, ...changes });
    const before = Object.fromEntries(Object.keys(changes).map((k) => [k, talk.facts[k as keyof TalkFacts]]));
    return {
      answer: { talkId, correctionId },
      writes: [
        {
          table: "talk_correction",
          rows: [
            {
              id: correctionId,
              talk_id: talkId,
              proposed_by: principal.userId,
              proposed_at: now.toISOString(),
              reason,
              before,
              after: changes,
              status: "proposed",
            },
          ],
        },
      ],
      journal: [
        {
          action: "talk.correction-proposed",
          subject: "talk",
          subjectId: talkId,
          unitId: talk.row.unit_id,
          before,
          after: { ...changes, note: reason },
        },
      ],
    };
  },
});

export const decideCorrection = defineCommand({
  name: "talk.confirm-correction",
  input: CorrectionDecision,
  async run({ tx, principal, now }, { talkId, correctionId, confirm, reason }) {
    const talk = await getTalkForUpdate(tx, talkId);
    const correction = await tx
      .selectFrom("talk_correction")
      .selectAll()
      .where("id", "=", correctionId)
      .where("talk_id", "=", talkId)
      .executeTakeFirst();
    if (correction === undefined) throw talkProblem("talk.correction-not-found", { correctionId });
    authorise(talkPolicy, "talk.confirm-correction", principal, { ...talk, proposedBy: correction.proposed_by });
    if (correction.status !== "proposed")
      throw talkProblem("talk.correction-decided", { correctionId, status: correction.status });
    const status = confirm ? "confirmed" : "rejected";
    await tx
      .updateTable("talk_correction")
      .set({ status, decided_by: principal.userId, decided_at: now })
      .where("id", "=", correctionId)
      .execute();
    const facts = correction.after as unknown as Partial<TalkFacts>;
    const version = confirm ? (await changeTalk(tx, talk, { facts })).version : talk.row.version;
    const entry = talkJournal(
      confirm ? "talk.corrected" : "talk.correction-rejected",
      talk,
      confirm ? { facts } : {},
      reason ?? correction.reason,
    );
    return {
      answer: { talkId, correctionId, status, version },
      journal: [entry],
      feed: talkFeed(talkId, talk.speakerIds),
    };
  },
});

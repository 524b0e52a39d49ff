import { authorise } from "#kernel/access.ts";
import { defineCommand, type CommandContext, type Decision } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { TalkAmend, type TalkFacts } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { mergeFacts } from "../rules.ts";
import { doubtsAbout } from "./doubts.ts";
import { refuseIdentities } from "./identities.ts";
import { refuseEndBeforeStart, requireNext } from "./plan-talk.ts";
import { conflictOver } from "./record-talk.ts";
import { announcePhotos, partRows } from "./talk-parts.ts";
import { changeTalk, getTalkForUpdate, talkFeed, talkJournal, type StoredTalk } from "./talk-store.ts";

/** Edits of different fields merge; of the same field, they clash and wait for a person with both versions. */
export const amendTalk = defineCommand({
  name: "talk.amend",
  input: TalkAmend,
  async run(context, input) {
    const { tx, principal } = context;
    refuseIdentities({
      questions: input.addQuestions,
      difficulties: input.addDifficulties,
      title: input.changes.title?.value,
      placeDetail: input.changes.placeDetail?.value,
    });
    const talk = await getTalkForUpdate(tx, input.talkId);
    authorise(talkPolicy, "talk.amend", principal, talk);
    const doubts = await doubtsAbout(context, {
      placeUnitId: input.changes.placeUnitId?.value ?? talk.facts.placeUnitId,
      startsAt: input.changes.startsAt?.value ?? talk.facts.startsAt,
    });
    if (doubts.length > 0) {
      return {
        outcome: "held",
        answer: { talkId: input.talkId },
        reason: { doubts },
        unitId: talk.row.unit_id,
        journal: [
          {
            action: "talk.amendment-held",
            subject: "talk",
            subjectId: input.talkId,
            unitId: talk.row.unit_id,
            after: { doubts },
          },
        ],
      };
    }
    return applyAmendment(context, input, talk, { sentBy: context.principal.userId });
  },
});

export async function applyAmendment(
  context: CommandContext & { tx: Tx },
  input: TalkAmend,
  talk: StoredTalk,
  /** Who wrote it and sends its pictures; `take` as in RecordSettings. */
  { sentBy, take }: { sentBy: string; take?: readonly string[] },
): Promise<Decision<unknown>> {
  const status = requireNext(talk, input.handIn && talk.row.status === "returned" ? "handIn" : "amend");
  const merge = mergeFacts(talk.facts, input.changes);
  if (take === undefined && Object.keys(merge.clashes).length > 0)
    return conflictOver(input, merge.clashes, talk.row.unit_id);
  for (const field of take ?? []) {
    const clash = merge.clashes[field];
    if (clash) Object.assign(merge.take, { [field]: clash.yours });
  }
  refuseEndBeforeStart({ ...talk.facts, ...merge.take } as TalkFacts);
  const change = { facts: merge.take, status, ...(status === talk.row.status ? {} : { statusReason: null }) };
  const { version } = await changeTalk(context.tx, talk, change);
  await announcePhotos(context.tx, input.talkId, sentBy, input.photos);
  return {
    answer: { talkId: input.talkId, status, version },
    writes: partRows(input.talkId, { questions: input.addQuestions, difficulties: input.addDifficulties }),
    journal: [talkJournal("talk.amended", talk, change)],
    feed: talkFeed(input.talkId, talk.speakerIds, merge.take.speakerIds ?? []),
    unitId: talk.row.unit_id,
  };
}

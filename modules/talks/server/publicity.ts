import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { TalkKind } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { openKinds, TalkPublicity } from "../publicity.ts";
import { refuseIdentities } from "./identities.ts";
import { getTalkForUpdate, placedPath } from "./talk-store.ts";

/** An officer says that everybody may come, or takes it back; the public pages follow at once. */
export const setTalkPublic = defineCommand({
  name: "talk.set-public",
  input: TalkPublicity,
  async run({ tx, principal, now }, input) {
    const talk = await getTalkForUpdate(tx, input.talkId);
    authorise(talkPolicy, "talk.set-public", principal, talk);
    if (input.public) {
      if (!openKinds.includes(talk.row.kind as TalkKind))
        throw talkProblem("talk.not-for-everybody", { kind: talk.row.kind });
      // what was planned on a phone came through the same gate; what is about to be public comes through once more
      refuseIdentities(talk.facts);
    }
    const row = { public: input.public, set_by: principal.userId, set_at: now };
    await tx
      .insertInto("talk_publicity")
      .values({ talk_id: input.talkId, ...row })
      .onConflict((c) => c.column("talk_id").doUpdateSet(row))
      .execute();
    return {
      answer: { talkId: input.talkId, public: input.public },
      journal: [
        {
          action: input.public ? "talk.made-public" : "talk.made-internal",
          subject: "talk",
          subjectId: input.talkId,
          unitId: talk.row.unit_id,
        },
      ],
    };
  },
});

/** Whether it is public, whether its kind may be, and whether this person decides that. @throws talk.not-found */
export async function readTalkPublicity(tx: Tx, principal: Principal, talkId: string) {
  const row = await tx
    .selectFrom("talk as t")
    .leftJoin("talk_publicity as p", "p.talk_id", "t.id")
    .select(["t.kind", "t.unit_id", "t.place_unit_id", "t.speaker_ids", "p.public"])
    .where("t.id", "=", talkId)
    .executeTakeFirst();
  if (row === undefined) throw talkProblem("talk.not-found", { talkId });
  const placed = { unitPath: await placedPath(tx, row.unit_id, row.place_unit_id), speakerIds: row.speaker_ids };
  authorise(talkPolicy, "talk.view", principal, placed);
  return {
    public: row.public ?? false,
    offered: openKinds.includes(row.kind as TalkKind),
    may: refusal(talkPolicy, "talk.set-public", principal, placed) === null,
  };
}

import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { TalkReason, TalkVerify } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { requireNext } from "./plan-talk.ts";
import { changeTalk, getTalkForUpdate, talkFeed, talkJournal } from "./talk-store.ts";

/** A second person looks at what was recorded: verified, or returned with the reason. */
export const verifyTalk = defineCommand({
  name: "talk.verify",
  input: TalkVerify,
  async run({ tx, principal, now }, { talkId, seenVersion }) {
    const talk = await getTalkForUpdate(tx, talkId);
    authorise(talkPolicy, "talk.verify", principal, talk);
    if (seenVersion !== undefined && seenVersion !== talk.row.version) {
      throw talkProblem("talk.changed-since", { talkId, seenVersion, version: talk.row.version });
    }
    const change = {
      status: requireNext(talk, "verify"),
      statusReason: null,
      verifiedBy: principal.userId,
      verifiedAt: now,
    };
    const { version } = await changeTalk(tx, talk, change);
    return {
      answer: { talkId, status: change.status, version },
      journal: [talkJournal("talk.verified", talk, change)],
      feed: talkFeed(talkId, talk.speakerIds),
    };
  },
});

export const returnTalk = defineCommand({
  name: "talk.return",
  input: TalkReason,
  async run({ tx, principal }, { talkId, reason }) {
    const talk = await getTalkForUpdate(tx, talkId);
    authorise(talkPolicy, "talk.return", principal, talk);
    const change = { status: requireNext(talk, "return"), statusReason: reason };
    const { version } = await changeTalk(tx, talk, change);
    return {
      answer: { talkId, status: change.status, version },
      journal: [talkJournal("talk.returned", talk, change, reason)],
      feed: talkFeed(talkId, talk.speakerIds),
    };
  },
});

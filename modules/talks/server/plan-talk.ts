import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { TalkAssign, TalkPlan, TalkReason, TalkRef, type TalkFacts } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { nextTalkStatus, type TalkVerb } from "../rules.ts";
import {
  changeTalk,
  getTalkForUpdate,
  newTalkRows,
  placedPath,
  talkFeed,
  talkJournal,
  type StoredTalk,
} from "./talk-store.ts";

/** What happens to a talk before it is given: planned, assigned, accepted or declined, cancelled. */
export const planTalk = defineCommand({
  name: "talk.plan",
  input: TalkPlan,
  async run({ tx, principal, now }, { talkId, ...plan }) {
    authorise(talkPolicy, "talk.plan", principal, {
      unitPath: await placedPath(tx, plan.unitId, plan.placeUnitId),
      speakerIds: plan.speakerIds,
    });
    refuseEndBeforeStart(plan);
    const facts: TalkFacts = { ...plan, attendance: null, attendanceEstimated: false, sites: [] };
    const status = plan.speakerIds.length > 0 ? "assigned" : "planned";
    return {
      answer: { talkId, status, version: 1 },
      writes: newTalkRows(talkId, facts, {
        status,
        recordedBy: principal.userId,
        recordedAt: now,
        deviceAt: null,
        deliveredAt: null,
      }),
      journal: [
        {
          action: "talk.planned",
          subject: "talk",
          subjectId: talkId,
          unitId: plan.unitId,
          after: { ...facts, status },
        },
      ],
      feed: talkFeed(talkId, plan.speakerIds),
    };
  },
});

export function refuseEndBeforeStart(facts: { startsAt: string; endsAt: string | null }): void {
  if (facts.endsAt !== null && Date.parse(facts.endsAt) < Date.parse(facts.startsAt)) {
    throw talkProblem("talk.ends-before-start", { fields: { "/endsAt": "talk.ends-before-start" } });
  }
}

/** The state that `verb` leads to. @throws talk.wrong-state with both, so that the screen can say why not. */
export function requireNext(talk: StoredTalk, verb: TalkVerb) {
  const status = talk.row.status as Parameters<typeof nextTalkStatus>[0];
  const next = nextTalkStatus(status, verb);
  if (next === null) throw talkProblem("talk.wrong-state", { talkId: talk.row.id, status, verb });
  return next;
}

export const assignTalk = defineCommand({
  name: "talk.assign",
  input: TalkAssign,
  async run({ tx, principal }, { talkId, speakerIds }) {
    const talk = await getTalkForUpdate(tx, talkId);
    authorise(talkPolicy, "talk.assign", principal, talk);
    const change = { facts: { speakerIds }, status: requireNext(talk, "assign"), statusReason: null };
    const { version } = await changeTalk(tx, talk, change);
    return {
      answer: { talkId, status: change.status, version },
      journal: [talkJournal("talk.assigned", talk, change)],
      feed: talkFeed(talkId, talk.speakerIds, speakerIds),
    };
  },
});

export const acceptTalk = defineCommand({
  name: "talk.accept",
  input: TalkRef,
  async run({ tx, principal }, { talkId }) {
    const talk = await getTalkForUpdate(tx, talkId);
    authorise(talkPolicy, "talk.accept", principal, talk);
    const change = { status: requireNext(talk, "accept"), statusReason: null };
    const { version } = await changeTalk(tx, talk, change);
    return {
      answer: { talkId, status: change.status, version },
      journal: [talkJournal("talk.accepted", talk, change)],
      feed: talkFeed(talkId, talk.speakerIds),
    };
  },
});

export const declineTalk = defineCommand({
  name: "talk.decline",
  input: TalkReason,
  async run({ tx, principal }, { talkId, reason }) {
    const talk = await getTalkForUpdate(tx, talkId);
    authorise(talkPolicy, "talk.decline", principal, talk);
    const change = { status: requireNext(talk, "decline"), statusReason: reason };
    const { version } = await changeTalk(tx, talk, change);
    return {
      answer: { talkId, status: change.status, version },
      journal: [talkJournal("talk.declined", talk, change, reason)],
      feed: talkFeed(talkId, talk.speakerIds),
    };
  },
});

export const cancelTalk = defineCommand({
  name: "talk.cancel",
  input: TalkReason,
  async run({ tx, principal }, { talkId, reason }) {
    const talk = await getTalkForUpdate(tx, talkId);
    authorise(talkPolicy, "talk.cancel", principal, talk);
    const change = { status: requireNext(talk, "cancel"), statusReason: reason };
    const { version } = await changeTalk(tx, talk, change);
    return {
      answer: { talkId, status: change.status, version },
      journal: [talkJournal("talk.cancelled", talk, change, reason)],
      feed: talkFeed(talkId, talk.speakerIds),
    };
  },
});

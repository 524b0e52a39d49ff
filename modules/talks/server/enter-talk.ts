import type { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { defineImmediateCommand } from "#platform/command/define.ts";
import { unitStateInMemory } from "#modules/units/server.ts";
import { TalkPlan, TalkRecord, type TalkFacts } from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { refuseIdentities } from "./identities.ts";
import { refuseEndBeforeStart } from "./plan-talk.ts";
import { newTalkRows, talkFeed } from "./talk-store.ts";

/**
 * Creates a talk through the interface for programs and the desk: with an attendance it was given,
 * without it is planned. A hot path: the tree in memory answers who may, the database's own keys
 * answer whether speakers, places and materials exist, and all of it is one round trip.
 */
export const TalkEntry = TalkPlan.extend({
  attendance: TalkRecord.shape.attendance.optional(),
  attendanceEstimated: TalkRecord.shape.attendanceEstimated,
  sites: TalkRecord.shape.sites,
});
export type TalkEntry = z.infer<typeof TalkEntry>;

export const enterTalk = defineImmediateCommand({
  name: "talk.enter",
  input: TalkEntry,
  decide({ principal, now, deviceAt }, { talkId, attendance, ...entry }) {
    const { paths } = unitStateInMemory();
    const organiser = paths.get(entry.unitId);
    const place = paths.get(entry.placeUnitId);
    if (organiser === undefined) throw talkProblem("talk.unknown-unit", { fields: { "/unitId": "talk.unknown-unit" } });
    if (place === undefined)
      throw talkProblem("talk.unknown-place", { fields: { "/placeUnitId": "talk.unknown-place" } });
    const unitPath = organiser === place ? organiser : [...organiser, ...place];
    authorise(talkPolicy, "talk.enter", principal, { unitPath, speakerIds: entry.speakerIds });
    refuseEndBeforeStart(entry);
    refuseIdentities(entry);
    const given = attendance !== undefined;
    const facts: TalkFacts = { ...entry, attendance: attendance ?? null };
    const status = given ? "delivered" : entry.speakerIds.length > 0 ? "assigned" : "planned";
    return {
      answer: { talkId, status, version: 1 },
      writes: newTalkRows(talkId, facts, {
        status,
        recordedBy: principal.userId,
        recordedAt: now,
        deviceAt: given ? deviceAt : null,
        deliveredAt: given ? now : null,
      }),
      journal: [
        {
          action: given ? "talk.recorded" : "talk.planned",
          subject: "talk",
          subjectId: talkId,
          unitId: entry.unitId,
          after: { ...facts, status },
        },
      ],
      feed: talkFeed(talkId, entry.speakerIds),
    };
  },
});

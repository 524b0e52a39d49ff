import { newId } from "#kernel/ids.ts";
import { writeStatement } from "#platform/command/write-statement.ts";
import type { TalkFacts, TalkStatus } from "../contract.ts";
import { newTalkRows } from "./talk-store.ts";

/** A talk for a test or the demo: it names what the story needs, the rest is an ordinary evening in a village. */
export interface TalkWish extends Partial<TalkFacts> {
  talkId?: string;
  unitId: number;
  status?: TalkStatus;
  recordedBy?: string;
  recordedAt?: Date;
}

export function buildTalk(wish: TalkWish) {
  const {
    talkId = newId<"Talk">(),
    status = "delivered",
    recordedBy = "system",
    recordedAt = new Date(),
    ...facts
  } = wish;
  const given = !["planned", "assigned", "accepted", "declined", "cancelled"].includes(status);
  const whole: TalkFacts = {
    placeUnitId: wish.unitId,
    placeDetail: null,
    kind: "residentMeeting",
    mode: "inPerson",
    topic: null,
    title: "Bảo hiểm y tế hộ gia đình",
    audienceKind: "residents",
    language: "vi",
    startsAt: "2026-03-02T12:00:00.000Z",
    endsAt: "2026-03-02T13:00:00.000Z",
    speakerIds: [],
    materialVersionIds: [],
    attendance: given ? 40 : null,
    attendanceEstimated: false,
    sites: [],
    ...facts,
  };
  const rows = newTalkRows(talkId, whole, {
    status,
    recordedBy,
    recordedAt,
    deviceAt: null,
    deliveredAt: given ? recordedAt : null,
  });
  return { talkId, facts: whole, rows, statement: () => writeStatement(rows) };
}

import { describe, expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { TalkAmend, TalkRecord, type TalkFacts } from "../contract.ts";
import {
  amendChanges,
  clockTime,
  draftProblems,
  endOf,
  fromPlan,
  likeliestTalk,
  newDraft,
  readClockTime,
  recordPayload,
  unplanned,
} from "./field-record.ts";
import { asPhoneTalk, resultsByMonth, talksOnPhone, todayView, usualAttendance, type PhoneTalk } from "./field-talk.ts";

const yaThuan = "0190c9a0-0000-7000-8000-00000000000a";
const other = "0190c9a0-0000-7000-8000-00000000000b";
const now = new Date("2026-11-23T13:05:00.000Z"); // 20:05 in Vietnam
const recorder = { personId: yaThuan, homeUnitId: 20, homeUnitName: "Xã D'Ran" };

const facts: TalkFacts = {
  unitId: 20,
  placeUnitId: 31,
  placeDetail: "Nhà văn hóa",
  kind: "residentMeeting",
  mode: "inPerson",
  topic: "other",
  title: "Phòng cháy rừng",
  audienceKind: "residents",
  language: "vi",
  startsAt: "2026-11-23T12:00:00.000Z",
  endsAt: null,
  speakerIds: [yaThuan],
  materialVersionIds: [],
  attendance: null,
  attendanceEstimated: false,
  sites: [],
};
let serial = 0;
const talk = (over: Partial<TalkFacts> & { status?: string; id?: string } = {}): PhoneTalk => {
  const {
    status = "assigned",
    id = `0190c9a0-0000-7000-8000-0000000001${String(serial++).padStart(2, "0")}`,
    ...rest
  } = over;
  const made = asPhoneTalk(id, 3, {
    id,
    status,
    version: 3,
    number: "4K7-29MQ",
    statusReason: "Thiếu giờ kết thúc",
    facts: { ...facts, ...rest },
    place: { id: 31, name: "Thôn Diom A" },
    unit: { id: 20, name: "Xã D'Ran" },
    speakers: [{ id: yaThuan, name: "Ya Thuần" }],
  });
  return made as PhoneTalk;
};

describe("the record in work", () => {
  test("starts with the plan that is nearest to now, and what is typed meets the contract", () => {
    const tonight = talk();
    const tomorrow = talk({ startsAt: "2026-11-24T12:00:00.000Z" });
    const foreign = talk({ startsAt: "2026-11-23T13:00:00.000Z", speakerIds: [other] });
    expect(likeliestTalk([tomorrow, foreign, tonight], yaThuan, now)?.id).toBe(tonight.id);
    const draft = {
      ...newDraft(recorder, tonight, now),
      attendance: "1.064",
      questions: [{ id: other, text: "Khi nào có thẻ?", struck: false }],
    };
    expect(draft).toMatchObject({ from: "19:00", to: "20:05", placeName: "Thôn Diom A", planned: { version: 3 } });
    const payload = TalkRecord.parse(recordPayload(draft));
    expect(payload).toMatchObject({
      talkId: tonight.id,
      attendance: 1064,
      plannedVersion: 3,
      startsAt: "2026-11-23T12:00:00.000Z",
      endsAt: "2026-11-23T13:05:00.000Z",
    });
    expect(payload.plannedFacts).toMatchObject({ placeUnitId: 31, title: "Phòng cháy rừng" });
    expect(payload.plannedFacts).not.toHaveProperty("attendance");
  });

  test("a talk outside the plan keeps what was counted and asked, and gets an id of its own", () => {
    const planned = { ...newDraft(recorder, talk(), now), attendance: "40", step: 1 };
    const free = unplanned(planned, recorder, now);
    expect(free).toMatchObject({
      planned: null,
      attendance: "40",
      step: 1,
      title: "",
      speakerIds: [yaThuan],
      unitId: 20,
    });
    expect(free.talkId).not.toBe(planned.talkId);
    expect(fromPlan(free, talk({ id: planned.talkId }), now)).toMatchObject({
      talkId: planned.talkId,
      attendance: "40",
    });
  });

  test("each step says what stops it", () => {
    const today = asCivilDate("2026-11-23");
    const draft = newDraft(recorder, null, now);
    expect(draftProblems(draft, "talk", today)).toEqual({ title: "title.missing" });
    expect(draftProblems(draft, "place", today)).toEqual({ place: "place.missing" });
    expect(draftProblems({ ...draft, placeUnitId: 31, day: "2026-11-24" }, "place", today)).toEqual({
      day: "day.future",
    });
    expect(draftProblems({ ...draft, placeUnitId: 31, day: "31/02" }, "place", today)).toEqual({
      day: "day.unreadable",
    });
    expect(draftProblems({ ...draft, placeUnitId: 31, from: "19:00", to: "18:00" }, "place", today)).toEqual({
      to: "time.order",
    });
    expect(draftProblems(draft, "count", today)).toEqual({ attendance: "count.missing" });
    expect(draftProblems({ ...draft, attendance: "0" }, "count", today)).toEqual({});
    expect(draftProblems({ ...draft, attendance: "9999999" }, "count", today)).toEqual({
      attendance: "count.unreadable",
    });
  });

  test("no step lets somebody's own number or address through, wherever it was typed", () => {
    const today = asCivilDate("2026-11-23");
    const draft = { ...newDraft(recorder, null, now), placeUnitId: 31 };
    const asked = { id: other, text: "Gọi 0912 345 678 hỏi thẻ", struck: false };
    expect(draftProblems({ ...draft, title: "Hỏi chị Lan 0912 345 678" }, "talk", today)).toEqual({
      title: "identity",
    });
    expect(draftProblems({ ...draft, placeDetail: "nhà số 12 đường Trần Phú" }, "place", today)).toEqual({
      detail: "identity",
    });
    expect(draftProblems({ ...draft, questions: [asked] }, "asked", today)).toEqual({ question: "identity" });
    expect(draftProblems({ ...draft, difficulties: [asked] }, "asked", today)).toEqual({ difficulty: "identity" });
  });

  test("an evening may end after midnight, an afternoon may not", () => {
    expect(endOf({ day: "2026-11-23", from: "21:30", to: "00:15" })).toBe("2026-11-23T17:15:00.000Z");
    expect(endOf({ day: "2026-11-23", from: "15:00", to: "14:00" })).toBeNull();
    expect(clockTime("2026-11-23T17:15:00.000Z")).toBe("00:15");
  });

  test("an hour is read as people type it", () => {
    expect(["1900", "19h", "19h30", "7:5", "19.00", " 8 ", "730", "25:00", "tối"].map(readClockTime)).toEqual([
      "19:00",
      "19:00",
      "19:30",
      "07:05",
      "19:00",
      "08:00",
      "07:30",
      "25:00",
      "tối",
    ]);
  });

  test("an amendment names only what changed, each with what it was changed from", () => {
    const base = talk({ status: "returned", attendance: 64 });
    const same = {
      day: "2026-11-23",
      from: "19:00",
      to: "",
      attendance: "64",
      estimated: false,
      placeDetail: "Nhà văn hóa",
    };
    expect(amendChanges(base, same)).toEqual({});
    const changes = amendChanges(base, { ...same, to: "20:30", attendance: "46" });
    expect(changes).toEqual({
      endsAt: { base: null, value: "2026-11-23T13:30:00.000Z" },
      attendance: { base: 64, value: 46 },
    });
    expect(TalkAmend.parse({ talkId: base.id, changes, handIn: true }).changes.attendance).toEqual({
      base: 64,
      value: 46,
    });
  });
});

describe("what the phone shows", () => {
  const item = (over: object) => ({
    id: "c1",
    name: "talk.record",
    payload: {},
    subject: "",
    about: { place: "Thôn Diom A" },
    state: "local",
    ...over,
  });

  test("a saved record shows at once, and gives way when the server's list has it", () => {
    const plan = talk();
    const payload = recordPayload({ ...newDraft(recorder, plan, now), attendance: "64" });
    const waiting = item({ subject: plan.id, payload });
    expect(talksOnPhone([plan], [waiting], null)[0]).toMatchObject({
      status: "delivered",
      attendance: 64,
      onPhone: { state: "local" },
    });
    const server = talk({ id: plan.id, status: "verified", attendance: 64 });
    const received = { ...waiting, state: "received", closedAt: "2026-11-23T13:06:00.000Z" };
    expect(talksOnPhone([server], [received], "2026-11-23T13:05:59.000Z")[0]?.onPhone).toMatchObject({
      state: "received",
    });
    expect(talksOnPhone([server], [received], "2026-11-23T13:06:01.000Z")[0]).toMatchObject({
      status: "verified",
      onPhone: null,
    });
  });

  test("a held record stays a talk that was given; a discarded one and a conflict lay nothing over", () => {
    const plan = talk();
    for (const [state, status] of [
      ["held", "delivered"],
      ["conflict", "assigned"],
      ["settled", "assigned"],
      ["discarded", "assigned"],
    ] as const) {
      expect(
        talksOnPhone(
          [plan],
          [item({ state, subject: plan.id, payload: recordPayload(newDraft(recorder, plan, now)) })],
          null,
        )[0]?.status,
      ).toBe(status);
    }
  });

  test("today: what is due, what waits for an answer, what came back, what was never recorded", () => {
    const talks = [
      talk(),
      talk({ startsAt: "2026-11-25T12:00:00.000Z" }),
      talk({ status: "returned", startsAt: "2026-11-18T12:00:00.000Z" }),
      talk({ startsAt: "2026-11-10T12:00:00.000Z", status: "accepted" }),
      talk({ speakerIds: [other] }),
    ];
    const view = todayView(talks, yaThuan, asCivilDate("2026-11-23"));
    expect([view.today.length, view.toAnswer.length, view.returned.length, view.unrecorded.length]).toEqual([
      1, 2, 1, 1,
    ]);
    expect(view.returned[0]?.returnReason).toBe("Thiếu giờ kết thúc");
    expect(view.next?.heldOn).toBe("2026-11-25");
  });

  test("results count verified talks only and say what waits", () => {
    const months = resultsByMonth(
      [
        talk({ status: "verified", attendance: 64 }),
        talk({ status: "counted", attendance: 36 }),
        talk({ status: "delivered", attendance: 20 }),
        talk({ status: "verified", attendance: 9, startsAt: "2026-10-31T16:59:00.000Z" }),
      ],
      yaThuan,
    );
    expect(months.map((m) => [m.month, m.verifiedTalks, m.verifiedAttendance, m.waitingTalks])).toEqual([
      ["2026-11", 2, 100, 1],
      ["2026-10", 1, 9, 0],
    ]);
  });

  test("the usual attendance of a place needs two talks to speak of", () => {
    expect(usualAttendance([talk({ attendance: 40 })], 31)).toBeNull();
    expect(
      usualAttendance(
        [talk({ attendance: 40 }), talk({ attendance: 72 }), talk({ attendance: 500, placeUnitId: 99 })],
        31,
      ),
    ).toEqual({ from: 40, to: 72 });
  });
});

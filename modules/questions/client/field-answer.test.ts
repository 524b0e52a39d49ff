import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import {
  answersOnPhone,
  answersToTell,
  asPhoneAnswer,
  carryBackCommand,
  isWaiting,
  talksToldAt,
} from "./field-answer.ts";

const pulled = (over: object = {}) => ({
  answerId: "a1",
  code: "4K7-29MQ",
  asked: "Khi nào có thẻ mới?",
  askedOn: "2026-11-02",
  place: { id: 7, name: "Thôn Diom A" },
  talkTitle: null,
  answer: "Trước ngày 15/01.",
  legalSource: "Luật số 51/2024/QH15",
  unitName: "Xã D'Ran",
  publishedOn: "2026-11-10",
  commitments: [{ text: "Phát thẻ tại thôn", dueOn: "2027-01-15", status: "open" }],
  carriedBackAt: null,
  ...over,
});
const read = (id: string, over: object = {}) => asPhoneAnswer(id, pulled(over))!;
const tick = (questionId: string, state = "local") => ({
  name: "answer.carry-back",
  payload: { questionId, talkId: "t1", answerId: "a1" },
  state,
});

test("what is too little for a screen is left out, what is more is no trouble", () => {
  expect(read("q1", { later: 1 })).toMatchObject({ questionId: "q1", commitments: [{ text: "Phát thẻ tại thôn" }] });
  for (const data of [null, [], {}, pulled({ answer: 3 }), pulled({ place: null })])
    expect(asPhoneAnswer("q1", data)).toBeNull();
});

test("a tick in the outbox counts at once, a discarded one no more", () => {
  const rows = [read("q1"), read("q2"), read("q3", { carriedBackAt: "2026-11-12T00:00:00Z" })];
  const shown = answersOnPhone(rows, [
    tick("q1"),
    tick("q2", "discarded"),
    { name: "talk.record", payload: {}, state: "local" },
  ]);
  expect(shown.map((a) => [a.questionId, isWaiting(a)])).toEqual([
    ["q2", true],
    ["q1", false],
    ["q3", false],
  ]);
  expect(shown.find((a) => a.questionId === "q1")!.toldAt).toBe("t1");
});

test("what was asked at the place of the talk comes first", () => {
  const rows = [read("far", { place: { id: 9, name: "Thôn Châu Sơn" } }), read("here")];
  expect(answersToTell(rows, 7).map((a) => a.questionId)).toEqual(["here", "far"]);
  expect(answersToTell(rows, null)).toHaveLength(2);
});

test("it can have been told at talks given since it came out", () => {
  const talk = (id: string, day: string, status = "delivered", placeUnitId = 7) => ({
    id,
    status,
    heldOn: asCivilDate(day),
    placeUnitId,
  });
  const talks = [
    talk("before", "2026-11-09"),
    talk("other place", "2026-11-20", "verified", 8),
    talk("here", "2026-11-15"),
    talk("planned", "2026-11-25", "accepted"),
  ];
  expect(talksToldAt(talks, read("q1"), asCivilDate("2026-11-23")).map((t) => t.id)).toEqual(["here", "other place"]);
});

test("the tick names question, talk and the very answer that was told", () => {
  expect(carryBackCommand(read("q1"), { id: "t9", day: "2026-11-23", place: "Thôn Diom A" })).toEqual({
    name: "answer.carry-back",
    payload: { questionId: "q1", talkId: "t9", answerId: "a1" },
    subject: "t9",
    about: { day: "2026-11-23", place: "Thôn Diom A" },
  });
});

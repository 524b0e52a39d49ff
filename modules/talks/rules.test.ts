import { expect, test } from "vitest";
import { talkFlags } from "./flags.ts";
import { mergeFacts, nextTalkStatus, possibleVerbs, sameFact, talkStates } from "./rules.ts";
import { talkStatuses, type TalkFacts } from "./contract.ts";

const facts: TalkFacts = {
  unitId: 1,
  placeUnitId: 2,
  placeDetail: null,
  kind: "residentMeeting",
  mode: "inPerson",
  topic: null,
  title: "Bảo hiểm y tế",
  audienceKind: "residents",
  language: "vi",
  startsAt: "2026-11-21T12:00:00.000Z",
  endsAt: null,
  speakerIds: ["a", "b"],
  materialVersionIds: [],
  attendance: 30,
  attendanceEstimated: false,
  sites: [],
};

test("every state is reached and none but the cancelled is a dead end", () => {
  const reached = new Set(Object.values(talkStates).flatMap((verbs) => Object.values(verbs)));
  expect(talkStatuses.filter((s) => s !== "planned" && !reached.has(s))).toEqual([]);
  expect(talkStatuses.filter((s) => possibleVerbs(s).length === 0)).toEqual(["cancelled"]);
  expect(nextTalkStatus("planned", "verify")).toBeNull();
  expect(nextTalkStatus("returned", "handIn")).toBe("delivered");
});

test("a field that one side changed merges, one that both changed clashes, the same change is none", () => {
  const merge = mergeFacts(
    { ...facts, placeDetail: "Nhà văn hóa" },
    {
      placeDetail: { base: null, value: "Sân trường" },
      attendance: { base: 30, value: 33 },
      title: { base: "khác", value: "Bảo hiểm y tế" },
    },
  );
  expect(merge).toEqual({
    take: { attendance: 33 },
    clashes: { placeDetail: { base: null, yours: "Sân trường", theirs: "Nhà văn hóa" } },
  });
});

test("moments are compared as moments and lists without their order", () => {
  expect(sameFact("2026-11-21T12:00:00Z", "2026-11-21T19:00:00+07:00")).toBe(true);
  expect(sameFact("2026-11-21", "2026-11-22")).toBe(false);
  expect(sameFact(["a", "b"], ["b", "a"])).toBe(true);
  expect(sameFact(null, "")).toBe(false);
});

test("flags name their evidence and raise nothing on an ordinary evening", () => {
  const evening = {
    startsAt: new Date("2026-11-21T12:00:00Z"),
    endsAt: new Date("2026-11-21T13:05:00Z"),
    attendance: 64,
    speakers: [{ personId: "p", name: "Ya Thuần", appointed: true }],
    overlapping: [],
    samePhotos: [],
    population: 612,
    deviceAt: new Date("2026-11-21T13:31:00Z"),
    receivedAt: new Date("2026-11-22T01:12:00Z"),
    clockFarOffMinutes: 720,
    longAgoDays: 30,
    recalledMaterials: [],
  };
  expect(talkFlags(evening)).toEqual([]);
  expect(
    talkFlags({
      ...evening,
      attendance: 700,
      endsAt: null,
      speakers: [{ personId: "p", name: "Ya Thuần", appointed: false }],
    }).map((f) => f.code),
  ).toEqual(["moreThanPopulation", "outsideAppointment", "noEnd"]);
  expect(
    talkFlags({
      ...evening,
      deviceAt: new Date("2026-11-24T13:31:00Z"),
      receivedAt: new Date("2026-11-22T01:12:00Z"),
    })[0],
  ).toMatchObject({ code: "deviceClockOff" });
});

import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { dueDay, isOverdue, itemState, median, nextTime, timelinessByUnit, timeToOpen } from "./rules.ts";

const day = asCivilDate;

test("due before an event, after anything else; an event that is too near is due at once", () => {
  expect(dueDay("project", day("2026-11-01"), day("2026-11-03"), 10)).toBe("2026-11-13");
  expect(dueDay("event", day("2026-11-30"), day("2026-11-03"), 7)).toBe("2026-11-23");
  expect(dueDay("event", day("2026-11-05"), day("2026-11-03"), 7)).toBe("2026-11-03");
});

test("an item is ready when the material is in use and has what was asked", () => {
  const made = { inUse: true, questions: 2, languages: ["vi", "kpm"] };
  expect(itemState("factSheet", null, null)).toBe("missing");
  expect(itemState("factSheet", null, { ...made, inUse: false })).toBe("inWork");
  expect(itemState("factSheet", null, made)).toBe("ready");
  expect(itemState("questionsAnswers", null, { ...made, questions: 0 })).toBe("inWork");
  expect(itemState("languageVersion", "kpm", made)).toBe("ready");
  expect(itemState("languageVersion", "cje", made)).toBe("inWork");
});

test("overdue is what is open, past its day and not all ready", () => {
  const kit = { status: "open", dueOn: day("2026-11-10") };
  expect(isOverdue(kit, [{ state: "missing" }], day("2026-11-11"))).toBe(true);
  expect(isOverdue(kit, [{ state: "missing" }], day("2026-11-10"))).toBe(false);
  expect(isOverdue(kit, [{ state: "ready" }], day("2026-11-11"))).toBe(false);
  expect(isOverdue({ ...kit, status: "closed" }, [{ state: "missing" }], day("2026-11-11"))).toBe(false);
});

test("timeliness by unit equals a count by hand", () => {
  const kit = (
    unitId: number,
    happened: string,
    due: string,
    approved: string | null,
    talk: string | null,
    trigger: "project" | "event" = "project",
  ) => ({
    unitId,
    trigger,
    happenedOn: day(happened),
    dueOn: day(due),
    approvedOn: approved === null ? null : day(approved),
    talkOn: talk === null ? null : day(talk),
  });
  expect(
    timelinessByUnit([
      kit(1, "2026-01-01", "2026-01-11", "2026-01-05", "2026-01-08"), // 4 days, 3 days, in time
      kit(1, "2026-02-01", "2026-02-11", "2026-02-13", null), // 12 days, late
      kit(1, "2026-03-01", "2026-03-11", null, null),
      kit(3, "2026-05-10", "2026-05-20", "2025-01-01", "2026-05-13"), // there before: no day to the approval, three to the talk
      kit(2, "2026-04-20", "2026-04-13", "2026-04-10", "2026-04-12", "event"), // ten days before the event
    ]),
  ).toEqual([
    { unitId: 1, kits: 3, approved: 2, inTime: 1, talked: 1, medianToApproval: 8, medianToTalk: 3 },
    { unitId: 3, kits: 1, approved: 1, inTime: 1, talked: 1, medianToApproval: 0, medianToTalk: 3 },
    { unitId: 2, kits: 1, approved: 1, inTime: 1, talked: 1, medianToApproval: -10, medianToTalk: 2 },
  ]);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([])).toBeNull();
});

test("an event comes back each year, also on 29 February, and its kit opens within the lead days", () => {
  const on = asCivilDate;
  const once = { happensOn: on("2026-12-22"), yearly: false, leadDays: 21 };
  const leap = { happensOn: on("2024-02-29"), yearly: true, leadDays: 10 };
  expect([nextTime(once, on("2026-12-22")), nextTime(once, on("2026-12-23"))]).toEqual(["2026-12-22", null]);
  expect([
    nextTime(leap, on("2026-02-28")),
    nextTime(leap, on("2026-03-01")),
    nextTime(leap, on("2027-06-01")),
  ]).toEqual(["2026-02-28", "2027-02-28", "2028-02-29"]);
  expect([timeToOpen(once, on("2026-11-30")), timeToOpen(once, on("2026-12-01"))]).toEqual([null, "2026-12-22"]);
  expect(timeToOpen({ ...leap, happensOn: on("2020-01-05") }, on("2026-12-27"))).toBe("2027-01-05");
});

import { describe, expect, test } from "vitest";
import { courseStatuses } from "./contract.ts";
import { isToClose, type Known, type Listed, matchPeople, missingHours, nextCourseStatus } from "./rules.ts";

describe("the state table", () => {
  test("leads from planned to closed, and nothing leads out of what is cancelled", () => {
    expect(nextCourseStatus("planned", "open")).toBe("open");
    expect(nextCourseStatus("open", "hold")).toBe("held");
    expect(nextCourseStatus("held", "close")).toBe("closed");
    expect(nextCourseStatus("closed", "correct")).toBe("closed");
    for (const verb of ["edit", "open", "enrol", "hold", "mark", "close", "cancel"] as const) {
      expect(nextCourseStatus("closed", verb)).toBeNull();
      expect(nextCourseStatus("cancelled", verb)).toBeNull();
    }
  });

  test("only a held one is marked and closed", () => {
    expect(courseStatuses.filter((s) => nextCourseStatus(s, "mark") !== null)).toEqual(["held"]);
    expect(courseStatuses.filter((s) => nextCourseStatus(s, "close") !== null)).toEqual(["held"]);
    // a day of several is ticked while the course still goes on
    expect(courseStatuses.filter((s) => nextCourseStatus(s, "tick") !== null)).toEqual(["open", "held"]);
  });
});

test("nothing is missing where nobody set a number", () => {
  expect([missingHours(8, 16), missingHours(20, 16), missingHours(0, null)]).toEqual([8, 0, 0]);
  expect(isToClose({ status: "open", endsOn: "2026-11-20" }, "2026-11-21")).toBe(true);
  expect(isToClose({ status: "open", endsOn: "2026-11-21" }, "2026-11-21")).toBe(false);
  expect(isToClose({ status: "closed", endsOn: "2026-11-01" }, "2026-11-21")).toBe(false);
});

describe("a list against the roster", () => {
  const known: Known[] = [
    { id: "1", name: "Nguyễn Văn An", unit: "Xã D'Ran", position: null },
    { id: "2", name: "Nguyễn Văn Ân", unit: "Xã D'Ran", position: null },
    { id: "3", name: "Trần Thị Hòa", unit: "Xã D'Ran", position: "Trưởng thôn Lạc Viên" },
    { id: "4", name: "Trần Thị Hòa", unit: "Xã Đam Rông 1", position: null },
  ];
  const row = (name: string, workplace: string | null = null): Listed => ({
    sheet: "DS",
    row: 5,
    name,
    readable: name !== "",
    workplace,
  });
  const outcomes = (rows: Listed[], there: string[] = []) =>
    matchPeople(rows, known, new Set(there)).map((r) => [r.outcome, r.person?.id ?? null]);

  test("tones tell two people apart; typed without any, nobody is guessed", () => {
    expect(outcomes([row("Nguyễn Văn Ân"), row("nguyen van an")])).toEqual([
      ["found", "2"],
      ["several", null],
    ]);
  });

  test("the unit or the position decides between two of one name", () => {
    expect(outcomes([row("Trần Thị Hòa", "UBND xã Đam Rông 1"), row("Trần Thị Hòa", "Trưởng thôn Lạc Viên")])).toEqual([
      ["found", "4"],
      ["found", "3"],
    ]);
    expect(outcomes([row("Trần Thị Hoà")])).toEqual([["several", null]]);
  });

  test("a second line of one person and who is on the list already are said to be there", () => {
    expect(outcomes([row("Nguyễn Văn An"), row("Nguyễn Văn An"), row("Nguyễn Văn Ân")], ["2"])).toEqual([
      ["found", "1"],
      ["there", "1"],
      ["there", "2"],
    ]);
  });

  test("who is not on the roster is named with who comes near", () => {
    const [missing, unread] = matchPeople([row("Nguyễn Văn Ấn"), row("")], known, new Set());
    expect(missing).toMatchObject({ outcome: "missing", candidates: [{ id: "1" }, { id: "2" }] });
    expect(unread!.outcome).toBe("unreadable");
  });
});

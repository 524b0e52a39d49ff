import { describe, expect, it } from "vitest";
import { readClock, vietnamMoment } from "./desk-clock.ts";
import { readMonth } from "./desk-filters.tsx";

describe("a time as it is typed", () => {
  it.each([
    ["19:00", 1140],
    ["19h30", 1170],
    ["1930", 1170],
    ["7", 420],
    ["7:05", 425],
  ])("%s", (typed, minutes) => expect(readClock(typed)).toBe(minutes));
  it.each(["24:00", "19:75", "tối", ""])("%s is none", (typed) => expect(readClock(typed)).toBeNull());
  it("is a time in Vietnam", () => expect(vietnamMoment("2026-11-21", "19h00")).toBe("2026-11-21T12:00:00.000Z"));
});

describe("a month as it is typed", () => {
  it.each([
    ["11/2026", "2026-11"],
    ["112026", "2026-11"],
    ["2026-11", "2026-11"],
    ["2/2026", "2026-02"],
    ["", ""],
  ])("%s", (typed, month) => expect(readMonth(typed)).toBe(month));
  it.each(["13/2026", "tháng 3", "2026"])("%s is none", (typed) => expect(readMonth(typed)).toBeUndefined());
});

import { describe, expect, it } from "vitest";
import { shiftMonth, weeksOf } from "./month-calendar.tsx";

describe("the calendar's weeks", () => {
  it("begin on Monday and hold the whole month", () => {
    const weeks = weeksOf("2026-11");
    expect(weeks[0]?.[0]).toBe("2026-10-26");
    expect(weeks).toHaveLength(6);
    expect(weeks.flat().filter((d) => d.startsWith("2026-11"))).toHaveLength(30);
    expect(weeksOf("2027-02")).toHaveLength(4);
  });
  it("go over the year's end", () => {
    expect(shiftMonth("2026-12", 1)).toBe("2027-01");
    expect(shiftMonth("2026-01", -1)).toBe("2025-12");
  });
});

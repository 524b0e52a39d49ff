import { describe, expect, it } from "vitest";
import { catalogue, translator } from "./catalogue.ts";
import { formatsOf } from "./formats.ts";

const text = catalogue({ count: "{n} buổi ở {place}", plain: "Xong" } as const, {
  count: "{n} talks in {place}",
  plain: "Done",
});

describe("words", () => {
  it("fills what the text asks for, in either language", () => {
    expect(translator(text, "vi")("count", { n: 3, place: "xã D'Ran" })).toBe("3 buổi ở xã D'Ran");
    expect(translator(text, "en")("count", { n: 3, place: "D'Ran" })).toBe("3 talks in D'Ran");
    expect(translator(text, "vi")("plain")).toBe("Xong");
  });
});

describe("numbers, days and moments", () => {
  const vi = formatsOf("vi");
  it("groups digits and writes days as they are written in Vietnam", () => {
    expect(vi.number(1_234_567)).toBe("1.234.567");
    expect(vi.day("2025-02-05")).toBe("05/02/2025");
    expect(vi.dayLong("2026-11-21")).toBe("Thứ Bảy, 21/11/2026");
    expect(vi.weekdayShort("2026-11-24")).toBe("thứ Ba 24");
    expect(vi.month("2026-02")).toBe("Tháng 2/2026");
  });
  it("shows moments in Vietnam, whatever the device's zone", () => {
    expect(vi.moment("2026-11-21T17:30:00Z")).toBe("22/11/2026, 00:30");
    expect(vi.dayOf("2026-11-21T17:30:00Z")).toBe("2026-11-22");
  });
  it("writes a change with its sign", () => {
    expect(vi.percent(0.138, { signed: true })).toBe("+13,8\u00a0%");
    expect(vi.percent(-0.198, { signed: true })).toBe("−19,8\u00a0%");
  });
});

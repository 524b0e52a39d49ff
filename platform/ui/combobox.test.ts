import { describe, expect, it } from "vitest";
import { matches } from "./combobox.tsx";
import { readCount } from "./inputs.tsx";

describe("search without diacritics", () => {
  const bouye = { value: "1", label: "Thôn La Bouyê", hint: "Xã D'Ran · 24934" };
  it.each(["la bou", "LA BOUYE", "bouyê", "d ran", "24934", "thon bou", "xa d'ran", "xa dran"])(
    "finds by %s",
    (typed) => expect(matches(bouye, typed)).toBe(true),
  );
  it.each(["ouye", "la bo z", "đà lạt"])("does not find by %s", (typed) => expect(matches(bouye, typed)).toBe(false));
  it("shows everything while nothing is typed", () => expect(matches(bouye, "  ")).toBe(true));
  it("takes đ for d", () => expect(matches({ value: "1", label: "Xã Đam Rông 1" }, "dam rong 1")).toBe(true));
});

describe("a count as it is typed", () => {
  it.each([
    ["64", 64],
    ["1.234", 1234],
    ["1 234 567", 1_234_567],
    ["", null],
    ["0", 0],
  ])("%s", (typed, n) => expect(readCount(typed)).toBe(n));
  it.each(["12a", "-3", "1.23", "1,5"])("%s is none", (typed) => expect(readCount(typed)).toBeUndefined());
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { diffSize, diffText } from "./text-diff.ts";

const side = (parts: ReturnType<typeof diffText>, without: "added" | "removed") =>
  parts
    .filter((p) => p.kind !== without)
    .map((p) => p.text)
    .join("");

test("the two texts come back whole from what is the same, removed and added", () => {
  const word = fc.constantFrom("bà ", "con ", "đóng ", "4,5 % ", "2025\n", "xã, ", "\n", "(UBND) ");
  const text = fc.array(word, { maxLength: 60 }).map((list) => list.join(""));
  fc.assert(
    fc.property(text, text, (a, b) => {
      const parts = diffText(a, b);
      expect(side(parts, "added")).toBe(a);
      expect(side(parts, "removed")).toBe(b);
    }),
    { seed: 20250701, numRuns: 400 },
  );
});

test("a changed figure is one removed and one added syllable, the rest stands", () => {
  const parts = diffText("Người thứ nhất đóng 4,5 % mức lương.\nHai.", "Người thứ nhất đóng 4,2 % mức lương.\nHai.");
  expect(parts).toEqual([
    { kind: "same", text: "Người thứ nhất đóng " },
    { kind: "removed", text: "4,5" },
    { kind: "added", text: "4,2" },
    { kind: "same", text: " % mức lương.\nHai." },
  ]);
  expect(diffSize(parts)).toEqual({ removed: 2, added: 2 });
});

test("neighbouring changes are one change", () => {
  expect(diffText("gặp một hai ba", "gặp bốn năm ba").map((p) => p.text)).toEqual([
    "gặp ",
    "một hai",
    "bốn năm",
    " ba",
  ]);
  expect(diffText("", "mới")).toEqual([{ kind: "added", text: "mới" }]);
  expect(diffText("như cũ", "như cũ")).toEqual([{ kind: "same", text: "như cũ" }]);
});

test("long texts with nothing in common are given as replaced whole", () => {
  const long = (letter: string) => Array.from({ length: 5000 }, (_, i) => `${letter}${i}`).join(" ");
  expect(diffText(long("a"), long("b")).length).toBeLessThan(4);
});

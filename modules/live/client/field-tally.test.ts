import { expect, test } from "vitest";
import type { Check } from "../contract.ts";
import { checksForTalk, countedIn, handsOf, newTally, setHands, tallyPayload } from "./field-tally.ts";

const check = (id: string): Check => ({
  id,
  position: 1,
  text: id,
  options: ["a", "b", "c"],
  correct: 1,
  message: null,
  translations: {},
});
const [one, two] = [check("one"), check("two")];

test("hands are kept by phase, option and check; only what was counted both times is sent", () => {
  let draft = newTally();
  draft = setHands(draft, one, 1, 12);
  draft = setHands(draft, one, 0, -3);
  draft = setHands(draft, two, 2, 5000);
  expect(handsOf(draft, one)).toEqual([0, 12, 0]);
  expect(handsOf(draft, two)).toEqual([0, 0, 2000]);
  expect(tallyPayload("talk", draft, [one, two])).toBeNull();
  draft = setHands({ ...draft, phase: "after" }, one, 1, 20);
  expect(countedIn(draft, [one, two], "before")).toBe(2);
  expect(countedIn(draft, [one, two], "after")).toBe(1);
  expect(tallyPayload("talk", draft, [one, two])).toEqual({
    talkId: "talk",
    checks: [{ checkId: "one", before: [0, 12, 0], after: [0, 20, 0] }],
  });
});

test("a talk that pinned an older version asks the checks of the one that the phone has", () => {
  const materials = [
    { versionId: "v1", materialId: "m" },
    { versionId: "v2", materialId: "m" },
    { versionId: "w1", materialId: "n" },
  ];
  const onPhone = [{ versionId: "v2", checks: [one] }, { versionId: "w1", checks: [two] }, { nonsense: true }];
  expect(checksForTalk(["v1"], materials, onPhone)).toEqual([one]);
  expect(checksForTalk(["v1", "w1"], materials, onPhone)).toEqual([one, two]);
  expect(checksForTalk(["gone"], materials, onPhone)).toEqual([]);
});

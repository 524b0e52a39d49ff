import { expect, test } from "vitest";
import { difficultyStatuses } from "./contract.ts";
import { difficultyStates, letterSymbol, nextDifficultyStatus } from "./rules.ts";

test("every state has its row, and every way out leads to a state", () => {
  expect(Object.keys(difficultyStates).toSorted()).toEqual(difficultyStatuses.toSorted());
  for (const row of Object.values(difficultyStates))
    for (const to of Object.values(row)) expect(difficultyStatuses).toContain(to);
});

test("what stands under another is settled with it, not by itself", () => {
  expect(nextDifficultyStatus("consolidated", "answer")).toBeNull();
  expect(nextDifficultyStatus("consolidated", "separate")).toBe("open");
  expect(nextDifficultyStatus("answered", "escalate")).toBeNull();
});

test("the symbol of a letter names the drafting unit where there is one", () => {
  expect(letterSymbol("UBND", "VHXH")).toBe("UBND-VHXH");
  expect(letterSymbol("SVHTTDL", null)).toBe("SVHTTDL");
  expect(letterSymbol("UBND", "phòng Văn hóa")).toBe("UBND");
});

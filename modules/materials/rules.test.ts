import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { isUsableOn, lastUsableDay, nextMaterialStatus } from "./rules.ts";

const day = asCivilDate;

test("only a draft is edited or approved; a recall is final for its version", () => {
  expect(nextMaterialStatus("draft", "approve")).toBe("approved");
  expect(nextMaterialStatus("draft", "recall")).toBeNull();
  expect(nextMaterialStatus("approved", "edit")).toBeNull();
  expect(nextMaterialStatus("superseded", "recall")).toBe("recalled");
  expect(nextMaterialStatus("recalled", "recall")).toBeNull();
});

test("the last usable day is the earlier of the validity's end and the day before the block", () => {
  expect(lastUsableDay({ validTo: null, blockedFrom: null })).toBeNull();
  expect(lastUsableDay({ validTo: day("2025-12-31"), blockedFrom: null })).toBe("2025-12-31");
  expect(lastUsableDay({ validTo: day("2025-12-31"), blockedFrom: day("2025-07-01") })).toBe("2025-06-30");
  expect(lastUsableDay({ validTo: null, blockedFrom: day("2025-07-01") })).toBe("2025-06-30");
  expect(lastUsableDay({ validTo: day("2025-05-01"), blockedFrom: day("2025-07-01") })).toBe("2025-05-01");
});

test("usable on a day: approved, begun, not over; both ends count", () => {
  const version = { status: "approved", validFrom: day("2025-01-01"), validTo: day("2025-12-31") } as const;
  expect(["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"].map((d) => isUsableOn(version, day(d)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isUsableOn({ ...version, status: "recalled" }, day("2025-06-01"))).toBe(false);
});

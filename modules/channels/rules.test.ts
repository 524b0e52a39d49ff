import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { outwardRefusal, planState } from "./rules.ts";

const day = asCivilDate("2026-03-10");

test("only what is approved and valid goes out, and whoever asks hears why not", () => {
  const version = { validFrom: asCivilDate("2026-03-01"), validTo: asCivilDate("2026-03-31") };
  expect(outwardRefusal({ ...version, status: "approved" }, day)).toBeNull();
  for (const status of ["draft", "recalled", "superseded"] as const)
    expect(outwardRefusal({ ...version, status }, day)).toBe(status);
  expect(outwardRefusal({ ...version, status: "approved" }, asCivilDate("2026-04-01"))).toBe("expired");
  expect(outwardRefusal({ ...version, status: "approved" }, asCivilDate("2026-02-28"))).toBe("early");
  expect(outwardRefusal({ status: "approved", validFrom: null, validTo: null }, day)).toBeNull();
});

test("a plan is done when it was published, also late; overdue from the day after", () => {
  const plan = { dueOn: day, cancelled: false, published: false };
  expect(planState(plan, day)).toBe("open");
  expect(planState(plan, asCivilDate("2026-03-11"))).toBe("overdue");
  expect(planState({ ...plan, published: true }, asCivilDate("2026-03-11"))).toBe("done");
  expect(planState({ ...plan, cancelled: true }, asCivilDate("2026-03-11"))).toBe("cancelled");
});

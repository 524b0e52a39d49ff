import { expect, test } from "vitest";
import { isOverdue, works } from "./rules.ts";

test("a loan is past its day from the day after, and never once it is back", () => {
  expect(isOverdue({ dueOn: "2026-11-02", backOn: null }, "2026-11-02")).toBe(false);
  expect(isOverdue({ dueOn: "2026-11-02", backOn: null }, "2026-11-03")).toBe(true);
  expect(isOverdue({ dueOn: "2026-11-02", backOn: "2026-11-09" }, "2026-11-20")).toBe(false);
});

test("what is good or worn is there to work with", () => {
  expect((["good", "worn", "broken", "lost", "retired"] as const).filter(works)).toEqual(["good", "worn"]);
});

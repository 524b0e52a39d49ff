import { expect, test } from "vitest";
import { cutAt, dueDaysIn, groupMeant, mayBecome, measureOf, periodsOf, progressOf, reasonsOf } from "./rules.ts";

const year = {
  startsOn: "2026-01-01",
  endsOn: "2026-12-31",
  dueOn: null,
  targetValue: 2,
  targetPeriod: "quarter" as const,
  counted: 0,
  typed: null,
};

test("a quarter that is running is not yet due", () => {
  expect(periodsOf("quarter", "2026-01-01", "2026-12-31", "2026-05-20")).toEqual({ whole: 4, ended: 1 });
  expect(periodsOf("month", "2026-01-15", "2026-03-02", "2026-03-02")).toEqual({ whole: 3, ended: 2 });
  expect(periodsOf("whole", "2026-01-01", "2026-12-31", "2026-12-31")).toEqual({ whole: 1, ended: 0 });
  expect(periodsOf("year", "2024-08-28", "2026-12-31", "2027-01-01")).toEqual({ whole: 3, ended: 3 });
});

test("counted talks against the target, typed progress with its evidence, and why something is late", () => {
  expect(progressOf({ ...year, counted: 2 }, "2026-05-20")).toMatchObject({
    state: "on-time",
    value: 2,
    expected: 2,
    whole: 8,
    computed: true,
  });
  expect(progressOf({ ...year, counted: 1 }, "2026-05-20")).toMatchObject({ state: "late", why: "behind-target" });
  expect(progressOf({ ...year, counted: 8 }, "2026-05-20")).toMatchObject({ state: "done" });
  const once = { ...year, targetValue: null, targetPeriod: null, counted: null, dueOn: "2026-03-31" };
  expect(progressOf(once, "2026-03-31")).toMatchObject({ state: "on-time" });
  expect(progressOf(once, "2026-04-01")).toMatchObject({ state: "late", why: "nothing-recorded" });
  const typed = { state: "doing" as const, value: null, evidence: "Đang lấy ý kiến", onDate: "2026-03-20" };
  expect(progressOf({ ...once, typed }, "2026-04-01")).toMatchObject({
    state: "late",
    why: "due-passed",
    evidence: "Đang lấy ý kiến",
  });
  expect(progressOf({ ...once, typed: { ...typed, state: "done" } }, "2026-04-01")).toMatchObject({ state: "done" });
  expect(progressOf({ ...once, dueOn: null }, "2026-04-01")).toMatchObject({ state: "unknown" });
});

test("what can be counted, what a plan may become, where a task may be cut, whom a group means", () => {
  expect(measureOf("talks.internalBriefing")).toEqual({ of: "talks", kind: "internalBriefing", percent: false });
  expect(measureOf("answers.percent")).toEqual({ of: "answers", kind: null, percent: true });
  expect(measureOf("documents.report")).toEqual({ of: "documents", kind: "report", percent: false });
  expect([measureOf("dialogues.x"), measureOf("courses.x")]).toEqual([null, null]);
  expect([measureOf("talks.inPerson"), measureOf("roster.core"), measureOf(null)]).toEqual([null, null, null]);
  expect([mayBecome("draft", "standing"), mayBecome("draft", "closed"), mayBecome("closed", "standing")]).toEqual([
    true,
    false,
    true,
  ]);
  expect(cutAt("Tổng hợp; báo cáo", 9)).toEqual(["Tổng hợp;", "báo cáo"]);
  expect([cutAt("Tổng hợp", 3), cutAt("Tổng hợp ;", 9), cutAt("a", 0)]).toEqual([null, null, null]);
  expect(
    ["UBND các xã, phường, đặc khu", "UBND các huyện, thành phố", "Các sở, ban, ngành", "Sở Y tế"].map(groupMeant),
  ).toEqual(["communes", "districts", "departments", null]);
});

test("a share of what was due is behind at once, and reached only at the end", () => {
  const share = { ...year, targetValue: 80, targetPeriod: "year" as const, percent: true };
  expect(progressOf({ ...share, counted: null }, "2026-05-20")).toMatchObject({ state: "unknown", expected: null });
  expect(progressOf({ ...share, counted: 75 }, "2026-05-20")).toMatchObject({ state: "late", why: "behind-target" });
  expect(progressOf({ ...share, counted: 90 }, "2026-05-20")).toMatchObject({ state: "on-time" });
  expect(progressOf({ ...share, counted: 90 }, "2027-01-02")).toMatchObject({ state: "done" });
});

test("why something is late: what can be done about it comes first", () => {
  const late = {
    progress: { state: "late" as const, why: "behind-target" as const, computed: true },
    unitEnded: false,
    ownPlanMissing: false,
    unverified: 0,
    planned: 0,
    held: 0,
    typed: false,
    waitingFor: [] as string[],
  };
  const codes = (facts: Partial<typeof late>) => reasonsOf({ ...late, ...facts }).map((r) => r.code);
  expect(codes({})).toEqual(["not-begun"]);
  expect(codes({ planned: 2 })).toEqual(["only-planned"]);
  expect(codes({ unverified: 2 })).toEqual(["not-verified"]);
  expect(codes({ held: 1 })).toEqual(["too-few"]);
  expect(codes({ unitEnded: true, unverified: 1 })).toEqual(["unit-ended"]);
  expect(codes({ ownPlanMissing: true, waitingFor: ["Thôn Lạc Bình"], held: 1 })).toEqual([
    "own-plan-missing",
    "waiting-for",
    "too-few",
  ]);
  expect(reasonsOf({ ...late, progress: { state: "late", why: "due-passed", computed: false }, typed: true })).toEqual([
    { code: "evidence-missing", n: 0, units: [] },
  ]);
  expect(reasonsOf({ ...late, progress: { state: "done", why: null, computed: true }, unitEnded: true })).toEqual([]);
});

test("days of a month on which something falls due", () => {
  const task = { startsOn: "2026-01-15", endsOn: "2026-12-20", dueOn: null, targetPeriod: null, repeats: null };
  expect(dueDaysIn("2026-06", { ...task, targetPeriod: "quarter" })).toEqual([{ day: "2026-06-30", what: "target" }]);
  expect(dueDaysIn("2026-05", { ...task, targetPeriod: "quarter" })).toEqual([]);
  expect(dueDaysIn("2026-12", { ...task, targetPeriod: "year" })).toEqual([{ day: "2026-12-20", what: "target" }]);
  expect(dueDaysIn("2026-02", { ...task, repeats: "monthly" })).toEqual([{ day: "2026-02-28", what: "repeat" }]);
  expect(dueDaysIn("2026-03", { ...task, dueOn: "2026-03-05", repeats: "quarterly" })).toEqual([
    { day: "2026-03-05", what: "due" },
  ]);
  expect(dueDaysIn("2027-01", { ...task, repeats: "monthly" })).toEqual([]);
});

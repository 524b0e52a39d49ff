import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import type { DraftStage } from "./contract.ts";
import { isOpenForComments, isStepBack, likeness, missingDays, type Standing } from "./rules.ts";

const stage = (
  code: string,
  position: number,
  takesComments: boolean,
  commentDays: number | null = null,
): DraftStage => ({
  code,
  nameVi: code,
  nameEn: code,
  takesComments,
  commentDays,
  position,
  legalBasis: "407/QĐ-TTg",
});
const consultation = stage("consultation", 20, true, 20);
const standing: Standing = {
  outcome: null,
  published: true,
  hasText: true,
  commentsFrom: asCivilDate("2026-03-01"),
  commentsUntil: asCivilDate("2026-03-20"),
};

test("open from the first to the last day, and never without publication, text or a stage that takes comments", () => {
  const on = (day: string, draft: Partial<Standing> = {}, at = consultation) =>
    isOpenForComments({ ...standing, ...draft }, at, asCivilDate(day));
  expect([on("2026-02-28"), on("2026-03-01"), on("2026-03-20"), on("2026-03-21")]).toEqual([false, true, true, false]);
  expect(on("2026-03-05", { published: false })).toBe(false);
  expect(on("2026-03-05", { hasText: false })).toBe(false);
  expect(on("2026-03-05", { outcome: "dropped" })).toBe(false);
  expect(on("2026-03-05", { commentsUntil: null })).toBe(false);
  expect(on("2026-03-05", {}, stage("appraisal", 30, false))).toBe(false);
});

test("a time for comments that is shorter than the rule asks says by how many days", () => {
  expect(missingDays(consultation, asCivilDate("2026-03-01"), asCivilDate("2026-03-20"))).toBe(0);
  expect(missingDays(consultation, asCivilDate("2026-03-01"), asCivilDate("2026-03-15"))).toBe(5);
  expect(missingDays(stage("proposal", 10, true), asCivilDate("2026-03-01"), asCivilDate("2026-03-02"))).toBe(0);
  expect(missingDays(consultation, null, null)).toBe(0);
});

test("back is where the position is lower", () => {
  const stages = [stage("proposal", 10, true), consultation, stage("appraisal", 30, false)];
  expect(isStepBack(stages, "appraisal", "consultation")).toBe(true);
  expect(isStepBack(stages, "proposal", "appraisal")).toBe(false);
});

test("what says the same is alike, whatever its accents; what does not is not", () => {
  const same = likeness("Mức hỗ trợ 30 triệu còn thấp", "muc ho tro 30 trieu thap qua");
  expect(same).toBeGreaterThan(0.6);
  expect(likeness("Mức hỗ trợ 30 triệu còn thấp", "Nên bỏ thủ tục nộp bản sao hộ khẩu")).toBeLessThan(0.15);
  expect(likeness("và của các", "và của các")).toBe(0);
});

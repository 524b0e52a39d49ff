import { describe, expect, test } from "vitest";
import { paragraphsOfText, parsePlan } from "./parse-plan.ts";
import type { PlanReading } from "./reading.ts";
import { dirt } from "./samples/dirty.ts";
import * as heldOut from "./samples/held-out-plans.ts";
import * as later from "./samples/later-plans.ts";
import { readMarked } from "./samples/marked.ts";
import { province2024 } from "./samples/province-2024.ts";
import { type Score, scorePlan } from "./samples/score.ts";
import * as short from "./samples/short-plans.ts";

const tuned = { province2024, ...short };
const all = { ...tuned, ...heldOut };
const read = (text: string): PlanReading => {
  const result = parsePlan(paragraphsOfText(text));
  if (!result.ok) throw new Error(result.why);
  return result.reading;
};
const sum = (scores: Score[], pick: (s: Score) => number) => scores.reduce((n, s) => n + pick(s), 0);
const rates = (scores: Score[]) => ({
  recall: sum(scores, (s) => s.right) / sum(scores, (s) => s.marked),
  precision: sum(scores, (s) => s.right) / sum(scores, (s) => s.found),
});

function scored(samples: Record<string, string>, soil: (t: string) => string = (t) => t): Score[] {
  return Object.values(samples).map((sample) => {
    const plan = readMarked(sample);
    return scorePlan(plan, paragraphsOfText(soil(plan.text)));
  });
}

/** MEASURE=1 prints the tables of docs/measured.md. */
function tell(name: string, scores: Score[]): void {
  if (process.env["MEASURE"] === undefined) return;
  const part = (pick: (s: Score) => { marked: number; right: number }) =>
    `${sum(scores, (s) => pick(s).right)}/${sum(scores, (s) => pick(s).marked)}`;
  const { recall, precision } = rates(scores);
  process.stdout.write(
    `| ${name} | ${sum(scores, (s) => s.marked)} | ${sum(scores, (s) => s.found)} | ${sum(scores, (s) => s.right)} | ${(recall * 100).toFixed(1)} | ${(precision * 100).toFixed(1)} | ${part((s) => s.leads)} | ${part((s) => s.withs)} | ${part((s) => s.days)} |\n`,
  );
}

describe("against what a person marked", () => {
  test.each(Object.entries(all))("%s", (name, sample) => {
    const scores = scored({ [name]: sample });
    tell(name, scores);
    expect(rates(scores).recall).toBeGreaterThanOrEqual(0.85);
    expect(rates(scores).precision).toBeGreaterThanOrEqual(0.85);
  });
  test("all of them, and those that were not looked at while the grammar was written", () => {
    for (const [name, samples] of [
      ["tuned", tuned],
      ["held out", heldOut],
      ["all", all],
    ] as const) {
      const scores = scored(samples);
      tell(name, scores);
      expect(rates(scores).recall).toBeGreaterThanOrEqual(0.95);
      expect(rates(scores).precision).toBeGreaterThanOrEqual(0.93);
    }
  });
  test("two dirty ones that came later, after what they showed was mended", () => {
    const scores = scored(later);
    tell("later", scores);
    expect(rates(scores).recall).toBeGreaterThanOrEqual(0.88);
    expect(rates(scores).precision).toBeGreaterThanOrEqual(0.95);
  });
  test.each(Object.entries(dirt))("as it arrives: %s", (name, soil) => {
    const scores = scored(all, soil);
    tell(name, scores);
    expect(rates(scores).recall).toBeGreaterThanOrEqual(0.9);
    expect(rates(scores).precision).toBeGreaterThanOrEqual(0.9);
  });
});

describe("nothing is invented, nothing is lost", () => {
  test.each(Object.entries({ ...all, ...later }))("%s: every span is where it says", (_, sample) => {
    const reading = read(readMarked(sample).text);
    for (const task of reading.tasks) {
      expect(reading.text.slice(task.start, task.end)).toBe(task.text);
      for (const actor of task.actors) expect(reading.text.slice(actor.start, actor.end)).toBe(actor.name);
      for (const time of task.times) expect(reading.text.slice(time.start, time.end)).toBe(time.quote);
      for (const target of task.targets) expect(reading.text.slice(target.start, target.end)).toBe(target.quote);
      const clause = reading.clauses[task.clause]!;
      expect(task.start >= clause.start && task.end <= clause.end).toBe(true);
    }
    for (const basis of reading.bases) expect(reading.text.slice(basis.start, basis.end)).toBe(basis.quote);
    // each clause either leads to a task or is listed as one without
    const listed = new Set(reading.withoutTask);
    for (const [i] of reading.clauses.entries()) {
      const { start, end } = reading.clauses[i]!;
      const leads = reading.tasks.some((t) => {
        for (let at: number | null = t.clause; at !== null; at = reading.clauses[at]!.parent) if (at === i) return true;
        return [...t.actors, ...t.times].some((x) => x.start >= start && x.end <= end);
      });
      expect(leads).not.toBe(listed.has(i));
    }
  });
});

test("the province's plan of 2024: head, legal chain, short forms, who must do what and by when", () => {
  const reading = read(readMarked(province2024).text);
  expect(reading.head).toEqual({
    issuer: "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
    symbol: "7415/KH-UBND",
    place: "Lâm Đồng",
    issuedOn: "2024-08-28",
    title: expect.stringMatching(/^Thực hiện Chỉ thị số 30-CT\/TW/),
  });
  expect(reading.bases.map((b) => [b.symbol, b.issuedOn, b.issuer, b.relation])).toEqual([
    ["30-CT/TW", "2024-02-05", "Ban Bí thư Trung ương Đảng", "implements"],
    ["124-KH/TU", "2024-06-17", "Ban Thường vụ Tỉnh ủy", "implements"],
    ["07/CT-TTg", "2023-03-21", "Thủ tướng Chính phủ", "cites"],
    ["407/QĐ-TTg", "2022-03-30", "Thủ tướng Chính phủ", "cites"],
    ["144-QĐ/TW", "2024-05-09", "Bộ Chính trị", "cites"],
    ["34-CT/TU", "2024-04-20", "Ban Thường vụ Tỉnh ủy", "cites"],
    ["49/2024/NĐ-CP", "2024-05-10", "Chính phủ", "cites"],
  ]);
  expect(reading.terms.map((t) => [t.term, t.meaning])).toEqual([
    ["Chỉ thị số 30-CT/TW", expect.stringMatching(/^Chỉ thị số 30-CT\/TW ngày 05\/02\/2024 .* tình hình mới$/)],
    ["Kế hoạch số 124-KH/TU", "Kế hoạch số 124-KH/TU ngày 17/6/2024 của Ban Thường vụ Tỉnh ủy"],
    ["UBND tỉnh", "Ủy ban nhân dân tỉnh Lâm Đồng"],
  ]);
  const own = reading.tasks.find((t) => t.text.startsWith("Xây dựng kế hoạch thực hiện của cơ quan"))!;
  expect(own.times).toMatchObject([{ kind: "by", due: "2024-09-30" }]);
  expect(own.actors.map((a) => [a.name, a.role, a.inherited])).toEqual([
    ["Các sở, ban, ngành, đơn vị thuộc tỉnh", "lead", true],
    ["UBND các huyện, thành phố", "lead", true],
  ]);
  expect(
    reading.withoutTask.map((i) => reading.text.slice(reading.clauses[i]!.start, reading.clauses[i]!.end)),
  ).toEqual([
    "III. KINH PHÍ THỰC HIỆN",
    expect.stringMatching(/^Kinh phí thực hiện Kế hoạch do ngân sách/),
    expect.stringMatching(/^Trên đây là/),
  ]);
});

test.each([
  [
    "a decision",
    "ỦY BAN NHÂN DÂN\nQUYẾT ĐỊNH\nVề việc công nhận tuyên truyền viên\nĐiều 1. Công nhận ông bà có tên sau.\nĐiều 2. Hiệu lực thi hành.",
    "other-kind",
  ],
  [
    "a story",
    "Ngày xưa có một ngôi làng bên dòng Đa Nhim. Người trong làng trồng hồng, trồng rau. Mùa mưa nước dâng, cả làng giúp nhau.",
    "no-parts",
  ],
  ["an empty file", "  \n ", "empty"],
  [
    "headings without duties",
    "KẾ HOẠCH\nĐi tham quan\nI. ĐỐI TƯỢNG\n1. Học sinh lớp 5.\n2. Học sinh lớp 4.\nII. THỜI GIAN\n1. Một ngày.",
    "no-task",
  ],
])("what is no plan is said so: %s", (_, text, why) => {
  expect(parsePlan(paragraphsOfText(text))).toMatchObject({ ok: false, why });
});

test("soft breaks part two items and take back a wrapped sentence", () => {
  const result = parsePlan([
    { text: "KẾ HOẠCH" },
    { text: "Tuyên truyền năm 2026" },
    { text: "I. NHIỆM VỤ" },
    { text: "1. Phòng Văn hóa - Xã hội\n- Tổ chức hội nghị\nchuyên đề hằng quý.\n- Biên soạn tài liệu." },
    { text: "2. Công an xã: Cung cấp\u00a0 thông tin." },
  ]);
  expect(result.ok && result.reading.tasks.map((t) => t.text)).toEqual([
    "Tổ chức hội nghị chuyên đề hằng quý.",
    "Biên soạn tài liệu.",
    "Cung cấp thông tin.",
  ]);
});

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { realPlans } from "./samples/real-plans.ts";
import { moreRealPlans } from "./samples/real-plans-more.ts";
import { type Part, type RealScore, readMarks, scoreReal } from "./samples/real-score.ts";

const folder = process.env["REAL_PLANS_DIR"] ?? "";
const plans = [...realPlans, ...moreRealPlans];
const textOf = (file: string) => readFileSync(`${folder}/${file}.txt`, "utf8");
const share = (p: Part) => (p.marked === 0 ? "–" : `${p.right}/${p.marked}`);
const of = (a: number, b: number) => (b === 0 ? "–" : ((a / b) * 100).toFixed(1));

function sum(scores: RealScore[], pick: (s: RealScore) => Part): Part {
  const total = { marked: 0, found: 0, right: 0 };
  for (const s of scores.map(pick)) {
    total.marked += s.marked;
    total.found += s.found;
    total.right += s.right;
  }
  return total;
}

/** MEASURE=1 prints the table of docs/measured.md, MEASURE=2 each thing that a person would have to set right. */
function tell(name: string, scores: RealScore[]): void {
  if (process.env["MEASURE"] === undefined) return;
  const tasks = sum(scores, (s) => s.tasks);
  const leads = sum(scores, (s) => s.leads);
  process.stdout.write(
    `| ${name} | ${tasks.marked} | ${tasks.found} | ${tasks.right} | ${of(tasks.right, tasks.marked)} | ${of(tasks.right, tasks.found)} | ${share(sum(scores, (s) => s.placed))} | ${share(leads)} of ${leads.found} | ${share(sum(scores, (s) => s.withs))} | ${share(sum(scores, (s) => s.days))} | ${share(sum(scores, (s) => s.bases))} | ${share(sum(scores, (s) => s.head))} | ${scores.reduce((n, s) => n + s.untouched, 0)} |\n`,
  );
  if (process.env["MEASURE"] === "2")
    for (const s of scores) for (const w of s.wrong) process.stdout.write(`    ${w}\n`);
}

test("the marks can be read and name lines in their order of use", () => {
  for (const plan of plans) expect(readMarks(plan.marks).every((m) => m.from <= m.to)).toBe(true);
});

// a test that is skipped counts as one that failed, so what can't be run here says so by its name
const there = folder !== "" && existsSync(folder);
if (!there)
  test("REAL_PLANS_DIR names no folder with the texts of really issued plans: they are not read here", () =>
    expect(there).toBe(false));

if (there)
  describe("plans that were really issued (REAL_PLANS_DIR)", () => {
    test.each(plans)("$file", (plan) => {
      const scores = [scoreReal(plan, textOf(plan.file))];
      tell(plan.file, scores);
      expect(scores[0]!.tasks.marked).toBeGreaterThan(0);
    });
    test.each(["tuned", "held out", "fresh"] as const)("all that are %s", (use) => {
      const scores = plans.filter((p) => p.use === use).map((p) => scoreReal(p, textOf(p.file)));
      tell(`all ${use}`, scores);
      expect(scores.length).toBeGreaterThan(0);
    });
  });

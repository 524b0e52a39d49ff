import { type PlanReading, type SourceParagraph } from "../reading.ts";
import { parsePlan } from "../parse-plan.ts";
import { evenLine } from "../even-source.ts";
import type { MarkedPlan, MarkedTask } from "./marked.ts";

export interface Score {
  marked: number;
  found: number;
  right: number;
  missed: string[];
  extra: string[];
  leads: { marked: number; right: number };
  withs: { marked: number; right: number };
  days: { marked: number; right: number };
}

/** A task counts as found where its words and those marked share at least two thirds of the longer of the two. */
export function scorePlan(plan: MarkedPlan, paragraphs: readonly SourceParagraph[]): Score {
  const result = parsePlan(paragraphs);
  const tasks = result.ok ? result.reading.tasks : [];
  const left = new Set(tasks);
  const score: Score = {
    marked: plan.tasks.length,
    found: tasks.length,
    right: 0,
    missed: [],
    extra: [],
    leads: { marked: 0, right: 0 },
    withs: { marked: 0, right: 0 },
    days: { marked: 0, right: 0 },
  };
  for (const marked of plan.tasks) {
    const best = [...left]
      .map((t) => ({ t, share: shared(evenLine(marked.text), t.text) }))
      .sort((a, b) => b.share - a.share)[0];
    const hit = best !== undefined && best.share >= 2 / 3 ? best.t : null;
    if (hit === null) score.missed.push(marked.text);
    else {
      left.delete(hit);
      score.right++;
    }
    scoreParts(score, marked, hit);
  }
  score.extra = [...left].map((t) => t.text);
  return score;
}

function scoreParts(score: Score, marked: MarkedTask, hit: PlanReading["tasks"][number] | null): void {
  const names = (role: string) => (hit?.actors ?? []).filter((a) => a.role === role).map((a) => a.name.toLowerCase());
  const within = (name: string, list: string[]) =>
    list.some((n) => n.includes(name.toLowerCase()) || name.toLowerCase().includes(n));
  for (const lead of marked.leads) {
    score.leads.marked++;
    if (within(evenLine(lead), names("lead"))) score.leads.right++;
  }
  for (const other of marked.withs) {
    score.withs.marked++;
    if (within(evenLine(other), names("coordinate"))) score.withs.right++;
  }
  if (marked.until !== null) {
    score.days.marked++;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(marked.until)
      ? marked.until
      : /^\d{4}$/.test(marked.until)
        ? `${marked.until}-12-31`
        : null;
    const kind = /hằng năm/.test(marked.until)
      ? "yearly"
      : marked.until.endsWith("tháng")
        ? marked.until.startsWith("6")
          ? "half-yearly"
          : "monthly"
        : /quý/.test(marked.until)
          ? "quarterly"
          : /tuần/.test(marked.until)
            ? "weekly"
            : null;
    if ((hit?.times ?? []).some((t) => (day === null ? t.kind === kind : t.due === day))) score.days.right++;
  }
}

/** Share of the longer text that the longest common run of words covers. */
function shared(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.includes(short)) return short.length / long.length;
  const x = a.split(" ");
  const y = b.split(" ");
  let best = 0;
  const row = Array.from({ length: y.length + 1 }, () => 0);
  for (const word of x)
    for (let j = y.length; j > 0; j--) {
      row[j] = word === y[j - 1] ? row[j - 1]! + 1 : 0;
      if (row[j]! > best) best = row[j]!;
    }
  return best / Math.max(x.length, y.length);
}

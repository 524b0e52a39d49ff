import { evenLine } from "../even-source.ts";
import { paragraphsOfText, parsePlan } from "../parse-plan.ts";
import type { PlanReading, ReadTask } from "../reading.ts";
import type { RealPlan } from "./real-plans.ts";

interface RealMark {
  from: number;
  to: number;
  /** Counted from 1; null: all of it. */
  sentence: number | null;
  optional: boolean;
  path: string;
  leads: string[];
  withs: string[];
  until: string | null;
}

export interface Part {
  marked: number;
  found: number;
  right: number;
}
const part = (): Part => ({ marked: 0, found: 0, right: 0 });

export interface RealScore {
  file: string;
  tasks: Part;
  /** Right tasks that stand where the plan has them. */
  placed: Part;
  leads: Part;
  withs: Part;
  days: Part;
  bases: Part;
  terms: Part;
  head: Part;
  /** Right tasks whose leads, coordinating bodies and day all stand as marked: no hand is needed. */
  untouched: number;
  wrong: string[];
}

export function readMarks(marks: string): RealMark[] {
  const notes = (line: string) => {
    const of = (key: string) => new RegExp(`(?:^|\\s)${key}: (.*?)(?=\\s[LPH]: |$)`, "u").exec(line)?.[1] ?? null;
    return { leads: of("L")?.split("; "), withs: of("P")?.split("; "), until: of("H") };
  };
  const out: RealMark[] = [];
  let here = { path: "", ...notes("") };
  for (const line of marks.split("\n")) {
    const at = /^@ (\S+)/u.exec(line);
    if (at) {
      here = { path: at[1]!, ...notes(line) };
      continue;
    }
    const m = /^(\??)(\d+)(?:(\.\.|-)(\d+))?(?:\.(\d))?(?=\s|$)/u.exec(line);
    if (m === null) throw new Error(`unreadable mark: ${line}`);
    const own = notes(line);
    const [first, last] = [Number(m[2]), Number(m[4] ?? m[2])];
    const mark = {
      sentence: m[5] === undefined ? null : Number(m[5]),
      optional: m[1] === "?",
      path: here.path,
      leads: own.leads ?? here.leads ?? [],
      withs: own.withs ?? here.withs ?? [],
      until: own.until ?? here.until,
    };
    if (m[3] === "-") for (let n = first; n <= last; n++) out.push({ ...mark, from: n, to: n });
    else out.push({ ...mark, from: first, to: last });
  }
  return out;
}

interface Placed extends RealMark {
  start: number;
  end: number;
  ownMarker: string;
}

/** Where each marked stretch stands in the evened source; empty lines inside a range mark nothing. */
function place(marks: readonly RealMark[], raw: string, text: string): { placed: Placed[]; lost: number } {
  const lines = raw.split(/\r?\n/u).map(evenLine);
  const at: ({ start: number; end: number } | null)[] = [];
  let from = 0;
  for (const line of lines) {
    const start = line === "" ? -1 : text.indexOf(line, from);
    at.push(start < 0 ? null : { start, end: start + line.length });
    if (start >= 0) from = start + line.length;
  }
  const placed: Placed[] = [];
  let lost = 0;
  for (const mark of marks) {
    const spans = at.slice(mark.from - 1, mark.to).filter((s) => s !== null);
    const first = lines[mark.from - 1] ?? "";
    if (first === "") continue;
    if (spans.length === 0) {
      if (!mark.optional) lost++;
      continue;
    }
    const ownMarker =
      /^(?:(\d+(?:\.\d+)*)[.)]?\s|([a-zđ])\)|([-+])\s?|\((\d+)\))/u.exec(first)?.slice(1).find(Boolean) ?? "";
    const span = { start: spans[0]!.start, end: spans.at(-1)!.end };
    const cut = mark.sentence === null ? span : sentenceOf(text, span, mark.sentence);
    placed.push({ ...mark, ...cut, ownMarker });
  }
  return { placed, lost };
}

function sentenceOf(text: string, span: { start: number; end: number }, n: number): { start: number; end: number } {
  const own = text.slice(span.start, span.end);
  const body = /^(?:\d+(?:\.\d+)*[.)]?\s|[a-zđ]\)\s?|[-+]\s?)/u.exec(own)?.[0].length ?? 0;
  const cuts = [
    body,
    ...[...own.slice(body).matchAll(/(?<!\.)[.!?]\s+(?=\p{Lu})/gu)].map((m) => body + m.index + m[0].length),
  ];
  return { start: span.start + (cuts[n - 1] ?? body), end: span.start + (cuts[n] ?? own.length) };
}

const plain = (marker: string) =>
  marker.replace(/^(?:(?:Mục|Phần|PHẦN)\s+|\()/u, "").replace(/[.):/\s-]+$/u, "") || marker;
function pathOf(reading: PlanReading, task: ReadTask): string {
  const chain: string[] = [];
  for (let at: number | null = task.clause; at !== null; at = reading.clauses[at]!.parent)
    if (reading.clauses[at]!.marker !== "") chain.unshift(plain(reading.clauses[at]!.marker));
  return chain.join("/");
}

const near = (a: string, b: string) =>
  evenLine(a).toLowerCase().includes(evenLine(b).toLowerCase()) ||
  evenLine(b).toLowerCase().includes(evenLine(a).toLowerCase());

function compare(into: Part, marked: readonly string[], found: readonly string[]): boolean {
  into.marked += marked.length;
  into.found += found.length;
  const hit = marked.filter((m) => found.some((f) => near(f, m))).length;
  into.right += hit;
  return hit === marked.length && found.every((f) => marked.some((m) => near(f, m)));
}

export function scoreReal(plan: RealPlan, raw: string): RealScore {
  const result = parsePlan(paragraphsOfText(raw));
  const score: RealScore = {
    file: plan.file,
    tasks: part(),
    placed: part(),
    leads: part(),
    withs: part(),
    days: part(),
    bases: part(),
    terms: part(),
    head: part(),
    untouched: 0,
    wrong: result.ok ? [] : [`not read: ${result.why}`],
  };
  const marks = readMarks(plan.marks);
  const reading = result.ok ? result.reading : null;
  const { placed, lost } = reading === null ? { placed: [], lost: 0 } : place(marks, raw, reading.text);
  const lines = raw.split(/\r?\n/u);
  score.tasks.marked = marks.filter((m) => !m.optional && evenLine(lines[m.from - 1] ?? "") !== "").length;
  if (lost > 0) score.wrong.push(`lines not found in the evened source: ${lost}`);
  const left = new Set(reading?.tasks ?? []);
  const share = (a: Placed, b: ReadTask) => {
    // whose duty it is may stand before a colon: "Sở Y tế: cử cán bộ …" with or without the name is the same duty
    const colon = /^[^:]{3,160}:\s+/u.exec(reading!.text.slice(a.start, a.end))?.[0].length ?? 0;
    const start = b.start === a.start + colon ? a.start + colon : a.start;
    return (Math.min(a.end, b.end) - Math.max(start, b.start)) / Math.max(a.end - start, b.end - b.start);
  };
  for (const mark of placed.filter((m) => !m.optional)) {
    const best = [...left].map((t) => ({ t, s: share(mark, t) })).toSorted((a, b) => b.s - a.s)[0];
    const hit = best !== undefined && best.s >= 2 / 3 ? best.t : null;
    if (hit === null) score.wrong.push(`missed ${mark.from}${mark.sentence === null ? "" : `.${mark.sentence}`}`);
    else {
      left.delete(hit);
      score.tasks.right++;
    }
    scoreHit(score, reading!, mark, hit);
  }
  for (const mark of placed.filter((m) => m.optional))
    for (const t of left) if (Math.min(mark.end, t.end) > Math.max(mark.start, t.start)) left.delete(t);
  score.tasks.found = score.tasks.right + left.size;
  for (const t of left) score.wrong.push(`not asked: ${t.text.slice(0, 60)}`);
  scoreWhole(score, plan, reading);
  return score;
}

const periods: Record<string, string> = { "hằng năm": "yearly", "định kỳ": "periodic", "6 tháng": "half-yearly" };
function scoreHit(score: RealScore, reading: PlanReading, mark: Placed, hit: ReadTask | null): void {
  const of = (role: string) => [...new Set((hit?.actors ?? []).filter((a) => a.role === role).map((a) => a.name))];
  const leads = compare(score.leads, mark.leads, of("lead"));
  const withs = compare(score.withs, mark.withs, of("coordinate"));
  const due = (hit?.times ?? []).filter((t) => t.due !== null).map((t) => t.due as string);
  const kinds: string[] = (hit?.times ?? []).map((t) => t.kind);
  const dated = mark.until !== null && /^\d/.test(mark.until) && !(mark.until in periods);
  const dayRight =
    mark.until === null
      ? due.length === 0
      : dated
        ? mark.until.split("|").some((d) => due.includes(d))
        : kinds.includes(periods[mark.until] ?? "");
  if (mark.until !== null) score.days.marked++;
  if (mark.until !== null ? dayRight || due.length > 0 : due.length > 0) score.days.found++;
  if (mark.until !== null && dayRight) score.days.right++;
  if (hit === null) return;
  if (mark.path !== "*") {
    score.placed.marked++;
    const whole = [mark.path, mark.ownMarker].filter((x) => x !== "").join("/");
    const got = pathOf(reading, hit);
    if (got === whole) score.placed.right++;
    else score.wrong.push(`placed ${mark.from}: ${got} for ${whole}`);
  }
  if (!leads) score.wrong.push(`leads ${mark.from}: ${of("lead").join("; ")} for ${mark.leads.join("; ")}`);
  if (!withs) score.wrong.push(`with ${mark.from}: ${of("coordinate").join("; ")} for ${mark.withs.join("; ")}`);
  if (!dayRight) score.wrong.push(`until ${mark.from}: ${due.join("; ")} for ${mark.until}`);
  if (leads && withs && dayRight) score.untouched++;
}

function scoreWhole(score: RealScore, plan: RealPlan, reading: PlanReading | null): void {
  for (const [symbol, day, issuer] of plan.bases) {
    score.bases.marked++;
    const b = reading?.bases.find((x) => x.symbol === symbol);
    const said =
      b !== undefined && (day === null || b.issuedOn === day) && (issuer === null || (b.issuer ?? "").includes(issuer));
    if (said) score.bases.right++;
    else score.wrong.push(`basis ${symbol}: ${b === undefined ? "none" : `${b.issuedOn} ${b.issuer}`}`);
  }
  score.bases.found = (reading?.bases ?? []).filter((b) => b.symbol !== null).length;
  compare(score.terms, plan.terms, reading?.terms.map((t) => t.term) ?? []);
  score.head.marked = 3;
  score.head.right =
    Number(reading?.head.symbol === plan.symbol) +
    Number(reading?.head.issuedOn === plan.issuedOn) +
    Number((reading?.head.title ?? null) !== null && reading?.head.issuer !== null);
  if (score.head.right < 3)
    score.wrong.push(
      `head: ${reading?.head.symbol} ${reading?.head.issuedOn} ${reading?.head.issuer} ${reading?.head.title?.slice(0, 40)}`,
    );
}

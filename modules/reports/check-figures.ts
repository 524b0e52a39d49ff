import { computations, type Computation, type IndicatorCode } from "./indicators.ts";
import { unknownBraces } from "./parts.ts";
import { isIndicatorCode } from "./indicators.ts";
import type { Figure } from "./rules.ts";

/** What is looked at before a report is signed. `stop`: cannot be signed; `ask`: can be, once somebody has answered. */
export const checkCodes = [
  "parts",
  "lines",
  "views",
  "negative",
  "share",
  "more-than",
  "jump",
  "typed",
  "brace",
  "waiting",
  "missing-below",
] as const;
export type CheckCode = (typeof checkCodes)[number];

export interface CheckFinding {
  /** What an answer is kept under: it holds the figures, so that a figure that moves asks anew. */
  question: string;
  code: CheckCode;
  level: "stop" | "ask";
  indicator: string | null;
  /** Numbers and names for the sentence on the screen. */
  members: Record<string, string | number>;
}

export interface CheckInput {
  was: readonly Figure[];
  is: readonly Figure[];
  /** Names and measures by code. */
  names: ReadonlyMap<string, { nameVi: string; measureVi: string; addsUp: string }>;
  rule: { jumpPercent: number; jumpLeast: number };
  /** Indicators that the report speaks of: only their jumps are asked about. */
  spoken: readonly string[];
  words: readonly { key: string; title: string; text: string }[];
  waiting: number;
  missingBelow: number;
}

const wholes: readonly [IndicatorCode, readonly IndicatorCode[]][] = [
  ["talks", ["talks.inPerson", "talks.online", "talks.hybrid"]],
  [
    "attendance",
    ["attendance.residents", "attendance.officials", "attendance.members", "attendance.pupils", "attendance.mixed"],
  ],
];
const atMost: readonly [IndicatorCode, IndicatorCode][] = [
  ["places.covered", "places.total"],
  ["places.with-gaps", "places.total"],
  ["questions.in-time", "questions.due"],
  ["questions.due", "questions.received"],
  ["commitments.kept", "commitments.due"],
  ["drafts.communicated", "drafts.in-scope"],
  ["understanding.right-before", "understanding.answers-before"],
  ["understanding.right-after", "understanding.answers-after"],
];

export function checkFigures(input: CheckInput): CheckFinding[] {
  const found: CheckFinding[] = [];
  const say = (
    code: CheckCode,
    level: CheckFinding["level"],
    indicator: string | null,
    members: CheckFinding["members"],
  ) => {
    const question = [code, indicator ?? "", ...Object.values(members)].join(":").slice(0, 300);
    if (!found.some((f) => f.question === question)) found.push({ question, code, level, indicator, members });
  };
  const total = (figures: readonly Figure[], code: string) =>
    figures.find((f) => f.indicator === code && f.line === "total")?.value ?? 0;

  for (const figures of [input.is, input.was]) {
    for (const [whole, parts] of wholes) {
      const sum = parts.reduce((n, p) => n + total(figures, p), 0);
      if (sum !== total(figures, whole)) say("parts", "stop", whole, { total: total(figures, whole), sum });
    }
    for (const [small, large] of atMost)
      if (total(figures, small) > total(figures, large))
        say("more-than", "stop", small, { value: total(figures, small), other: large, limit: total(figures, large) });
    const sums = new Map<string, number>();
    for (const f of figures) {
      const computation: Computation = computations[f.indicator];
      if (f.line !== "total") sums.set(f.indicator, (sums.get(f.indicator) ?? 0) + f.value);
      if (f.value < 0 && computation.source !== "difference") say("negative", "stop", f.indicator, { value: f.value });
      if (computation.source === "ratio" && computation.percent && f.value > 100)
        say("share", "stop", f.indicator, { value: f.value });
    }
    for (const [code, sum] of sums)
      if (input.names.get(code)?.addsUp === "sum" && sum !== total(figures, code))
        say("lines", "stop", code, { total: total(figures, code), sum });
  }
  for (const [code, { addsUp }] of input.names)
    if (addsUp === "sum" && total(input.is, code) !== total(input.was, code))
      say("views", "ask", code, { now: total(input.is, code), before: total(input.was, code) });
  jumps(input, say);
  typed(input, say);
  if (input.waiting > 0) say("waiting", "ask", null, { n: input.waiting });
  if (input.missingBelow > 0) say("missing-below", "ask", null, { n: input.missingBelow });
  return found;
}

type Say = (
  code: CheckCode,
  level: CheckFinding["level"],
  indicator: string | null,
  members: CheckFinding["members"],
) => void;

/** Nothing is asked where there was no last period at all. */
function jumps({ is, rule, spoken }: CheckInput, say: Say): void {
  const before = is.find((f) => f.indicator === "talks" && f.line === "total")?.previous ?? 0;
  if (before === 0) return;
  for (const f of is) {
    if (f.line !== "total" || f.previous === null || !spoken.includes(f.indicator)) continue;
    const moved = Math.abs(f.value - f.previous);
    if (moved < rule.jumpLeast) continue;
    if (f.previous === 0 || (moved / Math.abs(f.previous)) * 100 >= rule.jumpPercent)
      say("jump", "ask", f.indicator, { previous: f.previous, value: f.value });
  }
}

/** "25 buổi" in somebody's words where the catalogue counts buổi, and no figure of the report is 25. */
function typed({ is, names, words }: CheckInput, say: Say): void {
  const measures = new Map<string, { code: string; values: Set<number> }>();
  for (const [code, { measureVi }] of names) {
    // people are counted in too many ways for a number of them to be held against a figure
    if (measureVi === "%" || measureVi === "người" || measureVi === "địa bàn") continue;
    const known = measures.get(measureVi) ?? measures.set(measureVi, { code, values: new Set() }).get(measureVi)!;
    for (const f of is)
      if (f.indicator === code) for (const n of [f.value, f.previous, f.lastYear]) if (n !== null) known.values.add(n);
  }
  const totals = new Map(is.filter((f) => f.line === "total").map((f) => [f.indicator as string, f.value]));
  const pattern = new RegExp(
    `(?<![\\d./-])(\\d{1,3}(?:[.\\s]\\d{3})+|\\d+)\\s+(${[...measures.keys()].sort((a, b) => b.length - a.length).join("|")})(?![\\p{L}])`,
    "giu",
  );
  for (const { key, title, text } of words) {
    for (const code of unknownBraces(text, isIndicatorCode)) say("brace", "stop", null, { section: title, code });
    for (const [whole, number, measure] of text.normalize("NFC").matchAll(pattern)) {
      const known = measures.get(measure!.toLowerCase());
      const value = Number(number!.replace(/[.\s]/g, ""));
      if (known === undefined || known.values.has(value)) continue;
      say("typed", "ask", known.code, { section: title, key, typed: whole, computed: totals.get(known.code) ?? 0 });
    }
  }
}

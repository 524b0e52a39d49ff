import { groupsChange, type Interval, pairedChange, verdictOf } from "#modules/live/shared.ts";
import type { SmallGroupRule } from "#kernel/suppression.ts";
import type { OverviewFigure, OverviewMonth, OverviewPlace, UnderstandingRow } from "./contract.ts";
import type { Measure } from "./measures.ts";
import {
  type Asked,
  notTold,
  type OverviewPeriod,
  percent,
  shareAsked,
  type ShownAsked,
  type Span,
  standingAgainst,
  sumAsked,
  tellAsked,
  tellParts,
} from "./rules.ts";

interface Lined {
  line: "unit" | "unattributable";
  rowUnit: number | null;
  month: string;
}
/** All that one overview is made of, over its two years; nothing of it is shown before it went through here. */
export interface Facts {
  talks: readonly (Lined & { talks: number; attendance: number; waiting: number })[];
  questions: readonly (Lined & Asked)[];
  arrivals: readonly { month: string; days: number; talks: number }[];
  understanding: readonly {
    month: string;
    paired: boolean;
    talks: number;
    bothRight: number;
    lost: number;
    gained: number;
    bothWrong: number;
    beforeN: number;
    beforeRight: number;
    afterN: number;
    afterRight: number;
  }[];
  /** Each place to be covered with the months in which it existed. */
  places: ReadonlyMap<number, readonly string[]>;
  kits: readonly { month: string; due: boolean; inTime: boolean }[];
}

interface Counted {
  value: number | null;
  of: number | null;
  low?: number;
  high?: number;
}
const nothing: Counted = { value: null, of: null };

const within = <T extends { month: string }>(rows: readonly T[], months: readonly string[]) => {
  const known = new Set(months);
  return rows.filter((r) => known.has(r.month));
};
const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((n, row) => n + of(row), 0);

/** How many of the places that existed in these months had a verified talk. */
export function coverage(facts: Facts, months: readonly string[]): { covered: number; places: number } {
  const had = new Set(
    within(facts.talks, months).flatMap((f) => (f.talks > 0 && f.line === "unit" ? [f.rowUnit] : [])),
  );
  const known = new Set(months);
  const lived = [...facts.places].filter(([, all]) => all.some((m) => known.has(m))).map(([id]) => id);
  return { covered: lived.filter((id) => had.has(id)).length, places: lived.length };
}

/**
 * All answers before against all answers after. Where every check was answered by the same phones, their pairs decide;
 * else before and after are held as groups of their own: for people who answered twice that is the careful side.
 */
export function pooled(
  rows: Facts["understanding"],
): (Interval & Omit<UnderstandingRow, "of" | "period" | "change" | "low" | "high" | "verdict">) | null {
  if (rows.length === 0) return null;
  const [beforeN, beforeRight, afterN, afterRight] = [
    sum(rows, (r) => r.beforeN),
    sum(rows, (r) => r.beforeRight),
    sum(rows, (r) => r.afterN),
    sum(rows, (r) => r.afterRight),
  ] as [number, number, number, number];
  if (beforeN === 0 || afterN === 0) return null;
  const interval = rows.every((r) => r.paired)
    ? pairedChange({
        bothRight: sum(rows, (r) => r.bothRight),
        lost: sum(rows, (r) => r.lost),
        gained: sum(rows, (r) => r.gained),
        bothWrong: sum(rows, (r) => r.bothWrong),
      })
    : groupsChange({ right: beforeRight, n: beforeN }, { right: afterRight, n: afterN });
  return {
    ...interval,
    talks: sum(rows, (r) => r.talks),
    answersBefore: beforeN,
    answersAfter: afterN,
    before: percent(beforeRight, beforeN)!,
    after: percent(afterRight, afterN)!,
  };
}

const points = (share: number) => Math.round(share * 1000) / 10;

export function understandingRows(facts: Facts, period: OverviewPeriod): UnderstandingRow[] {
  const of: [UnderstandingRow["of"], Span][] = [
    ["now", period],
    ["previous", period.previous],
    ["lastYear", period.lastYear],
  ];
  return of.flatMap(([which, span]) => {
    if (which === "lastYear" && period.lastYear.code === period.previous.code) return [];
    const found = pooled(within(facts.understanding, span.months));
    if (found === null) return [];
    const { change, low, high, ...rest } = found;
    return [
      {
        of: which,
        period: span.code,
        ...rest,
        change: points(change),
        low: points(low),
        high: points(high),
        verdict: verdictOf({ change, low, high }),
      },
    ];
  });
}

/** One figure over some months. Questions are told apart, see `askedOf`. */
function count(
  facts: Facts,
  measure: Exclude<Measure, "answers">,
  months: readonly string[],
  recordDays: number,
): Counted {
  switch (measure) {
    case "talks":
      return { value: sum(within(facts.talks, months), (f) => f.talks), of: null };
    case "attendance": {
      const rows = within(facts.talks, months);
      return { value: sum(rows, (f) => f.attendance), of: sum(rows, (f) => f.talks) };
    }
    case "coverage": {
      const { covered, places } = coverage(facts, months);
      return { value: percent(covered, places), of: places };
    }
    case "arrivals": {
      const rows = within(facts.arrivals, months);
      const all = sum(rows, (r) => r.talks);
      const inTime = sum(
        rows.filter((r) => r.days <= recordDays),
        (r) => r.talks,
      );
      return { value: percent(inTime, all), of: all };
    }
    case "understanding": {
      const found = pooled(within(facts.understanding, months));
      if (found === null) return nothing;
      return { value: points(found.change), of: found.answersAfter, low: points(found.low), high: points(found.high) };
    }
    case "kits": {
      const rows = within(facts.kits, months).filter((k) => k.due);
      return { value: percent(rows.filter((k) => k.inTime).length, rows.length), of: rows.length };
    }
  }
}

const askedIn = (facts: Facts, months: readonly string[]) => sumAsked(within(facts.questions, months));

function askedFigure(facts: Facts, period: OverviewPeriod, rule: SmallGroupRule) {
  const whole = tellAsked(askedIn(facts, period.months), rule);
  const rest = period.months.filter((m) => !period.over.includes(m));
  const [over = notTold] = period.running
    ? tellParts(whole, [askedIn(facts, period.over), askedIn(facts, rest)], rule)
    : [whole];
  const earlier = (span: Span) => {
    const told = tellAsked(askedIn(facts, span.months), rule);
    if (!period.running) return shareAsked(told);
    const first = standingAgainst(period, span);
    const later = span.months.filter((m) => !first.includes(m));
    return shareAsked(tellParts(told, [askedIn(facts, first), askedIn(facts, later)], rule)[0] ?? notTold);
  };
  return {
    value: shareAsked(whole),
    of: whole.due as number | null,
    compared: shareAsked(over),
    previous: earlier(period.previous),
    lastYear: earlier(period.lastYear),
  };
}

const order: readonly Measure[] = ["talks", "attendance", "coverage", "arrivals", "answers", "understanding", "kits"];

/** Every figure with what it is compared with: of a running period only the months that are over. */
export function figuresOf(
  facts: Facts,
  period: OverviewPeriod,
  recordDays: number,
  rule: SmallGroupRule,
): Omit<OverviewFigure, "target">[] {
  const comparable = !period.running || period.over.length > 0;
  return order.map((measure) => {
    if (measure === "answers") {
      const asked = askedFigure(facts, period, rule);
      return {
        measure,
        low: null,
        high: null,
        ...asked,
        ...(comparable ? {} : { compared: null, previous: null, lastYear: null }),
      };
    }
    const at = (months: readonly string[]) => count(facts, measure, months, recordDays);
    const now = at(period.months);
    const earlier = (span: Span) => {
      const months = standingAgainst(period, span);
      // a count of nothing is nothing to compare with where nothing at all was recorded
      const found = at(months);
      return comparable && !(found.value === 0 && askedNothing(facts, months)) ? found.value : null;
    };
    return {
      measure,
      value: now.value,
      of: now.of,
      low: now.low ?? null,
      high: now.high ?? null,
      compared: comparable ? at(period.running ? period.over : period.months).value : null,
      previous: earlier(period.previous),
      lastYear: earlier(period.lastYear),
    };
  });
}

/** Whether the books were still empty: then "0 before" would be a rise that never was. */
function askedNothing(facts: Facts, months: readonly string[]): boolean {
  const last = months.at(-1) ?? "";
  return !facts.talks.some((f) => f.talks > 0 && f.month <= last);
}

export function monthsOf(
  facts: Facts,
  period: OverviewPeriod,
  recordDays: number,
  rule: SmallGroupRule,
): OverviewMonth[] {
  const told = tellMonths(facts, period, rule);
  return period.window.map((month) => {
    const talks = within(facts.talks, [month]);
    const arrived = within(facts.arrivals, [month]);
    const { covered, places } = coverage(facts, [month]);
    const asked = told.get(month) ?? notTold;
    return {
      month,
      talks: sum(talks, (f) => f.talks),
      attendance: sum(talks, (f) => f.attendance),
      covered,
      places,
      arrived: sum(arrived, (r) => r.talks),
      arrivedInTime: sum(
        arrived.filter((r) => r.days <= recordDays),
        (r) => r.talks,
      ),
      questionsDue: asked.due,
      questionsInTime: asked.inTime,
    };
  });
}

/** Months of the three compared periods are a second cut of their sums; every other month stands alone. */
function tellMonths(facts: Facts, period: OverviewPeriod, rule: SmallGroupRule): Map<string, ShownAsked> {
  const told = new Map<string, ShownAsked>();
  for (const span of [period, period.previous, period.lastYear]) {
    const months = span.months.filter((m) => period.window.includes(m) && !told.has(m));
    const parts = months.map((m) => askedIn(facts, [m]));
    const whole = tellAsked(askedIn(facts, span.months), rule);
    for (const [i, part] of (months.length === 1 ? [whole] : tellParts(whole, parts, rule)).entries())
      told.set(months[i]!, part);
  }
  for (const month of period.window) if (!told.has(month)) told.set(month, tellAsked(askedIn(facts, [month]), rule));
  return told;
}

/** The lines below, by unit; a place without a talk has its line too. */
export function placesOf(
  facts: Facts,
  period: OverviewPeriod,
  area: { unitId: number },
  rule: SmallGroupRule,
  nameOf: (unitId: number) => { name: string; code: string | null },
): OverviewPlace[] {
  const months = new Set(period.months);
  const key = (f: Lined) => (f.line === "unattributable" ? "lost" : String(f.rowUnit));
  const lines = new Map<string, { line: OverviewPlace["line"]; unitId: number | null }>();
  for (const [id, lived] of facts.places)
    if (lived.some((m) => months.has(m))) lines.set(String(id), { line: "unit", unitId: id });
  const here = new Set([...period.months, ...period.previous.months]);
  for (const f of [...facts.talks.filter((r) => here.has(r.month)), ...within(facts.questions, period.months)])
    if (!lines.has(key(f)))
      lines.set(key(f), {
        line: f.line === "unattributable" ? "unattributable" : f.rowUnit === area.unitId ? "self" : "unit",
        unitId: f.line === "unattributable" ? null : f.rowUnit,
      });
  const now = Map.groupBy(within(facts.talks, period.months), key);
  const before = Map.groupBy(within(facts.talks, standingAgainst(period, period.previous)), key);
  const asked = Map.groupBy(within(facts.questions, period.months), key);
  const keys = [...lines.keys()];
  const told = tellParts(
    tellAsked(askedIn(facts, period.months), rule),
    keys.map((k) => sumAsked(asked.get(k) ?? [])),
    rule,
  );
  return keys.flatMap((k, i) => {
    const rows = now.get(k) ?? [];
    const had = new Set(rows.filter((r) => r.talks > 0).map((r) => r.month));
    const { line, unitId } = lines.get(k)!;
    const lived = unitId === null ? [] : (facts.places.get(unitId) ?? []).filter((m) => months.has(m));
    const place: OverviewPlace = {
      line,
      unitId,
      ...(unitId === null ? { name: "", code: null } : nameOf(unitId)),
      talks: sum(rows, (r) => r.talks),
      attendance: sum(rows, (r) => r.attendance),
      waiting: sum(rows, (r) => r.waiting),
      previous: sum(before.get(k) ?? [], (r) => r.talks),
      months: lived.length,
      emptyMonths: lived.filter((m) => !had.has(m)).length,
      questionsDue: told[i]?.due ?? null,
      questionsInTime: told[i]?.inTime ?? null,
    };
    // where only a few asked, the line itself would tell that somebody did
    const empty =
      place.months === 0 && place.talks + place.waiting + place.previous === 0 && place.questionsDue === null;
    return empty ? [] : [place];
  });
}

/** How long records took, day by day. */
export function arrivalsOf(facts: Facts, period: OverviewPeriod): { days: number; talks: number }[] {
  const byDay = new Map<number, number>();
  for (const r of within(facts.arrivals, period.months)) byDay.set(r.days, (byDay.get(r.days) ?? 0) + r.talks);
  return [...byDay].map(([days, talks]) => ({ days, talks })).toSorted((a, b) => a.days - b.days);
}

import type { PlanProgress, PlanStatus, TargetPeriod } from "./contract.ts";

/** What may become of a plan. */
const steps: Record<PlanStatus, readonly PlanStatus[]> = {
  draft: ["standing"],
  standing: ["closed"],
  closed: ["standing"],
};
export function mayBecome(from: PlanStatus, to: PlanStatus): boolean {
  return steps[from].includes(to);
}

export interface Measure {
  of: "talks" | "attendance";
  /** A kind of talk, or every kind. */
  kind: string | null;
}
const kinds = new Set(
  "speakerConference thematicConference currentAffairsBriefing organisationMeeting residentMeeting voterContactMeeting dialogueMeeting internalBriefing readingMeeting skillContest".split(
    " ",
  ),
);

/** What of the reports' catalogue this room counts from talks itself; null where progress must be typed in. */
export function measureOf(indicator: string | null): Measure | null {
  const m = /^(talks|attendance)(?:\.([A-Za-z]+))?$/.exec(indicator ?? "");
  if (m === null || (m[2] !== undefined && !kinds.has(m[2]))) return null;
  return { of: m[1] as Measure["of"], kind: m[2] ?? null };
}

const monthsOf: Record<Exclude<TargetPeriod, "whole">, number> = { month: 1, quarter: 3, year: 12 };
const monthIndex = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/**
 * How often a target falls due between two days: `whole` over the plan's time, `ended` up to and including yesterday.
 * Calendar months, quarters and years that touch the plan's time; one that is running is not yet due.
 */
export function periodsOf(
  period: TargetPeriod,
  from: string,
  to: string,
  today: string,
): { whole: number; ended: number } {
  if (period === "whole") return { whole: 1, ended: to < today ? 1 : 0 };
  const size = monthsOf[period];
  const slot = (day: string) => Math.floor(monthIndex(day) / size);
  const whole = slot(to) - slot(from) + 1;
  const ended = today > to ? whole : Math.max(0, Math.min(whole, slot(today) - slot(from)));
  return { whole, ended };
}

export interface TaskFacts {
  startsOn: string;
  endsOn: string;
  dueOn: string | null;
  targetValue: number | null;
  targetPeriod: TargetPeriod | null;
  /** Counted from talks, null where it is not. */
  counted: number | null;
  typed: { state: "doing" | "done"; value: number | null; evidence: string; onDate: string } | null;
}

/** Where a task stands at a unit and why; nothing is called done that nobody counted or vouched for. */
export function progressOf(task: TaskFacts, today: string): PlanProgress {
  const times =
    task.targetPeriod === null ? null : periodsOf(task.targetPeriod, task.startsOn, task.dueOn ?? task.endsOn, today);
  const whole = times === null || task.targetValue === null ? null : times.whole * task.targetValue;
  const expected = times === null || task.targetValue === null ? null : times.ended * task.targetValue;
  const value = task.counted ?? task.typed?.value ?? null;
  const reached = whole !== null && value !== null && value >= whole;
  const done = reached || task.typed?.state === "done";
  const passed = task.dueOn !== null && task.dueOn < today;
  const behind = expected !== null && (value ?? 0) < expected;
  const known = value !== null || task.typed !== null;
  const why = done ? null : passed ? (known ? "due-passed" : "nothing-recorded") : behind ? "behind-target" : null;
  return {
    state: done ? "done" : why !== null ? "late" : known || task.dueOn !== null ? "on-time" : "unknown",
    why,
    computed: task.counted !== null,
    value,
    expected,
    whole,
    evidence: task.typed?.evidence ?? null,
    recordedOn: task.typed?.onDate ?? null,
  };
}

/** Where a piece of source may be cut: between words, both sides with words of their own. */
export function cutAt(text: string, at: number): [string, string] | null {
  const first = text.slice(0, at).trimEnd();
  const second = text.slice(at).trimStart();
  const whole = /\s/u.test(text[at - 1] ?? "") || /\s/u.test(text[at] ?? "");
  return whole && /\p{L}/u.test(first) && /\p{L}/u.test(second) ? [first, second] : null;
}

/** Which group of units the words of a plan mean, if they mean one. */
export function groupMeant(name: string): "communes" | "districts" | "departments" | null {
  const low = name.toLowerCase();
  if (/(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân).*(?:các )?(?:xã|phường|đặc khu)/u.test(low) && /các|,/u.test(low))
    return "communes";
  if (/(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân).*huyện/u.test(low) && /các|,/u.test(low)) return "districts";
  return low.startsWith("các sở") ? "departments" : null;
}

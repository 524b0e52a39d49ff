import type { LateReason, PlanProgress, PlanStatus, TargetPeriod } from "./contract.ts";

/** What may become of a plan. */
const steps: Record<PlanStatus, readonly PlanStatus[]> = {
  draft: ["standing"],
  standing: ["closed"],
  closed: ["standing"],
};
export function mayBecome(from: PlanStatus, to: PlanStatus): boolean {
  return steps[from].includes(to);
}

export const measures = ["talks", "attendance", "answers", "dialogues", "drafts", "documents", "courses"] as const;
export interface Measure {
  of: (typeof measures)[number];
  /** A kind of talk or a type of document, or every one. */
  kind: string | null;
  /** Share in time of those that were due, instead of how many. */
  percent: boolean;
}
const kinds = new Set(
  "speakerConference thematicConference currentAffairsBriefing organisationMeeting residentMeeting voterContactMeeting dialogueMeeting internalBriefing readingMeeting skillContest".split(
    " ",
  ),
);

/** What of the reports' catalogue is counted from the house's own records; null where progress must be typed in. */
export function measureOf(indicator: string | null): Measure | null {
  const m = /^([a-z]+)(?:\.([A-Za-z-]+))?$/.exec(indicator ?? "");
  const of = measures.find((known) => known === m?.[1]);
  if (m === null || of === undefined) return null;
  const kind = m[2] ?? null;
  if (of === "answers") return kind === null || kind === "percent" ? { of, kind: null, percent: kind !== null } : null;
  if ((of === "talks" || of === "attendance") && kind !== null && !kinds.has(kind)) return null;
  if ((of === "dialogues" || of === "drafts" || of === "courses") && kind !== null) return null;
  return { of, kind, percent: false };
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
  /** Counted from the house's records, null where it is not. */
  counted: number | null;
  /** The target is a share of what was due: reached only at the end, and nothing is behind before anything was due. */
  percent?: boolean;
  typed: { state: "doing" | "done"; value: number | null; evidence: string; onDate: string } | null;
}

/** Where a task stands at a unit and why; nothing is called done that nobody counted or vouched for. */
export function progressOf(task: TaskFacts, today: string): PlanProgress {
  const times =
    task.targetPeriod === null ? null : periodsOf(task.targetPeriod, task.startsOn, task.dueOn ?? task.endsOn, today);
  const whole = times === null || task.targetValue === null ? null : times.whole * task.targetValue;
  const expected = times === null || task.targetValue === null ? null : times.ended * task.targetValue;
  const value = task.counted ?? task.typed?.value ?? null;
  if (task.percent) return shareOf(task, today);
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

function shareOf(task: TaskFacts, today: string): PlanProgress {
  const end = task.dueOn ?? task.endsOn;
  const value = task.counted;
  const whole = task.targetValue;
  const below = value !== null && whole !== null && value < whole;
  const done = value !== null && !below && end < today;
  return {
    state: done ? "done" : below ? "late" : value === null ? "unknown" : "on-time",
    why: below ? "behind-target" : null,
    computed: true,
    value,
    expected: value === null ? null : whole,
    whole,
    evidence: task.typed?.evidence ?? null,
    recordedOn: task.typed?.onDate ?? null,
  };
}

export interface LateFacts {
  progress: Pick<PlanProgress, "state" | "why" | "computed">;
  /** The unit is no more and nobody took over from it. */
  unitEnded: boolean;
  /** Its own plan was to be issued by a day that has passed, and is not. */
  ownPlanMissing: boolean;
  /** Given, but nobody has verified them; planned for a day to come; counted or tied so far. */
  unverified: number;
  planned: number;
  held: number;
  /** Something was typed in, without saying that it is done. */
  typed: boolean;
  /** Units of its own plan that have not done their part. */
  waitingFor: readonly string[];
}

/** Why something is late, what can be done about it first; none where it is not. */
export function reasonsOf(facts: LateFacts): LateReason[] {
  const plain = (code: LateReason["code"], n = 0): LateReason => ({ code, n, units: [] });
  if (facts.unitEnded && facts.progress.state !== "done") return [plain("unit-ended")];
  const out: LateReason[] = [];
  if (facts.ownPlanMissing && facts.progress.state !== "done") out.push(plain("own-plan-missing"));
  if (facts.progress.state !== "late") return out;
  if (facts.unverified > 0) out.push(plain("not-verified", facts.unverified));
  if (facts.waitingFor.length > 0)
    out.push({ code: "waiting-for", n: facts.waitingFor.length, units: [...facts.waitingFor] });
  const begun = facts.held + facts.unverified > 0 || facts.typed;
  if (!begun) out.push(plain(facts.planned > 0 ? "only-planned" : "not-begun", facts.planned));
  else if (facts.unverified === 0) out.push(plain(facts.progress.computed ? "too-few" : "evidence-missing"));
  return out;
}

/** The days of a month on which something of a task falls due: its own day, or the last day of each period of its target or its repeat. */
export function dueDaysIn(
  month: string,
  task: {
    startsOn: string;
    endsOn: string;
    dueOn: string | null;
    targetPeriod: TargetPeriod | null;
    repeats: string | null;
  },
): { day: string; what: "due" | "target" | "repeat" }[] {
  const last = lastDayOf(month);
  const end = task.dueOn ?? task.endsOn;
  if (month < task.startsOn.slice(0, 7) || month > end.slice(0, 7)) return [];
  const out: { day: string; what: "due" | "target" | "repeat" }[] = [];
  if (task.dueOn?.startsWith(month)) out.push({ day: task.dueOn, what: "due" });
  const at = Number(month.slice(5, 7));
  const ends = (size: number) => at % size === 0;
  const size = task.targetPeriod === null || task.targetPeriod === "whole" ? null : monthsOf[task.targetPeriod];
  if (size !== null ? ends(size) : task.targetPeriod === "whole" && end.startsWith(month))
    out.push({ day: last > end ? end : last, what: "target" });
  const every = task.repeats === null ? undefined : repeatMonths[task.repeats];
  if (out.length === 0 && every !== undefined && ends(every))
    out.push({ day: last > end ? end : last, what: "repeat" });
  return out;
}
const repeatMonths: Record<string, number> = { monthly: 1, quarterly: 3, "half-yearly": 6, yearly: 12 };

function lastDayOf(month: string): string {
  const [year = 0, m = 1] = month.split("-").map(Number);
  return `${month}-${String(new Date(Date.UTC(year, m, 0)).getUTCDate()).padStart(2, "0")}`;
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

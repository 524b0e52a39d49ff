import { addDays, asCivilDate, type CivilDate, daysBetween } from "#kernel/civil-date.ts";
import type { KitItem, KitItemKind, KitTrigger } from "./contract.ts";

/** Before an event, so that talks have it; after anything else, counted from the day on which the task was opened. */
export function dueDay(trigger: KitTrigger, happenedOn: CivilDate, openedOn: CivilDate, days: number): CivilDate {
  if (trigger !== "event") return addDays(openedOn, days);
  const due = addDays(happenedOn, -days);
  // an event that is nearer than the rule: what can still be asked is today
  return due < openedOn ? openedOn : due;
}

/**
 * The next time that an event comes, on a day or after it; null where it is past. 29 February comes on the 28th of a year
 * that has none.
 */
export function nextTime(event: { happensOn: CivilDate; yearly: boolean }, on: CivilDate): CivilDate | null {
  if (event.happensOn >= on) return event.happensOn;
  if (!event.yearly) return null;
  const [, month, day] = event.happensOn.split("-").map(Number);
  for (let year = Number(on.slice(0, 4)); ; year++) {
    const last = new Date(Date.UTC(year, month!, 0)).getUTCDate();
    const time = asCivilDate(
      `${year}-${String(month).padStart(2, "0")}-${String(Math.min(day!, last)).padStart(2, "0")}`,
    );
    if (time >= on) return time;
  }
}

/** The time for which a kit is to be opened on a day, if there is one: it comes within the event's lead days. */
export function timeToOpen(
  event: { happensOn: CivilDate; yearly: boolean; leadDays: number },
  on: CivilDate,
): CivilDate | null {
  const next = nextTime(event, on);
  return next !== null && addDays(next, -event.leadDays) <= on ? next : null;
}

/** What the linked material has by now. */
export interface Made {
  /** Approved and not recalled or superseded today. */
  inUse: boolean;
  questions: number;
  /** Languages with a reviewed version, and the material's own. */
  languages: readonly string[];
}

/** Read off the material, never ticked. */
export function itemState(kind: KitItemKind, language: string | null, made: Made | null): KitItem["state"] {
  if (made === null) return "missing";
  if (!made.inUse) return "inWork";
  if (kind === "questionsAnswers") return made.questions > 0 ? "ready" : "inWork";
  if (kind === "languageVersion") return language !== null && made.languages.includes(language) ? "ready" : "inWork";
  return "ready";
}

export function isOverdue(
  kit: { status: string; dueOn: CivilDate },
  items: readonly { state: string }[],
  today: CivilDate,
): boolean {
  return kit.status === "open" && kit.dueOn < today && items.some((item) => item.state !== "ready");
}

/** From the matter to the approval. What was in use when the matter arose took no time; before an event days count down. */
export function daysToApproval(kit: Pick<Timed, "trigger" | "happenedOn" | "approvedOn">): number | null {
  if (kit.approvedOn === null) return null;
  const days = daysBetween(kit.happenedOn, kit.approvedOn);
  return kit.trigger === "event" ? days : Math.max(0, days);
}

/** From the approval, or the matter where that came later, to the first talk. */
export function daysToTalk(kit: Pick<Timed, "trigger" | "happenedOn" | "approvedOn" | "talkOn">): number | null {
  if (kit.approvedOn === null || kit.talkOn === null) return null;
  const from = kit.trigger !== "event" && kit.happenedOn > kit.approvedOn ? kit.happenedOn : kit.approvedOn;
  return daysBetween(from, kit.talkOn);
}

export interface Timed {
  unitId: number;
  trigger: KitTrigger;
  happenedOn: CivilDate;
  dueOn: CivilDate;
  approvedOn: CivilDate | null;
  talkOn: CivilDate | null;
}

export interface Timeliness {
  unitId: number;
  kits: number;
  approved: number;
  inTime: number;
  talked: number;
  medianToApproval: number | null;
  medianToTalk: number | null;
}

/** By unit, in the order of first appearance. The median, since one forgotten kit must not hide nine quick ones. */
export function timelinessByUnit(kits: readonly Timed[]): Timeliness[] {
  return [...Map.groupBy(kits, (k) => k.unitId)].map(([unitId, own]) => {
    const present = (days: (number | null)[]) => days.filter((d) => d !== null);
    const approvals = present(own.map(daysToApproval));
    const talks = present(own.map(daysToTalk));
    return {
      unitId,
      kits: own.length,
      approved: approvals.length,
      inTime: own.filter((k) => k.approvedOn !== null && k.approvedOn <= k.dueOn).length,
      talked: talks.length,
      medianToApproval: median(approvals),
      medianToTalk: median(talks),
    };
  });
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

import type { CivilDate } from "#kernel/civil-date.ts";
import type { packageRefusals, PlanState } from "./contract.ts";

export interface Going {
  status: "draft" | "approved" | "recalled" | "superseded";
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
}

/** Why a version may not go out on a day; null: it may. */
export function outwardRefusal(version: Going, day: CivilDate): (typeof packageRefusals)[number] | null {
  if (version.status !== "approved") return version.status;
  if (version.validTo !== null && version.validTo < day) return "expired";
  return version.validFrom !== null && day < version.validFrom ? "early" : null;
}

/** Where a plan stands: what was published counts before what was cancelled or is late. */
export function planState(
  plan: { dueOn: CivilDate; cancelled: boolean; published: boolean },
  today: CivilDate,
): PlanState {
  if (plan.published) return "done";
  if (plan.cancelled) return "cancelled";
  return plan.dueOn < today ? "overdue" : "open";
}

/** Syllables, as they are read aloud: words of letters or figures between spaces. */
export function syllables(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Seconds at so many syllables a minute; null where no speed is configured. */
export function readingSeconds(text: string, perMinute: number | null): number | null {
  return perMinute === null ? null : Math.round((syllables(text) * 60) / perMinute);
}

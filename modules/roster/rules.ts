import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/civil-date.ts";
import { readDocumentSymbol } from "#kernel/text/document-symbol.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import type { AppointmentState, RosterCatalogue } from "./answers.ts";
import type { AppointmentFacts } from "./contract.ts";

/** How long before its end a term is called "ending": time enough for the next decision. */
export const endingWithinDays = 90;

export interface Held {
  termFrom: CivilDate;
  termTo: CivilDate | null;
  /** Last day held where it was ended early. */
  lastDay: CivilDate | null;
}

/** The last day on which it is or was held; null where no end is known. */
export function lastHeldDay(held: Held): CivilDate | null {
  if (held.lastDay === null) return held.termTo;
  return held.termTo !== null && held.termTo < held.lastDay ? held.termTo : held.lastDay;
}

export function isHeldOn(held: Held, day: CivilDate): boolean {
  const last = lastHeldDay(held);
  return held.termFrom <= day && (last === null || day <= last);
}

export function appointmentState(held: Held, today: CivilDate): AppointmentState {
  const last = lastHeldDay(held);
  if (last !== null && last < today) return "over";
  if (held.termFrom > today) return "coming";
  return last !== null && daysBetween(today, last) <= endingWithinDays ? "ending" : "current";
}

/** Whether two terms share a day. */
export function overlaps(a: Held, b: Held): boolean {
  const [lastA, lastB] = [lastHeldDay(a), lastHeldDay(b)];
  return (lastB === null || a.termFrom <= lastB) && (lastA === null || b.termFrom <= lastA);
}

/** What is wrong with an appointment, by field; empty when nothing is. */
export function appointmentFaults(
  facts: Omit<AppointmentFacts, "unitId">,
  catalogue: Pick<RosterCatalogue, "kinds" | "levels">,
): Record<string, string> {
  const faults: Record<string, string> = {};
  const kind = catalogue.kinds.find((k) => k.id === facts.kind);
  if (kind === undefined) return { "/kind": "roster.kind-unknown" };
  if (kind.hasLevel && facts.level === null) faults["/level"] = "roster.level-needed";
  if (!kind.hasLevel && facts.level !== null) faults["/level"] = "roster.level-not-for-kind";
  if (kind.hasLevel && facts.level !== null) {
    const level = catalogue.levels.find((l) => l.id === facts.level);
    const exists =
      level !== undefined &&
      (level.from === null || level.from <= facts.termFrom) &&
      (level.to === null || facts.termFrom <= level.to);
    if (!exists) faults["/level"] = "roster.level-not-then";
  }
  if (facts.core && !kind.mayBeCore) faults["/core"] = "roster.core-not-for-kind";
  if (kind.needsDecision && facts.decisionSymbol === null) faults["/decisionSymbol"] = "roster.decision-missing";
  if (facts.termTo !== null && facts.termTo < facts.termFrom) faults["/termTo"] = "roster.term-reversed";
  return faults;
}

/** The last day of a term of so many months that begins on `from`. */
export function termEnd(from: CivilDate, months: number): CivilDate {
  return addDays(addMonths(from, months), -1);
}

/** Evens a decision's symbol where it is one; other wordings ("QĐ của Đảng ủy") stay as they are. */
export function evenSymbol(typed: string | null): string | null {
  if (typed === null || typed.trim() === "") return null;
  return readDocumentSymbol(typed)?.text ?? typed.trim();
}

/** Numbers of identity papers and birth dates have no place in any text of the roster; an office's telephone has. */
export function hasPrivateData(text: string | null): boolean {
  return (
    text !== null &&
    findIdentities(text).some((span) => span.kind !== "phone" && span.kind !== "email" && span.kind !== "address")
  );
}

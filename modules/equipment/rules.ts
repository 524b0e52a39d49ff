import type { Condition } from "./contract.ts";

/** A loan past its day and not back. */
export function isOverdue(loan: { dueOn: string; backOn: string | null }, today: string): boolean {
  return loan.backOn === null && loan.dueOn < today;
}

/** What counts as there to work with. */
export function works(condition: Condition): boolean {
  return condition === "good" || condition === "worn";
}

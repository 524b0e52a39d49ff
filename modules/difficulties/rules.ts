import type { DifficultyStatus } from "./contract.ts";

/** What may become of a difficulty: one pure table, read by desk and server. */
export type DifficultyVerb = "consolidate" | "separate" | "answer" | "escalate" | "setAside" | "reopen";
export const difficultyStates = {
  open: { consolidate: "consolidated", answer: "answered", escalate: "escalated", setAside: "setAside" },
  consolidated: { separate: "open" },
  // a second letter, to another body, is another escalation
  escalated: { answer: "answered", escalate: "escalated", reopen: "open" },
  answered: { reopen: "open" },
  setAside: { reopen: "open" },
} as const satisfies Record<DifficultyStatus, Partial<Record<DifficultyVerb, DifficultyStatus>>>;

/** The state after `verb`, or null where it is not possible. */
export function nextDifficultyStatus(status: DifficultyStatus, verb: DifficultyVerb): DifficultyStatus | null {
  return (difficultyStates[status] as Partial<Record<DifficultyVerb, DifficultyStatus>>)[verb] ?? null;
}

/**
 * The issuer's part of a letter's symbol: "UBND-VHXH". The drafting unit is added where it is written as a symbol
 * is (capitals and digits); how a unit files ("VHXH (02b)") is otherwise its own business.
 */
export function letterSymbol(abbreviation: string, filing: string | null): string {
  return filing !== null && /^[\p{Lu}\d]+$/u.test(filing) ? `${abbreviation}-${filing}` : abbreviation;
}

import type { CivilDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";
import type { LawRow } from "./contract.ts";
import { type LawKind, namedKinds, wordOfKind } from "./kinds.ts";

interface Titled {
  kind: LawKind;
  symbol: string | null;
  abstract: string | null;
  year: number | null;
}

/** How a document is called after its first mention: kind and symbol, a law by kind, name and year (Decree 30, II.6.b). */
export function titleOf({ kind, symbol, abstract, year }: Titled): string {
  const word = wordOfKind(kind);
  if (kind === "constitution") return year === null ? word : `${word} năm ${year}`;
  if (namedKinds.has(kind) && abstract !== null) return `${word} ${abstract}${year === null ? "" : ` năm ${year}`}`;
  if (kind === "other") return symbol ?? abstract ?? word;
  return `${word} số ${symbol ?? ""}`.trim();
}

/** What a law's name is compared by; empty for everything else. */
export function nameKey(kind: LawKind, abstract: string | null): string {
  return namedKinds.has(kind) && abstract !== null ? toneKey(abstract) : "";
}

export interface InTime {
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  /** Of documents that replace it: since when they are in force, null where that is not known. */
  replacedFrom: readonly (CivilDate | null)[];
}

/** A document is replaced once one that replaces it is in force; where nobody knows since when, it is. */
export function lawState({ validFrom, validTo, replacedFrom }: InTime, on: CivilDate): LawRow["state"] {
  if (replacedFrom.some((from) => from === null || from <= on)) return "replaced";
  if (validTo !== null && validTo < on) return "over";
  if (validFrom !== null && on < validFrom) return "notYet";
  return validFrom === null ? "unknown" : "inForce";
}

/** Whether a passage tells what the abstract says: most of its words stand there, in whatever form. */
export function saysAbstract(passage: string, abstract: string): boolean {
  const words = fold(abstract)
    .split(/[^a-z0-9]+/)
    .filter((w) => w !== "");
  const there = new Set(fold(passage).split(/[^a-z0-9]+/));
  return words.length > 0 && words.filter((w) => there.has(w)).length >= words.length * 0.6;
}

import type { ViewName } from "./contract.ts";

/**
 * What is printed beside a figure and leads back to the talks behind it: `4K7-29MQ.1.10` (report, revision, number of
 * the indicator), `4K7-29MQ.1.10.24` for the line of unit 24, `.0` for what cannot be attributed to a unit of today; a T behind the
 * revision says that units are told apart as they stood then. Typed into the desk's search, it opens the figure.
 */
export interface Reference {
  /** Without its hyphen. */
  code: string;
  revision: number;
  view: ViewName;
  position: number;
  /** Null: the total; 0: what cannot be attributed. */
  unitId: number | null;
}

export function writeReference(reference: Reference): string {
  const { code, revision, view, position, unitId } = reference;
  const line = unitId === null ? "" : `.${unitId}`;
  return `${code.slice(0, 3)}-${code.slice(3)}.${revision}${view === "as-was" ? "T" : ""}.${position}${line}`;
}

/** Null for anything else; small letters, missing hyphens and letters that are easily mistaken are taken. */
export function readReference(text: string): Reference | null {
  const m = /^([0-9A-Z]{3})-?([0-9A-Z]{4})\.(\d{1,4})(T?)\.(\d{1,5})(?:\.(\d{1,9}))?$/.exec(
    text.trim().toUpperCase().replace(/\s+/g, ""),
  );
  if (m === null) return null;
  const code = `${m[1]}${m[2]}`.replaceAll("O", "0").replaceAll("I", "1").replaceAll("L", "1");
  return {
    code,
    revision: Number(m[3]),
    view: m[4] === "T" ? "as-was" : "as-is",
    position: Number(m[5]),
    unitId: m[6] === undefined ? null : Number(m[6]),
  };
}

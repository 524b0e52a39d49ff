import type { CivilDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";
import type { RosterCatalogue } from "../answers.ts";
import { appointmentFaults, overlaps, type Held } from "../rules.ts";
import { fillRow, type FillOptions, placeOf } from "./fill-row.ts";
import type { ImportRow } from "./import-row.ts";
import type { PersonRow, SheetList } from "./people.ts";

/** A person of the roster who bears a name that the file has too. */
export interface KnownPerson {
  id: string;
  exactKey: string;
  unitId: number;
  workplace: string | null;
  appointments: readonly (Held & { kind: string; level: string | null; decisionSymbol: string | null })[];
}

export interface PlanInput extends FillOptions {
  catalogue: RosterCatalogue;
  today: CivilDate;
  known: readonly KnownPerson[];
  /** A person has read the converted names: what was doubtful is no longer rejected. */
  fontsConfirmed: boolean;
}

interface Seen {
  row: ImportRow;
  place: string | null;
}

/**
 * Decides every row, in the order of the file. Pure: the preview and the import run it on the same
 * input and come to the same outcome.
 */
export class ImportPlanner {
  readonly #input: PlanInput;
  readonly #known = new Map<string, KnownPerson[]>();
  readonly #seen = new Map<string, Seen[]>();
  /** For a row that gives a further appointment to a person of an earlier row: that row. */
  readonly personOf = new Map<ImportRow, ImportRow>();

  constructor(input: PlanInput) {
    this.#input = input;
    for (const person of input.known)
      this.#known.set(person.exactKey, [...(this.#known.get(person.exactKey) ?? []), person]);
  }

  decide(list: SheetList, source: PersonRow): ImportRow {
    const row = fillRow(list, source, this.#input);
    if (row.reason !== null) return row;
    const fault = this.#fault(row, list, source);
    if (fault !== null) return { ...row, outcome: "reject", ...fault };
    const key = toneKey(row.name);
    const place = row.workplace === null ? null : fold(row.workplace);
    return this.#againstFile(row, key, place) ?? this.#againstRoster(row, key, place) ?? this.#keep(row, key, place);
  }

  #fault(row: ImportRow, list: SheetList, source: PersonRow): Pick<ImportRow, "reason" | "cell" | "typed"> | null {
    if (row.font !== null && !row.fontSure && !this.#input.fontsConfirmed)
      return { reason: "roster.font-unconfirmed", cell: placeOf(list, source, "name"), typed: row.written };
    if (row.termFrom === null)
      return {
        reason: "roster.start-missing",
        cell: placeOf(list, source, "termFrom") ?? placeOf(list, source, "decisionDate"),
        typed: null,
      };
    const faults = appointmentFaults(
      {
        kind: row.kind as string,
        level: row.level,
        core: row.core,
        decisionSymbol: row.decisionSymbol,
        decisionDate: row.decisionDate,
        decisionIssuer: row.decisionIssuer,
        termFrom: row.termFrom,
        termTo: row.termTo,
      },
      this.#input.catalogue,
    );
    const [pointer, code] = Object.entries(faults)[0] ?? [];
    if (pointer === undefined || code === undefined) return null;
    const field = (
      {
        "/decisionSymbol": "decision",
        "/level": "level",
        "/core": "core",
        "/termTo": "termTo",
        "/kind": "kind",
      } as const
    )[pointer as "/kind"];
    return { reason: code, cell: field === undefined ? null : placeOf(list, source, field), typed: null };
  }

  #againstFile(row: ImportRow, key: string, place: string | null): ImportRow | null {
    for (const seen of this.#seen.get(key) ?? []) {
      if (!samePlace(place, row.unitId, seen.place, seen.row.unitId)) {
        row.notes.push({ code: "same-name", row: seen.row.row });
        continue;
      }
      if (seen.row.kind === row.kind && seen.row.level === row.level) {
        return {
          ...row,
          outcome: "duplicate",
          reason: "roster.duplicate-in-file",
          otherRow: seen.row.row,
          knownAs: seen.row.knownAs,
        };
      }
      this.personOf.set(row, this.personOf.get(seen.row) ?? seen.row);
    }
    return null;
  }

  #againstRoster(row: ImportRow, key: string, place: string | null): ImportRow | null {
    const named = this.#known.get(key) ?? [];
    const person = named.find((p) =>
      samePlace(place, row.unitId, p.workplace === null ? null : fold(p.workplace), p.unitId),
    );
    if (person === undefined) {
      if (named.length > 0) row.notes.push({ code: "same-name-roster" });
      return null;
    }
    row.knownAs = person.id;
    const held = { termFrom: row.termFrom as CivilDate, termTo: row.termTo, lastDay: null };
    const same = person.appointments.find((a) => a.kind === row.kind && a.level === row.level && overlaps(a, held));
    if (same) return { ...row, outcome: "duplicate", reason: "roster.duplicate-in-roster", typed: same.decisionSymbol };
    row.notes.push({ code: "known" });
    return null;
  }

  #keep(row: ImportRow, key: string, place: string | null): ImportRow {
    const seen = this.#seen.get(key);
    if (seen) seen.push({ row, place });
    else this.#seen.set(key, [{ row, place }]);
    return row;
  }
}

/** Whether two entries of one name speak of one person: the same place of work, or nothing that says otherwise. */
export function samePlace(a: string | null, unitA: number, b: string | null, unitB: number): boolean {
  if (a === null || b === null || a === b) return true;
  // "Thôn Păng Sim" and "Thôn Păng Sim, xã Đam Rông 1"; but "Thôn 1" is not "Thôn 12"
  const narrowest = (text: string) => (text.split(/\s*[,;–(]\s*|\s-\s/)[0] ?? text).trim();
  return unitA === unitB && narrowest(a) === narrowest(b);
}

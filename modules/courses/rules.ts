import { fold } from "#kernel/text/fold.ts";
import { exactKey } from "#kernel/text/search-key.ts";
import type { CourseStatus, ListedRow, PartStatus } from "./contract.ts";

/** What may become of a course: one pure table, read by desk and server. */
export type CourseVerb = "edit" | "open" | "enrol" | "hold" | "tick" | "mark" | "close" | "cancel" | "correct";
const courseStates = {
  planned: { edit: "planned", open: "open", enrol: "planned", cancel: "cancelled" },
  open: { edit: "open", enrol: "open", hold: "held", tick: "open", cancel: "cancelled" },
  held: { enrol: "held", hold: "held", tick: "held", mark: "held", close: "closed" },
  closed: { correct: "closed" },
  cancelled: {},
} as const satisfies Record<CourseStatus, Partial<Record<CourseVerb, CourseStatus>>>;

export function nextCourseStatus(status: CourseStatus, verb: CourseVerb): CourseStatus | null {
  return (courseStates[status] as Partial<Record<CourseVerb, CourseStatus>>)[verb] ?? null;
}

/** How many are still neither present nor absent. */
export function unmarked(people: readonly { status: PartStatus }[]): number {
  return people.filter((p) => p.status === "enrolled").length;
}

/** Hours still missing of what is wanted; nothing is wanted where nobody set a number. */
export function missingHours(hours: number, wanted: number | null): number {
  return wanted === null ? 0 : Math.max(0, wanted - hours);
}

/** Over and not closed: waits for whoever keeps its list. */
export function isToClose(course: { status: CourseStatus; endsOn: string }, today: string): boolean {
  return course.status === "held" || (course.status === "open" && course.endsOn < today);
}

export interface Known {
  id: string;
  name: string;
  unit: string;
  position: string | null;
}
export interface Listed {
  sheet: string;
  row: number;
  name: string;
  readable: boolean;
  workplace: string | null;
}

/**
 * A list of names against the roster. With tones where they are written, without them else; of several of one name, the
 * one whose unit or position the row names. Nobody is guessed: what is not certain is shown and left out.
 */
export function matchPeople(rows: readonly Listed[], known: readonly Known[], there: ReadonlySet<string>): ListedRow[] {
  const byFold = Map.groupBy(known, (k) => fold(k.name));
  const taken = new Set<string>();
  return rows.map((row) => {
    const base = { sheet: row.sheet, row: row.row, written: row.name, workplace: row.workplace };
    if (!row.readable) return { ...base, outcome: "unreadable", person: null, candidates: [] };
    const near = byFold.get(fold(row.name)) ?? [];
    const typed = exactKey(row.name);
    // a name typed without any tones is the folded one itself
    const same = typed === fold(row.name) ? near : near.filter((k) => exactKey(k.name) === typed);
    const here = same.length > 1 ? atPlace(same, row.workplace) : same;
    if (here.length === 0) return { ...base, outcome: "missing", person: null, candidates: near.slice(0, 5) };
    if (here.length > 1) return { ...base, outcome: "several", person: null, candidates: here.slice(0, 5) };
    const person = here[0]!;
    const outcome = there.has(person.id) || taken.has(person.id) ? "there" : "found";
    taken.add(person.id);
    return { ...base, outcome, person: { id: person.id, name: person.name, unit: person.unit }, candidates: [] };
  });
}

function atPlace(same: readonly Known[], workplace: string | null): readonly Known[] {
  if (workplace === null) return same;
  const said = fold(workplace);
  const fits = same.filter((k) =>
    [k.unit, bare(k.unit), k.position ?? ""].some((t) => t !== "" && said.includes(fold(t))),
  );
  return fits.length === 0 ? same : fits;
}

/** "Xã D'Ran" → "D'Ran". */
function bare(unit: string): string {
  return unit.replace(/^(?:xã|phường|thị trấn|đặc khu|tỉnh|thành phố|thôn)\s+/iu, "");
}

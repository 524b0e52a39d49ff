import type { CivilDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import { cutIdentities, findIdentities } from "#kernel/text/identity-filter.ts";
import { evenSymbol, hasPrivateData } from "../rules.ts";
import type { ImportField } from "./columns.ts";
import type { ImportNote, ImportRow } from "./import-row.ts";
import { readKind, readLevel } from "./kinds.ts";
import { readName } from "./names.ts";
import type { PersonRow, SheetList } from "./people.ts";
import { cellName } from "./sheet.ts";
import { isMarked, readDay, readDecision, type ReadDay, readLanguages, readTerm, startWithin } from "./values.ts";

export interface UnitChoice {
  id: number;
  name: string;
  level: "province" | "district" | "commune" | "group" | "body";
}

export interface FillOptions {
  today: CivilDate;
  /** The unit that the file is imported into. */
  unit: UnitChoice;
  /** Living units under it, itself included, by folded name. */
  units: ReadonlyMap<string, readonly UnitChoice[]>;
  /** Folded names of units that are surely elsewhere. */
  elsewhere: ReadonlySet<string>;
  courtesies: boolean;
  /** Whether villages and quarters are kept as units here at all; where they are not, none is missed. */
  keepsGroups: boolean;
  /** What the person who imports says of the whole list, where the file itself is silent. */
  defaults: ImportDefaults;
}

export interface ImportDefaults {
  kind?: string | undefined;
  decisionSymbol?: string | undefined;
  decisionDate?: CivilDate | undefined;
}

/** Reads one row into what would be stored; `reason` is set where a cell cannot be read. */
export function fillRow(list: SheetList, source: PersonRow, options: FillOptions): ImportRow {
  const notes: ImportNote[] = [];
  const cell = (field: ImportField) => source.cells.get(field);
  const text = (field: ImportField) => cell(field)?.text.text ?? "";
  const nameCells = [cell("familyName"), cell("givenName"), cell("name")].filter((c) => c !== undefined);
  const font = nameCells.find((c) => c.text.from !== null)?.text.from ?? null;
  const fontSure = nameCells.every((c) => c.text.confident);
  const written = nameCells.map((c) => c.text.written).join(" ");
  const read = readName(nameCells.map((c) => c.text.text).join(" "), font, options.courtesies);
  if (font !== null) notes.push({ code: "font", font });
  else if (read.name !== "" && read.name !== written) notes.push({ code: "name-tidied", typed: written });

  const free = (field: ImportField): string | null => {
    const value = text(field).slice(0, 200);
    if (value === "" || !hasPrivateData(value)) return value === "" ? null : value;
    notes.push({ code: "private-dropped", cell: cell(field)?.name as string });
    return withoutPrivateData(value);
  };
  const row: ImportRow = {
    sheet: source.sheet,
    row: source.row,
    outcome: "import",
    reason: null,
    cell: null,
    typed: null,
    otherRow: null,
    name: read.name,
    written: written === read.name || written === "" ? null : written,
    font,
    fontSure,
    kind: null,
    level: null,
    core: false,
    unitId: options.unit.id,
    unitName: options.unit.name,
    position: free("position"),
    workplace: free("workplace"),
    officeContact: free("contact"),
    workingLanguages: ["vi"],
    topics: topicsOf(text("topics")),
    decisionSymbol: null,
    decisionDate: null,
    decisionIssuer: free("decisionIssuer"),
    termFrom: null,
    termTo: null,
    knownAs: null,
    notes,
  };
  const refuse = (reason: string, field: ImportField, typed: string | null = null): void => {
    if (row.reason !== null) return;
    row.outcome = "reject";
    row.reason = reason;
    row.cell = placeOf(list, source, field);
    row.typed = typed;
  };
  if (read.name === "") refuse("roster.name-missing", "name");
  else if (!read.readable) refuse("roster.name-unreadable", "name", written);

  fillLanguages(row, text("languages"));
  fillKind(row, list, source, options, refuse);
  fillPlace(row, source, options, refuse);
  fillDays(row, list, source, options, refuse);
  return row;
}

type Refuse = (reason: string, field: ImportField, typed?: string | null) => void;

function fillLanguages(row: ImportRow, text: string): void {
  const { tags, unknown } = readLanguages(text);
  row.workingLanguages = tags;
  for (const typed of unknown) row.notes.push({ code: "language-unknown", typed });
}

function fillKind(row: ImportRow, list: SheetList, source: PersonRow, options: FillOptions, refuse: Refuse): void {
  const said = source.cells.get("kind")?.text.text ?? "";
  const own = said === "" ? null : readKind(said);
  row.core = isMarked(source.cells.get("core")?.text.text ?? "") || (own?.core ?? false);
  if (own !== null) row.kind = own.kind;
  else if (said !== "") return refuse("roster.kind-unreadable", "kind", said);
  else if (source.marks.length > 0) row.kind = source.marks[0] as string;
  else if (source.section?.kind) row.kind = source.section.kind;
  else if (list.heading.kinds.length === 1) {
    row.kind = list.heading.kinds[0] as string;
    row.notes.push({ code: "kind-from-heading", typed: list.heading.text.slice(0, 120) });
  } else {
    row.kind = options.defaults.kind ?? assumedKind(list.heading.kinds, options.unit);
    if (row.kind === null) return refuse("roster.kind-missing", "kind");
    row.notes.push({ code: "kind-assumed" });
  }
  if (row.kind !== "grassrootsCommunicator") row.core = false;
  if (row.kind !== "rapporteur") return;
  row.level = readLevel(source.cells.get("level")?.text.text ?? "") ?? own?.level ?? null;
  if (row.level === null) {
    const { level } = options.unit;
    row.level = level === "province" || level === "district" ? level : "commune";
    row.notes.push({ code: "level-from-unit" });
  }
}

/** A list that names no kind or several is taken for what a place of this level keeps; each row says so, for a person to see. */
function assumedKind(said: readonly string[], unit: UnitChoice): string | null {
  const usual =
    unit.level === "commune" || unit.level === "group"
      ? "grassrootsCommunicator"
      : unit.level === "body"
        ? null
        : "rapporteur";
  return said.length === 0 || (usual !== null && said.includes(usual)) ? usual : (said[0] ?? null);
}

/** A place of work that is a unit under the chosen one belongs there; others stay words; one that is surely elsewhere is refused. */
function fillPlace(row: ImportRow, source: PersonRow, options: FillOptions, refuse: Refuse): void {
  if (row.workplace === null && row.position !== null) {
    const parts = /^([^,–]+?)\s*(?:,|\s[–-])\s+(.+)$/u.exec(row.position);
    if (
      parts &&
      /ubnd|đảng ủy|thôn|buôn|tổ dân phố|mttq|mặt trận|xã|phường|phòng|hội|đoàn|trường|trạm|công an/iu.test(
        parts[2] as string,
      )
    ) {
      [row.position, row.workplace] = [parts[1] as string, parts[2] as string];
    }
  }
  if (row.workplace === null && source.section !== null && source.section.kind === null)
    row.workplace = source.section.text.slice(0, 200);
  if (row.workplace === null) return;
  const key = fold(row.workplace);
  const found = options.units.get(key) ?? [];
  if (found.length === 1) {
    row.unitId = (found[0] as UnitChoice).id;
    row.unitName = (found[0] as UnitChoice).name;
  } else if (options.elsewhere.has(key)) refuse("roster.unit-outside", "workplace", row.workplace);
  else if (options.keepsGroups && /^(?:thôn|buôn|bon|tổ dân phố|tdp|khu phố|tổ|khối)\s/iu.test(row.workplace))
    row.notes.push({ code: "workplace-kept", typed: row.workplace });
}

function fillDays(row: ImportRow, list: SheetList, source: PersonRow, options: FillOptions, refuse: Refuse): void {
  const { today } = options;
  const take = (day: ReadDay, field: ImportField): CivilDate | null => {
    if (day.state === "fault") refuse(day.code, field, day.typed);
    if (day.state !== "read") return null;
    if (day.serial)
      row.notes.push({ code: "serial", cell: source.cells.get(field)?.name as string, typed: day.typed, day: day.day });
    return day.day;
  };
  const dayOf = (field: ImportField) => take(readDay(source.cells.get(field)?.cell ?? null, today), field);
  const decisionText = source.cells.get("decision")?.text.text ?? "";
  if (decisionText !== "") {
    const decision = readDecision(decisionText, today);
    row.decisionSymbol = hasPrivateData(decision.symbol) ? null : evenSymbol(decision.symbol);
    row.decisionDate = take(decision.date, "decision");
    row.decisionIssuer ??= decision.issuer;
  }
  row.decisionDate = dayOf("decisionDate") ?? row.decisionDate;
  if (
    row.decisionSymbol === null &&
    decisionText === "" &&
    list.heading.decision.symbol !== null &&
    !list.header.columns.some((c) => c.use.use === "field" && c.use.field === "decision")
  ) {
    row.decisionSymbol = list.heading.decision.symbol;
    row.decisionDate ??= list.heading.decision.date.state === "read" ? list.heading.decision.date.day : null;
    row.decisionIssuer ??= list.heading.decision.issuer;
    row.notes.push({ code: "default-decision" });
  }
  if (row.decisionSymbol === null && decisionText === "" && options.defaults.decisionSymbol !== undefined) {
    row.decisionSymbol = evenSymbol(options.defaults.decisionSymbol);
    row.decisionDate ??= options.defaults.decisionDate ?? null;
    row.notes.push({ code: "default-decision" });
  }
  const term = readTerm(source.cells.get("term")?.text.text ?? "", today);
  const termCell = source.cells.get("term");
  const termDay =
    term === null &&
    termCell !== undefined &&
    typeof termCell.cell.value === "number" &&
    termCell.cell.day !== undefined
      ? dayOf("term")
      : null;
  row.termFrom = dayOf("termFrom") ?? (term === null ? row.decisionDate : startWithin(term, row.decisionDate));
  row.termTo = dayOf("termTo") ?? term?.to ?? termDay;
}

/** "Nông nghiệp; pháp luật" → two fields. */
function topicsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map((t) => t.trim())
        .filter((t) => t !== "" && t !== "-")
        .map((t) => t.slice(0, 100)),
    ),
  ].slice(0, 20);
}

function withoutPrivateData(text: string): string | null {
  const kept = cutIdentities(text, (t) =>
    findIdentities(t).filter(({ kind }) => kind !== "phone" && kind !== "email" && kind !== "address"),
  )
    .replace(/^[\s,;:.-]+|[\s,;:-]+$/g, "")
    .replace(/\s+/g, " ")
    .replace(/\(\s*\)/g, "")
    .trim();
  return kept === "" ? null : kept;
}

/** Where a field stands in this row, empty or not: "F16". Null when the file has no such column. */
export function placeOf(list: SheetList, source: PersonRow, field: ImportField): string | null {
  const there = source.cells.get(field)?.name;
  if (there !== undefined) return there;
  const column = list.header.columns.find((c) => c.use.use === "field" && c.use.field === field);
  return column === undefined ? null : cellName(source.row, column.column);
}

import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { contentHash } from "#kernel/canonical.ts";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { listUnits } from "#modules/units/server.ts";
import type { ImportDefaults, UnitChoice } from "../import/fill-row.ts";
import type { ImportColumn, ImportPreview, ImportRow } from "../import/import-row.ts";
import { hasCourtesies } from "../import/names.ts";
import { readListInSteps, type SheetList } from "../import/people.ts";
import { ImportPlanner, type KnownPerson } from "../import/plan.ts";
import type { SourceSheet } from "../import/sheet.ts";
import { rosterPolicy } from "../policy.ts";
import { rosterProblem } from "../problems.ts";
import { loadCatalogue } from "./catalogue.ts";
import { requireUnit } from "./store.ts";

/** "reading" the file, "checking" row by row, "writing". */
export type ImportProgress = (step: "reading" | "checking" | "writing", done: number, total: number) => void;

export interface RosterPlan {
  lists: readonly SheetList[];
  rows: ImportRow[];
  preview: ImportPreview;
  /** For a row that gives a further appointment to a person of an earlier row: that row. */
  personOf: ReadonlyMap<ImportRow, ImportRow>;
}

export interface PlanRequest {
  principal: Principal;
  unitId: number;
  sheets: readonly SourceSheet[];
  fontsConfirmed: boolean;
  today: CivilDate;
  defaults?: ImportDefaults;
  progress?: ImportProgress;
}

const rowsAtOnce = 200;
/** Lets answers to others (and the progress itself) out between stretches of work. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Decides every row of the file as of now, writing nothing. The import runs the very same. */
export async function planRosterImport(tx: Tx, request: PlanRequest): Promise<RosterPlan> {
  const { unitId, today, progress = () => {} } = request;
  authorise(rosterPolicy, "roster.import", request.principal, { unitPath: await requireUnit(tx, unitId) });
  const lists: SheetList[] = [];
  for (const sheet of request.sheets.filter((s) => !s.hidden)) {
    const list = await readBreathing(sheet, today, progress);
    if (list !== null) lists.push(list);
  }
  if (lists.length === 0) throw rosterProblem("roster.import-no-table");
  const total = lists.reduce((sum, list) => sum + list.rows.length, 0);
  if (total === 0) throw rosterProblem("roster.import-no-people");
  const places = await loadPlaces(tx, unitId, today, workplacesOf(lists));
  const planner = new ImportPlanner({
    ...places,
    today,
    catalogue: await loadCatalogue(tx),
    known: await loadKnown(tx, unitId),
    fontsConfirmed: request.fontsConfirmed,
    defaults: request.defaults ?? {},
    courtesies: hasCourtesies(
      lists.flatMap((list) => list.rows.map((row) => row.cells.get("name")?.text.text ?? "")).filter((n) => n !== ""),
    ),
  });
  const rows: ImportRow[] = [];
  for (const list of lists) {
    for (const row of list.rows) {
      if (rows.length % rowsAtOnce === 0) {
        progress("checking", rows.length, total);
        await breathe();
      }
      rows.push(planner.decide(list, row));
    }
  }
  progress("checking", total, total);
  return { lists, rows, preview: previewOf(request.sheets, lists, rows), personOf: planner.personOf };
}

async function readBreathing(
  sheet: SourceSheet,
  today: CivilDate,
  progress: ImportProgress,
): Promise<SheetList | null> {
  const steps = readListInSteps(sheet, today);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    progress("reading", value, sheet.rows.length);
    await breathe();
  }
}

function previewOf(sheets: readonly SourceSheet[], lists: readonly SheetList[], rows: ImportRow[]): ImportPreview {
  const count = (of: (row: ImportRow) => boolean) => rows.filter(of).length;
  return {
    sheets: sheets.map((sheet) => {
      const list = lists.find((l) => l.sheet === sheet);
      return {
        name: sheet.name,
        hidden: sheet.hidden,
        headerRow: list?.header.row ?? null,
        people: list?.rows.length ?? 0,
      };
    }),
    columns: lists.flatMap(columnsOf),
    counts: {
      people: rows.length,
      import: count((r) => r.outcome === "import"),
      duplicate: count((r) => r.outcome === "duplicate"),
      reject: count((r) => r.outcome === "reject"),
      tcvn3: count((r) => r.font === "tcvn3"),
      vni: count((r) => r.font === "vni"),
    },
    rows,
    digest: contentHash(rows.map((row) => ({ ...row, notes: undefined }))),
  };
}

function columnsOf(list: SheetList): ImportColumn[] {
  return list.header.columns
    .filter((c) => c.label !== "")
    .map((c) => ({
      sheet: list.sheet.name,
      letter: c.letter,
      header: c.label,
      use: c.use.use,
      field: c.use.use === "field" ? c.use.field : null,
      why: c.use.use === "forbidden" ? c.use.why : null,
    }));
}

function workplacesOf(lists: readonly SheetList[]): Set<string> {
  const keys = new Set<string>();
  for (const list of lists) {
    for (const row of list.rows) {
      const text = row.cells.get("workplace")?.text.text ?? row.section?.text;
      if (text !== undefined) keys.add(fold(text));
    }
  }
  return keys;
}

const kindWord = /^(?:thon|buon|bon|xa|phuong|thi tran|dac khu|to dan pho|tdp|khu pho|khoi) +/;

/** Where the words of the file lead: living units under the chosen one by name, and names that are surely elsewhere. */
async function loadPlaces(tx: Tx, unitId: number, today: CivilDate, wanted: ReadonlySet<string>) {
  const below = await listUnits(tx, { on: today, under: [unitId] });
  const { rows: own } = await sql<{ name: string; level: UnitChoice["level"] }>`
    select v.name, k.level from unit_version v join unit_kind k on k.id = v.kind where v.unit_id = ${unitId}
    order by (v.valid @> ${today}::date) desc, lower(v.valid) desc limit 1`.execute(tx);
  const unit: UnitChoice = { id: unitId, name: own[0]?.name ?? "", level: own[0]?.level ?? "commune" };
  const units = new Map<string, UnitChoice[]>();
  const add = (key: string, choice: UnitChoice) => {
    const there = units.get(key);
    if (there === undefined) units.set(key, [choice]);
    else if (!there.some((u) => u.id === choice.id)) there.push(choice);
  };
  for (const { id, name, level } of [{ ...unit }, ...below]) {
    const key = fold(name);
    add(key, { id, name, level });
    const bare = key.replace(kindWord, "");
    if (bare !== key && /[a-z]{2}/.test(bare)) add(bare, { id, name, level });
  }
  await addFormer(
    tx,
    unitId,
    [...wanted].filter((key) => !units.has(key)),
    units,
  );
  const asked = [...wanted].filter((key) => /^(?:xa|phuong|thi tran|dac khu) /.test(key) && !units.has(key));
  const { rows: elsewhere } =
    asked.length === 0
      ? { rows: [] }
      : await sql<{ key: string }>`
    select distinct v.name_key as key from unit_version v
    where v.name_key = any (${asked}::text[]) and v.valid @> ${today}::date
      and not exists (select from unit_version mine join unit_scope s on s.descendant_id = mine.unit_id and s.ancestor_id = ${unitId} where mine.name_key = v.name_key)
      and not exists (select from unit_version above join unit_scope s on s.ancestor_id = above.unit_id and s.descendant_id = ${unitId} where above.name_key = v.name_key)`.execute(
          tx,
        );
  return {
    unit,
    units,
    elsewhere: new Set(elsewhere.map((r) => r.key)),
    keepsGroups: below.some((u) => u.level === "group"),
  };
}

/** A list may still use the names of units that were merged since: they lead to what these have become. */
async function addFormer(
  tx: Tx,
  unitId: number,
  wanted: readonly string[],
  units: Map<string, UnitChoice[]>,
): Promise<void> {
  if (wanted.length === 0) return;
  const { rows } = await sql<{ key: string; id: number }>`
    select distinct v.name_key as key, n.now_id as id
    from unit_version v join unit_scope s on s.descendant_id = v.unit_id and s.ancestor_id = ${unitId} join unit_now n on n.unit_id = v.unit_id
    where v.name_key = any (${wanted}::text[]) and n.now_id is not null
      and exists (select from unit_scope here where here.ancestor_id = ${unitId} and here.descendant_id = n.now_id)`.execute(
    tx,
  );
  const living = new Map([...units.values()].flat().map((u) => [u.id, u]));
  for (const { key, id } of rows) {
    const choice = living.get(id);
    if (choice) units.set(key, [...(units.get(key) ?? []), choice]);
  }
}

/** Everybody on the roster under the unit: a file is held against all of them. */
async function loadKnown(tx: Tx, unitId: number): Promise<KnownPerson[]> {
  const { rows } = await sql<{
    id: string;
    exact_key: string;
    unit_id: number;
    workplace: string | null;
    appointments: {
      kind: string;
      level: string | null;
      symbol: string | null;
      from: CivilDate;
      until: CivilDate | null;
      ended: CivilDate | null;
    }[];
  }>`
    select p.id, p.exact_key, p.unit_id, p.workplace, coalesce(a.list, '[]') as appointments
    from person p left join lateral (
      select jsonb_agg(jsonb_build_object('kind', a.kind, 'level', a.level, 'symbol', a.decision_symbol,
        'from', lower(a.term), 'until', upper(a.term), 'ended', a.ended_on)) as list
      from appointment a where a.person_id = p.id) a on true
    where p.unit_id in (select descendant_id from unit_scope where ancestor_id = ${unitId})`.execute(tx);
  const lastBefore = (day: CivilDate | null) => (day === null ? null : addDays(day, -1));
  return rows.map((row) => ({
    id: row.id,
    exactKey: row.exact_key,
    unitId: row.unit_id,
    workplace: row.workplace,
    appointments: row.appointments.map((a) => ({
      kind: a.kind,
      level: a.level,
      decisionSymbol: a.symbol,
      termFrom: a.from,
      termTo: lastBefore(a.until),
      lastDay: lastBefore(a.ended),
    })),
  }));
}

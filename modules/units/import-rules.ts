import type { CivilDate } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import type { RowRemark, UnitRow } from "./contract.ts";
import { emptyPlan, numbering, type Plan } from "./plan.ts";
import type { UnitProblemCode } from "./problems.ts";
import { sameName } from "./rules.ts";
import { overlaps, type UnitTree, type UnitVersion } from "./tree.ts";

export interface ListPlan {
  plan: Plan;
  remarks: RowRemark[];
  founded: number;
  continued: number;
  already: number;
}

export interface ReadRow extends UnitRow {
  kindId: string;
}

/**
 * A list of units that exist from a day on. What is there already (same code in that time, same name
 * and kind) is recognised and not doubled; if the list says that it is older than was known, it becomes
 * older. A code that another unit holds later ends the listed unit on that day. Every row that cannot
 * be placed is reported, and the rest goes on.
 */
export function planImport(tree: UnitTree, rows: readonly UnitRow[], from: CivilDate, to: CivilDate | null): ListPlan {
  const remarks: RowRemark[] = [];
  const remark = remarkOn("units", remarks);
  const plan = emptyPlan();
  const next = numbering();
  const placed = new Map<string, { unitId: number }>();
  let [founded, already] = [0, 0];
  for (const row of readRows(tree, rows, remark)) {
    let parentId: number | null = null;
    if (row.parentCode !== null) {
      const parent = placed.get(row.parentCode) ?? tree.withCodeOn(row.parentCode, from)[0];
      if (parent === undefined) {
        remark(row, "unplaced", "unit.parent-unknown");
        continue;
      }
      parentId = parent.unitId;
    }
    const range = { from, to };
    const holders = tree.versionsWithCode(row.code).filter((v) => overlaps(v, range));
    const known = holders.find((v) => v.kind === row.kindId && sameName(v.name, row.name));
    if (known !== undefined) {
      already++;
      placed.set(row.code, known);
      if (parentId !== null && parentId !== known.parentId) remark(row, "note", "unit.parent-differs");
      makeOlder(tree, plan, known, from);
      continue;
    }
    const later = holders.reduce<CivilDate | null>(
      (first, v) => (first === null || v.from < first ? v.from : first),
      null,
    );
    if (later !== null && later <= from) {
      remark(row, "unplaced", "unit.code-taken");
      continue;
    }
    const ends = later ?? to;
    if (later !== null && later !== to) remark(row, "note", "unit.ends-earlier");
    const unitId = next();
    placed.set(row.code, { unitId });
    plan.found.push({ unitId, founded: from, dissolved: ends });
    plan.add.push({ unitId, name: row.name, kind: row.kindId, code: row.code, parentId, from, to: ends });
    founded++;
  }
  return { plan, remarks, founded, continued: 0, already };
}

function makeOlder(tree: UnitTree, plan: Plan, known: UnitVersion, from: CivilDate): void {
  const unit = tree.units.get(known.unitId)!;
  if (unit.founded <= from || unit.versions[0] !== known) return;
  const gap = { from, to: known.from };
  if (tree.versionsWithCode(known.code!).some((v) => overlaps(v, gap))) return;
  const { unitId, name, kind, code, parentId, to } = known;
  plan.amend.push({ unitId, name, kind, code, parentId, from, to, was: known.from });
  plan.foundedEarlier.push({ unitId, founded: from });
}

type Remark = (
  row: { line: number; code?: string; name?: string },
  outcome: RowRemark["outcome"],
  reason: UnitProblemCode,
) => void;

export function remarkOn(file: RowRemark["file"], remarks: RowRemark[]): Remark {
  return (row, outcome, reason) =>
    void remarks.push({ file, line: row.line, code: row.code ?? null, name: row.name ?? null, outcome, reason });
}

/** Rows that are complete and speak of a known kind, higher levels first, each code once. */
export function readRows(tree: UnitTree, rows: readonly UnitRow[], remark: Remark): ReadRow[] {
  const codes = new Set<string>();
  const good: ReadRow[] = [];
  for (const raw of rows) {
    const row = {
      ...raw,
      code: tidyLine(raw.code),
      name: tidyLine(raw.name),
      parentCode: raw.parentCode === null ? null : tidyLine(raw.parentCode),
    };
    if (row.code === "" || row.name === "" || row.kind === "") {
      remark(row, "unplaced", "unit.row-incomplete");
      continue;
    }
    if (codes.has(row.code)) {
      remark(row, "unplaced", "unit.code-twice");
      continue;
    }
    codes.add(row.code);
    const kindId = kindOfRow(tree, row);
    if (kindId === undefined) remark(row, "unplaced", "unit.kind-unknown");
    else good.push({ ...row, kindId });
  }
  const depth = depths(good);
  return good.sort((a, b) => depth.get(a.code)! - depth.get(b.code)! || a.line - b.line);
}

/** The file's word for a kind; where two kinds share it ('city'), a row without a parent is the province. */
function kindOfRow(tree: UnitTree, row: UnitRow): string | undefined {
  const own = tree.kinds.get(row.kind);
  const named = [...tree.kinds.values()].filter((k) => k.fileName === row.kind);
  if (named.length <= 1) return (named[0] ?? own)?.id;
  const top = row.level === null ? row.parentCode === null || row.parentCode === "" : row.level === 1;
  return named.find((k) => (k.level === "province") === top)?.id;
}

function depths(rows: readonly ReadRow[]): Map<string, number> {
  const byCode = new Map(rows.map((r) => [r.code, r]));
  const depth = new Map<string, number>();
  const measure = (row: ReadRow, guard: number): number => {
    const known = depth.get(row.code);
    if (known !== undefined) return known;
    const parent = row.parentCode === null ? undefined : byCode.get(row.parentCode);
    const own = parent === undefined || guard > 20 ? 0 : measure(parent, guard + 1) + 1;
    depth.set(row.code, own);
    return own;
  };
  for (const row of rows) measure(row, 0);
  return depth;
}

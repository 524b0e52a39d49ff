import {
  defaultSmallGroupRule,
  type Shown,
  shownTotal,
  type SmallGroupRule,
  suppressCount,
  suppressSecondCut,
} from "#kernel/suppression.ts";

/**
 * What a file that leaves the house says of questions by unit (docs/decisions/050): the total is the first cut, the
 * places as they were are the second, and a place of today is the sum of what is shown of the places it was. So the
 * files of both views, of the unit and of the level above follow from one release.
 */
export interface SmallCells {
  /** As it was, by unit: every place that existed, those with none too. */
  atoms: ReadonlyMap<number, number>;
  /** As it is: the row's key ("lost" for what cannot be attributed) of each unit as it was; null: not known. */
  rowOf: (unitId: number) => number | "lost" | null;
  /** As it is: what the rows really hold, to be held against the atoms. */
  rows: ReadonlyMap<number | "lost", number>;
  total: number;
}

export interface ShownCells {
  total: Shown;
  asWas: ReadonlyMap<number, Shown>;
  asIs: ReadonlyMap<number | "lost", Shown>;
}

export function releaseCells(cells: SmallCells, rule: SmallGroupRule = defaultSmallGroupRule): ShownCells {
  const units = [...cells.atoms.keys()].sort((a, b) => a - b);
  const total = suppressCount(cells.total, rule);
  const counts = units.map((u) => cells.atoms.get(u)!);
  const whole = counts.reduce((sum, n) => sum + n, 0) === cells.total;
  const shown = whole ? suppressSecondCut([total], null, counts, rule) : units.map(() => null);
  const asWas = new Map(units.map((u, i) => [u, shown[i] ?? null] as const));
  const parts = new Map<number | "lost", { shown: Shown[]; held: number }>();
  for (const [i, u] of units.entries()) {
    const row = cells.rowOf(u);
    if (row === null) continue;
    const part = parts.get(row) ?? parts.set(row, { shown: [], held: 0 }).get(row)!;
    part.shown.push(shown[i] ?? null);
    part.held += counts[i]!;
  }
  const asIs = new Map(
    [...cells.rows].map(([row, held]) => {
      const part = parts.get(row);
      // a row that is not made of the atoms (the tree moved since the freeze) says nothing
      return [row, part !== undefined && part.held === held ? shownTotal(part.shown) : null] as const;
    }),
  );
  return { total, asWas, asIs };
}

/**
 * Of the indicators that count questions only this one is told by unit outside: the others are parts of it or hold it,
 * and two nested counts can be subtracted.
 */
export const toldByUnit = "questions";

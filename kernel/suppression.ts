/**
 * Small groups: the one place that decides whether a count of people may be said aloud. Screens, API,
 * exports, documents and the public pages show only what comes out of these functions (`Shown` can be
 * made nowhere else).
 *
 * ## What is promised
 * A count under the threshold is not said, and cannot be computed from any number of answers taken
 * together: two views, two periods, a total and its parts, a parent unit and its children, as it was and
 * as it is, screen and file. "Not said" covers every count from 0 to threshold - 1 alike, so that not
 * even "somebody asked" follows from a gap. Precisely, and this is what the tests hold: for every
 * hidden cell and every value from 0 to threshold - 1 there is another set of records with that value in
 * it, for which everything that is ever shown is the same to the letter (where so few records exist at
 * all that the value fits). Who knows this code and all answers learns nothing that tells them apart.
 *
 * ## How it is kept
 * 1. **Suppress once, then only add up.** `suppressTable` looks at the finest cells (atoms) and drops
 *    those under the threshold. Every total is the sum of *shown* atoms, so it is a function of what was
 *    already shown and adds no knowledge, whichever way it is cut: parents, older or newer units, longer
 *    periods, exports. The price: a total leaves small cells out. This is said in words
 *    (`suppressionNote`), never as a number or a list, since "3 left out" would be the leak.
 *    Hidden cells do not appear in the result at all: a row with a gap would say "at least one".
 * 2. **A second cut of the same records** (by week, then by commune) is not a sum of the first one's
 *    atoms, and two exact tables of the same records can be subtracted: weeks 20 + 20, communes 30 + 7,
 *    so 3 in all other communes. The same holds for what hidden cells make together: `suppressRest` says it only where
 *    it pins none of them. `suppressSecondCut` therefore looks at what is public already and shows
 *    its cells only where the rest that follows by subtraction is itself a group of at least the
 *    threshold, and spread over enough hidden cells that none is pinned (two hidden cells that make 8
 *    are 4 and 4). Otherwise it shows none of them. The decision uses public numbers alone; so two sets of
 *    records that look alike stay alike. Proof in docs/decisions/050-small-groups.md.
 * 3. **Once.** A period is released when it is over and is not computed again: today's figure minus
 *    yesterday's is what came in between. What arrives late counts in the period in which it arrives. The
 *    caller keeps the release (modules/themes does); this file is pure.
 * 4. **Fixed periods.** A caller never offers a free range of days: two ranges that differ by a day give
 *    that day. Months of a second cut are made of whole weeks.
 *
 * `suppressCount` is for one count that has no siblings (how many slips came back in a hall). Who shows
 * several counts of overlapping groups uses a table.
 */

/** The smallest group that may ever be shown; configuration may ask for more, never for less. */
const FLOOR = 5;

/** Dated configuration with its source (table small_group_rule; platform/db/small-group-rule.ts reads it). */
export interface SmallGroupRule {
  /** A group is shown from this size on. */
  threshold: number;
  legalBasis: string;
}

export const defaultSmallGroupRule: SmallGroupRule = {
  threshold: FLOOR,
  legalBasis: "91/2025/QH15",
};

declare const passed: unique symbol;
export type ShownCount = number & { readonly [passed]: true };
/** A count that may be said, or null: not shown. On the wire: a number or null. */
export type Shown = ShownCount | null;

function thresholdOf(rule: SmallGroupRule): number {
  return Number.isFinite(rule.threshold) ? Math.max(FLOOR, Math.ceil(rule.threshold)) : FLOOR;
}

/** One count that stands alone. 0 is hidden like 1 to 4: see the promise above. */
export function suppressCount(count: number, rule: SmallGroupRule = defaultSmallGroupRule): Shown {
  return count >= thresholdOf(rule) ? (count as ShownCount) : null;
}

/** The sum of what is shown; null where nothing is. Never give it a count that was not suppressed before. */
export function shownTotal(parts: readonly Shown[]): Shown {
  let total = 0;
  for (const part of parts) total += part ?? 0;
  return total === 0 ? null : (total as ShownCount);
}

/** One atom: where it lies in each dimension, and how many. Cells with the same key are added first. */
export type Cell<D extends string> = { readonly key: Readonly<Record<D, string>>; readonly count: number };
export interface ShownCell<D extends string> {
  key: Readonly<Record<D, string>>;
  count: ShownCount;
}

export interface ShownTable<D extends string> {
  /** Only what is shown, in the order of its keys. */
  cells: ShownCell<D>[];
  /** The shown part of everything at these coordinates; a dimension left out is summed over. */
  total(at: Partial<Record<D, string>>): Shown;
  /** The sums over all other dimensions, by the values of one or more. */
  by<K extends D>(...dimensions: K[]): { key: Record<K, string>; count: ShownCount }[];
}

/**
 * Counts by dimensions with any totals. Each record must lie in exactly one cell, and no other table of
 * the same records may be shown beside it except through `suppressSecondCut`.
 */
export function suppressTable<D extends string>(
  cells: readonly Cell<D>[],
  rule: SmallGroupRule = defaultSmallGroupRule,
): ShownTable<D> {
  const added = new Map<string, { key: Readonly<Record<D, string>>; count: number }>();
  for (const cell of cells) {
    const name = nameOf(cell.key, Object.keys(cell.key).toSorted() as D[]);
    const sum = added.get(name);
    if (sum === undefined) added.set(name, { key: cell.key, count: cell.count });
    else sum.count += cell.count;
  }
  // sorted by name, so that the order tells nothing about what was dropped in between
  const shown = [...added.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, cell]) => {
      const count = suppressCount(cell.count, rule);
      return count === null ? [] : [{ key: cell.key, count }];
    });
  return {
    cells: shown,
    total: (at) =>
      shownTotal(
        shown
          .filter((cell) => (Object.keys(at) as D[]).every((d) => at[d] === undefined || cell.key[d] === at[d]))
          .map((cell) => cell.count),
      ),
    by: (...dimensions) => {
      const sums = new Map<string, { key: Record<(typeof dimensions)[number], string>; count: ShownCount }>();
      for (const cell of shown) {
        const name = nameOf(cell.key, dimensions);
        const sum = sums.get(name);
        if (sum) sum.count = (sum.count + cell.count) as ShownCount;
        else {
          const key = Object.fromEntries(dimensions.map((d) => [d, cell.key[d]]));
          sums.set(name, { key: key as Record<(typeof dimensions)[number], string>, count: cell.count });
        }
      }
      return [...sums.values()];
    },
  };
}

/**
 * What the hidden cells of a cut hold together, where that may be said: at least the threshold, and so spread that each
 * of them may still hold anything from 0 to threshold - 1 (two hidden cells that make 8 are 4 and 4).
 * @param counts every cell that exists, with its true count; those that are shown are passed over
 */
export function suppressRest(counts: readonly number[], rule: SmallGroupRule = defaultSmallGroupRule): Shown {
  const threshold = thresholdOf(rule);
  const hidden = counts.filter((count) => count < threshold);
  const rest = hidden.reduce((sum, count) => sum + count, 0);
  return rest >= threshold && rest <= (threshold - 1) * (hidden.length - 1) ? (rest as ShownCount) : null;
}

/**
 * A second cut of records that were shown once already.
 * @param first every cell of the first cut, hidden ones as null: all weeks of the month
 * @param rest what `suppressRest` lets be said of the hidden ones together
 * @param second every cell that exists in the second cut, with its true count and those that have none:
 *   all communes of the province. Both cuts hold the same records, each once.
 * @returns the second cut in its order; all null where showing any would give a small group away
 */
export function suppressSecondCut(
  first: readonly Shown[],
  rest: Shown,
  second: readonly number[],
  rule: SmallGroupRule = defaultSmallGroupRule,
): Shown[] {
  const threshold = thresholdOf(rule);
  const most = threshold - 1;
  const shown = second.map((count) => suppressCount(count, rule));
  const unknown = rest === null ? first.filter((count) => count === null).length : 0;
  const hidden = shown.filter((count) => count === null).length;
  /** What follows by subtraction: at least so many lie in the hidden cells of the second cut. */
  const left = (shownTotal([...first, rest]) ?? 0) - (shownTotal(shown) ?? 0);
  const largeEnough = left >= threshold;
  const unpinned = left + most * unknown <= most * (hidden - 1);
  return largeEnough && unpinned ? shown : second.map(() => null);
}

export type SuppressionLanguage = "vi" | "en";

/** A count in words of a table: the number in the language's way, or that it is not shown. */
export function shownText(shown: Shown, language: SuppressionLanguage): string {
  if (shown === null) return language === "vi" ? "không nêu" : "not shown";
  return new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB").format(shown);
}

/** What stands under every table or chart of such counts. It stands there always, so that it tells nothing. */
export function suppressionNote(language: SuppressionLanguage, rule: SmallGroupRule = defaultSmallGroupRule): string {
  const n = thresholdOf(rule);
  return language === "vi"
    ? `Nhóm dưới ${n} không được nêu và không tính vào số cộng, để không suy ra được người hỏi. Ô trống không có nghĩa là không có câu hỏi nào.`
    : `Groups under ${n} are not shown and are not part of the totals, so that nobody who asked can be made out. An empty cell does not mean that nobody asked.`;
}

function nameOf<D extends string>(key: Readonly<Record<D, string>>, dimensions: readonly D[]): string {
  return JSON.stringify(dimensions.map((d) => [d, key[d]]));
}

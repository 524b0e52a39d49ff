import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { defaultSmallGroupRule as rule } from "#kernel/suppression.ts";
import { dueQuarters, partsOf, type PathCount, releaseDay, type ReleasedCell, releaseQuarter } from "./release.ts";

const months = ["2026-07", "2026-08", "2026-09"];
const quarter = "2026-Q3";

/** Where one question can lie: a unit (its path), or what names none below it; and a month. */
interface World {
  paths: number[][];
  counts: PathCount[];
}

/** A province over communes, some of them in a former district; few people ask, so that most cells are small. */
const world: fc.Arbitrary<World> = fc
  .record({
    provinces: fc.array(fc.record({ communes: fc.nat(4), districts: fc.array(fc.nat(3), { maxLength: 2 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
    crowd: fc.constantFrom(3, 7, 25),
    seed: fc.infiniteStream(fc.nat(1000)),
  })
  .map(({ provinces, crowd, seed }) => {
    const paths: number[][] = [];
    let id = 0;
    for (const { communes, districts } of provinces) {
      const province = (id += 1);
      paths.push([province]);
      for (let i = 0; i < communes; i++) paths.push([province, (id += 1)]);
      for (const under of districts) {
        const district = (id += 1);
        paths.push([province, district]);
        for (let i = 0; i < under; i++) paths.push([province, district, (id += 1)]);
      }
    }
    const next = () => seed.next().value as number;
    const counts = paths.flatMap((path) =>
      months.map((month) => {
        const due = next() % 3 === 0 ? 0 : next() % crowd;
        return { path, month, due, inTime: next() % (due + 1) };
      }),
    );
    return { paths, counts };
  });

const sumOf = (counts: readonly PathCount[]) => counts.reduce((n, c) => n + c.due, 0);
const under = (unitId: number, period: string) => (c: PathCount) =>
  c.path.includes(unitId) && (period === quarter || c.month === period);

/** Whether `wanted` is a sum of multiples of `rows`: what adding and subtracting sheets, any number of times, can yield. */
function follows(rows: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  const basis: { at: number; row: number[] }[] = [];
  const reduce = (row: readonly number[]) => {
    const left = [...row];
    for (const b of basis) {
      const by = left[b.at]!;
      if (Math.abs(by) > 1e-9) for (let i = 0; i < left.length; i++) left[i]! -= by * b.row[i]!;
    }
    return left;
  };
  for (const row of rows) {
    const left = reduce(row);
    const at = left.findIndex((x) => Math.abs(x) > 1e-9);
    if (at !== -1) basis.push({ at, row: left.map((x) => x / left[at]!) });
  }
  return reduce(wanted).every((x) => Math.abs(x) < 1e-9);
}

describe("no two sheets can be subtracted", () => {
  test("no sum or difference of all that is ever released yields a hidden cell of one to four", () => {
    let [told, hidden] = [0, 0];
    fc.assert(
      fc.property(world, ({ paths, counts }) => {
        const cells = releaseQuarter(quarter, paths, counts, rule);
        const asVector = (of: (c: PathCount) => boolean) => counts.map((c) => (of(c) ? 1 : 0));
        const known = cells.map((c) => asVector(under(c.unitId, c.period)));
        for (const c of cells) {
          expect(c.due).toBe(sumOf(counts.filter(under(c.unitId, c.period))));
          expect(c.due).toBeGreaterThanOrEqual(5);
        }
        told += cells.length;
        // every unit, and what in it names no unit below, in the quarter and in each month; and in any two months
        for (const path of paths) {
          const unitId = path.at(-1)!;
          for (const period of [quarter, ...months]) {
            const own = (c: PathCount) => c.path.at(-1) === unitId && under(unitId, period)(c);
            for (const lies of [under(unitId, period), own]) {
              const count = sumOf(counts.filter(lies));
              if (count < 1 || count > 4) continue;
              hidden += 1;
              expect(follows(known, asVector(lies)), `${path.join("/")} ${period}: ${count}`).toBe(false);
            }
          }
          for (const left of months) {
            const two = (c: PathCount) => c.path.includes(unitId) && c.month !== left;
            const count = sumOf(counts.filter(two));
            if (count >= 1 && count <= 4) expect(follows(known, asVector(two))).toBe(false);
          }
        }
      }),
      { numRuns: 400, seed: 20260923 },
    );
    // the test has something to hold
    expect(told).toBeGreaterThan(300);
    expect(hidden).toBeGreaterThan(1000);
  });

  /** All ways to place `n` questions in `k` cells. */
  function* ways(n: number, k: number): Generator<number[]> {
    if (k === 1) yield [n];
    else for (let i = 0; i <= n; i++) for (const rest of ways(n - i, k - 1)) yield [i, ...rest];
  }
  const saying = (cells: readonly ReleasedCell[]) => cells.map((c) => `${c.period} ${c.unitId} ${c.due}`).join(";");

  test("whoever knows the code and every sheet cannot tell which of 0 to 4 a hidden commune or month holds", () => {
    const units = [2, 3, 4];
    for (let n = 0; n <= 11; n++) {
      /** By all that is released: the values that each hidden commune and month has in some world. */
      const seen = new Map<string, Map<string, Set<number>>>();
      // a unit and a month are never crossed, so any table with these sums will do: filled from its corner
      for (const byUnit of ways(n, units.length + 1)) {
        for (const byMonth of ways(n, months.length)) {
          const [rows, columns] = [[...byUnit], [...byMonth]];
          const counts: PathCount[] = [];
          for (let r = 0, c = 0; r < rows.length && c < columns.length;) {
            const due = Math.min(rows[r]!, columns[c]!);
            counts.push({ path: r < units.length ? [1, units[r]!] : [1], month: months[c]!, due, inTime: due });
            rows[r]! -= due;
            columns[c]! -= due;
            if (rows[r] === 0) r += 1;
            else c += 1;
          }
          const paths = [[1], ...units.map((u) => [1, u])];
          const cells = releaseQuarter(quarter, paths, counts, rule);
          const told = saying(cells);
          const values = seen.get(told) ?? seen.set(told, new Map()).get(told)!;
          const put = (key: string, value: number) =>
            (values.get(key) ?? values.set(key, new Set()).get(key)!).add(value);
          for (const [i, u] of units.entries()) if (!cells.some((c) => c.unitId === u)) put(`unit ${u}`, byUnit[i]!);
          for (const [i, m] of months.entries()) if (!cells.some((c) => c.period === m)) put(`month ${m}`, byMonth[i]!);
        }
      }
      for (const [told, values] of seen)
        for (const [key, found] of values)
          for (let v = 0; v <= Math.min(4, n); v++) expect(found.has(v), `${n} [${told}] ${key} = ${v}`).toBe(true);
    }
  });
});

test("a province with its large communes; a month of it; a commune that was moved within the quarter is nobody's", () => {
  const at = (path: number[], month: string, due: number): PathCount => ({ path, month, due, inTime: due - 1 });
  const counts = [
    at([1, 2], "2026-07", 12),
    at([1, 3], "2026-08", 4),
    at([1, 4], "2026-08", 3),
    at([1, 6], "2026-09", 9),
    at([9, 6], "2026-09", 8),
  ];
  const paths = [[1], [1, 2], [1, 3], [1, 4], [1, 5], [1, 6], [9], [9, 6]];
  const cells = releaseQuarter(quarter, paths, counts, rule);
  const told = (period: string) => cells.filter((c) => c.period === period).map((c) => [c.unitId, c.due, c.inTime]);
  expect(told(quarter)).toEqual([
    [1, 28, 24],
    [2, 12, 11],
    [9, 8, 7],
  ]);
  expect(told("2026-07")).toEqual([[1, 12, 11]]);
  expect(told("2026-08")).toEqual([[1, 7, 5]]);
});

test("a quarter waits for its day; a period is the sum of its quarters, a month itself", () => {
  expect(releaseDay(quarter, 30)).toBe("2026-10-30");
  expect(dueQuarters(asCivilDate("2026-01-01"), null, asCivilDate("2026-10-30"), 30)).toEqual(["2026-Q1", "2026-Q2"]);
  expect(dueQuarters(asCivilDate("2026-01-01"), "2026-Q2", asCivilDate("2026-10-31"), 30)).toEqual(["2026-Q3"]);
  expect(partsOf("2026-H2").map((p) => p.code)).toEqual(["2026-Q3", "2026-Q4"]);
  expect(partsOf("2026-08")).toMatchObject([{ code: "2026-08", quarter: "2026-Q3" }]);
});

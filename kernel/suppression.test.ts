import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cell,
  type Shown,
  defaultSmallGroupRule,
  shownText,
  shownTotal,
  suppressCount,
  suppressRest,
  suppressSecondCut,
  suppressTable,
} from "./suppression.ts";

const T = 5;
const anyCount = fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 40 }));

describe("one count", () => {
  test("is hidden up to four, nought like the others, and shown from five on", () => {
    expect([0, 1, 4, 5, 1234].map((n) => suppressCount(n))).toEqual([null, null, null, 5, 1234]);
    expect(shownText(suppressCount(4), "vi")).toBe("không nêu");
    expect(shownText(suppressCount(1234), "vi")).toBe("1.234");
    expect(shownText(suppressCount(1234), "en")).toBe("1,234");
  });

  test("configuration may ask for more, never for less", () => {
    expect(suppressCount(7, { threshold: 10, legalBasis: "" })).toBeNull();
    expect(suppressCount(4, { threshold: 1, legalBasis: "" })).toBeNull();
    expect(suppressCount(4, { threshold: Number.NaN, legalBasis: "" })).toBeNull();
  });
});

type Dimension = "topic" | "commune" | "week";
const atom = fc.record({
  key: fc.record({
    topic: fc.constantFrom("land", "water", "school"),
    commune: fc.constantFrom("A", "B", "C", "D"),
    week: fc.constantFrom("1", "2", "3", "4"),
  }),
  count: anyCount,
});
const table = fc.uniqueArray(atom, { selector: (c) => Object.values(c.key).join(), maxLength: 48 });

/** Everything that any view of a table can say: all cells, all sums along all combinations of dimensions. */
function everyView(cells: readonly Cell<Dimension>[]): string {
  const shown = suppressTable(cells);
  return JSON.stringify([
    shown.cells,
    shown.total({}),
    shown.by("topic"),
    shown.by("commune"),
    shown.by("week"),
    shown.by("topic", "commune"),
    shown.by("topic", "week"),
    shown.by("commune", "week"),
    ["A", "B", "C", "D"].map((commune) => shown.total({ commune })),
    ["1", "2", "3", "4"].map((week) => shown.total({ week, topic: "land" })),
  ]);
}

describe("a table with its totals", () => {
  test("totals are the sums of what is shown, and hidden cells are not there at all", () => {
    const cells = [
      { key: { topic: "land", commune: "A" }, count: 12 },
      { key: { topic: "land", commune: "B" }, count: 3 },
      { key: { topic: "water", commune: "A" }, count: 6 },
      { key: { topic: "water", commune: "B" }, count: 0 },
    ];
    const shown = suppressTable(cells);
    expect(shown.cells.map((c) => c.count)).toEqual([12, 6]);
    expect(shown.by("topic").map((r) => [r.key.topic, r.count])).toEqual([
      ["land", 12],
      ["water", 6],
    ]);
    expect(shown.total({})).toBe(18);
    expect(shown.total({ commune: "B" })).toBeNull();
  });

  test("no view, nor all of them together, depends on what is in a hidden cell", () => {
    fc.assert(
      fc.property(table, fc.array(fc.nat({ max: T - 1 }), { minLength: 48, maxLength: 48 }), (cells, other) => {
        const changed = cells.map((c, i) => (c.count < T ? { ...c, count: other[i] as number } : c));
        expect(everyView(changed)).toBe(everyView(cells));
        // nor on whether the cell exists
        expect(everyView(cells.filter((c) => c.count >= T))).toBe(everyView(cells));
        expect(everyView(cells.toReversed())).toBe(everyView(cells));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("nothing that subtracts two views gives a group under five", () => {
    fc.assert(
      fc.property(table, (cells) => {
        const shown = suppressTable(cells);
        for (const commune of ["A", "B", "C", "D"])
          for (const topic of ["land", "water", "school"]) {
            const all = shown.total({ commune }) ?? 0;
            const part = shown.total({ commune, topic }) ?? 0;
            expect(all - part === 0 || all - part >= T).toBe(true);
            const year = shown.total({ topic }) ?? 0;
            expect(year - part === 0 || year - part >= T).toBe(true);
          }
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

interface Records {
  weeks: number[];
  communes: number[];
}
interface Release {
  weeks: Shown[];
  rest: Shown;
  communes: Shown[];
}
const release = (r: Records): Release => {
  const weeks = r.weeks.map((n) => suppressCount(n));
  const rest = suppressRest(r.weeks);
  return { weeks, rest, communes: suppressSecondCut(weeks, rest, r.communes) };
};

/** All ways to write `total` as an ordered sum of `parts`. */
function* sums(total: number, parts: number): Generator<number[]> {
  if (parts === 1) yield [total];
  else for (let n = 0; n <= total; n++) for (const rest of sums(total - n, parts - 1)) yield [n, ...rest];
}

describe("a second cut of the same records", () => {
  test("shows what it can when the rest is a group of its own", () => {
    // 40 in the weeks, 31 in two communes: 9 in the nine others
    const communes = [20, 11, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    expect(suppressSecondCut([suppressCount(20), suppressCount(20)], null, communes).slice(0, 3)).toEqual([
      20,
      11,
      null,
    ]);
  });

  test("shows nothing when the rest would be a small group, or when it would pin the hidden ones", () => {
    const forty = [suppressCount(20), suppressCount(20)];
    expect(suppressSecondCut(forty, null, [30, 7, 3, 0, 0, 0, 0])).toEqual(Array(7).fill(null));
    // nobody elsewhere: that would be said too
    expect(suppressSecondCut(forty, null, [30, 10, 0, 0, 0, 0, 0])).toEqual(Array(7).fill(null));
    // 32 and two hidden ones that make 8: four each
    expect(suppressSecondCut(forty, null, [32, 4, 4])).toEqual([null, null, null]);
  });

  test("the rest of a cut is said where it pins none of its cells", () => {
    expect(suppressRest([20, 3, 2, 2])).toBe(7);
    expect([suppressRest([20, 3, 1]), suppressRest([4, 4]), suppressRest([4, 4, 1]), suppressRest([])]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test.each([
    ["two weeks and four communes", 2, 4, 17],
    ["three weeks and three communes", 3, 3, 13],
    ["four weeks and two communes", 4, 2, 13],
  ])("exhaustive, %s: who sees all of it and knows the rules cannot tell any hidden cell's value", (_, w, c, most) => {
    // every way in which up to `most` records lie in them, by what is shown of it
    const alike = new Map<string, Set<number>[]>();
    for (let total = 0; total <= most; total++)
      for (const weeks of sums(total, w))
        for (const communes of sums(total, c)) {
          const name = JSON.stringify(release({ weeks, communes }));
          const known = alike.get(name);
          const cells = [...weeks, ...communes];
          if (known === undefined)
            alike.set(
              name,
              cells.map((n) => new Set([n])),
            );
          else cells.forEach((n, i) => known[i]?.add(n));
        }
    const told = { rest: 0, communes: 0 };
    for (const [name, known] of alike) {
      const shown = JSON.parse(name) as Release;
      if (shown.rest !== null) told.rest++;
      if (shown.communes.some((n) => n !== null)) told.communes++;
      // the hidden weeks of its twins must fit into what was enumerated
      const unknown = shown.rest === null ? (T - 1) * shown.weeks.filter((n) => n === null).length : 0;
      if ((shownTotal([...shown.weeks, shown.rest]) ?? 0) + unknown > most) continue;
      [...shown.weeks, ...shown.communes].forEach((count, i) => {
        // hidden: each of 0 … 4 is possible
        if (count === null) expect([...(known[i] ?? [])], name).toEqual(expect.arrayContaining([0, 1, 2, 3, 4]));
        else expect(known[i]).toEqual(new Set([count]));
      });
    }
    // there is something to be seen at all
    expect(told.rest > 0 || told.communes > 0).toBe(true);
  });

  test("at any size: for each hidden cell and each small value there is a twin that shows the same", () => {
    const records = fc
      .record({
        weeks: fc.array(anyCount, { minLength: 1, maxLength: 5 }),
        shares: fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 4 }), fc.nat({ max: 40 })), {
          minLength: 2,
          maxLength: 30,
        }),
      })
      .map(({ weeks, shares }): Records => {
        // the communes hold as many as the weeks do: what is too much is cut off, what is missing goes to the last
        let left = weeks.reduce((a, b) => a + b, 0);
        const communes = shares.map((share, i) => {
          const n = i === shares.length - 1 ? left : Math.min(share, left);
          left -= n;
          return n;
        });
        return { weeks, communes };
      });
    fc.assert(
      fc.property(records, fc.nat({ max: T - 1 }), fc.nat(), (real, value, pick) => {
        const shown = release(real);
        const hidden = shown.communes.flatMap((c, i) => (c === null ? [i] : []));
        const at = hidden[pick % Math.max(1, hidden.length)];
        if (at === undefined) return;
        const twin = twinWith(real, shown, at, value);
        if (twin === null) return;
        expect(twin.communes[at]).toBe(value);
        expect(sum(twin.communes)).toBe(sum(twin.weeks));
        expect(release(twin)).toEqual(shown);
      }),
      { seed: 9, numRuns: 2000 },
    );
  });

  test("a higher threshold holds in the same way", () => {
    const rule = { ...defaultSmallGroupRule, threshold: 10 };
    const weeks = [suppressCount(60, rule)];
    expect(suppressSecondCut(weeks, null, [41, 10, 9, 0, 0], rule)).toEqual([null, null, null, null, null]);
    expect(suppressSecondCut(weeks, null, [40, 9, 9, 1, 1], rule)).toEqual([40, null, null, null, null]);
  });
});

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

/** The twin of the proof (docs/decisions/050): `value` in one hidden commune, all that is shown unchanged. */
function twinWith(real: Records, shown: Release, at: number, value: number) {
  const total = sum(real.weeks);
  // so few records that the value does not fit: there is nothing left to hide it among
  if (value > total) return null;
  const communes: number[] = shown.communes.map((c) => c ?? 0);
  communes[at] = value;
  let left = total - sum(communes);
  if (left < 0) return null;
  if (shownTotal(shown.communes) === null) {
    const other = at === 0 ? 1 : 0;
    communes[other] = (communes[other] ?? 0) + left;
    return { weeks: real.weeks, communes };
  }
  for (let i = 0; i < communes.length && left > 0; i++) {
    if (shown.communes[i] !== null || i === at) continue;
    const n = Math.min(T - 1, left);
    communes[i] = n;
    left -= n;
  }
  return { weeks: real.weeks, communes };
}

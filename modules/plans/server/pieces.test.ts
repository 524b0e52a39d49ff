import { expect, test } from "vitest";
import { piecesOf } from "./pieces.ts";

const dayMs = 86_400_000;
const dayAt = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * dayMs).toISOString().slice(0, 10);

/** How often each day is counted, behind `until` and ahead of it. */
function daysCounted({ months, days }: ReturnType<typeof piecesOf>): Map<string, number> {
  const out = new Map<string, number>();
  const add = (day: string, ahead: boolean, by: number) => {
    const key = `${day}${ahead ? "+" : ""}`;
    const n = (out.get(key) ?? 0) + by;
    if (n === 0) out.delete(key);
    else out.set(key, n);
  };
  for (let n = -60; n < 900; n++) {
    const day = dayAt(n);
    for (const m of months)
      if (m.first <= `${day.slice(0, 7)}-01` && `${day.slice(0, 7)}-01` <= m.last) add(day, m.ahead, 1);
    for (const d of days) if (d.first <= day && day <= d.last) add(day, d.ahead, d.sign);
  }
  return out;
}

test("months with the days they lack or have too many of are exactly the days of a plan, parted by the day asked about", () => {
  // a small generator of our own: the same walk at each run
  let seed = 7;
  const random = (n: number): number => {
    seed = (seed + 0x6d_2b_79_f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
  for (let round = 0; round < 400; round++) {
    const a = random(500);
    const b = a + random(round % 3 === 0 ? 20 : 330);
    const until = dayAt(random(800));
    const today = dayAt(random(800));
    const expected = new Map<string, number>();
    for (let n = a; n <= b; n++) expected.set(`${dayAt(n)}${dayAt(n) > until ? "+" : ""}`, 1);
    expect(
      daysCounted(piecesOf(dayAt(a), dayAt(b), until, today)),
      `${dayAt(a)} ${dayAt(b)} ${until} ${today}`,
    ).toEqual(expected);
  }
});

test("a year that is looked at today reads no day that is over", () => {
  const { months, days } = piecesOf("2025-01-01", "2025-12-31", "2025-09-17", "2025-09-17");
  expect(months).toEqual([
    { first: "2025-01-01", last: "2025-09-01", ahead: false },
    { first: "2025-10-01", last: "2025-12-01", ahead: true },
  ]);
  expect(days).toEqual([
    { first: "2025-09-18", last: "2025-09-30", sign: -1, ahead: false },
    { first: "2025-09-18", last: "2025-09-30", sign: 1, ahead: true },
  ]);
});

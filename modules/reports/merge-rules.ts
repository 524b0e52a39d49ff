/** What units below sent, set against what their talks say now: each talk in one sending, whatever became of the units. */
export interface SentTotal {
  unitId: number;
  /** The unit of today that it is or has become; null: it was split. */
  nowId: number | null;
  /** Units that it became one after the other, the nearest first, with the day of each. */
  became: readonly { unitId: number; onDate: string }[];
  /** Day on which the figures of its sending were frozen. */
  frozenOn: string;
  value: number;
}

export type LineKey = number | "lost";

export interface LineNow {
  key: LineKey;
  value: number;
}

export interface MergedGroup<S> {
  key: LineKey;
  now: number;
  /** Null: nothing was sent for it. */
  sent: number | null;
  from: S[];
}

/**
 * A sending that a later one holds already falls away: a commune that merged sent its half year, and so did the new one, frozen when
 * the old one was part of it. One frozen before that does not hold it, so both stand.
 */
export function standing<S extends SentTotal>(sendings: readonly S[]): S[] {
  return sendings.filter(
    (s) => !sendings.some((o) => o !== s && s.became.some((b) => b.unitId === o.unitId && o.frozenOn >= b.onDate)),
  );
}

/** As it is: by unit of today. As it was: the line of each unit, and those that became one together where a sending holds several. */
export function mergeLines<S extends SentTotal>(
  lines: readonly LineNow[],
  sendings: readonly S[],
  keyOf: (unitId: number, nowId: number | null) => LineKey,
): MergedGroup<S>[] {
  const groups = new Map<LineKey, MergedGroup<S>>();
  const group = (key: LineKey) => groups.get(key) ?? groups.set(key, { key, now: 0, sent: null, from: [] }).get(key)!;
  for (const line of lines) group(line.key).now += line.value;
  for (const s of standing(sendings)) {
    const g = group(keyOf(s.unitId, s.nowId));
    g.sent = (g.sent ?? 0) + s.value;
    g.from.push(s);
  }
  return [...groups.values()];
}

export function sumUp(groups: readonly MergedGroup<SentTotal>[]): {
  total: number;
  sent: number;
  unsent: number;
  moved: number;
} {
  const told = { total: 0, sent: 0, unsent: 0, moved: 0 };
  for (const g of groups) {
    told.total += g.now;
    if (g.sent === null) told.unsent += g.now;
    else {
      told.sent += g.sent;
      told.moved += g.now - g.sent;
    }
  }
  return told;
}

import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";

/**
 * What an operation on the tree touches in rooms that units knows nothing of (appointments, talks,
 * roles). A room that hangs something on units registers one count; the preview shows them all.
 */
export interface UnitTouch {
  /** Stable name, such as `talks`. */
  key: string;
  labelVi: string;
  labelEn: string;
  count(tx: Tx, unitIds: readonly number[], on: CivilDate): Promise<number>;
}

const registered = new Map<string, UnitTouch>();

/** Called once by the app for each room, before the server answers. */
export function registerUnitTouch(touch: UnitTouch): void {
  registered.set(touch.key, touch);
}

export async function countTouches(tx: Tx, unitIds: readonly number[], on: CivilDate) {
  const counts = [];
  for (const { key, labelVi, labelEn, count } of registered.values()) {
    counts.push({ key, labelVi, labelEn, count: await count(tx, unitIds, on) });
  }
  return counts;
}

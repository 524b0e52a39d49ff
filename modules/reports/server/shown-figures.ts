import type { Tx } from "#platform/db/session.ts";
import type { Figure } from "../rules.ts";
import { currentFigures } from "./figures.ts";
import { keptFigures } from "./reckon.ts";
import type { StoredReport } from "./report-store.ts";
import type { View } from "./scope.ts";

/**
 * Figures for a page: frozen ones as stored, a draft's as computed now; those of a draft over very many talks as computed
 * last. Files and freezes take `currentFigures` and are made in jobs.
 * @throws Problem `report.being-computed`
 */
export async function shownFigures(
  tx: Tx,
  report: StoredReport,
  view: View,
  today: string,
  revision?: number,
): Promise<Figure[]> {
  return (await keptFigures(tx, report, view)) ?? currentFigures(tx, report, view, today, revision);
}

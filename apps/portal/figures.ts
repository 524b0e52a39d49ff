import { addMonths, asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { type Shown, suppressTable } from "#kernel/suppression.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import type { Tx } from "#platform/db/session.ts";
import { listPublicTalkTotals } from "#modules/talks/server.ts";

/** Talks held in a commune in a month. Talks are acts of the authorities; attendances are people, so small ones are not said. */
export interface TalkFigure {
  communeId: number;
  commune: string;
  /** YYYY-MM */
  month: string;
  talks: number;
  attendance: Shown;
}

export interface TalkFigures {
  /** Newest month first. */
  rows: TalkFigure[];
  /** Whole months of the last twelve, oldest first, also those without a talk. */
  months: { month: string; talks: number; attendance: Shown }[];
}

/** The last twelve whole months before today. */
export async function readTalkFigures(tx: Tx, today: CivilDate): Promise<TalkFigures> {
  const first = asCivilDate(`${today.slice(0, 7)}-01`);
  const from = addMonths(first, -12);
  const totals = await listPublicTalkTotals(tx, from, today);
  const people = suppressTable(
    totals.map((r) => ({ key: { commune: String(r.communeId), month: r.month }, count: r.attendance })),
    await smallGroupRule(tx, today),
  );
  const months = Array.from({ length: 12 }, (_, i) => addMonths(from, i).slice(0, 7));
  return {
    rows: totals.map((r) => ({ ...r, attendance: people.total({ commune: String(r.communeId), month: r.month }) })),
    months: months.map((month) => ({
      month,
      talks: totals.reduce((sum, r) => (r.month === month ? sum + r.talks : sum), 0),
      attendance: people.total({ month }),
    })),
  };
}

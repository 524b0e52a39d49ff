import { addMonths, asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { listAnswerTotals, listCommitmentTotals, listTimeliness } from "#modules/questions/server.ts";
import type { Tx } from "#platform/db/session.ts";

export interface QuestionFigures {
  /** Newest first: YYYY-MM-DD of the quarter's first day; only shares, and only of enough questions. */
  quarters: { quarter: string; percentInTime: number }[];
  /** Newest first, the last twelve months, the running one included. */
  months: { month: string; answers: number; due: number; kept: number }[];
}

/** Questions answered in time, answers published, promises kept. */
export async function readQuestionFigures(tx: Tx, today: CivilDate): Promise<QuestionFigures> {
  const from = addMonths(asCivilDate(`${today.slice(0, 7)}-01`), -11);
  const answers = new Map((await listAnswerTotals(tx, from)).map((r) => [r.month, r.answers]));
  const promises = new Map((await listCommitmentTotals(tx, from)).map((r) => [r.month, r]));
  return {
    quarters: await listTimeliness(tx, addMonths(from, -12)),
    months: Array.from({ length: 12 }, (_, i) => {
      const month = addMonths(from, 11 - i).slice(0, 7);
      const { due = 0, kept = 0 } = promises.get(month) ?? {};
      return { month, answers: answers.get(month) ?? 0, due, kept };
    }),
  };
}

import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";

/** Of the questions that fell due in a quarter (its first day): the share with a published answer by then, in whole percent. */
export async function listTimeliness(tx: Tx, from: CivilDate): Promise<{ quarter: string; percentInTime: number }[]> {
  const { rows } = await sql<{ quarter: string; percentInTime: number }>`
    select quarter::text, percent_in_time as "percentInTime" from public_answer_timeliness
     where quarter >= ${from}::date order by quarter desc`.execute(tx);
  return rows;
}

/** Published answers by month, YYYY-MM. */
export async function listAnswerTotals(tx: Tx, from: CivilDate): Promise<{ month: string; answers: number }[]> {
  const { rows } = await sql<{ month: string; answers: number }>`
    select to_char(month, 'YYYY-MM') as month, answers from public_answer_total where month >= ${from}::date order by 1`.execute(
    tx,
  );
  return rows;
}

/** Promises of published answers that fell due, by month, and how many of them were kept by their day. */
export async function listCommitmentTotals(
  tx: Tx,
  from: CivilDate,
): Promise<{ month: string; due: number; kept: number }[]> {
  const { rows } = await sql<{ month: string; due: number; kept: number }>`
    select to_char(month, 'YYYY-MM') as month, due, kept from public_commitment_total where month >= ${from}::date order by 1`.execute(
    tx,
  );
  return rows;
}

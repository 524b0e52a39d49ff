import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { checkFigures, type CheckFinding } from "../check-figures.ts";
import type { CheckAnswer } from "../contract-sending.ts";
import { sectionsOf } from "../parts.ts";
import { shownFigures } from "./shown-figures.ts";
import { catalogue } from "./catalogue.ts";
import { waitingNow } from "./reckon.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { missingBelow } from "./senders.ts";

/** What is asked before a report is signed, with the answers kept. */
export async function reportChecks(tx: Tx, report: StoredReport, now: Date): Promise<CheckAnswer[]> {
  const today = civilDateOf(now);
  const names = await catalogue(tx);
  const answers = await sql<{ question: string; answer: string; by_user: string }>`
    select question, answer, by_user from report_check_answer where report_id = ${report.id}::uuid`.execute(tx);
  const given = new Map(answers.rows.map((a) => [a.question, a]));
  const findings = await findingsOf(tx, report, today, names);
  return findings.map((f) => {
    const name = f.indicator === null ? undefined : names.get(f.indicator);
    const answer = f.level === "ask" ? given.get(f.question) : undefined;
    return {
      ...f,
      indicatorVi: name?.nameVi ?? null,
      indicatorEn: name?.nameEn ?? null,
      answer: answer?.answer ?? null,
      answeredBy: answer?.by_user ?? null,
    };
  });
}

/** Those that keep a report from being signed: faults, and questions without an answer. */
export async function openFindings(tx: Tx, report: StoredReport, now: Date): Promise<CheckAnswer[]> {
  return (await reportChecks(tx, report, now)).filter((f) => f.level === "stop" || f.answer === null);
}

/** Questions that wait for an answer, for who signs by command: the demo, tests. */
export async function openQuestions(tx: Tx, reportId: string, now: Date): Promise<string[]> {
  return (await openFindings(tx, await getReport(tx, reportId), now)).map((f) => f.question);
}

async function findingsOf(
  tx: Tx,
  report: StoredReport,
  today: string,
  names: Awaited<ReturnType<typeof catalogue>>,
): Promise<CheckFinding[]> {
  const { rows } = await sql<{ percent: number; least: number }>`
    select jump_percent as percent, jump_least as least from report_check_rule where valid @> ${report.period.days.to}::date`.execute(
    tx,
  );
  const parts = report.template.parts;
  const spoken = parts.flatMap((p): string[] => {
    if (p.kind === "figures" || p.kind === "units" || p.kind === "annex") return p.indicators;
    if (p.kind === "sentence") return [...p.text.matchAll(/\{([a-z][A-Za-z.-]*)/g)].map((m) => m[1]!);
    return [];
  });
  const sections = sectionsOf(parts);
  return checkFigures({
    is: await shownFigures(tx, report, "as-is", today),
    was: await shownFigures(tx, report, "as-was", today),
    names,
    rule: { jumpPercent: rows[0]?.percent ?? Infinity, jumpLeast: rows[0]?.least ?? 0 },
    spoken,
    words: sections.flatMap(({ key, title }) => {
      const text = report.narrative[key];
      return text === undefined || text === "" ? [] : [{ key, title, text }];
    }),
    waiting: await waitingNow(tx, report, today),
    missingBelow: await missingBelow(tx, report, today),
  });
}

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { countTalks } from "#modules/talks/server.ts";
import { FreezeReport, ReviseReport, views } from "../contract.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { frozenHash, type Figure } from "../rules.ts";
import { pinnedFacts } from "./facts.ts";
import { figuresOf } from "./figures.ts";
import { lateTalkIds, pinTalks, unpinTalks } from "./late-talks.ts";
import { getReport, type StoredReport } from "./report-store.ts";
import { placeMap, scopeOf, type ReportScope } from "./scope.ts";

/** A draft becomes revision 1: its talks pinned and counted, its figures stored with their hash. */
export const freezeReport = defineCommand({
  name: "report.freeze",
  input: FreezeReport,
  async run({ tx, principal, now }, { reportId }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.freeze", principal, report);
    if (report.status === "frozen") throw reportProblem("report.already-frozen", { reportId });
    if (report.period.days.to >= civilDateOf(now))
      throw reportProblem("report.period-not-over", { lastDay: report.period.days.to });
    const late = await lateTalkIds(tx, report, civilDateOf(now));
    const { answer, counted } = await store(tx, report, late.added, [], 1, null, now);
    return { answer, journal: [entry("report.frozen", report, answer), ...counted] };
  },
});

/** What came late or was corrected enters, under the next number and with the reason; the former state stays. */
export const reviseReport = defineCommand({
  name: "report.revise",
  input: ReviseReport,
  async run({ tx, principal, now }, { reportId, reason }) {
    const report = await getReport(tx, reportId, { forUpdate: true });
    authorise(reportPolicy, "report.revise", principal, report);
    if (report.status !== "frozen") throw reportProblem("report.not-frozen", { reportId });
    const late = await lateTalkIds(tx, report, civilDateOf(now));
    if (late.added.length + late.changed.length + late.withdrawn.length === 0)
      throw reportProblem("report.nothing-late", { reportId });
    const number = report.revision + 1;
    const { answer, counted } = await store(
      tx,
      report,
      [...late.added, ...late.changed],
      [...late.changed, ...late.withdrawn],
      number,
      reason,
      now,
    );
    return { answer, journal: [entry("report.revised", report, { ...answer, reason }), ...counted] };
  },
});

async function store(
  tx: Tx,
  report: StoredReport,
  pin: string[],
  unpin: string[],
  revision: number,
  reason: string | null,
  now: Date,
) {
  const { journal: counted } = await countTalks(tx, pin, report.id);
  await unpinTalks(tx, report.id, unpin, revision - 1);
  await pinTalks(tx, report.id, pin, revision);

  const today = civilDateOf(now);
  const facts = pinnedFacts(report.id, revision);
  const figures = {} as Record<(typeof views)[number], Figure[]>;
  for (const view of views)
    figures[view] = await figuresOf(tx, report, { view, today, asOf: now.toISOString(), facts });

  const {
    rows: [state],
  } = await sql<{ talks: number; hash: string; journal_hash: string | null }>`
    select count(*)::int as talks, (select hash from journal_head()) as journal_hash,
           encode(sha256(convert_to(coalesce(string_agg(f.talk_id || ':' || f.talk_version, ',' order by f.talk_id), ''), 'UTF8')), 'hex') as hash
      from ${facts} f`.execute(tx);
  const asOf = now.toISOString();
  const hash = frozenHash({
    unitId: report.unitId,
    template: report.template.id,
    period: report.period.code,
    revision,
    asOf,
    talksHash: state!.hash,
    figures,
  });
  await sql`insert into report_revision (report_id, number, as_of, reason, talks, content_hash, talks_hash, journal_hash)
    values (${report.id}, ${revision}, ${asOf}::timestamptz, ${reason}, ${state!.talks}, ${hash}, ${state!.hash}, ${state!.journal_hash})`.execute(
    tx,
  );
  for (const view of views) {
    await storeFigures(tx, report.id, revision, view, figures[view]);
    await storePlaces(tx, report.id, revision, await scopeOf(tx, report.unitId, view, today, report.period.days.to));
  }
  await tx
    .updateTable("report")
    .set({ status: "frozen", revision, version: report.version + 1 })
    .where("id", "=", report.id)
    .execute();
  return { answer: { reportId: report.id, revision, contentHash: hash, talks: state!.talks }, counted };
}

async function storeFigures(
  tx: Tx,
  reportId: string,
  revision: number,
  view: string,
  figures: readonly Figure[],
): Promise<void> {
  const rows = figures.map((f) => ({
    indicator: f.indicator,
    line: f.line,
    unit_id: f.unitId,
    value: f.value,
    previous: f.previous,
    last_year: f.lastYear,
  }));
  await sql`insert into report_figure (report_id, revision, view, indicator, line, unit_id, value, previous, last_year)
    select ${reportId}::uuid, ${revision}::int, ${view}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (indicator text, line text, unit_id int, value numeric, previous numeric, last_year numeric)`.execute(tx);
}

async function storePlaces(tx: Tx, reportId: string, revision: number, scope: ReportScope): Promise<void> {
  await sql`insert into report_place (report_id, revision, view, key_id, valid, row_unit, line)
    select ${reportId}::uuid, ${revision}::int, ${scope.view}, m.key_id, m.valid, m.row_unit, m.line from ${placeMap(scope)} m
     where m.key_id in (select f.${sql.ref(scope.key)} from ${pinnedFacts(reportId, revision)} f)`.execute(tx);
}

function entry(action: string, report: StoredReport, after: unknown): JournalEntry {
  return {
    action,
    subject: "report",
    subjectId: report.id,
    unitId: report.unitId,
    before: { status: report.status, revision: report.revision },
    after,
  };
}

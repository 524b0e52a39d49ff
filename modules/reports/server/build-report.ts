import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { isIndicatorCode } from "../indicators.ts";
import { reportPolicy } from "../policy.ts";
import { reportPeriod } from "../rules.ts";
import { draftSignature, gather, reportDocument, reportWorkbook, type Exported } from "./export-report.ts";
import { currentFigures, figuresOf } from "./figures.ts";
import { frozenFacts, liveFacts, placedFacts } from "./facts.ts";
import { keptFigures } from "./reckon.ts";
import { allLines, totalsOf } from "./report-page.ts";
import { findReport, getTemplate } from "./report-store.ts";
import { partsOf, revisionsOf } from "./revisions.ts";
import { findSigning } from "./signings.ts";
import { scopeOf, type View } from "./scope.ts";
import { talkIdsByLine } from "./talks-behind.ts";

export interface BuildRequest {
  unitId: number;
  template: string;
  period: string;
  view: View;
  today: string;
  /** ISO moment: what was known then. Null: all, or the frozen figures where the report is frozen. */
  asOf: string | null;
  /** A large draft's figures as computed last, for who waits for the answer; else all are computed now. */
  kept?: boolean;
}

/** Gathers a report without beginning one: the frozen figures where there are, else those of the moment. */
export async function prepareReport(tx: Tx, principal: Principal, request: BuildRequest) {
  authorise(reportPolicy, "report.export", principal, { unitPath: await unitPath(tx, request.unitId) });
  const template = await getTemplate(tx, request.template);
  const subject = { unitId: request.unitId, template, period: reportPeriod(request.period, template.closingDay) };
  const begun = await findReport(tx, request.unitId, request.template, request.period);
  const frozen = begun !== null && begun.status === "frozen" && request.asOf === null ? begun : null;
  const figuresIn = async (view: View) =>
    frozen
      ? currentFigures(tx, frozen, view, request.today)
      : ((request.kept === true && begun !== null ? await keptFigures(tx, begun, view) : null) ??
        figuresOf(tx, subject, { view, today: request.today, asOf: request.asOf }));
  const figures = await figuresIn(request.view);
  const asWas = request.view === "as-was" ? figures : await figuresIn("as-was");
  const [newest] = frozen ? await revisionsOf(tx, frozen.id) : [];
  const exported: Exported = {
    subject,
    view: request.view,
    today: request.today,
    figures,
    asWas,
    parts: (frozen && (await partsOf(tx, frozen.id, frozen.revision))) ?? template.parts,
    narrative: begun?.narrative ?? {},
    report: begun && { id: begun.id, code: begun.code },
    frozen: newest
      ? { revision: newest.number, asOf: newest.asOf, hash: newest.contentHash, reason: newest.reason }
      : null,
  };
  return { exported, report: frozen };
}

export async function buildDocx(tx: Tx, exported: Exported): Promise<Uint8Array> {
  const { words, issuer } = await gather(tx, exported);
  const signing =
    exported.frozen === null || exported.report === null ? null : await findSigning(tx, exported.report.id);
  return reportDocument(exported.subject, words, issuer, draftSignature(issuer, signing));
}

export async function buildXlsx(tx: Tx, exported: Exported): Promise<Uint8Array> {
  return reportWorkbook(tx, exported, (await gather(tx, exported)).words);
}

/** Everything for programs: each figure, its units below, and at the bottom the ids of the talks. */
export async function buildJson(
  tx: Tx,
  { exported, report }: Awaited<ReturnType<typeof prepareReport>>,
  asOf: string | null,
) {
  const { subject, view, figures, today } = exported;
  const scope = await scopeOf(tx, subject.unitId, view, today, subject.period.days.to);
  const facts = report
    ? frozenFacts(report.id, report.revision, view, scope.key)
    : placedFacts(liveFacts(subject.period.days, asOf), scope);
  const lines = await allLines(tx, figures, view === "as-is" ? today : subject.period.days.to);
  const answer = [];
  for (const total of await totalsOf(tx, figures)) {
    if (!isIndicatorCode(total.indicator)) continue;
    const ids = await talkIdsByLine(tx, facts, total.indicator);
    answer.push({
      indicator: total.indicator,
      name: total.nameVi,
      nameEn: total.nameEn,
      unit: total.measureVi,
      value: total.value,
      previous: total.previous,
      lastYear: total.lastYear,
      rows: (lines.get(total.indicator) ?? []).map((l) => ({
        line: l.line,
        unitId: l.unitId,
        code: l.code,
        name: l.name,
        value: l.value,
        previous: l.previous,
        lastYear: l.lastYear,
        talks: ids.get(l.unitId ?? "unattributable") ?? [],
      })),
      talks: [...ids.values()].flat(),
    });
  }
  return {
    unitId: subject.unitId,
    template: subject.template.id,
    period: subject.period.code,
    firstDay: subject.period.days.from,
    lastDay: subject.period.days.to,
    view,
    status: exported.frozen ? "frozen" : "draft",
    revision: exported.frozen?.revision ?? 0,
    contentHash: exported.frozen?.hash ?? null,
    figures: answer,
  };
}

import { asCivilDate, civilDateOf, formatDate } from "#kernel/civil-date.ts";
import { sql } from "kysely";
import { foldHeading } from "#platform/documents/nd30/words.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Shown } from "#kernel/suppression.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import type { Tx } from "#platform/db/session.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import { issuerOf } from "#modules/documents/server.ts";
import type { Narrative, ReportFigure } from "../contract.ts";
import { releaseCells, toldByUnit } from "../small-groups.ts";
import { computations, type Computation, type IndicatorCode } from "../indicators.ts";
import type { Part } from "../parts.ts";
import { changeOf, periodName, type Figure } from "../rules.ts";
import { catalogue } from "./catalogue.ts";
import { authorityFor } from "./mandates.ts";
import { quotesOf } from "./quotes.ts";
import { fill, reportBody } from "./report-body.ts";
import { baseOf, referenceOf, reportAnnexes } from "./report-tables.ts";
import type { ReportWords, SmallShown } from "./report-words.ts";
import type { ReportSubject } from "./figures.ts";
import type { Signing } from "./signings.ts";
import { allLines, totalsOf } from "./report-page.ts";
import { scopeOf, type View } from "./scope.ts";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export interface Exported {
  subject: ReportSubject;
  view: View;
  today: string;
  figures: readonly Figure[];
  /** As it was, whatever the view: what few people asked is judged by the places as they were. */
  asWas: readonly Figure[];
  parts: readonly Part[];
  narrative: Narrative;
  report: { id: string; code: string } | null;
  frozen: { revision: number; asOf: string; hash: string; reason: string | null } | null;
}

/** All that the words and tables of a report need, gathered before anything is written. */
export async function gather(tx: Tx, exported: Exported): Promise<{ words: ReportWords; issuer: KnownIssuer }> {
  const { subject, view, figures } = exported;
  const { days, code } = subject.period;
  const issuer = await issuerOf(tx, subject.unitId, exported.today);
  const scope = await scopeOf(tx, subject.unitId, view, exported.today, days.to);
  const totals = await totalsOf(tx, figures);
  const lines = await allLines(tx, figures, view === "as-is" ? exported.today : days.to);
  const words: ReportWords = {
    issuer: issuer.issuer,
    unitId: subject.unitId,
    periodName: periodName(code),
    firstDay: days.from,
    lastDay: days.to,
    view,
    parts: exported.parts,
    narrative: exported.narrative,
    quotes: exported.report === null ? [] : await quotesOf(tx, exported.report.id),
    small: await smallOf(tx, exported),
    code: exported.report?.code ?? null,
    figures: new Map(totals.map((f) => [f.indicator, f])),
    lines,
    placeWord: scope.below === "group" ? "thôn, tổ dân phố" : "xã, phường, đặc khu",
    frozen: exported.frozen && {
      revision: exported.frozen.revision,
      at: momentText(exported.frozen.asOf),
      hash: exported.frozen.hash,
      reason: exported.frozen.reason,
    },
  };
  return { words, issuer };
}

const LOST = 0;

/** What may be said outside of each indicator that counts what few people asked (docs/decisions/050). */
async function smallOf(tx: Tx, { figures, asWas, view }: Exported): Promise<Map<string, SmallShown>> {
  const names = await catalogue(tx);
  const codes = [...names].filter(([, i]) => i.smallCells && i.addsUp === "sum").map(([code]) => code);
  const rule = await smallGroupRule(tx);
  const places = asWas
    .filter((f) => f.indicator === "places.total" && f.unitId !== null)
    .map((f) => f.unitId as number);
  const { rows } = await sql<{
    unit_id: number;
    now_id: number | null;
  }>`select unit_id, now_id from unit_now where unit_id = any (${asWas.flatMap((f) => (f.unitId === null ? [] : [f.unitId]))}::int[])`.execute(
    tx,
  );
  const nowOf = new Map(rows.map((r) => [r.unit_id, r.now_id ?? ("lost" as const)]));
  const of = (from: readonly Figure[], code: string) => from.filter((f) => f.indicator === (code as IndicatorCode));
  const told = new Map(
    codes.map((code): [string, SmallShown] => {
      const then = of(asWas, code);
      const atoms = new Map(places.map((u) => [u, 0]));
      // what lay in no place then is an atom too (0, no unit's id), or the atoms do not make the total
      for (const f of then) if (f.line !== "total") atoms.set(f.unitId ?? LOST, f.value);
      const lines = of(figures, code).filter((f) => f.line !== "total");
      const shown = releaseCells(
        {
          atoms,
          rowOf: (unitId) => (unitId === LOST ? "lost" : (nowOf.get(unitId) ?? null)),
          rows: new Map(lines.map((f) => [f.unitId ?? "lost", f.value])),
          total: of(figures, code).find((f) => f.line === "total")?.value ?? 0,
        },
        rule,
      );
      const byUnit = new Map<number | "lost", Shown>(
        code !== toldByUnit
          ? []
          : view === "as-is"
            ? shown.asIs
            : [...shown.asWas].map(([unit, n]) => [unit === LOST ? "lost" : unit, n] as const),
      );
      return [code, { hidden: shown.total === null, rows: byUnit }];
    }),
  );
  // a share of few tells the few
  for (const [code, computation] of Object.entries<Computation>(computations)) {
    if (computation.source !== "ratio" || !(names.get(code)?.smallCells ?? false)) continue;
    const hidden = [computation.of, computation.over].some((c) => told.get(c)?.hidden === true);
    told.set(code, { hidden, rows: new Map() });
  }
  return told;
}

function momentText(iso: string): string {
  const at = new Date(iso);
  const clock = new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
  return `${clock} ngày ${formatDate(civilDateOf(at))}`;
}

export interface Signed {
  number: number | null;
  symbol: string;
  date: string | null;
  signer: { authority?: string; capacity?: string; position: string; name: string };
}

/** Before it has a number: room for the head's signature, or who has signed and as what. */
export function draftSignature(
  issuer: KnownIssuer,
  signing: Pick<Signing, "signerName" | "capacity" | "signerPosition"> | null = null,
): Signed {
  const capacity = signing?.signerPosition ? signing.capacity : issuer.capacity;
  return {
    number: null,
    symbol: `BC-${issuer.abbreviation}`,
    date: null,
    signer: {
      ...authorityFor(issuer.authority, capacity),
      ...(capacity ? { capacity } : {}),
      position: signing?.signerPosition ?? issuer.signerPosition,
      name: signing?.signerName ?? issuer.signerName,
    },
  };
}

/** The report as an administrative document; without a number and date while it is not issued. */
export async function reportDocument(
  subject: ReportSubject,
  words: ReportWords,
  issuer: KnownIssuer,
  signed: Signed,
): Promise<Uint8Array> {
  return writeOfficialDocument({
    ...(issuer.governing ? { governing: issuer.governing } : {}),
    issuer: issuer.issuer,
    number: signed.number,
    symbol: signed.symbol,
    place: issuer.place,
    date: signed.date,
    kind: { type: "named", name: "Báo cáo", abstract: abstractOf(subject, words) },
    addressees: issuer.addressees,
    bases: subject.template.legalBases,
    body: reportBody(words),
    signature: signed.signer,
    recipients: issuer.recipients,
    ...(issuer.filing ? { filing: issuer.filing } : {}),
    annexes: reportAnnexes(words, (title) => fill(title, words)),
  });
}

export function abstractOf(subject: ReportSubject, words: Pick<ReportWords, "periodName">): string {
  return subject.template.abstract.replace("{period}", words.periodName);
}

/** The figures as a workbook: all indicators, and one sheet of units below with every indicator as a column. */
export async function reportWorkbook(tx: Tx, exported: Exported, words: ReportWords): Promise<Uint8Array> {
  const titles = [
    abstractOf(exported.subject, words),
    `${words.issuer}, từ ${formatDate(asCivilDate(words.firstDay))} đến ${formatDate(asCivilDate(words.lastDay))}`,
    words.frozen
      ? `Đã chốt ${words.frozen.at}, lần ${words.frozen.revision}, mã băm ${words.frozen.hash}`
      : "Dự thảo: số liệu chưa chốt",
    exported.view === "as-is" ? "Theo địa giới hiện nay" : "Theo địa giới của từng thời điểm",
  ];
  const totals = [...words.figures.values()];
  const names = await catalogue(tx);
  // shares of what few people asked would tell what the counts do not
  const codes = totals.filter(
    (f) =>
      (words.lines.get(f.indicator) ?? []).length > 0 &&
      (!names.get(f.indicator)?.smallCells || (words.small.get(f.indicator)?.rows.size ?? 0) > 0),
  );
  const units = new Map<number | "lost", { name: string; code: string | null; last: boolean }>();
  for (const f of codes)
    for (const l of words.lines.get(f.indicator) ?? [])
      units.set(l.unitId ?? "lost", { name: l.name, code: l.code, last: l.unitId === null });
  const cellOf = new Map(
    codes.map((f) => {
      const lines = words.lines.get(f.indicator) ?? [];
      const small = words.small.get(f.indicator);
      const cell = (key: number | "lost", value: number) =>
        small === undefined ? value : (small.rows.get(key) ?? "*");
      return [
        f.indicator,
        new Map(lines.map((l) => [l.unitId ?? "lost", cell(l.unitId ?? "lost", l.value)] as const)),
      ] as const;
    }),
  );
  const ordered = [...units].sort(
    ([, a], [, b]) => Number(a.last) - Number(b.last) || a.name.localeCompare(b.name, "vi"),
  );
  return writeWorkbook([
    {
      name: "Chỉ tiêu",
      titles,
      columns: [
        { header: "Chỉ tiêu", width: 48 },
        { header: "Đơn vị tính" },
        { header: "Kỳ này" },
        { header: "Kỳ trước" },
        { header: "Thay đổi", number: "percent" },
        { header: "Cùng kỳ năm trước" },
        { header: "Định nghĩa", width: 60 },
        { header: "Căn cứ", width: 32 },
        { header: "Mã tra cứu", width: 18 },
        // for programs, behind what people read
        { header: "Mã chỉ tiêu", width: 26 },
      ],
      rows: totals.map((f): WriteCell[] => [
        f.nameVi,
        f.measureVi,
        ...totalCells(words, f),
        f.definitionVi,
        f.legalBasis,
        referenceOf(words, f.position),
        f.indicator,
      ]),
    },
    {
      name: "Theo đơn vị",
      titles: [...titles, "* số nhỏ hơn 5 hoặc có thể suy ra số nhỏ hơn 5: không hiển thị"],
      columns: [
        { header: "Đơn vị", width: 34 },
        { header: "Mã" },
        ...codes.map((f) => ({ header: f.nameVi, width: 16 })),
      ],
      rows: ordered.map(([key, unit]): WriteCell[] => [
        unit.name,
        unit.code,
        ...codes.map((f) => cellOf.get(f.indicator)?.get(key) ?? null),
      ]),
    },
  ]);
}

/** Now, before, change, last year: with a star for what few people asked. */
function totalCells(words: ReportWords, f: ReportFigure): WriteCell[] {
  const small = words.small.get(f.indicator);
  const base = baseOf(words, f);
  if (small === undefined) {
    const [now, before] = [base.now ? f.value : null, base.previous ? f.previous : null];
    return [now, before, now === null ? null : changeOf(now, before), f.lastYear];
  }
  if (small.hidden) return ["*", "*", null, "*"];
  const few = (n: number | null) => n !== null && f.measureVi !== "%" && n < 5;
  const shown = (n: number | null) => (few(n) ? "*" : n);
  return [f.value, shown(f.previous), few(f.previous) ? null : changeOf(f.value, f.previous), shown(f.lastYear)];
}

/** A file name that every system takes: no diacritics, no spaces. */
export function fileNameOf(words: ReportWords, extension: string): string {
  const plain = foldHeading(`bao cao ttm ${words.issuer} ${words.periodName}`)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${plain}.${extension}`;
}

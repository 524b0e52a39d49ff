import { asCivilDate, civilDateOf, formatDate } from "#kernel/civil-date.ts";
import { periodLabel } from "#kernel/period.ts";
import { foldHeading } from "#platform/documents/nd30/words.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import { issuerOf } from "#modules/documents/server.ts";
import { reportAnnexes, reportBody, type ReportWords } from "./report-words.ts";
import { changeOf, hideSmall, type Figure } from "../rules.ts";
import type { Narrative, ReportLine } from "../contract.ts";
import type { ReportSubject } from "./figures.ts";
import { allLines, catalogue, totalsOf } from "./report-page.ts";
import { scopeOf, type View } from "./scope.ts";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export interface Exported {
  subject: ReportSubject;
  view: View;
  today: string;
  figures: readonly Figure[];
  narrative: Narrative;
  frozen: { revision: number; asOf: string; hash: string } | null;
}

/** All that the words and tables of a report need, gathered before anything is written. */
export async function gather(tx: Tx, exported: Exported): Promise<{ words: ReportWords; issuer: KnownIssuer }> {
  const { subject, view, figures } = exported;
  const { days, period } = subject.period;
  const issuer = await issuerOf(tx, subject.unitId, exported.today);
  const scope = await scopeOf(tx, subject.unitId, view, exported.today, days.to);
  const totals = await totalsOf(tx, figures);
  const lines = await allLines(tx, figures, view === "as-is" ? exported.today : days.to);
  const words: ReportWords = {
    issuer: issuer.issuer,
    periodName: periodLabel(period),
    firstDay: days.from,
    lastDay: days.to,
    view,
    narrative: exported.narrative,
    figures: new Map(totals.map((f) => [f.indicator, f])),
    lines,
    placeWord: scope.below === "group" ? "thôn, tổ dân phố" : "xã, phường, đặc khu",
    frozen: exported.frozen && {
      revision: exported.frozen.revision,
      at: momentText(exported.frozen.asOf),
      hash: exported.frozen.hash,
    },
  };
  return { words, issuer };
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

export function draftSignature(issuer: KnownIssuer): Signed {
  return {
    number: null,
    symbol: `BC-${issuer.abbreviation}`,
    date: null,
    signer: {
      ...(issuer.authority ? { authority: issuer.authority } : {}),
      ...(issuer.capacity ? { capacity: issuer.capacity } : {}),
      position: issuer.signerPosition,
      name: issuer.signerName,
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
    annexes: reportAnnexes(words),
  });
}

export function abstractOf(subject: ReportSubject, words: Pick<ReportWords, "periodName">): string {
  return subject.template.abstract.replace("{period}", words.periodName);
}

/** The figures as a workbook: all indicators, and one sheet of units below with every indicator as a column. */
export async function reportWorkbook(tx: Tx, exported: Exported, words: ReportWords): Promise<Uint8Array> {
  const names = await catalogue(tx);
  const titles = [
    abstractOf(exported.subject, words),
    `${words.issuer}, từ ${formatDate(asCivilDate(words.firstDay))} đến ${formatDate(asCivilDate(words.lastDay))}`,
    words.frozen
      ? `Đã chốt ${words.frozen.at}, lần ${words.frozen.revision}, mã băm ${words.frozen.hash}`
      : "Dự thảo: số liệu chưa chốt",
    exported.view === "as-is" ? "Theo địa giới hiện nay" : "Theo địa giới của từng thời điểm",
  ];
  const totals = [...words.figures.values()];
  const codes = totals.filter((f) => (words.lines.get(f.indicator) ?? []).length > 0);
  const units = new Map<number | "lost", { name: string; code: string | null; last: boolean }>();
  for (const f of codes)
    for (const l of words.lines.get(f.indicator) ?? [])
      units.set(l.unitId ?? "lost", { name: l.name, code: l.code, last: l.unitId === null });
  const cellOf = new Map(
    codes.map((f) => {
      const lines = words.lines.get(f.indicator) ?? [];
      const hidden = names.get(f.indicator)?.smallCells ? hideSmall(lines) : new Set<ReportLine>();
      return [
        f.indicator,
        new Map(lines.map((l) => [l.unitId ?? "lost", hidden.has(l) ? "*" : l.value] as const)),
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
        { header: "Mã" },
        { header: "Chỉ tiêu", width: 48 },
        { header: "Đơn vị tính" },
        { header: "Kỳ này" },
        { header: "Kỳ trước" },
        { header: "Thay đổi", number: "percent" },
        { header: "Cùng kỳ năm trước" },
        { header: "Định nghĩa", width: 60 },
        { header: "Căn cứ", width: 32 },
      ],
      rows: totals.map((f): WriteCell[] => [
        f.indicator,
        f.nameVi,
        f.measureVi,
        f.value,
        f.previous,
        changeOf(f.value, f.previous),
        f.lastYear,
        f.definitionVi,
        f.legalBasis,
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

/** A file name that every system takes: no diacritics, no spaces. */
export function fileNameOf(words: ReportWords, extension: string): string {
  const plain = foldHeading(`bao cao ttm ${words.issuer} ${words.periodName}`)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${plain}.${extension}`;
}

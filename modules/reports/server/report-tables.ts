import { shownText } from "#kernel/suppression.ts";
import { textWidth } from "#platform/documents/docx/text-width.ts";
import { textArea } from "#platform/documents/nd30/paragraphs.ts";
import type { Block, TableColumn, TableRow } from "#platform/documents/nd30/content.ts";
import type { ReportFigure } from "../contract.ts";
import { computations, type Computation, isIndicatorCode } from "../indicators.ts";
import { writeReference } from "../references.ts";
import { type ReportWords, showChange, showNumber, shownTotal } from "./report-words.ts";

/** What leads from a figure on paper to its talks; nothing while the figures may still move. */
export function referenceOf(words: ReportWords, position: number, unitId: number | null = null): string {
  if (words.frozen === null || words.code === null) return "–";
  return writeReference({ code: words.code, revision: words.frozen.revision, view: words.view, position, unitId });
}

/** Indicators with what they were; no codes: all of the catalogue. */
export function figureTable(words: ReportWords, codes: readonly string[]): Block | null {
  const figures = codes.length === 0 ? [...words.figures.values()] : codes.flatMap((c) => words.figures.get(c) ?? []);
  if (figures.length === 0) return null;
  const small = (f: ReportFigure) => words.small.get(f.indicator);
  const few = (f: ReportFigure) => small(f) !== undefined && f.measureVi !== "%" && (f.previous ?? 0) < 5;
  const rows = figures.map((f, i): TableRow => {
    const hidden = small(f)?.hidden === true;
    const base = baseOf(words, f);
    return {
      cells: [
        String(i + 1),
        f.nameVi,
        f.measureVi,
        hidden ? "*" : base.now ? showNumber(f.value) : "–",
        f.previous === null || !base.previous ? "–" : hidden || few(f) ? "*" : showNumber(f.previous),
        hidden || few(f) || !base.now || !base.previous ? "–" : showChange(f),
        referenceOf(words, f.position),
      ],
    };
  });
  const columns: Fitted[] = [
    { header: "STT", least: 0.07, align: "center" },
    { header: "Chỉ tiêu", least: null },
    { header: "Đơn vị tính", least: 0.11, align: "center", wraps: true },
    { header: "Kỳ này", least: 0.1, align: "right" },
    { header: "Kỳ trước", least: 0.1, align: "right" },
    { header: "So sánh", least: 0.1, align: "right" },
    { header: "Mã tra cứu", least: 0.12, align: "center" },
  ];
  return fitted(columns, rows);
}

/** `least` is a share of the width; null: takes what the others leave, and is the one that wraps. */
type Fitted = Omit<TableColumn, "share"> & { least: number | null; wraps?: true };

/**
 * Columns as wide as their longest entry, so that no number and no reference is broken: a commune's and those of a province of
 * half a million talks. Of a draft there are no references, and the names get the room.
 */
function fitted(columns: readonly Fitted[], rows: readonly TableRow[]): Block {
  const drop = rows.every((r) => r.cells.at(-1) === "–" || r.cells.at(-1) === "");
  const kept = drop ? columns.slice(0, -1) : columns;
  const shares = kept.map((c, i) => {
    if (c.least === null || c.wraps === true) return c.least ?? 0;
    const widest = Math.max(
      0,
      ...rows.map((r) => textWidth(r.cells[i] ?? "", 13, r.bold === true ? "bold" : "regular")),
    );
    return Math.max(c.least, Math.ceil(((widest + 190) / textArea) * 200) / 200);
  });
  const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
  return {
    kind: "table",
    columns: kept.map((c, i) => ({
      header: c.header,
      share: c.least === null ? Math.max(0.12, rest) : shares[i]!,
      ...(c.align === undefined ? {} : { align: c.align }),
    })),
    rows: drop ? rows.map((r) => ({ ...r, cells: r.cells.slice(0, -1) })) : rows,
  };
}

/** A share of nothing is no share: whether there was anything to take it of, now and in the last period. */
export function baseOf(words: Pick<ReportWords, "figures">, f: ReportFigure): { now: boolean; previous: boolean } {
  const over = basesOf(f.indicator).map((code) => words.figures.get(code));
  return {
    now: over.every((o) => o === undefined || o.value > 0),
    previous: over.every((o) => o === undefined || (o.previous ?? 0) > 0),
  };
}

function basesOf(code: string): string[] {
  if (!isIndicatorCode(code)) return [];
  const computation: Computation = computations[code];
  if (computation.source === "ratio") return [computation.over];
  return computation.source === "difference" ? [...basesOf(computation.of), ...basesOf(computation.less)] : [];
}

/** Units below, each with the chosen indicators; what few people asked is told only as far as it may be. */
export function unitTable(words: ReportWords, codes: readonly string[]): Block | null {
  const chosen = codes
    .flatMap((c) => words.figures.get(c) ?? [])
    .filter((f) => (words.lines.get(f.indicator) ?? []).length > 0 || words.small.has(f.indicator));
  const told = chosen.filter((f) => !words.small.has(f.indicator) || words.small.get(f.indicator)!.rows.size > 0);
  const units = new Map<number | "lost", { name: string; last: boolean }>();
  for (const code of [...told.map((f) => f.indicator), "places.total"])
    for (const l of words.lines.get(code) ?? [])
      units.set(l.unitId ?? "lost", {
        // held for all of the unit, in none of those below
        name: l.unitId === words.unitId ? `${l.name} (chung)` : l.name,
        last: l.unitId === null,
      });
  if (told.length === 0 || units.size === 0) return null;
  const values = told.map(
    (f) => new Map((words.lines.get(f.indicator) ?? []).map((l) => [l.unitId ?? "lost", l.value] as const)),
  );
  const ordered = [...units].sort(
    ([, a], [, b]) => Number(a.last) - Number(b.last) || a.name.localeCompare(b.name, "vi"),
  );
  const lead = told.find((f) => f.opensTo === "talks") ?? told[0]!;
  const referenceTo = (key: number | "lost") => referenceOf(words, lead.position, key === "lost" ? 0 : key);
  const rows = ordered.map(([key, unit], i): TableRow => ({
    cells: [
      unit.last ? "" : String(i + 1),
      unit.name,
      ...told.map((f, c) => {
        const small = words.small.get(f.indicator);
        if (small !== undefined) {
          const shown = small.rows.get(key) ?? null;
          return shown === null ? "*" : shownText(shown, "vi");
        }
        const value = values[c]!.get(key);
        return value === undefined ? (f.addsUp === "sum" ? "0" : "–") : showNumber(value);
      }),
      referenceTo(key),
    ],
  }));
  const total: TableRow = {
    cells: [
      "",
      "Tổng số",
      ...told.map((f) => (f.addsUp === "sum" ? shownTotal(words, f.indicator) : "")),
      referenceOf(words, lead.position),
    ],
    bold: true,
  };
  const columns: Fitted[] = [
    { header: "STT", least: 0.07, align: "center" },
    { header: "Đơn vị", least: null },
    ...told.map((f) => ({
      header: `${shortName(f)} (${f.position})`,
      least: Math.min(0.14, 0.46 / told.length),
      align: "right" as const,
    })),
    { header: "Mã tra cứu", least: 0.12, align: "center" },
  ];
  return fitted(columns, [...rows, total]);
}

const shortNames: Record<string, string> = {
  talks: "Buổi",
  attendance: "Lượt người nghe",
  questions: "Ý kiến tiếp nhận",
  "places.with-gaps": "Tháng trống",
};
const shortName = (f: ReportFigure) => shortNames[f.indicator] ?? f.nameVi;

/** The annexes, as the template has them; under each what its figures are and how one gets to the talks behind them. */
export function reportAnnexes(
  words: ReportWords,
  fillTitle: (text: string) => string,
): { title: string; body: Block[] }[] {
  return words.parts.flatMap((p) => {
    if (p.kind !== "annex") return [];
    const table = p.of === "figures" ? figureTable(words, p.indicators) : unitTable(words, p.indicators);
    return table === null ? [] : [{ title: fillTitle(p.title), body: [table, ...sourceLines(words, p.of)] }];
  });
}

function sourceLines(words: ReportWords, of: "figures" | "units"): Block[] {
  const boundary =
    words.view === "as-is" ? "Số liệu tính theo địa giới hiện nay" : "Số liệu tính theo địa giới của từng thời điểm";
  const revision =
    words.frozen !== null && words.frozen.revision > 1
      ? `, lần sửa ${words.frozen.revision - 1}${words.frozen.reason === null ? "" : ` (lý do: ${words.frozen.reason.replace(/[.\s]+$/u, "")})`}`
      : "";
  const frozen =
    words.frozen === null
      ? "Dự thảo, số liệu chưa chốt."
      : `Số liệu chốt lúc ${words.frozen.at}${revision}; mã băm ${words.frozen.hash.match(/.{1,8}/g)?.join(" ")}.`;
  const reference =
    words.frozen === null
      ? ""
      : of === "figures"
        ? " Gõ mã tra cứu vào ô tìm kiếm của Cầu Nối để mở các buổi đứng sau con số; số nêu trong lời văn là số tổng của chỉ tiêu cùng tên."
        : " Mã tra cứu mở các buổi của từng dòng; thay số giữa bằng số trong ngoặc ở đầu cột để mở con số của cột đó.";
  const starred = words.small.size > 0 ? " Dấu *: số nhỏ hơn 5 hoặc có thể suy ra số nhỏ hơn 5 nên không nêu." : "";
  return [
    {
      kind: "paragraph",
      text: `${boundary}; nguồn: các buổi đã được xác minh. ${frozen}${reference}${starred}`,
      italic: true,
    },
  ];
}

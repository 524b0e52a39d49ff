import { shownText } from "#kernel/suppression.ts";
import type { Block, TableRow } from "#platform/documents/nd30/content.ts";
import type { ReportFigure } from "../contract.ts";
import { writeReference } from "../references.ts";
import { type ReportWords, showChange, showNumber } from "./report-words.ts";

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
  return {
    kind: "table",
    columns: [
      { header: "STT", share: 0.07, align: "center" },
      { header: "Chỉ tiêu", share: 0.31 },
      { header: "Đơn vị tính", share: 0.11, align: "center" },
      { header: "Kỳ này", share: 0.11, align: "right" },
      { header: "Kỳ trước", share: 0.11, align: "right" },
      { header: "So sánh", share: 0.13, align: "right" },
      { header: "Mã tra cứu", share: 0.16, align: "center" },
    ],
    rows: figures.map((f, i): TableRow => {
      const hidden = small(f)?.hidden === true;
      return {
        cells: [
          String(i + 1),
          f.nameVi,
          f.measureVi,
          hidden ? "*" : showNumber(f.value),
          f.previous === null ? "–" : hidden || few(f) ? "*" : showNumber(f.previous),
          hidden || few(f) ? "–" : showChange(f),
          referenceOf(words, f.position),
        ],
      };
    }),
  };
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
      units.set(l.unitId ?? "lost", { name: l.name, last: l.unitId === null });
  if (told.length === 0 || units.size === 0) return null;
  const share = (0.58 - 0.07) / told.length;
  const values = told.map(
    (f) => new Map((words.lines.get(f.indicator) ?? []).map((l) => [l.unitId ?? "lost", l.value] as const)),
  );
  const ordered = [...units].sort(
    ([, a], [, b]) => Number(a.last) - Number(b.last) || a.name.localeCompare(b.name, "vi"),
  );
  const lead = told.find((f) => f.opensTo === "talks") ?? told[0]!;
  return {
    kind: "table",
    columns: [
      { header: "STT", share: 0.07, align: "center" },
      { header: "Đơn vị", share: 0.25 },
      ...told.map((f) => ({ header: `${shortName(f)} (${f.position})`, share, align: "right" as const })),
      { header: "Mã tra cứu", share: 0.17, align: "center" },
    ],
    rows: ordered.map(([key, unit], i): TableRow => ({
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
        referenceOf(words, lead.position, key === "lost" ? 0 : key),
      ],
    })),
  };
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

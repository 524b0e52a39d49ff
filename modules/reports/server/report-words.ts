import type { Shown } from "#kernel/suppression.ts";
import type { Narrative, ReportFigure, ReportLine } from "../contract.ts";
import type { QuoteAnswer } from "../contract-sending.ts";
import type { Part } from "../parts.ts";
import { changeOf } from "../rules.ts";

/** What the sentences of a report are made from. */
export interface ReportWords {
  /** "Ủy ban nhân dân xã D'Ran" */
  issuer: string;
  unitId: number;
  /** "năm 2025" */
  periodName: string;
  firstDay: string;
  lastDay: string;
  view: "as-was" | "as-is";
  parts: readonly Part[];
  narrative: Narrative;
  /** Passages of reports below, by the section in which they stand. */
  quotes: readonly QuoteAnswer[];
  figures: ReadonlyMap<string, ReportFigure>;
  /** Lines below, by indicator. */
  lines: ReadonlyMap<string, readonly ReportLine[]>;
  /** Of indicators that count what few people asked: what may be said outside. */
  small: ReadonlyMap<string, SmallShown>;
  /** "thôn, tổ dân phố" or "xã, phường, đặc khu" */
  placeWord: string;
  code: string | null;
  frozen: { revision: number; at: string; hash: string; reason: string | null } | null;
}

export interface SmallShown {
  /** The total may not be said. */
  hidden: boolean;
  /** By unit; empty where it is not told by unit at all. */
  rows: ReadonlyMap<number | "lost", Shown>;
}

const numbers = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

export function showNumber(value: number): string {
  return numbers.format(value);
}

/** "tăng 25,5 % so với kỳ trước (188)"; empty where there is nothing to compare with. */
export function compared(figure: ReportFigure | undefined): string {
  if (!figure || figure.previous === null) return "";
  const change = changeOf(figure.value, figure.previous);
  if (change === null) return figure.value === 0 ? "" : "; kỳ trước không có";
  if (change === 0) return ", bằng kỳ trước";
  return `, ${change > 0 ? "tăng" : "giảm"} ${numbers.format(Math.round(Math.abs(change) * 1000) / 10)}\u00a0% so với kỳ trước (${showNumber(figure.previous)})`;
}

/** Measured in percent, or in points between two of them. */
const isShare = (measure: string) => measure === "%" || measure === "điểm phần trăm";

/** In percent of what it was; a share moves by points. */
export function showChange(f: Pick<ReportFigure, "value" | "previous" | "measureVi">): string {
  if (isShare(f.measureVi) && f.previous !== null) {
    const points = Math.round((f.value - f.previous) * 10) / 10;
    return points === 0 ? "bằng" : `${points > 0 ? "+" : "−"}${numbers.format(Math.abs(points))}\u00a0điểm`;
  }
  const change = changeOf(f.value, f.previous);
  if (change === null) return "–";
  return change === 0
    ? "bằng"
    : `${change > 0 ? "+" : "−"}${numbers.format(Math.round(Math.abs(change) * 1000) / 10)}\u00a0%`;
}

/** A total as it may be said outside. */
export function shownTotal(words: ReportWords, code: string): string {
  const small = words.small.get(code);
  if (small?.hidden === true) return "*";
  return showNumber(words.figures.get(code)?.value ?? 0);
}

import type { Formats } from "#platform/i18n/formats.ts";
import type { Search } from "#platform/ui/link.tsx";
import type { OverviewFigure, OverviewPage } from "../contract.ts";
import { type Measure, shares } from "../measures.ts";
import type { OverviewTexts } from "./desk-text.ts";

/** "21.846", "91,2 %", "+18,4 điểm". */
export function showMeasure(formats: Formats, t: OverviewTexts, measure: Measure, value: number): string {
  if (measure === "understanding") return t("figure.points", { n: signed(formats, value) });
  return shares.has(measure) ? formats.percent(value / 100) : formats.number(value);
}

export function signed(formats: Formats, value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded > 0 ? "+" : ""}${formats.number(rounded)}`;
}

/** The value in words where there is one; else why there is none. */
export function figureWords(formats: Formats, t: OverviewTexts, figure: OverviewFigure): string {
  if (figure.value !== null) return showMeasure(formats, t, figure.measure, figure.value);
  return t(figure.measure === "answers" ? "figure.few" : "figure.none");
}

/** "+13,8 %", for a share "+2,8 điểm"; null where there is nothing to compare. */
export function changeWords(
  formats: Formats,
  t: OverviewTexts,
  measure: Measure,
  now: number | null,
  before: number | null,
): string | null {
  if (now === null || before === null) return null;
  if (shares.has(measure)) return t("figure.points", { n: signed(formats, now - before) });
  return before === 0 ? null : formats.percent((now - before) / before, { signed: true });
}

/** The name of a figure, with what the places below are. */
export function measureName(t: OverviewTexts, measure: Measure, below: OverviewPage["below"]): string {
  if (measure === "coverage" && below !== "none") return t(`measure.coverage.${below}`);
  return t(`measure.${measure}`);
}

export function meansOf(t: OverviewTexts, measure: Measure, page: OverviewPage): string {
  if (measure === "arrivals")
    return t("means.arrivals", { days: page.recordRule.days, basis: page.recordRule.legalBasis });
  if (measure === "answers") return t("means.answers", { n: page.threshold });
  return t(`means.${measure}`);
}

type Here = Pick<OverviewPage, "unit" | "period" | "view">;

export function behindLink({ unit, period, view }: Here, more: Search = {}): { to: string; search: Search } {
  return { to: "/overviews/talks", search: { unit: String(unit.id), period, view, ...more } };
}

export function questionsLink(unitId: number, from: string, to: string): { to: string; search: Search } {
  return { to: "/questions", search: { view: "all", merged: "true", under: String(unitId), from, to } };
}

/** Where a figure opens: the talks, the questions or the kits behind it; null where it opens below on the same page. */
export function figureLink(page: OverviewPage, measure: Measure): { to: string; search?: Search } | null {
  switch (measure) {
    case "talks":
    case "attendance":
      return behindLink(page);
    case "arrivals":
      return behindLink(page, { figure: "late" });
    case "understanding":
      return behindLink(page, { figure: "measured" });
    case "answers":
      return questionsLink(page.unit.id, page.firstDay, page.lastDay);
    default:
      return null;
  }
}

/** Days that are told together: each day of the first week, then weeks, then a month and more. */
export function arrivalGroups(
  page: Pick<OverviewPage, "arrivals" | "recordRule">,
): { from: number; to: number; talks: number; late: boolean }[] {
  const limit = page.recordRule.days;
  const bounds = [
    ...Array.from({ length: Math.min(limit, 6) + 1 }, (_, day) => [day, day] as const),
    ...(
      [
        [0, 7],
        [8, 14],
        [15, 30],
        [31, 31],
      ] as const
    ).map(([from, to]) => [Math.max(from, Math.min(limit, 6) + 1), to] as const),
  ].filter(([from, to]) => from <= to);
  return bounds.map(([from, to]) => ({
    from,
    to,
    talks: page.arrivals.filter((a) => a.days >= from && a.days <= to).reduce((n, a) => n + a.talks, 0),
    late: from > limit,
  }));
}

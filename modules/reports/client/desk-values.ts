import type { Formats } from "#platform/i18n/formats.ts";
import { changeOf } from "../rules.ts";
import type { ReportFigure } from "../contract.ts";
import type { ReportTexts } from "./desk-text.ts";

type Measured = Pick<ReportFigure, "measureVi">;

/** 21.846, or 91,2 % where the indicator is a share. */
export function showValue(formats: Formats, figure: Measured, value: number | null): string {
  if (value === null) return "–";
  return figure.measureVi === "%" ? formats.percent(value / 100) : formats.number(value);
}

/** "+13,8 %", for a share "+2,8 điểm", "–" where there was nothing before. */
export function showChange(
  formats: Formats,
  t: ReportTexts,
  figure: Measured,
  value: number,
  previous: number | null,
): string {
  if (figure.measureVi === "%") {
    if (previous === null) return t("report.noChange");
    const points = Math.round((value - previous) * 10) / 10;
    return t("report.points", { n: `${points > 0 ? "+" : ""}${formats.number(points)}` });
  }
  const change = changeOf(value, previous);
  return change === null ? t("report.noChange") : formats.percent(change, { signed: true });
}

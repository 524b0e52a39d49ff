import { Check, CircleDashed, Clock } from "lucide-react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { OverviewFigure, OverviewPage } from "../contract.ts";
import { reached } from "../rules.ts";
import { overviewText, periodWords } from "./desk-text.ts";
import { changeWords, figureLink, figureWords, meansOf, measureName, showMeasure, signed } from "./values.ts";
import "./desk-overviews.css";

/** The six or seven figures, each with what it was and what it should be. */
export function Figures({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const shown = page.figures.filter((f) => f.measure !== "coverage" || page.below !== "none");
  return (
    <section aria-labelledby="overview-figures">
      <h2 id="overview-figures" className="unseen">
        {t("figures.title")}
      </h2>
      <ul className="overview-figures">
        {shown.map((figure) => (
          <FigureLine key={figure.measure} page={page} figure={figure} />
        ))}
      </ul>
      {page.running && (
        <p className="s dim">
          {page.comparedMonths === 0 ? t("figure.compared-none") : t("figure.compared", { n: page.comparedMonths })}
        </p>
      )}
    </section>
  );
}

function FigureLine({ page, figure }: { page: OverviewPage; figure: OverviewFigure }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const locale = useLocale();
  const value = figureWords(formats, t, figure);
  const name = measureName(t, figure.measure, page.below);
  const link = figureLink(page, figure.measure);
  const opens = link !== null && figure.value !== null && figure.value !== 0;
  const earlier = [
    { before: figure.previous, period: page.previousPeriod },
    ...(page.lastYearPeriod === page.previousPeriod ? [] : [{ before: figure.lastYear, period: page.lastYearPeriod }]),
  ].flatMap(({ before, period }) => {
    const change = changeWords(formats, t, figure.measure, figure.compared, before);
    return change === null ? [] : [{ change, period }];
  });
  return (
    <li className={figure.measure === "answers" ? "no-print" : undefined}>
      <h3>{name}</h3>
      <p className={figure.value === null ? "value none" : "value"}>
        {opens ? (
          <Link {...link} aria-label={t("figure.open", { measure: name, value })}>
            {value}
          </Link>
        ) : (
          value
        )}
      </p>
      {figure.of !== null && figure.of > 0 && figure.measure !== "attendance" && figure.measure !== "talks" && (
        <p className="s dim">{t(`figure.of.${figure.measure}`, { n: formats.number(figure.of) })}</p>
      )}
      {figure.low !== null && figure.high !== null && (
        <p className="s dim">
          {t("figure.interval", { low: signed(formats, figure.low), high: signed(formats, figure.high) })}
        </p>
      )}
      {earlier.map(({ change, period }) => (
        <p key={period} className="s">
          {t("figure.change", { change, period: periodWords(period, locale) })}
        </p>
      ))}
      <TargetLine page={page} figure={figure} />
      <details className="s">
        <summary>{t("summary.definitions")}</summary>
        <p className="dim">{meansOf(t, figure.measure, page)}</p>
      </details>
    </li>
  );
}

function TargetLine({ page, figure }: { page: OverviewPage; figure: OverviewFigure }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const locale = useLocale();
  const { target } = figure;
  if (target === null) return null;
  const done = reached(figure.value, target.value);
  const wanted = t("figure.target", {
    value: showMeasure(formats, t, figure.measure, target.value).replace(/^\+/, ""),
  });
  const sum = figure.measure === "talks" || figure.measure === "attendance";
  const words =
    figure.value === null
      ? wanted
      : done === true
        ? `${wanted}: ${t("figure.target.reached")}`
        : page.running && sum
          ? `${wanted}: ${t("figure.target.running", { share: formats.percent(figure.value / target.value, { digits: 0 }) })}`
          : `${wanted}: ${t("figure.target.short", { n: shortBy(figure, target.value) })}`;
  function shortBy(of: OverviewFigure, wish: number): string {
    const less = wish - (of.value ?? 0);
    return sum ? formats.number(less) : t("figure.points", { n: formats.number(Math.round(less * 10) / 10) });
  }
  return (
    <p
      className="s"
      title={t("figure.target.from", {
        basis: target.legalBasis,
        unit: target.unit,
        period: periodWords(target.period, locale),
      })}
    >
      {done === null || (done === false && page.running) ? (
        <StateBadge tone="off" icon={Clock}>
          {words}
        </StateBadge>
      ) : done ? (
        <StateBadge tone="ok" icon={Check}>
          {words}
        </StateBadge>
      ) : (
        <StateBadge tone="warn" icon={CircleDashed}>
          {words}
        </StateBadge>
      )}
    </p>
  );
}

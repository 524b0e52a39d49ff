import { Printer } from "lucide-react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { useTitle } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import type { OverviewFigure, OverviewPage, PrintedAnswers } from "../contract.ts";
import { Coverage } from "./desk-coverage.tsx";
import { overviewText, periodTitle, periodWords } from "./desk-text.ts";
import { Trend } from "./desk-trend.tsx";
import { useOverview } from "./use-overview.ts";
import { changeWords, figureWords, meansOf, measureName, showMeasure, signed } from "./values.ts";
import "./desk-overviews.css";
import "./desk-summary.css";

const MOST_FIGURES = 6;

/** One page A4 that stands on its own: who, which period, as of when, six figures, two charts, sources and how it is counted. */
export function SummaryScreen() {
  const { page } = useOverview();
  return <Answer of={page}>{(data) => <Summary page={data} />}</Answer>;
}

function Summary({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const locale = useLocale();
  useTitle(`${t("summary.title")} – ${page.unit.name}, ${periodWords(page.period, locale)}`);
  const all = page.figures.map((f) => (f.measure === "answers" ? onPaper(f, page.printed) : f));
  const told = all.filter((f) => f.value !== null);
  const figures = (told.length >= 4 ? told : all.filter((f) => f.measure !== "kits")).slice(0, MOST_FIGURES);
  const bases = [...new Set(figures.flatMap((f) => (f.target === null ? [] : [f.target.legalBasis])))];
  const versus = (period: string) =>
    page.running && page.comparedMonths > 0 ? t("summary.months", { period, n: page.comparedMonths }) : period;
  const here = { unit: String(page.unit.id), period: page.period, view: page.view };
  return (
    <>
      <div className="row wrap no-print summary-acts">
        <LinkButton to="/overviews" search={here}>
          {t("summary.back")}
        </LinkButton>
        <Button look="main" icon={Printer} onClick={() => window.print()}>
          {t("summary.print")}
        </Button>
        <span className="s dim">{t("summary.hint")}</span>
      </div>
      <article className="summary-sheet">
        <header>
          <p className="issuer">{page.unit.name}</p>
          <h1 id="page-title" tabIndex={-1}>
            {t("summary.title")}
          </h1>
          <p>
            {t("summary.period", {
              period: periodTitle(page.period, locale),
              from: formats.day(page.firstDay),
              to: formats.day(page.lastDay),
            })}
            {page.running && `, ${t("page.so-far", { day: formats.day(formats.dayOf(page.asOf)) })}`}
          </p>
          <p className="s dim">{t("summary.as-of", { at: formats.moment(page.asOf), view: t(`tool.${page.view}`) })}</p>
        </header>
        <table aria-label={t("figures.title")} className="summary-figures">
          <thead>
            <tr>
              <th scope="col">{t("summary.figure")}</th>
              <th scope="col" className="num">
                {t("summary.now")}
              </th>
              <th scope="col" className="num">
                {versus(t("summary.versus"))}
              </th>
              {page.lastYearPeriod !== page.previousPeriod && (
                <th scope="col" className="num">
                  {versus(t("summary.versus-year"))}
                </th>
              )}
              <th scope="col" className="num">
                {t("summary.target")}
              </th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <FigureRow key={figure.measure} page={page} figure={figure} />
            ))}
          </tbody>
        </table>
        {page.running && (
          <p className="small">
            {page.comparedMonths === 0 ? t("figure.compared-none") : t("figure.compared", { n: page.comparedMonths })}
          </p>
        )}
        <div className={page.below === "none" ? "sheet-charts one" : "sheet-charts"}>
          {page.below !== "none" && <Coverage page={page} list={false} />}
          <Trend page={page} />
        </div>
        <footer className="small">
          <p>
            <b>{t("summary.definitions")}.</b>{" "}
            {figures
              .map(
                (f) =>
                  `${measureName(t, f.measure, page.below)}: ${f.measure === "answers" ? t("means.answers-printed", { days: page.printed.afterDays, n: page.threshold }) : meansOf(t, f.measure, page)}`,
              )
              .join(" ")}
          </p>
          {bases.length > 0 && <p>{t("summary.bases", { list: bases.join("; ") })}</p>}
          <p>{t("summary.sources", { unit: page.unit.name })}</p>
        </footer>
      </article>
    </>
  );
}

/** What leaves the house says of questions only what was counted once: two sheets side by side tell no small group. */
function onPaper(figure: OverviewFigure, { value, of, previous, lastYear }: PrintedAnswers): OverviewFigure {
  return { ...figure, value, of, compared: value, previous, lastYear };
}

function FigureRow({ page, figure }: { page: OverviewPage; figure: OverviewFigure }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const locale = useLocale();
  const before = (value: number | null) => {
    if (value === null) return "–";
    const change = changeWords(formats, t, figure.measure, figure.compared, value);
    return (
      <>
        {showMeasure(formats, t, figure.measure, value)}
        {change !== null && <span className="sub">{change}</span>}
      </>
    );
  };
  const { through, opensOn } = page.printed;
  const waits =
    figure.measure !== "answers"
      ? null
      : figure.value !== null
        ? through === null
          ? null
          : t("summary.through", { period: periodWords(through, locale) })
        : through === null && opensOn !== null
          ? t("summary.opens", { day: formats.day(opensOn) })
          : null;
  return (
    <tr>
      <th scope="row">
        {measureName(t, figure.measure, page.below)}
        {figure.of !== null && figure.of > 0 && figure.measure !== "attendance" && figure.measure !== "talks" && (
          <span className="sub">{t(`figure.of.${figure.measure}`, { n: formats.number(figure.of) })}</span>
        )}
      </th>
      <td className="num now">
        {figureWords(formats, t, figure)}
        {waits !== null && <span className="sub">{waits}</span>}
        {figure.low !== null && figure.high !== null && (
          <span className="sub">
            {t("figure.interval", { low: signed(formats, figure.low), high: signed(formats, figure.high) })}
          </span>
        )}
      </td>
      <td className="num">{before(figure.previous)}</td>
      {page.lastYearPeriod !== page.previousPeriod && <td className="num">{before(figure.lastYear)}</td>}
      <td className="num">
        {figure.target === null ? "–" : showMeasure(formats, t, figure.measure, figure.target.value).replace(/^\+/, "")}
      </td>
    </tr>
  );
}

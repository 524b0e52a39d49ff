import { useState } from "react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { ReportFigure, ReportLine, ReportPage, ViewName } from "../contract.ts";
import { Gaps } from "./desk-gaps.tsx";
import { Numbers, Opener, TalkRows } from "./desk-figure-rows.tsx";
import { reportText } from "./desk-text.ts";
import "./desk-reports.css";

/** Every indicator with what it was before; each opens to the units below, and those to the talks. */
export function FiguresTab({ report, view }: { report: ReportPage; view: ViewName }) {
  // what a printed reference leads to: that indicator, that line, as that revision had it
  const { values } = useFilters(["indicator", "line", "revision"]);
  const revision = Number(values.revision ?? 0) || undefined;
  const figures = useAsk<{ items: ReportFigure[] }>(
    `/reports/${report.id}/figures`,
    { view, revision },
    { keep: true },
  );
  const t = useText(reportText);
  const old = revision !== undefined && revision < report.revision;
  return (
    <Answer of={figures}>
      {({ items }) => (
        <div className="report-cols">
          {old && (
            <p className="note warn" style={{ gridColumn: "1 / -1" }}>
              {t("report.old-revision", { n: revision, now: report.revision })}{" "}
              <Link to={`/reports/${report.id}`}>{t("report.newest-revision")}</Link>
            </p>
          )}
          <FigureTable
            key={`${values.indicator}-${values.line}-${revision}`}
            report={report}
            view={view}
            figures={items}
            wanted={{ indicator: values.indicator, line: values.line, revision }}
          />
          <Gaps report={report} view={view} figures={items} />
        </div>
      )}
    </Answer>
  );
}

interface Wanted {
  indicator: string | undefined;
  line: string | undefined;
  revision: number | undefined;
}

function FigureTable({
  report,
  view,
  figures,
  wanted,
}: {
  report: ReportPage;
  view: ViewName;
  figures: readonly ReportFigure[];
  wanted: Wanted;
}) {
  const t = useText(reportText);
  const [open, setOpen] = useState<string | null>(wanted.indicator ?? "talks");
  const [zeros, setZeros] = useState(false);
  const isZero = (f: ReportFigure) =>
    f.indicator !== wanted.indicator && f.value === 0 && (f.previous ?? 0) === 0 && f.indicator !== "talks";
  const hidden = figures.filter(isZero).length;
  const shown = zeros ? figures : figures.filter((f) => !isZero(f));
  return (
    <table className="figures" aria-label={t("report.tab.figures")}>
      <thead>
        <tr>
          <th scope="col">{t("report.column.indicator")}</th>
          <th scope="col" className="num">
            {t("report.column.now")}
          </th>
          <th scope="col" className="num before">
            {t("report.column.previous")}
          </th>
          <th scope="col" className="num">
            {t("report.column.change")}
          </th>
        </tr>
      </thead>
      {shown.map((figure) => (
        <Indicator
          key={figure.indicator}
          report={report}
          view={view}
          figure={figure}
          wanted={wanted}
          open={open === figure.indicator}
          onOpen={() => setOpen(open === figure.indicator ? null : figure.indicator)}
        />
      ))}
      {hidden > 0 && (
        <tbody className="no-print">
          <tr className="ind">
            <td colSpan={4}>
              <button type="button" className="linklike" aria-expanded={zeros} onClick={() => setZeros(!zeros)}>
                {zeros ? t("report.zeros.hide") : t("report.zeros", { n: hidden })}
              </button>
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

interface IndicatorProps {
  report: ReportPage;
  view: ViewName;
  figure: ReportFigure;
  wanted: Wanted;
  open: boolean;
  onOpen: () => void;
}

function Indicator({ report, view, figure, wanted, open, onOpen }: IndicatorProps) {
  const language = useLocale();
  const name = language === "vi" ? figure.nameVi : figure.nameEn;
  const opens = figure.opensTo !== "nothing";
  return (
    <tbody>
      <tr className={open && opens ? "ind open" : "ind"}>
        <th scope="row">
          {opens ? <Opener open={open} onOpen={onOpen} name={name} /> : <span className="tw">{name}</span>}
        </th>
        <Numbers figure={figure} line={figure} strong />
      </tr>
      {open && opens && <Lines report={report} view={view} figure={figure} wanted={wanted} />}
    </tbody>
  );
}

const FIRST_SHOWN = 8;

function Lines({ report, view, figure, wanted }: Omit<IndicatorProps, "open" | "onOpen">) {
  const t = useText(reportText);
  const formats = useFormats();
  const line = wanted.indicator === figure.indicator ? wanted.line : undefined;
  const [all, setAll] = useState(line !== undefined);
  const [open, setOpen] = useState<string | null>(line ?? null);
  const { revision } = wanted;
  const lines = useAsk<{ items: ReportLine[] }>(
    `/reports/${report.id}/lines`,
    { view, indicator: figure.indicator, revision },
    { keep: true },
  );
  if (lines.data === undefined)
    return (
      <tr className="com">
        <td colSpan={4}>
          <Answer of={lines}>{() => null}</Answer>
        </td>
      </tr>
    );
  const units = lines.data.items.filter((l) => l.line === "unit");
  const lost = lines.data.items.filter((l) => l.line === "unattributable");
  const shown = all || units.length <= FIRST_SHOWN + 1 ? units : units.slice(0, FIRST_SHOWN);
  const rest = units.slice(shown.length);
  const sum = (of: (l: ReportLine) => number | null) => rest.reduce((n, l) => n + (of(l) ?? 0), 0);
  const toTalks = figure.opensTo === "talks";
  return (
    <>
      {[...shown, ...(rest.length === 0 ? lost : [])].map((line) => (
        <LineRows
          key={line.unitId ?? "lost"}
          report={report}
          view={view}
          figure={figure}
          line={line}
          wanted={wanted}
          toTalks={toTalks}
          open={open === key(line)}
          onOpen={() => setOpen(open === key(line) ? null : key(line))}
        />
      ))}
      {rest.length > 0 && (
        <tr className="com">
          <th scope="row">
            <Opener
              open={false}
              onOpen={() => setAll(true)}
              name={t("report.otherUnits", { n: formats.number(rest.length) })}
            />
          </th>
          {figure.addsUp === "sum" ? (
            <Numbers figure={figure} line={{ value: sum((l) => l.value), previous: sum((l) => l.previous) }} />
          ) : (
            <td colSpan={3}>{null}</td>
          )}
        </tr>
      )}
      {rest.length > 0 &&
        lost.map((line) => (
          <LineRows
            key="lost"
            report={report}
            view={view}
            figure={figure}
            line={line}
            wanted={wanted}
            toTalks={toTalks}
            open={open === key(line)}
            onOpen={() => setOpen(open === key(line) ? null : key(line))}
          />
        ))}
    </>
  );
}

const key = (line: ReportLine) => String(line.unitId ?? "lost");

function LineRows({
  report,
  view,
  figure,
  line,
  wanted,
  toTalks,
  open,
  onOpen,
}: IndicatorProps & { line: ReportLine; toTalks: boolean }) {
  const t = useText(reportText);
  const lost = line.line === "unattributable";
  const name = lost ? t("report.unattributable") : line.name;
  const help = lost ? <span className="dim s sub">{t("report.unattributable.help")}</span> : null;
  return (
    <>
      <tr className={open ? "com open" : "com"}>
        <th scope="row">
          {toTalks && line.value > 0 ? (
            <Opener open={open} onOpen={onOpen} name={name}>
              {help}
            </Opener>
          ) : (
            <span className="tw flat">
              <Behind report={report} figure={figure} line={line} name={name} />
              {help}
            </span>
          )}
        </th>
        <Numbers figure={figure} line={line} />
      </tr>
      {open && toTalks && (
        <TalkRows report={report} view={view} indicator={figure.indicator} line={line} revision={wanted.revision} />
      )}
    </>
  );
}

/** A line of questions or commitments leads to these, in the list of their own room. */
function Behind({
  report,
  figure,
  line,
  name,
}: Pick<IndicatorProps, "report" | "figure"> & { line: ReportLine; name: string }) {
  const { opensTo } = figure;
  if ((opensTo !== "questions" && opensTo !== "commitments") || line.unitId === null || line.value === 0) return name;
  const days =
    opensTo === "questions" ? { view: "all", merged: "true", from: report.firstDay, to: report.lastDay } : {};
  return (
    <Link to={`/${opensTo}`} search={{ under: String(line.unitId), ...days }}>
      {name}
    </Link>
  );
}

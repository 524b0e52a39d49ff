import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { TileGrid } from "#platform/ui/charts/tile-grid.tsx";
import { Link } from "#platform/ui/link.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { ReportFigure, ReportLine, ReportPage, ViewName } from "../contract.ts";
import { reportText } from "./desk-text.ts";
import { tilePlaces } from "./tile-places.ts";
import "./desk-reports.css";

const FIRST_GAPS = 4;

/** Each place a tile; those with a month without a talk stand out, worst first in the list below. */
export function Gaps({
  report,
  view,
  figures,
}: {
  report: ReportPage;
  view: ViewName;
  figures: readonly ReportFigure[];
}) {
  const t = useText(reportText);
  const formats = useFormats();
  const lines = useAsk<{ items: ReportLine[] }>(
    `/reports/${report.id}/lines`,
    { view, indicator: "places.with-gaps" },
    { keep: true },
  );
  const total = figures.find((f) => f.indicator === "places.total")?.value ?? 0;
  const gaps = figures.find((f) => f.indicator === "places.with-gaps")?.value ?? 0;
  if (total === 0) return null;
  const units = (lines.data?.items ?? []).filter((l) => l.line === "unit");
  const sorted = [...units].sort((a, b) => a.name.localeCompare(b.name, "vi"));
  // Before the reorganisation many names stood for several places: only then the code is said too.
  const twice = new Set(sorted.map((l) => l.name).filter((name, i, all) => all.indexOf(name) !== i));
  const label = (l: ReportLine) => (twice.has(l.name) && l.code !== null ? `${l.name} (${l.code})` : l.name);
  const { places, onMap } = tilePlaces(sorted.map((l) => l.name));
  const months = (l: ReportLine) => (l.value > 0 ? t("report.gaps.months", { n: l.value }) : t("report.gaps.full"));
  const empty = units.filter((l) => l.value > 0);
  return (
    <section className="report-gaps">
      <TileGrid
        title={
          gaps === 0
            ? t(`report.gaps.none.${report.below}`, { total: formats.number(total) })
            : t(`report.gaps.title.${report.below}`, { n: formats.number(gaps), total: formats.number(total) })
        }
        tiles={sorted.map((l, i) => ({
          key: String(l.unitId),
          label: label(l),
          ...places[i]!,
          words: months(l),
          ...(l.value > 0 ? { alert: l.value } : {}),
        }))}
        heads={[t("report.column.unit"), t("report.gaps.empty")]}
        keys={{ rest: t("report.gaps.full"), alert: t("report.gaps.empty") }}
        source={onMap ? t("report.gaps.map") : t("report.gaps.note")}
      />
      <ul>
        {empty.slice(0, FIRST_GAPS).map((l) => (
          <li key={l.unitId}>
            <Link to={`/units/${l.unitId}`}>{label(l)}</Link>
            <span>{months(l)}</span>
          </li>
        ))}
        {empty.length > FIRST_GAPS && (
          <li>
            <span>{t("report.gaps.others", { n: formats.number(empty.length - FIRST_GAPS) })}</span>
            <span />
          </li>
        )}
      </ul>
    </section>
  );
}

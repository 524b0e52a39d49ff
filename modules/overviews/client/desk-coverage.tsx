import { useEffect, useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { TileGrid } from "#platform/ui/charts/tile-grid.tsx";
import { Link } from "#platform/ui/link.tsx";
import { loadTilePlaces } from "#modules/reports/client.ts";
import type { OverviewPage, OverviewPlace } from "../contract.ts";
import { overviewText, type OverviewTexts } from "./desk-text.ts";
import { behindLink } from "./values.ts";
import "./desk-overviews.css";

const FIRST_GAPS = 4;
type TilePlaces = Awaited<ReturnType<typeof loadTilePlaces>>;

/** Whether each place had its talks: a tile each, those with an empty month standing out and listed in words. */
export function Coverage({ page, list = true }: { page: OverviewPage; list?: boolean }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const [placed, setPlaced] = useState<TilePlaces | null>(null);
  useEffect(() => {
    void loadTilePlaces().then((load) => setPlaced(() => load));
  }, []);
  const { below } = page;
  if (below === "none") return <p className="dim">{t("coverage.nothing")}</p>;
  const units = page.places.filter((p) => p.months > 0).toSorted((a, b) => a.name.localeCompare(b.name, "vi"));
  const gaps = units.filter((p) => p.emptyMonths > 0).toSorted((a, b) => b.emptyMonths - a.emptyMonths);
  const twice = new Set(units.map((p) => p.name).filter((name, i, all) => all.indexOf(name) !== i));
  const label = (p: OverviewPlace) => (twice.has(p.name) && p.code !== null ? `${p.name} (${p.code})` : p.name);
  if (placed === null || units.length === 0) return <div />;
  const { places, onMap } = placed(units.map((p) => p.name));
  const day = formats.day(formats.dayOf(page.asOf));
  return (
    <section className="gaps">
      <TileGrid
        title={coverageTitle(t, page, gaps.length, units.length, formats.number)}
        tiles={units.map((p, i) => {
          const words = gapWords(t, p);
          return {
            key: String(p.unitId),
            label: label(p),
            ...places[i]!,
            words,
            between: onlyWaiting(p),
            ...(p.emptyMonths > 0 && !onlyWaiting(p) ? { alert: p.emptyMonths } : {}),
            opens: {
              ...behindLink(page, { line: "unit", row: String(p.unitId) }),
              label: t("coverage.open", { name: label(p), words }),
            },
          };
        })}
        heads={[t("places.unit"), t("coverage.head.gaps")]}
        keys={{
          rest: t("coverage.key.full"),
          alert: t("coverage.key.gaps"),
          ...(gaps.some(onlyWaiting) ? { between: t("coverage.key.waiting") } : {}),
        }}
        source={t(onMap ? "coverage.map" : "coverage.order", { day })}
      />
      {list && (
        <ul>
          {gaps.slice(0, FIRST_GAPS).map((p) => (
            <li key={p.unitId}>
              <Link {...behindLink(page, { line: "unit", row: String(p.unitId) })}>{label(p)}</Link>
              <span>{gapWords(t, p)}</span>
            </li>
          ))}
          {gaps.length > FIRST_GAPS && (
            <li>
              <a href="#overview-places">{t("coverage.others", { n: formats.number(gaps.length - FIRST_GAPS) })}</a>
              <span />
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** Talks were held, and nobody has verified one yet. */
const onlyWaiting = (p: OverviewPlace) => p.emptyMonths > 0 && p.talks === 0 && p.waiting > 0;

function gapWords(t: OverviewTexts, p: OverviewPlace): string {
  const words = p.emptyMonths > 0 ? t("coverage.gaps", { n: p.emptyMonths }) : t("coverage.full");
  return p.emptyMonths > 0 && p.waiting > 0 ? t("coverage.waiting", { n: p.waiting, words }) : words;
}

export function coverageTitle(
  t: OverviewTexts,
  page: OverviewPage,
  gaps: number,
  total: number,
  number: (n: number) => string,
): string {
  const below = page.below === "group" ? "group" : "commune";
  const one = page.firstDay.slice(0, 7) === page.lastDay.slice(0, 7);
  if (gaps === 0) return t(`coverage.${one ? "month-none" : "none"}.${below}`, { total: number(total) });
  return t(`coverage.${one ? "month" : "months"}.${below}`, { n: number(gaps), total: number(total) });
}

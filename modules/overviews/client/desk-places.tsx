import { useState } from "react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { suppressionNote } from "#kernel/suppression.ts";
import { Link } from "#platform/ui/link.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import type { OverviewPage, OverviewPlace } from "../contract.ts";
import { percent } from "../rules.ts";
import { overviewText } from "./desk-text.ts";
import { behindLink } from "./values.ts";
import "./desk-overviews.css";

const FIRST = 12;
const sorts = ["gaps", "talks", "name"] as const;
type Sort = (typeof sorts)[number];

const byName = (a: OverviewPlace, b: OverviewPlace) => a.name.localeCompare(b.name, "vi");
const compare: Record<Sort, (a: OverviewPlace, b: OverviewPlace) => number> = {
  gaps: (a, b) => b.emptyMonths - a.emptyMonths || a.talks - b.talks || byName(a, b),
  talks: (a, b) => b.talks - a.talks || byName(a, b),
  name: byName,
};

/** Every line below, each leading on to its own overview and to its talks; what cannot be attributed comes last. */
export function Places({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const locale = useLocale();
  const [sort, setSort] = useState<Sort>("gaps");
  const [all, setAll] = useState(false);
  if (page.below === "none" || page.places.length === 0) return null;
  const units = page.places.filter((p) => p.line === "unit").toSorted(compare[sort]);
  const others = page.places.filter((p) => p.line !== "unit");
  const shown = all || units.length <= FIRST + 2 ? units : units.slice(0, FIRST);
  return (
    <section className="overview-places" id="overview-places" tabIndex={-1}>
      <div className="row wrap">
        <h2 className="grow">{t(`places.title.${page.below}`)}</h2>
        <Field name="places-sort" label={t("places.sort")} optional="silent">
          <Select
            value={sort}
            onValue={setSort}
            choices={sorts.map((value) => ({ value, label: t(`places.sort.${value}`) }))}
          />
        </Field>
      </div>
      <table aria-label={t(`places.title.${page.below}`)}>
        <thead>
          <tr>
            <th scope="col">{t("places.unit")}</th>
            <th scope="col" className="num">
              {t("places.talks")}
            </th>
            <th scope="col" className="num wide">
              {t("places.previous")}
            </th>
            <th scope="col" className="num wide">
              {t("places.attendance")}
            </th>
            <th scope="col" className="num">
              {t("places.gaps")}
            </th>
            <th scope="col" className="num wide no-print">
              {t("places.questions")}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...shown, ...others].map((p) => (
            <PlaceLine key={p.unitId ?? "lost"} page={page} place={p} />
          ))}
        </tbody>
      </table>
      {units.length > shown.length || all ? (
        <button type="button" className="linklike no-print" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("places.fewer") : t("places.all", { n: formats.number(units.length) })}
        </button>
      ) : null}
      <p className="s dim prose no-print">{suppressionNote(locale, { threshold: page.threshold, legalBasis: "" })}</p>
    </section>
  );
}

function PlaceLine({ page, place }: { page: OverviewPage; place: OverviewPlace }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const lost = place.line === "unattributable";
  const name = lost
    ? t("places.unattributable")
    : place.line === "self"
      ? t("places.self", { name: place.name })
      : place.name;
  const share =
    place.questionsDue === null || place.questionsInTime === null
      ? null
      : percent(place.questionsInTime, place.questionsDue);
  const talks = formats.number(place.talks);
  return (
    <tr>
      <th scope="row">
        {place.line === "unit" && page.below === "commune" ? (
          <Link to="/overviews" search={{ unit: String(place.unitId), period: page.period, view: page.view }}>
            {name}
          </Link>
        ) : (
          name
        )}
        {lost && <span className="sub s dim">{t("places.unattributable-words")}</span>}
      </th>
      <td className="num">
        {place.talks === 0 ? (
          talks
        ) : (
          <Link
            {...behindLink(page, lost ? { line: "unattributable" } : { line: "unit", row: String(place.unitId) })}
            aria-label={t("places.open", { name, n: talks })}
          >
            {talks}
          </Link>
        )}
      </td>
      <td className="num wide dim">{formats.number(place.previous)}</td>
      <td className="num wide">{formats.number(place.attendance)}</td>
      <td className="num">{place.months === 0 ? "–" : formats.number(place.emptyMonths)}</td>
      <td className="num wide no-print">{share === null ? "" : formats.percent(share / 100, { digits: 0 })}</td>
    </tr>
  );
}

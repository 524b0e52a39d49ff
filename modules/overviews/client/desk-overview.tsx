import { ChartColumn, FileText, Target } from "lucide-react";
import type { ReactNode } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { ChartAside } from "#platform/ui/charts/chart-frame.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, LoadingState } from "#platform/ui/states.tsx";
import { UnitPicker } from "#modules/units/client.ts";
import type { OverviewPage } from "../contract.ts";
import { choosablePeriods } from "../rules.ts";
import { Answers, CoverageByMonth, Trend } from "./desk-trend.tsx";
import { Coverage } from "./desk-coverage.tsx";
import { Figures } from "./desk-figures.tsx";
import { Places } from "./desk-places.tsx";
import { overviewText, type OverviewTexts, periodTitle, periodWords } from "./desk-text.ts";
import { Timeliness } from "./desk-time.tsx";
import { Understanding } from "./desk-understanding.tsx";
import { Work } from "./desk-work.tsx";
import { useOverview } from "./use-overview.ts";
import "./desk-overviews.css";

/** What a head would rather look at than read, of one unit and period; every mark opens to its data. */
export function OverviewScreen() {
  const t = useText(overviewText);
  const { values, set, unitId, asking, page } = useOverview();
  if (unitId === null)
    return asking ? (
      <LoadingState />
    ) : (
      <>
        <PageHead title={t("page.title")} />
        <EmptyState icon={ChartColumn} title={t("page.choose")}>
          {t("page.choose-words")}
        </EmptyState>
        <UnitPicker
          value={null}
          onValue={(id) => set({ unit: id === null ? undefined : String(id) })}
          aria-label={t("tool.unit")}
        />
      </>
    );
  return (
    <Answer of={page}>
      {(data) => (
        <>
          <Head page={data} />
          <Tools page={data} periods={values.period} onSet={set} />
          <div className="overview">
            <Figures page={data} />
            <ChartAside value={reportLink(t, data)}>
              <div className="overview-cols">
                <Coverage page={data} />
                <div className="overview-stack">
                  <Trend page={data} />
                  <CoverageByMonth page={data} />
                </div>
              </div>
              <Timeliness page={data} />
              <Work page={data} />
              <div className="overview-cols even">
                <Understanding page={data} />
                <div className="no-print">
                  <Answers page={data} />
                </div>
              </div>
            </ChartAside>
            <Places page={data} />
            <p className="overview-printed s">{t("page.printed")}</p>
          </div>
        </>
      )}
    </Answer>
  );
}

function Head({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const locale = useLocale();
  const { day } = useFormats();
  const here = { unit: String(page.unit.id), period: page.period, view: page.view };
  return (
    <PageHead
      title={t("page.heading", { unit: page.unit.name, period: periodWords(page.period, locale) })}
      documentTitle={t("page.heading", { unit: page.unit.name, period: periodWords(page.period, locale) })}
      over={
        <p>
          {t("page.range", { from: day(page.firstDay), to: day(page.lastDay) })}
          {page.running && ` · ${t("page.so-far", { day: day(todayInVietnam()) })}`}
          {page.above !== null && (
            <>
              {" · "}
              <Link to="/overviews" search={{ ...here, unit: String(page.above.id) }}>
                {t("page.up", { unit: page.above.name })}
              </Link>
            </>
          )}
        </p>
      }
    >
      <LinkButton icon={Target} to="/overviews/targets" search={{ unit: here.unit }}>
        {t("page.targets")}
      </LinkButton>
      <LinkButton look="main" icon={FileText} to="/overviews/summary" search={here}>
        {t("page.summary")}
      </LinkButton>
    </PageHead>
  );
}

/** To the report of the same unit and period, where there is one; the report leads back. */
function reportLink(t: OverviewTexts, page: OverviewPage): ReactNode {
  if (page.reportId === null) return null;
  return (
    <Link to={`/reports/${page.reportId}`} search={page.view === "as-was" ? { view: page.view } : {}}>
      {t("page.report")}
    </Link>
  );
}

function Tools({
  page,
  periods,
  onSet,
}: {
  page: OverviewPage;
  periods: string | undefined;
  onSet: (patch: { unit?: string; period?: string; view?: string }, options?: { push?: boolean }) => void;
}) {
  const t = useText(overviewText);
  const locale = useLocale();
  const known = choosablePeriods(todayInVietnam());
  const offered = known.includes(page.period) ? known : [page.period, ...known];
  return (
    <div className="overview-tools no-print">
      <Field name="overview-unit" label={t("tool.unit")} optional="silent">
        <UnitPicker
          value={page.unit.id}
          onValue={(id) => id !== null && onSet({ unit: String(id) }, { push: true })}
          aria-label={t("tool.unit")}
        />
      </Field>
      <Field name="overview-period" label={t("tool.period")} optional="silent">
        <Select
          value={periods ?? page.period}
          onValue={(period) => onSet({ period }, { push: true })}
          choices={offered.map((value) => ({ value, label: periodTitle(value, locale) }))}
        />
      </Field>
      <Field name="overview-view" label={t("tool.view")} optional="silent">
        <Select
          value={page.view}
          onValue={(view) => onSet({ view })}
          choices={(["as-is", "as-was"] as const).map((value) => ({ value, label: t(`tool.${value}`) }))}
        />
      </Field>
    </div>
  );
}

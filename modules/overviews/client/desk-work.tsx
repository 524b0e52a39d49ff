import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { BarChart } from "#platform/ui/charts/bar-chart.tsx";
import { Link } from "#platform/ui/link.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { OverviewPage, OverviewWork } from "../contract.ts";
import { overviewText } from "./desk-text.ts";
import "./desk-overviews.css";

const FIRST = 5;

/** What was given and is done, which targets of plans are reached, and whether reports came when they were due. */
export function Work({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const work = useAsk<OverviewWork>(`/overviews/${page.unit.id}/work`, { period: page.period, view: page.view });
  return (
    <section aria-labelledby="overview-work">
      <h2 id="overview-work" className="overview-part">
        {t("work.title")}
      </h2>
      <Answer of={work}>
        {(data) => (
          <div className="overview-cols even">
            <Tasks page={page} work={data} />
            <div className="stack">
              <UnitsLate work={data} />
              <Reports work={data} />
            </div>
          </div>
        )}
      </Answer>
    </section>
  );
}

function Tasks({ page, work }: { page: OverviewPage; work: OverviewWork }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const { plans } = work;
  if (plans.tasks === 0) return <h3>{t("work.tasks-none")}</h3>;
  const under = { under: String(page.unit.id) };
  const bars = (["done", "onTime", "unknown", "late"] as const).map((state) => {
    const label = t(`work.${state}`);
    const n = formats.number(plans[state]);
    return {
      key: state,
      label,
      value: plans[state],
      point: state === "done",
      alert: state === "late",
      ...(plans[state] === 0
        ? {}
        : {
            opens: {
              to: state === "late" ? "/plans/late" : "/plans/timeline",
              search: under,
              label: t("work.bar", { state: label, n }),
            },
          }),
    };
  });
  const words = { late: formats.number(plans.late), tasks: formats.number(plans.tasks) };
  return (
    <BarChart
      lying
      level={3}
      title={
        plans.targets === 0
          ? t("work.tasks", words)
          : t("work.targets", {
              ...words,
              n: formats.number(plans.targetsReached),
              all: formats.number(plans.targets),
            })
      }
      heads={[t("work.state"), t("work.count")]}
      bars={bars}
      source={t("work.source", { day: formats.day(work.asOfDay) })}
    />
  );
}

function UnitsLate({ work }: { work: OverviewWork }) {
  const t = useText(overviewText);
  const late = work.units.filter((u) => u.late > 0);
  if (late.length === 0) return null;
  return (
    <section>
      <h3>{t("work.units")}</h3>
      <ul className="short-rows">
        {late.slice(0, FIRST).map((u) => (
          <li key={u.unitId}>
            <Link className="t" to="/plans/late" search={{ under: String(u.unitId) }}>
              {u.name}
            </Link>
            <span className="aside">{t("work.unit", { late: u.late, tasks: u.tasks })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reports({ work }: { work: OverviewWork }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const { reports } = work;
  if (reports.due === 0) return <h3>{t("work.reports-none")}</h3>;
  return (
    <section>
      <h3>{t("work.reports", { n: formats.number(reports.inTime), all: formats.number(reports.due) })}</h3>
      <p className="s dim">
        {t("work.reports-words", { late: formats.number(reports.late), missing: formats.number(reports.missing) })}
        {reports.medianDays !== null &&
          ` ${t(reports.medianDays > 0 ? "work.reports-after" : "work.reports-before", { n: formats.number(Math.abs(reports.medianDays)) })}`}
      </p>
      <p className="overview-more">
        <Link to="/reports/senders">{t("work.reports-open")}</Link>
      </p>
    </section>
  );
}

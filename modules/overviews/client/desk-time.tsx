import { CalendarClock, Check, CircleAlert } from "lucide-react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { BarChart } from "#platform/ui/charts/bar-chart.tsx";
import { Link } from "#platform/ui/link.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { OverviewKit, OverviewPage } from "../contract.ts";
import { overviewText } from "./desk-text.ts";
import { arrivalGroups, behindLink } from "./values.ts";
import "./desk-overviews.css";

/** Talk held → record in; matter → approved material → first talk; a plan above → the units' own. */
export function Timeliness({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  return (
    <section aria-labelledby="overview-time">
      <h2 id="overview-time" className="overview-part">
        {t("time.title")}
      </h2>
      <div className="overview-cols even">
        <Arrivals page={page} />
        <div className="stack">
          <Kits page={page} />
          {page.plans.length > 0 && <Plans page={page} />}
        </div>
      </div>
    </section>
  );
}

function Arrivals({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const share = page.figures.find((f) => f.measure === "arrivals")?.value ?? null;
  const rule = { days: page.recordRule.days, basis: page.recordRule.legalBasis };
  if (share === null) return <h3>{t("arrivals.none")}</h3>;
  const label = (from: number, to: number) =>
    from >= 31 ? t("arrivals.more", { n: from }) : from === to ? String(from) : t("arrivals.range", { from, to });
  const spoken = (from: number, to: number) =>
    from === 0 && to === 0 ? t("arrivals.day.0") : t("arrivals.day", { n: label(from, to) });
  return (
    <BarChart
      level={3}
      title={t("arrivals.title", { share: formats.percent(share / 100), days: rule.days })}
      heads={[t("arrivals.head"), t("places.talks")]}
      bars={arrivalGroups(page).map(({ from, to, talks, late }) => ({
        key: String(from),
        label: label(from, to),
        value: talks,
        point: !late,
        alert: late,
        ...(talks === 0
          ? {}
          : {
              opens: {
                ...behindLink(page, { figure: "held", tookFrom: String(from), tookTo: String(to) }),
                label: t("arrivals.bar", { days: spoken(from, to), n: formats.number(talks) }),
              },
            }),
      }))}
      source={`${t("arrivals.head")}. ${t("arrivals.source", rule)}`}
    />
  );
}

function Kits({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const { kits } = page;
  if (kits.length === 0) return <h3>{t("kits.none")}</h3>;
  const today = todayInVietnam();
  const due = kits.filter((k) => k.approvedOn !== null || k.dueOn < today);
  const late = kits.toSorted((a, b) => Number(a.inTime) - Number(b.inTime) || (a.happenedOn < b.happenedOn ? 1 : -1));
  return (
    <section>
      <h3>
        {due.length === 0
          ? t("kits.none-due", { n: kits.length })
          : t("kits.title", { n: due.filter((k) => k.inTime).length, all: due.length })}
      </h3>
      <ul className="short-rows">
        {late.slice(0, 6).map((kit) => (
          <KitLine key={kit.id} kit={kit} />
        ))}
      </ul>
    </section>
  );
}

function KitLine({ kit }: { kit: OverviewKit }) {
  const t = useText(overviewText);
  const { day } = useFormats();
  const days = (n: number | null) =>
    n === null ? t("kits.waiting") : n < 0 ? t("kits.before", { n: -n }) : t("kits.days", { n });
  const overdue = kit.approvedOn === null && kit.dueOn < todayInVietnam();
  return (
    <li>
      <Link className="t" to={`/kits/${kit.id}`}>
        {kit.title}
      </Link>
      <span className="aside">
        {kit.inTime ? (
          <StateBadge tone="ok" icon={Check}>
            {t("kits.in-time")}
          </StateBadge>
        ) : kit.approvedOn === null && !overdue ? (
          <StateBadge tone="off" icon={CalendarClock}>
            {t("kits.open")}
          </StateBadge>
        ) : (
          <StateBadge tone="warn" icon={CircleAlert}>
            {t("kits.late")}
          </StateBadge>
        )}
      </span>
      <span className="line">
        {`${kit.unit} · ${day(kit.happenedOn)} · ${t("kits.approval")}: ${days(kit.daysToApproval)} · ${t("kits.talk")}: ${days(kit.daysToTalk)}`}
      </span>
    </li>
  );
}

function Plans({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const { day } = useFormats();
  const all = page.plans.reduce((n, p) => n + p.units, 0);
  const inTime = page.plans.reduce((n, p) => n + p.inTime, 0);
  return (
    <section>
      <h3>{t("plans.title", { n: inTime, all })}</h3>
      <ul className="short-rows">
        {page.plans.map((plan) => (
          <li key={plan.id}>
            <Link className="t" to={`/plans/${plan.id}/issued`}>
              {[plan.symbol, plan.title].filter((x) => x !== null).join(" · ")}
            </Link>
            <span className="aside">{day(plan.ownPlansBy)}</span>
            <span className="line">
              {`${t("plans.in-time")}: ${plan.inTime} · ${t("plans.late")}: ${plan.late} · ${t("plans.missing")}: ${plan.missing}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

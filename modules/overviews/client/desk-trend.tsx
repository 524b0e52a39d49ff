import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { LineChart } from "#platform/ui/charts/line-chart.tsx";
import { Link } from "#platform/ui/link.tsx";
import type { OverviewMonth, OverviewPage } from "../contract.ts";
import { lastDayOfMonth, monthOf, percent } from "../rules.ts";
import { overviewText } from "./desk-text.ts";
import { behindLink, questionsLink, showMeasure } from "./values.ts";
import "./desk-overviews.css";

const sum = (months: readonly OverviewMonth[], of: (m: OverviewMonth) => number) =>
  months.reduce((n, m) => n + of(m), 0);

/** Two years by month: the latest twelve over the twelve before. The month that is running is drawn and not added. */
export function Trend({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const two = page.months.slice(-24);
  const recent = two.slice(-12);
  const older = two.slice(0, -12);
  const running = recent.at(-1)?.month === monthOf(formats.dayOf(page.asOf));
  const counted = running ? recent.slice(0, -1) : recent;
  const against = older.slice(0, counted.length);
  const [now, before] = [sum(counted, (m) => m.talks), sum(against, (m) => m.talks)];
  const words = { n: counted.length, now: formats.number(now) };
  const change = before === 0 ? 0 : (now - before) / before;
  const title =
    before === 0
      ? t("trend.title.first", words)
      : now === before
        ? t("trend.title.same", words)
        : t(now > before ? "trend.title.more" : "trend.title.less", {
            ...words,
            change: formats.percent(Math.abs(change)),
          });
  const opens = (m: OverviewMonth | undefined) =>
    m === undefined
      ? undefined
      : {
          ...behindLink({ ...page, period: m.month }),
          label: t("trend.point", { month: formats.month(m.month), n: formats.number(m.talks) }),
        };
  const last = recent.at(-1)?.month ?? page.period;
  return (
    <LineChart
      title={title}
      along={recent.map((m) => shortMonth(m.month))}
      heads={t("trend.head")}
      lines={[
        { key: "before", label: t("trend.before"), values: older.map((m) => m.talks), opens: older.map(opens) },
        {
          key: "now",
          label: t("trend.now"),
          values: recent.map((m) => m.talks),
          opens: recent.map(opens),
          point: true,
        },
      ]}
      source={[
        t("trend.source", { from: numbered(two[0]?.month ?? last), to: numbered(last) }),
        running ? t("trend.partial", { month: numbered(last) }) : "",
      ].join(" ")}
    />
  );
}

/** The share of questions answered in time, by month; months that may not be told have no point. */
export function Answers({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const figure = page.figures.find((f) => f.measure === "answers");
  const months = page.months.slice(-12);
  const shareOf = (m: OverviewMonth) =>
    m.questionsDue === null || m.questionsInTime === null ? null : percent(m.questionsInTime, m.questionsDue);
  const list = questionsLink(page.unit.id, page.firstDay, page.lastDay);
  if (months.every((m) => m.questionsDue === null))
    return (
      <section>
        <h2>
          {figure?.value === null || figure === undefined
            ? t("answers.few")
            : t("answers.title", { share: showMeasure(formats, t, "answers", figure.value) })}
        </h2>
        <p className="dim prose">{t("answers.few-words", { n: page.threshold })}</p>
        <p>
          <Link {...list}>{t("answers.list")}</Link>
        </p>
      </section>
    );
  return (
    <section>
      <LineChart
        title={
          figure?.value === null || figure === undefined
            ? t("answers.few")
            : t("answers.title", { share: showMeasure(formats, t, "answers", figure.value) })
        }
        along={months.map((m) => shortMonth(m.month))}
        heads={t("answers.head")}
        show={(share) => formats.percent(share / 100, { digits: 0 })}
        lines={[
          {
            key: "in-time",
            label: t("answers.line"),
            values: months.map(shareOf),
            point: true,
            opens: months.map((m) => ({
              ...questionsLink(page.unit.id, `${m.month}-01`, lastDayOfMonth(m.month)),
              label: t("answers.point", {
                month: formats.month(m.month),
                share: formats.percent((shareOf(m) ?? 0) / 100, { digits: 0 }),
                n: formats.number(m.questionsDue ?? 0),
              }),
            })),
          },
        ]}
        source={`${t("answers.source")} ${t("answers.few-words", { n: page.threshold })}`}
      />
      <p className="overview-more">
        <Link {...list}>{t("answers.list")}</Link>
      </p>
    </section>
  );
}

/** The share of places with a talk, month by month. */
export function CoverageByMonth({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const formats = useFormats();
  if (page.below === "none") return null;
  const months = page.months.slice(-12);
  const running = months.at(-1)?.month === monthOf(formats.dayOf(page.asOf));
  const last = (running ? months.at(-2) : months.at(-1)) ?? months[0];
  if (last === undefined) return null;
  const share = (m: OverviewMonth) => percent(m.covered, m.places);
  const whole = (value: number) => formats.percent(value / 100, { digits: 0 });
  return (
    <LineChart
      title={t("cover.title", {
        n: formats.number(last.covered),
        total: formats.number(last.places),
        month: numbered(last.month),
      })}
      along={months.map((m) => shortMonth(m.month))}
      heads={t("trend.head")}
      show={whole}
      lines={[
        {
          key: "covered",
          label: t("cover.line"),
          values: months.map(share),
          point: true,
          opens: months.map((m) => ({
            ...behindLink({ ...page, period: m.month }),
            label: t("cover.point", { month: formats.month(m.month), share: whole(share(m) ?? 0) }),
          })),
        },
      ]}
      source={[
        t("cover.source"),
        running ? t("trend.partial", { month: numbered(months.at(-1)?.month ?? "") }) : "",
      ].join(" ")}
    />
  );
}

/** "07/2026" */
function numbered(month: string): string {
  return `${month.slice(5, 7)}/${month.slice(0, 4)}`;
}

/** "7/26": what fits under a point. */
function shortMonth(month: string): string {
  return `${Number(month.slice(5, 7))}/${month.slice(2, 4)}`;
}

import { addMonths, asCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { BarChart } from "#platform/ui/charts/bar-chart.tsx";
import { LineChart } from "#platform/ui/charts/line-chart.tsx";
import { DotPlot } from "#platform/ui/charts/dot-plot.tsx";
import type { TalkRow, TalkTotals } from "#modules/talks/shared.ts";
import { deskText } from "../desk-text.ts";
import type { QuietPlaces } from "../waiting.ts";
import { spoken } from "./numerals.ts";

/** Attendances by month: the title says how this month stands against the last. */
export function MonthsChart({
  totals,
  today,
  pending,
}: {
  totals: TalkTotals;
  today: CivilDate;
  pending: readonly TalkRow[];
}) {
  const t = useText(deskText);
  const { number, percent, dayShort } = useFormats();
  const months = Array.from({ length: 6 }, (_, at) =>
    addMonths(asCivilDate(`${today.slice(0, 7)}-01`), at - 5).slice(0, 7),
  );
  const sums = months.map((month) =>
    totals.items.filter((x) => x.month.slice(0, 7) === month).reduce((sum, x) => sum + x.attendance, 0),
  );
  const now = sums[5] ?? 0;
  const before = sums[4] ?? 0;
  const m = Number(today.slice(5, 7));
  const names = { m, before: m === 1 ? 12 : m - 1 };
  const title =
    before === 0
      ? t("home.months-only", { m, n: number(now) })
      : now > before
        ? t("home.months-more", names)
        : now === before
          ? t("home.months-same", names)
          : t("home.months-part", { ...names, share: percent(now / before, { digits: 0 }) });
  const heard = pending.reduce((sum, r) => sum + (r.attendance ?? 0), 0);
  return (
    <BarChart
      title={title}
      heads={[t("home.month"), t("home.attendance")]}
      bars={months.map((month, at) => ({
        key: month,
        label: at === 0 ? t("home.month-n", { m: Number(month.slice(5)) }) : String(Number(month.slice(5))),
        value: sums[at] ?? 0,
        point: at === 5,
      }))}
      source={[
        t("home.months-source", { day: dayShort(today) }),
        pending.length > 0 ? t("home.months-pending", { count: spoken(pending.length), n: number(heard) }) : null,
      ]
        .filter((x) => x !== null)
        .join(" ")}
    />
  );
}

/** This year against the last, summed up month by month: for whoever looks at the whole instance. */
export function YearsChart({ totals, today }: { totals: TalkTotals; today: CivilDate }) {
  const t = useText(deskText);
  const { number, percent } = useFormats();
  const year = Number(today.slice(0, 4));
  const thisMonth = Number(today.slice(5, 7));
  const months = Array.from({ length: 12 }, (_, at) => at + 1);
  const heard = (of: number) =>
    months.map((m) =>
      totals.items
        .filter((x) => x.month.slice(0, 7) === `${of}-${String(m).padStart(2, "0")}`)
        .reduce((sum, x) => sum + x.attendance, 0),
    );
  const summed = (values: number[]) => values.map((_, at) => values.slice(0, at + 1).reduce((a, b) => a + b, 0));
  const before = summed(heard(year - 1));
  const now = summed(heard(year)).map((v, at) => (at < thisMonth ? v : null));
  const sum = now[thisMonth - 1] ?? 0;
  const then = before[thisMonth - 1] ?? 0;
  const share = then === 0 ? "" : percent(Math.abs(sum / then - 1), { digits: 0 });
  return (
    <LineChart
      title={t(then === 0 ? "home.years-only" : sum >= then ? "home.years-more" : "home.years-less", {
        year,
        n: number(sum),
        share,
      })}
      along={months.map(String)}
      heads={t("home.month")}
      lines={[
        { key: "now", label: String(year), values: now, point: true },
        { key: "before", label: String(year - 1), values: before },
      ]}
      source={t("home.years-source")}
    />
  );
}

/** One dot a place by its days without a talk. */
export function QuietChart({ quiet }: { quiet: QuietPlaces }) {
  const t = useText(deskText);
  const { number } = useFormats();
  const known = quiet.items.flatMap((p) =>
    p.daysSince === null || p.daysSince < 0
      ? []
      : [{ key: String(p.unitId), label: p.name, value: Math.min(p.daysSince, quiet.days * 3) }],
  );
  const never = quiet.items.filter((p) => p.daysSince === null).length;
  const over = quiet.items.filter((p) => p.daysSince === null || p.daysSince > quiet.days).length;
  const far = quiet.items.some((p) => (p.daysSince ?? 0) > quiet.days * 3);
  const values = { n: spoken(over), all: number(quiet.items.length), days: quiet.days };
  return (
    <DotPlot
      title={over === 0 ? t("home.quiet-none", values) : t("home.quiet-some", values)}
      dots={known}
      heads={[t("home.place"), t("home.quiet-days")]}
      limit={quiet.days + 1}
      limitLabel={t("home.days", { n: quiet.days })}
      {...(over > never ? { beyondLabel: t("home.quiet-over", { n: number(over - never) }) } : {})}
      zeroLabel={t("home.days", { n: 0 })}
      show={(value) => t("home.days", { n: number(value) })}
      source={(per) =>
        [
          t(per === 1 ? `home.quiet-source-${quiet.each}` : `home.quiet-source-${quiet.each}s`, { n: number(per) }),
          never > 0 ? t("home.quiet-never", { n: number(never) }) : null,
          far ? t("home.quiet-far", { days: quiet.days * 3 }) : null,
        ]
          .filter((x) => x !== null)
          .join(" ")
      }
    />
  );
}

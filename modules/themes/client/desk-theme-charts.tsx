import { useText } from "#platform/i18n/use-text.ts";
import { BarChart } from "#platform/ui/charts/bar-chart.tsx";
import { LineChart } from "#platform/ui/charts/line-chart.tsx";
import type { Themes, ThemeTopic } from "../contract.ts";
import { asThemePeriod, isoWeek, monthOfWeek, type ThemePeriod } from "../rules.ts";
import { themeText } from "./desk-text.ts";

/** The topics of the period, the largest first and in colour. */
export function TopicsChart({ title, topics }: { title: string; topics: readonly (ThemeTopic & { label: string })[] }) {
  const t = useText(themeText);
  return (
    <BarChart
      lying
      title={title}
      heads={[t("themes.topic"), t("themes.count")]}
      bars={topics.slice(0, 10).map((x, i) => ({ key: x.topic, label: x.label, value: x.count, point: i === 0 }))}
    />
  );
}

/** One topic over the last periods; where it may not be said the line breaks. */
export function TrendChart({
  title,
  topic,
  label,
  series,
}: {
  title: string;
  topic: string;
  label: string;
  series: Themes["series"];
}) {
  const t = useText(themeText);
  return (
    <LineChart
      title={title}
      heads={t("themes.kind")}
      along={series.map((p) => shortName(asThemePeriod(p)))}
      lines={[
        {
          key: topic,
          label: label.length > 22 ? "" : label,
          values: series.map((p) => p.topics.find((x) => x.topic === topic)?.count ?? null),
          point: true,
        },
      ]}
    />
  );
}

/** "T47" and "11": what fits under a point. */
function shortName(period: ThemePeriod): string {
  if (period.kind === "week") return String(isoWeek(period.startsOn).week);
  return String(Number(monthOfWeek(period.startsOn).slice(5, 7)));
}

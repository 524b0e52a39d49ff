import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { IntervalPlot } from "#platform/ui/charts/interval-plot.tsx";
import type { OverviewPage } from "../contract.ts";
import { overviewText, periodTitle } from "./desk-text.ts";
import { behindLink, signed } from "./values.ts";

/** Shares right before and after, with the interval of the change: nothing is claimed where it holds "no change". */
export function Understanding({ page }: { page: OverviewPage }) {
  const t = useText(overviewText);
  const formats = useFormats();
  const locale = useLocale();
  const now = page.understanding.find((r) => r.of === "now");
  const size = (n: number) => formats.number(Math.abs(Math.round(n * 10) / 10));
  if (page.understanding.length === 0)
    return (
      <section>
        <h2>{t("understanding.title.none")}</h2>
        <p className="dim prose">{t("understanding.none-words")}</p>
      </section>
    );
  const title =
    now === undefined
      ? t("understanding.title.none")
      : now.verdict === "unclear"
        ? t("understanding.title.unclear")
        : t(`understanding.title.${now.verdict}`, { n: size(now.change) });
  return (
    <section>
      <IntervalPlot
        title={title}
        heads={[
          t("understanding.head"),
          t("understanding.before"),
          t("understanding.after"),
          t("understanding.change"),
        ]}
        keys={{
          before: t("understanding.before"),
          after: t("understanding.after"),
          interval: t("understanding.interval"),
        }}
        rows={page.understanding.map((r) => {
          const label = t("understanding.row", {
            period: periodTitle(r.period, locale),
            talks: formats.number(r.talks),
          });
          const verdict =
            r.verdict === "unclear"
              ? t("understanding.unclear")
              : t(`understanding.${r.verdict}`, { n: size(r.change) });
          return {
            key: r.of,
            label,
            before: r.before,
            after: r.after,
            low: r.low,
            high: r.high,
            verdict,
            range: t("understanding.range", { low: signed(formats, r.low), high: signed(formats, r.high) }),
            sure: r.verdict !== "unclear",
            opens: {
              ...behindLink({ ...page, period: r.period }, { figure: "measured" }),
              label: t("understanding.open", { row: label, verdict }),
            },
          };
        })}
        source={
          now === undefined
            ? undefined
            : t("understanding.source", {
                before: formats.number(now.answersBefore),
                after: formats.number(now.answersAfter),
              })
        }
      />
    </section>
  );
}

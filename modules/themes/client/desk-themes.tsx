import { ArrowDown, ArrowUp, Equal, FileText, Minus, MessageCircleQuestion } from "lucide-react";
import { suppressionNote } from "#kernel/suppression.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { download } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { Themes } from "../contract.ts";
import { asThemePeriod, themePeriodLabel } from "../rules.ts";
import { TopicsChart, TrendChart } from "./desk-theme-charts.tsx";
import { Communes, TopicTable } from "./desk-theme-tables.tsx";
import { themeText } from "./desk-text.ts";
import "./desk-themes.css";

const changeIcons = { up: ArrowUp, down: ArrowDown, same: Equal, unknown: Minus } as const;

/** What people asked about in a week or a month that is over: the largest topics, how they went, and where. */
export function ThemesScreen() {
  const t = useText(themeText);
  const { values, set } = useFilters(["kind", "startsOn", "under", "as"] as const);
  const me = useAsk<{ homeUnitId: number | null; grants: { unitId: number | null }[] }>("/me");
  const whole = me.data?.grants.some((g) => g.unitId === null) ?? false;
  const own = whole ? undefined : (me.data?.grants.find((g) => g.unitId !== null)?.unitId ?? undefined);
  const kind = values.kind === "month" ? "month" : "week";
  const query = { kind, startsOn: values.startsOn, under: values.under ?? own, as: values.as };
  const asked = useAsk<Themes>("/themes", query, { keep: true, enabled: me.data !== undefined });
  return (
    <Answer of={asked}>
      {(themes) => (
        <>
          <PageHead
            title={t("themes.title")}
            over={<p>{themes.area?.name ?? t("themes.whole")}</p>}
            documentTitle={t("themes.title")}
          >
            <ExportButton path="/themes/export" query={query} fileName={`${t("themes.file")}.xlsx`} />
            <DocumentButton query={query} />
          </PageHead>
          <Tools themes={themes} kind={kind} as={values.as ?? "is"} onSet={set} />
          {themes.period === null ? (
            <EmptyState icon={MessageCircleQuestion} title={t("themes.empty")}>
              {t("themes.empty-words")}
            </EmptyState>
          ) : (
            <Period themes={themes} onCommune={(unitId) => set({ under: String(unitId) }, { push: true })} />
          )}
        </>
      )}
    </Answer>
  );
}

function DocumentButton({ query }: { query: Record<string, string | number | undefined> }) {
  const t = useText(themeText);
  const words = useProblemWords();
  const take = () =>
    void download("/themes/document", query, `${t("themes.file")}.docx`).catch((error: unknown) =>
      notify(words(error), { tone: "bad" }),
    );
  return (
    <Button look="main" icon={FileText} onClick={take}>
      {t("themes.document")}
    </Button>
  );
}

function Tools({
  themes,
  kind,
  as,
  onSet,
}: {
  themes: Themes;
  kind: "week" | "month";
  as: string;
  onSet: (patch: Partial<Record<"kind" | "startsOn" | "under" | "as", string | undefined>>) => void;
}) {
  const t = useText(themeText);
  const locale = useLocale();
  return (
    <div className="theme-tools no-print">
      <Field name="theme-kind" label={t("themes.kind")} optional="silent">
        <Select
          value={kind}
          onValue={(next) => onSet({ kind: next, startsOn: undefined })}
          choices={[
            { value: "week", label: t("themes.week") },
            { value: "month", label: t("themes.month") },
          ]}
        />
      </Field>
      {themes.period !== null && (
        <Field name="theme-period" label={t("themes.period")} optional="silent">
          <Select
            value={themes.period.startsOn}
            onValue={(startsOn) => onSet({ startsOn })}
            choices={themes.periods.map((p) => ({
              value: p.startsOn,
              label: themePeriodLabel(asThemePeriod(p), locale),
            }))}
          />
        </Field>
      )}
      {kind === "month" && (
        <Field name="theme-as" label={t("themes.as")} optional="silent">
          <Select
            value={as === "was" ? "was" : "is"}
            onValue={(next) => onSet({ as: next === "is" ? undefined : next })}
            choices={[
              { value: "is", label: t("themes.as.is") },
              { value: "was", label: t("themes.as.was") },
            ]}
          />
        </Field>
      )}
    </div>
  );
}

function Period({ themes, onCommune }: { themes: Themes; onCommune: (unitId: number) => void }) {
  const t = useText(themeText);
  const locale = useLocale();
  const { number } = useFormats();
  const label = (topic: { labelVi: string; labelEn: string }) => (locale === "vi" ? topic.labelVi : topic.labelEn);
  const first = themes.topics[0];
  const title =
    first === undefined
      ? t("themes.finding-none")
      : t("themes.finding", { topic: label(first), n: number(first.count) });
  const note = suppressionNote(locale, { threshold: themes.threshold, legalBasis: "" });
  return (
    <>
      <div className="theme-cols">
        <div>
          {first === undefined ? (
            <h2>{title}</h2>
          ) : (
            <TopicsChart title={title} topics={themes.topics.map((x) => ({ ...x, label: label(x) }))} />
          )}
          <section>
            {themes.topics.length > 0 && (
              <TopicTable
                topics={themes.topics.map((x) => ({ ...x, label: label(x) }))}
                total={themes.total}
                icons={changeIcons}
              />
            )}
          </section>
        </div>
        <div>
          {first !== undefined && (
            <TrendChart
              title={t("themes.trend", { topic: label(first), n: number(themes.series.length) })}
              topic={first.topic}
              label={label(first)}
              series={themes.series}
            />
          )}
          <section>
            <h2>{t("themes.method")}</h2>
            <p className="prose">{t("themes.method-words")}</p>
            <p className="prose dim">{note}</p>
            {themes.period?.kind === "week" && <p className="prose dim">{t("themes.week-of-province")}</p>}
          </section>
        </div>
      </div>
      {themes.period?.kind === "month" && themes.area?.level !== "commune" && (
        <Communes
          themes={themes}
          names={new Map(themes.topics.map((x) => [x.topic, label(x)]))}
          onCommune={onCommune}
        />
      )}
    </>
  );
}

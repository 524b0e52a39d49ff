import { Globe, Plus, WalletCards } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, useProblemWords } from "#platform/ui/states.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { type MoneyRow, type MoneyView, moneyViews, type MoneyYear } from "../contract.ts";
import { OpenLineDialog } from "./desk-line-acts.tsx";
import { Sponsorships } from "./desk-sponsorships.tsx";
import { budgetText, useDong, useSources } from "./desk-text.ts";
import { Uses } from "./desk-uses.tsx";
import "./desk-budgets.css";

/** A year's money: by unit and line, by what it was for, and who gave. */
export function BudgetsScreen() {
  const t = useText(budgetText);
  const may = useMay();
  const { values, set } = useFilters(["tab", "year", "under", "underName", "view"] as const);
  const now = Number(todayInVietnam().slice(0, 4));
  const year = Number(values.year ?? now);
  const view: MoneyView = values.view === "asWas" ? "asWas" : "asIs";
  const query = { year: String(year), view, under: values.under };
  const asked = useAsk<MoneyYear>("/budgets", query, { keep: true });
  const [opening, setOpening] = useState(false);
  const tab = values.tab ?? "lines";
  return (
    <>
      <PageHead title={t("budget.title")}>
        {may("budget.configure") && <LinkButton to="/budgets/sources">{t("desk.sources")}</LinkButton>}
        <ExportButton path="/budgets/export" query={query} fileName={t("budget.file")} />
        <ExportButton
          path="/budgets/export"
          query={{ ...query, format: "csv" }}
          fileName="kinh-phi.csv"
          label={t("desk.csv")}
        />
        {may("budget.write") && (
          <Button look="main" icon={Plus} onClick={() => setOpening(true)}>
            {t("desk.open")}
          </Button>
        )}
      </PageHead>
      <div className="money-tools no-print">
        <Field name="money-year" label={t("desk.year")} optional="silent">
          <Select
            value={String(year)}
            onValue={(next) => set({ year: next === String(now) ? undefined : next })}
            choices={[now + 1, now, now - 1, now - 2].map((y) => ({ value: String(y), label: String(y) }))}
          />
        </Field>
        <Field name="money-view" label={t("desk.view")} optional="silent">
          <Select<MoneyView>
            value={view}
            onValue={(next) => set({ view: next === "asIs" ? undefined : next })}
            choices={moneyViews.map((value) => ({ value, label: t(`budget.view.${value}`) }))}
          />
        </Field>
        <div className="wide">
          <Field name="money-under" label={t("desk.under")} optional="silent">
            <AskCombobox<{ id: number; name: string; parentName: string | null }>
              path="/units"
              option={(u) => ({ value: String(u.id), label: u.name, hint: u.parentName ?? "" })}
              value={underOption(values.under, values.underName)}
              onValue={(next) => set({ under: next?.value, underName: next?.label })}
            />
          </Field>
        </div>
      </div>
      <Tabs
        label={t("budget.title")}
        value={tab}
        onValue={(next) => set({ tab: next === "lines" ? undefined : next })}
        tabs={[
          {
            key: "lines",
            label: t("desk.tab.lines"),
            content: <Answer of={asked}>{(money) => <Lines money={money} under={values.under} />}</Answer>,
          },
          {
            key: "uses",
            label: t("desk.tab.uses"),
            content: <Answer of={asked}>{(money) => <Uses money={money} />}</Answer>,
          },
          {
            key: "sponsorships",
            label: t("desk.tab.sponsorships"),
            content: <Sponsorships year={year} under={values.under} />,
          },
        ]}
      />
      <OpenLineDialog open={opening} onOpen={setOpening} year={year} />
    </>
  );
}

function underOption(id: string | undefined, name: string | undefined): Option | null {
  return id === undefined ? null : { value: id, label: name ?? id };
}

function Lines({ money, under }: { money: MoneyYear; under: string | undefined }) {
  const t = useText(budgetText);
  const dong = useDong();
  if (money.rows.length === 0)
    return (
      <EmptyState icon={WalletCards} title={t("desk.empty", { year: money.year })}>
        {t("desk.empty-words")}
      </EmptyState>
    );
  const { total } = money;
  return (
    <>
      <p className="money-total">
        <b>
          {t("desk.total", { funds: dong(total.funds), spent: dong(total.spent), available: dong(total.available) })}
        </b>
      </p>
      <Publicity money={money} under={under} />
      {money.rows.map((row) => (
        <UnitMoney key={row.unit.id} row={row} />
      ))}
    </>
  );
}

function Publicity({ money, under }: { money: MoneyYear; under: string | undefined }) {
  const t = useText(budgetText);
  const words = useProblemWords();
  const me = useAsk<{ homeUnitId?: number | null; grants: readonly { unitId: number | null }[] }>("/me");
  const send = useSend<{ public: boolean }>("POST", "/budgets/publicity", {
    body: (input) => ({
      unitId: Number(under ?? me.data?.homeUnitId ?? me.data?.grants.find((g) => g.unitId !== null)?.unitId),
      year: money.year,
      public: input.public,
    }),
  });
  if (!money.mayPublish) return null;
  const press = () =>
    send.mutate(
      { public: !money.public },
      { onSuccess: () => notify(t("desk.saved")), onError: (error) => notify(words(error), { tone: "bad" }) },
    );
  return (
    <div className="banner no-print" style={{ margin: "8px 0 14px" }}>
      <span>{money.public ? t("desk.public") : t("desk.publish-words")}</span>
      <Button tight icon={Globe} onClick={press} busy={send.isPending ? "…" : null}>
        {t(money.public ? "desk.unpublish" : "desk.publish")}
      </Button>
    </div>
  );
}

const shownSums = ["income", "taken", "given", "handed", "lapsed", "carried", "planned", "spent", "available"] as const;

function UnitMoney({ row }: { row: MoneyRow }) {
  const t = useText(budgetText);
  const { percent } = useFormats();
  const dong = useDong();
  const { name } = useSources();
  const { sums } = row;
  const had = sums.income + sums.taken - sums.given;
  return (
    <section className="money-unit">
      <h2>
        {row.unit.name} {row.split && <span className="dim s">({t("desk.split")})</span>}
        {!row.split && row.lines.every((line) => line.ended) && <span className="dim s">({t("desk.ended")})</span>}
      </h2>
      <div className="money-sums">
        {shownSums.map((key) =>
          sums[key] === 0 && key !== "spent" && key !== "available" ? null : (
            <div key={key}>
              <span>{t(`budget.sum.${key}`)}</span>
              <b className={sums[key] < 0 ? "money-neg" : undefined}>{dong(sums[key])}</b>
            </div>
          ),
        )}
        {had > 0 && sums.spent > 0 && (
          <div>
            <span>{t("desk.share", { share: percent(sums.spent / had) })}</span>
          </div>
        )}
      </div>
      <ul className="money-lines">
        {row.lines.map((line) => (
          <li key={line.id}>
            <Link to={`/budgets/lines/${line.id}`}>{line.title}</Link>
            <b className={line.available < 0 ? "num money-neg" : "num"}>{dong(line.available)}</b>
            <span className="dim">
              {[
                name(line.source),
                line.unit.id === row.unit.id ? null : line.unit.name,
                line.ended ? t("desk.ended") : null,
                line.closed ? t("desk.closed") : null,
                line.available < 0 ? t("desk.below") : null,
                line.planned > 0 && line.spent > line.planned ? t("desk.over") : null,
              ]
                .filter((x) => x !== null)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

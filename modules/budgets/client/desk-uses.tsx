import { Target } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { BarChart } from "#platform/ui/charts/bar-chart.tsx";
import { ProgressBar } from "#platform/ui/progress-bar.tsx";
import { EmptyState } from "#platform/ui/states.tsx";
import type { MoneyYear } from "../contract.ts";
import { budgetText, useDong } from "./desk-text.ts";
import "./desk-budgets.css";

/** What was spent on what, beside what was planned for it. */
export function Uses({ money }: { money: MoneyYear }) {
  const t = useText(budgetText);
  const dong = useDong();
  const { number } = useFormats();
  if (money.uses.length === 0)
    return (
      <EmptyState icon={Target} title={t("desk.uses-empty")}>
        {t("desk.uses-empty-words")}
      </EmptyState>
    );
  const uses = money.uses.toSorted((a, b) => b.spent - a.spent);
  const most = uses[0]!;
  return (
    <div className="money-uses">
      <BarChart
        lying
        title={
          most.spent === 0
            ? t("desk.uses-none", { year: money.year })
            : t("desk.uses-title", { kind: t(`budget.kind.${most.kind}`), n: dong(most.spent) })
        }
        heads={[t("budget.column.activity"), t("desk.spent-millions")]}
        show={(n) => number(Math.round(n / 100_000) / 10)}
        bars={uses.map((u, at) => ({
          key: u.kind,
          label: t(`budget.kind.${u.kind}`),
          value: u.spent,
          point: at === 0,
        }))}
        source={`${t("desk.spent-millions")}. ${t("desk.uses-source")}`}
      />
      <ul className="money-lines" style={{ marginTop: 16 }}>
        {uses.map((u) => (
          <li key={u.kind}>
            <span>
              {t(`budget.kind.${u.kind}`)} <span className="dim">({u.activities})</span>
            </span>
            <b className={u.spent > u.planned && u.planned > 0 ? "num money-neg" : "num"}>{dong(u.spent)}</b>
            <div style={{ gridColumn: "1 / -1" }}>
              <ProgressBar
                done={Math.max(0, u.spent)}
                total={u.planned}
                words={`${t("budget.sum.spent")} ${dong(u.spent)} / ${t("budget.sum.planned").toLowerCase()} ${dong(u.planned)}${u.planned > 0 && u.spent > u.planned ? ` · ${t("desk.over")}` : ""}`}
              />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

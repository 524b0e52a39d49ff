import { useState } from "react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios } from "#platform/ui/inputs.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { PayBudget, RunPage } from "../contract.ts";
import { payText } from "./desk-text.ts";

/** Said of a run that nobody has chosen a line for. */
const notNow = "";

/** The activities that it may be paid from, each with what its line has left. */
export function BudgetChoice({
  run,
  value,
  onValue,
}: {
  run: RunPage;
  value: string;
  onValue: (activityId: string) => void;
}) {
  const t = useText(payText);
  const { number } = useFormats();
  const english = useLocale() === "en";
  const asked = useAsk<{ items: PayBudget[] }>(`/pay/runs/${run.id}/budgets`);
  return (
    <Answer of={asked}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="note">
            {t("pay.budget-empty")} <LinkButton to="/budgets">{t("pay.budget-open")}</LinkButton>
          </p>
        ) : (
          <Field name="pay-budget" group label={t("pay.budget-activity")}>
            <Radios
              name="pay-budget"
              value={value}
              onValue={onValue}
              choices={[
                ...items.map((b) => ({
                  value: b.activityId,
                  label: t("pay.budget-choice", { activity: b.activity, left: number(b.left) }),
                  help: [
                    t("pay.budget-choice-help", {
                      line: b.line,
                      source: english ? b.sourceEn : b.sourceVi,
                      year: b.year,
                      planned: number(b.planned),
                      spent: number(b.spent),
                    }),
                    ...(run.total > b.left ? [t("pay.budget-short", { total: number(run.total) })] : []),
                  ].join(" "),
                })),
                ...(run.status === "approved" ? [] : [{ value: notNow, label: t("pay.budget-not-now") }]),
              ]}
            />
          </Field>
        )
      }
    </Answer>
  );
}

/** Chosen by who makes the run, or after the approval by whoever finds it entered nowhere. */
export function ChooseBudget({ run, onClose }: { run: RunPage; onClose: () => void }) {
  const t = useText(payText);
  const { number } = useFormats();
  const [activityId, setActivityId] = useState(run.budget?.activityId ?? notNow);
  const send = useSend<{ activityId: string | null }>("PUT", `/pay/runs/${run.id}/budget`);
  const done = () => {
    onClose();
    notify(t("pay.budget-saved"));
  };
  const words =
    run.status === "approved" ? t("pay.budget-post-words", { total: number(run.total) }) : t("pay.budget-words");
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t("pay.budget-choose")} description={words}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          if (run.status === "approved" && activityId === notNow) return onClose();
          send.mutate({ activityId: activityId === notNow ? null : activityId }, { onSuccess: done });
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <BudgetChoice run={run} value={activityId} onValue={setActivityId} />
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("pay.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One line of the run's facts: from what it is paid, and whether that was entered. */
export function BudgetFact({ run }: { run: RunPage }) {
  const t = useText(payText);
  const { number, moment } = useFormats();
  const { budget, postedAt } = run;
  if (budget === null) return <>{t("pay.budget-none")}</>;
  const chosen = t("pay.budget-chosen", { activity: budget.activity, line: budget.line, by: budget.chosenBy });
  return (
    <>
      <Link to={`/budgets/lines/${budget.lineId}`}>{chosen}</Link>;{" "}
      {postedAt === null
        ? t("pay.budget-later")
        : t("pay.budget-posted", { total: number(run.total), at: moment(postedAt) })}
    </>
  );
}

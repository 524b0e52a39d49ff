import { ClipboardList, FileInput as FileIn, Plus } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ErrorSummary, Field, type FieldErrors } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton, useGo } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { type PlanRow, type PlanView, planViews } from "../contract.ts";
import { PlanViews } from "./desk-plan-views.tsx";
import { PlanState } from "./desk-plan-parts.tsx";
import { planText } from "./desk-text.ts";
import "./desk-plans.css";

/** Plans of one's units and those that gave them tasks. */
export function PlansScreen() {
  const t = useText(planText);
  const may = useMay();
  const { values, set } = useFilters(["view"] as const);
  const view = planViews.find((v) => v === values.view) ?? "open";
  const list = useList<PlanRow>("/plans", { view });
  const [making, setMaking] = useState(false);
  const columns = useColumns();
  return (
    <>
      <PageHead title={t("plan.title")}>
        {may("plan.write") && (
          <Button icon={Plus} onClick={() => setMaking(true)}>
            {t("plan.new")}
          </Button>
        )}
        {may("plan.import") && (
          <LinkButton look="main" icon={FileIn} to="/plans/import">
            {t("plan.import")}
          </LinkButton>
        )}
      </PageHead>
      <PlanViews view="list" />
      <div className="plan-tools no-print">
        <Field name="plan-view" label={t("plan.view")} optional="silent">
          <Select<PlanView>
            value={view}
            onValue={(next) => set({ view: next === "open" ? undefined : next })}
            choices={planViews.map((value) => ({ value, label: t(`plan.view.${value}`) }))}
          />
        </Field>
      </div>
      {list.loading ? (
        <LoadingState lines={6} />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={ClipboardList} title={t(view === "open" || view === "all" ? "plan.empty" : "plan.none")}>
          {t(view === "open" || view === "all" ? "plan.empty-words" : "plan.none-words")}
        </EmptyState>
      ) : (
        <>
          <DataTable<PlanRow>
            label={t("plan.title")}
            name="plans"
            rows={list.rows}
            columns={columns}
            rowKey={(r) => r.id}
            title={(r) => r.title}
            titleColumn="title"
            href={(r) => ({ to: `/plans/${r.id}` })}
          />
          <More list={list} />
        </>
      )}
      <NewPlan open={making} onOpen={setMaking} />
    </>
  );
}

function useColumns(): Column<PlanRow>[] {
  const t = useText(planText);
  const { day } = useFormats();
  return [
    { key: "title", label: t("plan.column.title"), cell: (r) => <span className="dim">{r.symbol ?? ""}</span> },
    { key: "unit", label: t("plan.column.unit"), width: 200, phone: "line", cell: (r) => r.unit.name },
    {
      key: "time",
      label: t("plan.column.time"),
      width: 200,
      phone: "line",
      cell: (r) => `${day(r.startsOn)} – ${day(r.endsOn)}`,
    },
    { key: "tasks", label: t("plan.column.tasks"), width: 110, numeric: true, phone: "hide", cell: (r) => r.tasks },
    {
      key: "status",
      label: t("plan.column.status"),
      width: 150,
      phone: "aside",
      cell: (r) => <PlanState status={r.status} />,
    },
  ];
}

function NewPlan({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const t = useText(planText);
  const go = useGo();
  const year = todayInVietnam().slice(0, 4);
  const [form, setForm] = useState({
    unitId: null as number | null,
    title: "",
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { planId: string }>("POST", "/plans");
  const errors: FieldErrors = !tried
    ? {}
    : {
        ...(form.unitId === null ? { "plan-unit": t("plan.unit-missing") } : {}),
        ...(form.title.trim() === "" ? { "plan-title": t("plan.title-missing") } : {}),
      };
  const submit = () => {
    setTried(true);
    if (form.unitId === null || form.title.trim() === "") return;
    send.mutate(
      { id: freshId(), ...form, title: form.title.trim() },
      { onSuccess: ({ planId }) => go(`/plans/${planId}`) },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("plan.new")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="plan-unit" label={t("plan.unit")} error={errors["plan-unit"]}>
          <UnitPicker value={form.unitId} onValue={(unitId) => setForm({ ...form, unitId })} />
        </Field>
        <Field name="plan-title" label={t("plan.column.title")} error={errors["plan-title"]}>
          <TextInput value={form.title} onValue={(title) => setForm({ ...form, title })} />
        </Field>
        <Field name="plan-from" label={t("plan.starts-on")}>
          <DateInput value={form.startsOn} onValue={(startsOn) => setForm({ ...form, startsOn })} />
        </Field>
        <Field name="plan-to" label={t("plan.ends-on")}>
          <DateInput value={form.endsOn} onValue={(endsOn) => setForm({ ...form, endsOn })} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("plan.new")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

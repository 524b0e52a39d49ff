import { HandCoins, Plus, Scale } from "lucide-react";
import { useState } from "react";
import { addMonths, todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton, useGo } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useAsk, useList, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { type OpenMonth, type RunRow, type RunView, runViews } from "../contract.ts";
import { monthOf, RunState } from "./desk-run-state.tsx";
import { payText } from "./desk-text.ts";
import "./desk-pay.css";

interface Making {
  unitId: number | null;
  month: string;
}

/** The runs of one's units, and the months that nobody has made one for. */
export function PayScreen() {
  const t = useText(payText);
  const may = useMay();
  const { values, set } = useFilters(["view", "code"] as const);
  const view = runViews.find((v) => v === values.view) ?? "open";
  const [code, setCode] = useState(values.code ?? "");
  const whole = /^[0-9a-z]{3}-?[0-9a-z]{4}$/i.test(code.trim());
  const list = useList<RunRow>("/pay/runs", { view, ...(whole ? { code: code.trim() } : {}) });
  const [making, setMaking] = useState<Making | null>(null);
  const lastMonth = addMonths(todayInVietnam(), -1).slice(0, 7);
  const columns = useColumns();
  return (
    <>
      <PageHead title={t("pay.title")}>
        <LinkButton icon={Scale} to="/pay/rates">
          {t("pay.rates")}
        </LinkButton>
        {may("pay.write") && (
          <Button look="main" icon={Plus} onClick={() => setMaking({ unitId: null, month: lastMonth })}>
            {t("pay.new-run")}
          </Button>
        )}
      </PageHead>
      <div className="pay-tools no-print">
        <Field name="pay-view" label={t("pay.view")} optional="silent">
          <Select<RunView>
            value={view}
            onValue={(next) => set({ view: next === "open" ? undefined : next })}
            choices={runViews.map((value) => ({ value, label: t(`pay.view.${value}`) }))}
          />
        </Field>
        <Field name="pay-code" label={t("pay.code")} help={t("pay.code-help")} optional="silent">
          <TextInput
            short
            value={code}
            maxLength={9}
            onValue={(next) => {
              setCode(next);
              set({ code: next.trim() === "" ? undefined : next.trim() });
            }}
          />
        </Field>
      </div>
      {list.loading ? (
        <LoadingState lines={5} />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={HandCoins} title={t(whole ? "pay.code-none" : view === "open" ? "pay.empty" : "pay.none")}>
          {t(whole ? "pay.code-none-words" : view === "open" ? "pay.empty-words" : "pay.none-words")}
        </EmptyState>
      ) : (
        <>
          <DataTable<RunRow>
            label={t("pay.title")}
            name="pay-runs"
            rows={list.rows}
            columns={columns}
            rowKey={(r) => r.id}
            title={(r) => t("pay.run-name", { month: monthOf(r.month), number: r.number })}
            titleColumn="run"
            href={(r) => ({ to: `/pay/${r.id}` })}
          />
          <More list={list} />
        </>
      )}
      <OpenMonths may={may("pay.write")} onMake={setMaking} />
      {making !== null && <MakeRun first={making} onClose={() => setMaking(null)} />}
    </>
  );
}

function useColumns(): Column<RunRow>[] {
  const t = useText(payText);
  const { number } = useFormats();
  return [
    { key: "run", label: t("pay.column.run"), cell: () => null },
    { key: "unit", label: t("pay.unit"), width: 200, phone: "line", cell: (r) => r.unit.name },
    {
      key: "status",
      label: t("pay.column.status"),
      width: 180,
      phone: "aside",
      cell: (r) => <RunState status={r.status} />,
    },
    { key: "people", label: t("pay.column.people"), width: 110, numeric: true, phone: "hide", cell: (r) => r.people },
    {
      key: "total",
      label: t("pay.column.total"),
      width: 150,
      numeric: true,
      phone: "line",
      cell: (r) => t("pay.money", { n: number(r.total) }),
    },
    {
      key: "undecided",
      label: t("pay.exceptions"),
      width: 130,
      phone: "line",
      cell: (r) => (r.undecided === 0 ? "" : t("pay.undecided", { n: r.undecided })),
    },
  ];
}

function OpenMonths({ may, onMake }: { may: boolean; onMake: (m: Making) => void }) {
  const t = useText(payText);
  const asked = useAsk<{ items: OpenMonth[] }>("/pay/open-months");
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="pay-part">
      <h2>{t("pay.open-months")}</h2>
      <p className="dim">{t("pay.open-months-words")}</p>
      <ul className="pay-list">
        {items.map((m) => (
          <li className="row" key={`${m.unit.id} ${m.month}`}>
            <span className="grow">
              {t("pay.open-month", { unit: m.unit.name, month: monthOf(m.month), n: m.talks })}
            </span>
            {may && (
              <Button tight onClick={() => onMake({ unitId: m.unit.id, month: m.month })}>
                {t("pay.new-run")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function MakeRun({ first, onClose }: { first: Making; onClose: () => void }) {
  const t = useText(payText);
  const go = useGo();
  const me = useAsk<{ homeUnitId: number | null; grants: { unitId: number | null }[] }>("/me");
  const [chosen, setChosen] = useState<number | null>(first.unitId);
  const [month, setMonth] = useState(first.month);
  const [tried, setTried] = useState(false);
  // where one may write comes before where one's desk stands
  const granted = me.data?.grants.find((g) => g.unitId !== null)?.unitId;
  const unitId = chosen ?? granted ?? me.data?.homeUnitId ?? null;
  const send = useSend<Record<string, unknown>, { runId: string }>("POST", "/pay/runs");
  const today = todayInVietnam();
  // as far back as differences are looked for (pay_rule look_back_months)
  const months = Array.from({ length: 24 }, (_, i) => addMonths(today, -i).slice(0, 7));
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={t("pay.new-run")} description={t("pay.new-run-words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (unitId === null) return;
          send.mutate({ id: freshId(), unitId, month }, { onSuccess: ({ runId }) => go(`/pay/${runId}`) });
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="run-unit"
          label={t("pay.unit")}
          error={tried && unitId === null ? t("pay.unit-missing") : undefined}
        >
          <UnitPicker value={unitId} onValue={setChosen} />
        </Field>
        <Field name="run-month" label={t("pay.month")}>
          <Select
            value={month}
            onValue={setMonth}
            choices={[...new Set([...months, first.month])].map((m) => ({ value: m, label: monthOf(m) }))}
          />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? "…" : null}>
            {t("pay.new-run")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

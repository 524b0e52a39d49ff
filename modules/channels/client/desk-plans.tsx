import { Megaphone } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { More } from "#platform/ui/more.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { type PlanRow, type PlanState, planStates } from "../contract.ts";
import { PlanStateBadge, useChannels } from "./desk-parts.tsx";
import { channelText } from "./desk-text.ts";

/** What is to be published, the nearest day first. */
export function PlanList() {
  const t = useText(channelText);
  const { list: channels, name } = useChannels();
  const { values, set } = useFilters(["state", "channel"] as const);
  const list = useList<PlanRow>("/channels/plans", { state: values.state, channel: values.channel });
  const filtered = values.state !== undefined || values.channel !== undefined;
  const columns = usePlanColumns(name);
  return (
    <>
      <div className="channel-tools no-print">
        <div className="narrow">
          <Field name="plan-state" label={t("filter.state")} optional="silent">
            <Select
              value={(values.state ?? "") as PlanState | ""}
              onValue={(state) => set({ state })}
              placeholder={t("filter.any-state")}
              choices={planStates.map((value) => ({ value, label: t(`channel.state.${value}`) }))}
            />
          </Field>
        </div>
        <div className="narrow">
          <Field name="plan-channel" label={t("filter.channel")} optional="silent">
            <Select
              value={values.channel ?? ""}
              onValue={(channel) => set({ channel })}
              placeholder={t("filter.any-channel")}
              choices={channels.map((c) => ({ value: c.code, label: name(c.code) }))}
            />
          </Field>
        </div>
      </div>
      {list.loading ? (
        <LoadingState lines={6} />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={Megaphone} title={t(filtered ? "plans.none" : "plans.empty")}>
          {t(filtered ? "plans.none-words" : "plans.empty-words")}
        </EmptyState>
      ) : (
        <>
          <DataTable<PlanRow>
            label={t("tab.plans")}
            name="channel-plans"
            rows={list.rows}
            columns={columns}
            rowKey={(p) => p.id}
            title={(p) => p.title}
            titleColumn="title"
            href={(p) => ({ to: `/channels/versions/${p.versionId}` })}
          />
          <More list={list} />
        </>
      )}
    </>
  );
}

function usePlanColumns(name: (code: string) => string): Column<PlanRow>[] {
  const t = useText(channelText);
  const { day } = useFormats();
  return [
    {
      key: "title",
      label: t("channel.column.title"),
      cell: (p) => <span className="dim">{p.recalled ? t("plans.recalled") : t("out.version", { n: p.number })}</span>,
    },
    { key: "channel", label: t("channel.column.channel"), width: 240, cell: (p) => name(p.channel) },
    { key: "unit", label: t("channel.column.unit"), width: 200, cell: (p) => p.unit.name },
    { key: "due", label: t("channel.column.due"), width: 120, cell: (p) => day(p.dueOn) },
    {
      key: "state",
      label: t("channel.column.state"),
      width: 150,
      phone: "aside",
      cell: (p) => <PlanStateBadge state={p.state} />,
    },
  ];
}

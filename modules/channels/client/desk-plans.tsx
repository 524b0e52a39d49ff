import { Megaphone } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ListFilter, ListRows, ListTools } from "#platform/ui/list-screen.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { type PlanRow, planStates } from "../contract.ts";
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
      <ListTools>
        <ListFilter
          name="plan-state"
          label={t("filter.state")}
          value={values.state}
          onValue={(state) => set({ state })}
          any={t("filter.any-state")}
          choices={planStates.map((value) => ({ value, label: t(`channel.state.${value}`) }))}
        />
        <ListFilter
          name="plan-channel"
          label={t("filter.channel")}
          value={values.channel}
          onValue={(channel) => set({ channel })}
          any={t("filter.any-channel")}
          choices={channels.map((c) => ({ value: c.code, label: name(c.code) }))}
        />
      </ListTools>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: Megaphone,
          title: t(filtered ? "plans.none" : "plans.empty"),
          words: t(filtered ? "plans.none-words" : "plans.empty-words"),
        }}
      >
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
      </ListRows>
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

import { CircleCheck, CircleX, Clock, PackageOpen, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Formats } from "#platform/i18n/formats.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useHomeUnit, useMay } from "#platform/ui/use-may.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { KitRow } from "../contract.ts";
import { kitText, type KitTexts } from "./desk-text.ts";
import { KitDialog } from "./kit-form.tsx";
import { KitEvents } from "./kit-events.tsx";
import { Deadlines, Timeliness } from "./kit-time.tsx";
import "./desk-kits.css";

export function KitState({ kit }: { kit: Pick<KitRow, "status" | "overdue"> }) {
  const t = useText(kitText);
  if (kit.overdue)
    return (
      <StateBadge tone="bad" icon={TriangleAlert}>
        {t("state.overdue")}
      </StateBadge>
    );
  const looks = { open: ["act", Clock], closed: ["ok", CircleCheck], cancelled: ["off", CircleX] } as const;
  const [tone, icon] = looks[kit.status];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`kit.status.${kit.status}`)}
    </StateBadge>
  );
}

/** Rapid kits: what is open by its day, how fast they were, and the deadlines that hold. */
export function KitsScreen() {
  const t = useText(kitText);
  const may = useMay();
  const go = useGo();
  const home = useHomeUnit();
  const [open, setOpen] = useState(false);
  const { values, set } = useFilters(["tab"] as const);
  const tab = values.tab === "time" || values.tab === "rules" || values.tab === "events" ? values.tab : "kits";
  useShortcut("n", () => may("kit.open") && setOpen(true));
  return (
    <>
      <PageHead title={t("list.title")}>
        {may("kit.open") && (
          <Button look="main" icon={PackageOpen} hint="N" onClick={() => setOpen(true)}>
            {t("list.new")}
          </Button>
        )}
      </PageHead>
      <Tabs
        label={t("list.title")}
        value={tab}
        onValue={(next) => set({ tab: next === "kits" ? undefined : next })}
        tabs={[
          { key: "kits", label: t("list.tab.kits"), content: <Kits /> },
          { key: "events", label: t("list.tab.events"), content: <KitEvents home={home} /> },
          { key: "time", label: t("list.tab.time"), content: <Timeliness /> },
          { key: "rules", label: t("list.tab.rules"), content: <Deadlines /> },
        ]}
      />
      <KitDialog home={home} open={open} onOpen={setOpen} onDone={(id) => go(`/kits/${id}`)} />
    </>
  );
}

function Kits() {
  const t = useText(kitText);
  const { day } = useFormats();
  const { values, set } = useFilters(["q", "status"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const list = useList<KitRow>("/kits", { q, status: values.status });
  const filtered = q !== "" || values.status !== undefined;
  return (
    <>
      <ListTools>
        <ListSearch name="kit-q" label={t("list.search")} {...searchBox} />
        <ListFilter
          name="kit-status"
          label={t("list.status")}
          value={values.status}
          onValue={(status) => set({ status })}
          any={t("list.any")}
          choices={(["open", "closed", "cancelled"] as const).map((value) => ({
            value,
            label: t(`kit.status.${value}`),
          }))}
        />
      </ListTools>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: PackageOpen,
          title: t(filtered ? "list.none" : "list.empty"),
          words: t(filtered ? "list.none-words" : "list.empty-words"),
        }}
      >
        <DataTable<KitRow>
          label={t("list.title")}
          name="kits"
          rows={list.rows}
          columns={columnsOf(t, day)}
          rowKey={(k) => k.id}
          title={(k) => k.title}
          titleColumn="title"
          href={(k) => ({ to: `/kits/${k.id}` })}
        />
      </ListRows>
    </>
  );
}

function columnsOf(t: KitTexts, day: Formats["day"]): Column<KitRow>[] {
  return [
    {
      key: "title",
      label: t("kit.column.title"),
      cell: (k) => <div className="dim">{t(`kit.trigger.${k.trigger}`)}</div>,
    },
    { key: "unit", label: t("kit.column.unit"), width: 210, phone: "line", cell: (k) => k.unit.name },
    { key: "place", label: t("kit.column.place"), width: 170, phone: "line", cell: (k) => k.place.name },
    {
      key: "items",
      label: t("list.items"),
      width: 110,
      phone: "line",
      cell: (k) => t("list.ready", { ready: k.ready, all: k.items.length }),
    },
    { key: "due", label: t("kit.column.dueOn"), width: 110, phone: "line", cell: (k) => day(k.dueOn) },
    { key: "status", label: t("kit.column.status"), width: 130, phone: "aside", cell: (k) => <KitState kit={k} /> },
  ];
}

import { Plus, Projector } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ActDialog, foundOf, textOf } from "#platform/ui/act-dialog.tsx";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { EquipmentRow } from "../contract.ts";
import { Loans } from "./desk-loans.tsx";
import { Needs } from "./desk-needs.tsx";
import { ThingState } from "./desk-parts.tsx";
import { equipmentText, unitOption, useFunding, useHome, useKinds } from "./desk-text.ts";
import "./desk-equipment.css";

/** What there is, who has it borrowed, and what is missing. */
export function EquipmentScreen() {
  const t = useText(equipmentText);
  const may = useMay();
  const { values, set } = useFilters(["tab", "kind", "lent", "q", "standing"] as const);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHead title={t("equipment.title")}>
        {may("equipment.configure") && <LinkButton to="/equipment/kinds">{t("desk.kinds")}</LinkButton>}
        <ExportButton path="/equipment/export" fileName={t("equipment.file")} />
        {may("equipment.write") && (
          <Button look="main" icon={Plus} onClick={() => setAdding(true)}>
            {t("desk.add")}
          </Button>
        )}
      </PageHead>
      <Tabs
        label={t("equipment.title")}
        value={values.tab ?? "things"}
        onValue={(next) => set({ tab: next === "things" ? undefined : next })}
        tabs={[
          { key: "things", label: t("desk.tab.things"), content: <Things /> },
          { key: "loans", label: t("desk.tab.loans"), content: <Loans /> },
          { key: "needs", label: t("desk.tab.needs"), content: <Needs /> },
        ]}
      />
      {adding && <AddDialog onOpen={setAdding} />}
    </>
  );
}

const lentWays = ["out", "overdue", "in"] as const;

function Things() {
  const t = useText(equipmentText);
  const kinds = useKinds();
  const { values, set } = useFilters(["kind", "lent", "q"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const list = useList<EquipmentRow>("/equipment", { kind: values.kind, lent: values.lent, q });
  const columns = useColumns(kinds.name);
  const filtered = q !== "" || values.kind !== undefined || values.lent !== undefined;
  return (
    <>
      <ListTools>
        <ListSearch name="thing-q" label={t("desk.search")} {...searchBox} />
        <ListFilter
          name="thing-kind"
          label={t("desk.kind")}
          value={values.kind}
          onValue={(kind) => set({ kind })}
          any={t("desk.any-kind")}
          choices={kinds.choices}
        />
        <ListFilter
          name="thing-lent"
          label={t("desk.lent")}
          value={values.lent}
          onValue={(lent) => set({ lent })}
          any={t("desk.any-lent")}
          choices={lentWays.map((value) => ({ value, label: t(`desk.lent.${value}`) }))}
        />
      </ListTools>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: Projector,
          title: t(filtered ? "desk.none" : "desk.empty"),
          words: t(filtered ? "desk.none-words" : "desk.empty-words"),
        }}
      >
        <DataTable<EquipmentRow>
          label={t("equipment.title")}
          name="equipment"
          rows={list.rows}
          columns={columns}
          rowKey={(e) => e.id}
          title={(e) => e.label}
          titleColumn="label"
          href={(e) => ({ to: `/equipment/${e.id}` })}
        />
      </ListRows>
    </>
  );
}

function useColumns(kindName: (code: string) => string): Column<EquipmentRow>[] {
  const t = useText(equipmentText);
  const { day } = useFormats();
  return [
    {
      key: "label",
      label: t("equipment.column.label"),
      cell: (e) => <span className="dim">{[kindName(e.kind), e.inventoryNumber].filter(Boolean).join(" · ")}</span>,
    },
    {
      key: "unit",
      label: t("equipment.column.unit"),
      width: 160,
      phone: "line",
      cell: (e) => (
        <>
          {e.unit.name}
          {e.now !== null && e.now.id !== e.unit.id && (
            <span className="dim"> {t("desk.now", { unit: e.now.name })}</span>
          )}
        </>
      ),
    },
    { key: "place", label: t("equipment.column.place"), width: 200, phone: "line", cell: (e) => e.place },
    {
      key: "lent",
      label: t("equipment.column.lent-to"),
      width: 170,
      phone: "line",
      cell: (e) =>
        e.lentTo === null ? (
          <span className="dim">{t("desk.at-unit")}</span>
        ) : (
          <>
            {e.lentTo.name} <span className="dim">{t("desk.until", { day: day(e.dueOn ?? "") })}</span>
          </>
        ),
    },
    {
      key: "condition",
      label: t("equipment.column.condition"),
      width: 130,
      phone: "aside",
      cell: (e) => <ThingState condition={e.condition} overdue={e.overdue} />,
    },
  ];
}

function AddDialog({ onOpen }: { onOpen: (open: boolean) => void }) {
  const t = useText(equipmentText);
  const kinds = useKinds();
  const funding = useFunding();
  const home = useHome();
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name="thing-add"
      title={t("desk.add")}
      path="/equipment"
      fields={[
        {
          kind: "find",
          name: "unit",
          label: t("desk.unit"),
          path: "/units",
          option: unitOption,
          ...(home === null ? {} : { start: home }),
        },
        { kind: "select", name: "kind", label: t("desk.kind"), choices: kinds.choices },
        { kind: "text", name: "label", label: t("desk.label") },
        { kind: "text", name: "number", label: t("desk.number"), optional: true },
        { kind: "text", name: "place", label: t("desk.place") },
        {
          kind: "select",
          name: "condition",
          label: t("desk.condition"),
          start: "good",
          choices: (["good", "worn", "broken"] as const).map((value) => ({
            value,
            label: t(`equipment.condition.${value}`),
          })),
        },
        { kind: "day", name: "acquiredOn", label: t("desk.acquired") },
        { kind: "select", name: "source", label: t("desk.source"), choices: funding.choices },
        { kind: "count", name: "cost", label: t("desk.cost"), unit: t("desk.dong"), optional: true },
      ]}
      body={(v) => ({
        unitId: Number(foundOf(v, "unit")),
        kind: v["kind"],
        label: textOf(v, "label"),
        inventoryNumber: textOf(v, "number"),
        place: textOf(v, "place"),
        condition: v["condition"],
        acquiredOn: v["acquiredOn"],
        source: v["source"],
        cost: v["cost"] ?? null,
      })}
      done={() => t("desk.added")}
    />
  );
}

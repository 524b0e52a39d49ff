import { Combine, OctagonAlert, Plus } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { ListRows } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { type DifficultyRow, type DifficultyView, difficultyViews } from "../contract.ts";
import { ConsolidateDialog, ReportDialog } from "./desk-dialogs.tsx";
import { DifficultyState } from "./desk-parts.tsx";
import { difficultyText } from "./desk-text.ts";
import "./desk-difficulties.css";

/** What waits to be settled, by its day; like reports are chosen here and drawn into one. */
export function DifficultiesScreen() {
  const t = useText(difficultyText);
  const { values, set } = useFilters(["view", "under"] as const);
  const view = difficultyViews.find((v) => v === values.view) ?? "waiting";
  const list = useList<DifficultyRow>("/difficulties", { view, under: values.under });
  const may = useMay();
  const [reporting, setReporting] = useState(false);
  const [drawing, setDrawing] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const picked = list.rows.filter((r) => chosen.includes(r.id));
  return (
    <>
      <PageHead title={t("difficulty.title")}>
        <LinkButton to="/difficulties/settings">{t("difficulty.settings")}</LinkButton>
        <ExportButton
          path="/difficulties/export"
          query={{ view, under: values.under }}
          fileName={t("difficulty.file")}
        />
        {may("difficulty.report") && (
          <Button look="main" icon={Plus} onClick={() => setReporting(true)}>
            {t("difficulty.report")}
          </Button>
        )}
      </PageHead>
      <div className="difficulty-tools no-print">
        <Field name="difficulty-view" label={t("difficulty.filter")} optional="silent">
          <Select<DifficultyView>
            value={view}
            onValue={(next) => set({ view: next === "waiting" ? undefined : next })}
            choices={difficultyViews.map((value) => ({ value, label: t(`difficulty.view.${value}`) }))}
          />
        </Field>
      </div>
      {picked.length > 0 && (
        <div className="banner difficulty-chosen" role="status">
          <span>{t("difficulty.chosen", { n: picked.length })}</span>
          <Button tight icon={Combine} onClick={() => setDrawing(true)}>
            {t("difficulty.consolidate")}
          </Button>
        </div>
      )}
      <Rows
        list={list}
        view={view}
        chosen={chosen}
        onChoose={(id, on) => setChosen(on ? [...chosen, id] : chosen.filter((c) => c !== id))}
      />
      <ReportDialog open={reporting} onOpen={setReporting} />
      {picked.length > 0 && (
        <ConsolidateDialog
          key={picked.map((p) => p.id).join()}
          rows={picked}
          open={drawing}
          onOpen={setDrawing}
          onDone={() => setChosen([])}
        />
      )}
    </>
  );
}

interface RowsProps {
  list: ReturnType<typeof useList<DifficultyRow>>;
  view: DifficultyView;
  chosen: readonly string[];
  onChoose: (id: string, on: boolean) => void;
}

function Rows({ list, view, chosen, onChoose }: RowsProps) {
  const t = useText(difficultyText);
  const columns = useColumns(chosen, onChoose);
  const empty = view === "all" || view === "waiting";
  return (
    <ListRows
      list={list}
      lines={8}
      empty={{
        icon: OctagonAlert,
        title: t(empty ? "difficulty.empty" : "difficulty.none"),
        words: t(empty ? "difficulty.empty-words" : "difficulty.none-words"),
      }}
    >
      <DataTable<DifficultyRow>
        label={t("difficulty.title")}
        name="difficulties"
        rows={list.rows}
        columns={columns}
        rowKey={(r) => r.id}
        title={(r) => (r.text.length > 110 ? `${r.text.slice(0, 108)}…` : r.text)}
        titleColumn="text"
        href={(r) => ({ to: `/difficulties/${r.id}` })}
      />
    </ListRows>
  );
}

function useColumns(chosen: readonly string[], onChoose: RowsProps["onChoose"]): Column<DifficultyRow>[] {
  const t = useText(difficultyText);
  const { day } = useFormats();
  const may = useMay();
  const choose: Column<DifficultyRow> = {
    key: "choose",
    label: t("difficulty.column.choose"),
    width: 84,
    phone: "line",
    cell: (r) =>
      r.mine && r.status === "open" && r.origin !== "consolidated" ? (
        <label className="check">
          <input
            type="checkbox"
            checked={chosen.includes(r.id)}
            onChange={(e) => onChoose(r.id, e.target.checked)}
            aria-label={`${t("difficulty.column.choose")} ${r.code}`}
          />
        </label>
      ) : null,
  };
  return [
    {
      key: "text",
      label: t("difficulty.column.text"),
      cell: (r) => (
        <span className="dim">
          {r.code} · {t(`difficulty.origin.${r.origin}`, { n: r.members })}
        </span>
      ),
    },
    { key: "unit", label: t("difficulty.column.unit"), width: 190, phone: "line", cell: (r) => r.unit.name },
    { key: "due", label: t("difficulty.column.due"), width: 120, phone: "line", cell: (r) => day(r.dueOn) },
    {
      key: "status",
      label: t("difficulty.column.status"),
      width: 160,
      phone: "aside",
      cell: (r) => <DifficultyState row={r} />,
    },
    ...(may("difficulty.settle") ? [choose] : []),
  ];
}

import { PackageCheck } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ActDialog, textOf } from "#platform/ui/act-dialog.tsx";
import { ListRows, ListTools } from "#platform/ui/list-screen.tsx";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { LoanRow } from "../contract.ts";
import { ThingState } from "./desk-parts.tsx";
import { equipmentText } from "./desk-text.ts";

const standings = ["out", "overdue", "all"] as const;

/** Who has what until when; what is past its day stands first. */
export function Loans() {
  const t = useText(equipmentText);
  const { values, set } = useFilters(["standing"] as const);
  const standing = standings.find((s) => s === values.standing) ?? "out";
  const list = useList<LoanRow>("/equipment/loans", { standing });
  const [back, setBack] = useState<LoanRow | null>(null);
  const [longer, setLonger] = useState<LoanRow | null>(null);
  const columns = useLoanColumns(setBack, setLonger);
  return (
    <>
      <ListTools>
        <Field name="loan-standing" label={t("desk.standing")} optional="silent">
          <Select
            value={standing}
            onValue={(next) => set({ standing: next === "out" ? undefined : next })}
            choices={standings.map((value) => ({ value, label: t(`desk.standing.${value}`) }))}
          />
        </Field>
      </ListTools>
      <ListRows
        list={list}
        lines={4}
        empty={{ icon: PackageCheck, title: t("desk.loans-empty"), words: t("desk.loans-empty-words") }}
      >
        <DataTable<LoanRow>
          label={t("equipment.loans")}
          name="equipment-loans"
          rows={list.rows}
          columns={columns}
          rowKey={(l) => l.id}
          title={(l) => l.label}
          titleColumn="label"
          href={(l) => ({ to: `/equipment/${l.equipmentId}` })}
        />
      </ListRows>
      {back !== null && <BackDialog loan={back} onOpen={(open) => !open && setBack(null)} />}
      {longer !== null && <ExtendDialog loan={longer} onOpen={(open) => !open && setLonger(null)} />}
    </>
  );
}

function useLoanColumns(onBack: (l: LoanRow) => void, onLonger: (l: LoanRow) => void): Column<LoanRow>[] {
  const t = useText(equipmentText);
  const { day } = useFormats();
  return [
    { key: "label", label: t("equipment.column.label"), cell: (l) => <span className="dim">{l.purpose}</span> },
    {
      key: "units",
      label: t("equipment.column.lent-to"),
      width: 200,
      phone: "line",
      cell: (l) => t("desk.loan-line", { from: l.unit.name, to: l.to.name }),
    },
    { key: "out", label: t("equipment.column.out"), width: 104, phone: "hide", cell: (l) => day(l.outOn) },
    { key: "due", label: t("equipment.column.due"), width: 104, phone: "line", cell: (l) => day(l.dueOn) },
    {
      key: "state",
      label: t("equipment.column.condition"),
      width: 120,
      phone: "aside",
      cell: (l) => <ThingState condition={l.conditionBack ?? l.conditionOut} overdue={l.overdue} />,
    },
    {
      key: "acts",
      label: t("desk.back"),
      width: 190,
      phone: "line",
      cell: (l) =>
        l.mayTakeBack ? (
          <LoanActs onBack={() => onBack(l)} onLonger={() => onLonger(l)} />
        ) : l.backOn === null ? null : (
          day(l.backOn)
        ),
    },
  ];
}

export function LoanActs({ onBack, onLonger }: { onBack: () => void; onLonger: () => void }) {
  const t = useText(equipmentText);
  return (
    <span className="row wrap no-print">
      <Button tight onClick={onBack}>
        {t("desk.back")}
      </Button>
      <Button tight look="quiet" onClick={onLonger}>
        {t("desk.extend")}
      </Button>
    </span>
  );
}

export function BackDialog({ loan, onOpen }: { loan: LoanRow; onOpen: (open: boolean) => void }) {
  const t = useText(equipmentText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`thing-back.${loan.id}`}
      title={t("desk.back")}
      description={`${loan.label} · ${loan.to.name}`}
      path={`/equipment/loans/${loan.id}/back`}
      fields={[
        { kind: "day", name: "backOn", label: t("desk.back-on") },
        {
          kind: "select",
          name: "condition",
          label: t("desk.condition"),
          start: loan.conditionOut,
          choices: (["good", "worn", "broken", "lost"] as const).map((value) => ({
            value,
            label: t(`equipment.condition.${value}`),
          })),
        },
        { kind: "area", name: "note", label: t("desk.note"), optional: true },
      ]}
      body={(v) => ({ backOn: v["backOn"], condition: v["condition"], note: textOf(v, "note") })}
      done={() => t("desk.saved")}
    />
  );
}

export function ExtendDialog({ loan, onOpen }: { loan: LoanRow; onOpen: (open: boolean) => void }) {
  const t = useText(equipmentText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`thing-extend.${loan.id}`}
      title={t("desk.extend")}
      description={`${loan.label} · ${loan.to.name}`}
      path={`/equipment/loans/${loan.id}/extend`}
      fields={[
        { kind: "day", name: "dueOn", label: t("desk.due") },
        { kind: "text", name: "note", label: t("desk.note"), optional: true },
      ]}
      body={(v) => ({ dueOn: v["dueOn"], note: textOf(v, "note") })}
      done={() => t("desk.saved")}
    />
  );
}

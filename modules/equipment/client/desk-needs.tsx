import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ActDialog, foundOf, textOf } from "#platform/ui/act-dialog.tsx";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { NeedRow, NeedSum } from "../contract.ts";
import { equipmentText, unitOption, useHome, useKinds } from "./desk-text.ts";
import "./desk-equipment.css";

interface NeedsAnswer {
  year: number;
  items: NeedRow[];
  sums: NeedSum[];
}

/** What units miss, in one list by kind beside what there is, and each need with its answer. */
export function Needs() {
  const t = useText(equipmentText);
  const may = useMay();
  const asked = useAsk<NeedsAnswer>("/equipment/needs");
  const [adding, setAdding] = useState(false);
  const [answering, setAnswering] = useState<NeedRow | null>(null);
  return (
    <>
      {may("equipment.write") && (
        <div className="thing-acts no-print">
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t("desk.need")}
          </Button>
        </div>
      )}
      <Answer of={asked}>{(needs) => <Shown needs={needs} onAnswer={setAnswering} />}</Answer>
      {adding && <NeedDialog onOpen={setAdding} />}
      {answering !== null && <AnswerDialog need={answering} onOpen={(open) => !open && setAnswering(null)} />}
    </>
  );
}

function Shown({ needs, onAnswer }: { needs: NeedsAnswer; onAnswer: (need: NeedRow) => void }) {
  const t = useText(equipmentText);
  const sumColumns = useSumColumns();
  const needColumns = useNeedColumns(
    onAnswer,
    needs.items.some((n) => n.mayAnswer),
  );
  const { name } = useKinds();
  if (needs.items.length === 0)
    return (
      <EmptyState icon={ListChecks} title={t("desk.needs-empty", { year: needs.year })}>
        {t("desk.needs-empty-words")}
      </EmptyState>
    );
  return (
    <>
      <section className="thing-part">
        <h2>{t("desk.needs-sum")}</h2>
        <DataTable<NeedSum>
          label={t("desk.needs-sum")}
          name="equipment-need-sums"
          rows={needs.sums}
          columns={sumColumns}
          rowKey={(s) => s.kind}
          title={(s) => name(s.kind)}
        />
      </section>
      <section className="thing-part">
        <h2>{t("equipment.needs")}</h2>
        <DataTable<NeedRow>
          label={t("equipment.needs")}
          name="equipment-needs"
          rows={needs.items}
          columns={needColumns}
          rowKey={(n) => n.id}
          title={(n) => n.unit.name}
          titleColumn="unit"
        />
      </section>
    </>
  );
}

function NeedDialog({ onOpen }: { onOpen: (open: boolean) => void }) {
  const t = useText(equipmentText);
  const kinds = useKinds();
  const home = useHome();
  const year = Number(todayInVietnam().slice(0, 4));
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name="thing-need"
      title={t("desk.need")}
      path="/equipment/needs"
      fields={[
        {
          kind: "find",
          name: "unit",
          label: t("desk.unit"),
          path: "/units",
          option: unitOption,
          ...(home === null ? {} : { start: home }),
        },
        {
          kind: "select",
          name: "year",
          label: t("desk.year"),
          start: String(year),
          choices: [year, year + 1].map((y) => ({ value: String(y), label: String(y) })),
        },
        { kind: "select", name: "kind", label: t("desk.kind"), choices: kinds.choices },
        { kind: "count", name: "quantity", label: t("desk.quantity") },
        { kind: "area", name: "reason", label: t("desk.reason") },
      ]}
      body={(v) => ({
        unitId: Number(foundOf(v, "unit")),
        year: Number(v["year"]),
        kind: v["kind"],
        quantity: v["quantity"],
        reason: textOf(v, "reason"),
      })}
      done={() => t("desk.saved")}
    />
  );
}

function AnswerDialog({ need, onOpen }: { need: NeedRow; onOpen: (open: boolean) => void }) {
  const t = useText(equipmentText);
  const { name } = useKinds();
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`thing-answer.${need.id}`}
      title={t("desk.answer")}
      description={t("desk.answer-words", {
        unit: need.unit.name,
        n: need.quantity,
        kind: name(need.kind).toLowerCase(),
      })}
      path={`/equipment/needs/${need.id}/answer`}
      fields={[
        {
          kind: "select",
          name: "status",
          label: t("equipment.column.status"),
          start: "planned",
          choices: (["planned", "met", "declined"] as const).map((value) => ({
            value,
            label: t(`equipment.need.${value}`),
          })),
        },
        { kind: "area", name: "answer", label: t("equipment.column.answer") },
      ]}
      body={(v) => ({ version: need.version, status: v["status"], answer: textOf(v, "answer") })}
      done={() => t("desk.saved")}
    />
  );
}

const sumKeys = ["have", "broken", "asked", "open", "units"] as const;

function useSumColumns(): Column<NeedSum>[] {
  const t = useText(equipmentText);
  const { number } = useFormats();
  return [
    { key: "kind", label: t("equipment.column.kind"), cell: nothing },
    ...sumKeys.map((key): Column<NeedSum> => ({
      key,
      label: t(`desk.${key}`),
      width: 130,
      numeric: true,
      phone: key === "open" ? "aside" : "line",
      cell: (s) => number(s[key]),
    })),
  ];
}

const nothing = () => null;

function useNeedColumns(onAnswer: (need: NeedRow) => void, answers: boolean): Column<NeedRow>[] {
  const t = useText(equipmentText);
  const { number } = useFormats();
  const { name } = useKinds();
  const columns: Column<NeedRow>[] = [
    { key: "unit", label: t("equipment.column.unit"), cell: (n) => <span className="dim">{n.reason}</span> },
    { key: "kind", label: t("equipment.column.kind"), width: 190, phone: "line", cell: (n) => name(n.kind) },
    {
      key: "n",
      label: t("equipment.column.quantity"),
      width: 100,
      numeric: true,
      phone: "aside",
      cell: (n) => number(n.quantity),
    },
    {
      key: "answer",
      label: t("equipment.column.status"),
      width: 280,
      phone: "line",
      cell: (n) => (
        <>
          {t(`equipment.need.${n.status}`)}
          {n.answer !== null && <span className="dim"> {n.answer}</span>}
        </>
      ),
    },
    {
      key: "acts",
      label: t("desk.answer"),
      width: 120,
      phone: "line",
      cell: (n) =>
        n.mayAnswer ? (
          <Button tight onClick={() => onAnswer(n)}>
            {t("desk.answer")}
          </Button>
        ) : null,
    },
  ];
  return answers ? columns : columns.filter((c) => c.key !== "acts");
}

import { HeartHandshake, Plus } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ActDialog, foundOf, textOf } from "#platform/ui/act-dialog.tsx";
import { Button } from "#platform/ui/button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { More } from "#platform/ui/more.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { sponsorKinds, type SponsorshipRow } from "../contract.ts";
import { unitOption, useHome } from "./desk-line-acts.tsx";
import { budgetText, useDong } from "./desk-text.ts";
import "./desk-budgets.css";

/** Who gave: the register that is public as it stands, without the name of any private person. */
export function Sponsorships({ year, under }: { year: number; under: string | undefined }) {
  const t = useText(budgetText);
  const may = useMay();
  const list = useList<SponsorshipRow>("/budgets/sponsorships", { year: String(year), under });
  const [adding, setAdding] = useState(false);
  const [striking, setStriking] = useState<SponsorshipRow | null>(null);
  const columns = useColumns(setStriking);
  return (
    <>
      {may("budget.write") && (
        <div className="money-acts no-print">
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t("desk.sponsor")}
          </Button>
        </div>
      )}
      {list.loading ? (
        <LoadingState lines={4} />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={HeartHandshake} title={t("desk.sponsor-empty", { year })}>
          {t("desk.sponsor-empty-words")}
        </EmptyState>
      ) : (
        <>
          <DataTable<SponsorshipRow>
            label={t("budget.sponsorships")}
            name="sponsorships"
            rows={list.rows}
            columns={columns}
            rowKey={(s) => s.id}
            title={(s) => s.sponsorName ?? t("budget.sponsor.individual")}
            titleColumn="sponsor"
            href={(s) => ({ to: `/budgets/lines/${s.lineId}` })}
          />
          <More list={list} />
        </>
      )}
      {adding && <AddSponsorship year={year} onOpen={setAdding} />}
      {striking !== null && <StrikeSponsorship row={striking} onOpen={(open) => !open && setStriking(null)} />}
    </>
  );
}

function useColumns(onStrike: (row: SponsorshipRow) => void): Column<SponsorshipRow>[] {
  const t = useText(budgetText);
  const { day } = useFormats();
  const dong = useDong();
  return [
    { key: "on", label: t("budget.column.received"), width: 120, phone: "line", cell: (s) => day(s.receivedOn) },
    {
      key: "sponsor",
      label: t("budget.column.sponsor"),
      cell: (s) => (
        <span className="dim">{s.struck === null ? s.purpose : t("desk.struck", { reason: s.struck })}</span>
      ),
    },
    { key: "unit", label: t("budget.column.unit"), width: 190, phone: "line", cell: (s) => s.unit.name },
    { key: "reference", label: t("budget.column.reference"), width: 150, phone: "line", cell: (s) => s.reference },
    {
      key: "amount",
      label: t("budget.column.amount"),
      width: 150,
      numeric: true,
      phone: "aside",
      cell: (s) => <span className={s.struck === null ? undefined : "money-struck"}>{dong(s.amount)}</span>,
    },
    {
      key: "acts",
      label: t("desk.strike"),
      width: 130,
      phone: "line",
      cell: (s) =>
        s.mayStrike ? (
          <Button tight look="quiet" onClick={() => onStrike(s)}>
            {t("desk.strike")}
          </Button>
        ) : null,
    },
  ];
}

function AddSponsorship({ year, onOpen }: { year: number; onOpen: (open: boolean) => void }) {
  const t = useText(budgetText);
  const home = useHome();
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`money-sponsor.${year}`}
      title={t("desk.sponsor")}
      description={t("desk.sponsor-words")}
      path="/budgets/sponsorships"
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
          name: "sponsorKind",
          label: t("desk.sponsor-kind"),
          start: "organisation",
          choices: sponsorKinds.map((value) => ({ value, label: t(`budget.sponsor.${value}`) })),
        },
        {
          kind: "text",
          name: "sponsorName",
          label: t("desk.sponsor-name"),
          when: (v) => v["sponsorKind"] === "organisation",
        },
        { kind: "count", name: "amount", label: t("desk.amount"), unit: t("desk.dong") },
        { kind: "text", name: "purpose", label: t("desk.purpose") },
        { kind: "day", name: "receivedOn", label: t("desk.received") },
        { kind: "text", name: "reference", label: t("desk.reference") },
      ]}
      body={(v) => ({
        unitId: Number(foundOf(v, "unit")),
        year,
        receivedOn: v["receivedOn"],
        sponsorKind: v["sponsorKind"],
        sponsorName: v["sponsorKind"] === "organisation" ? textOf(v, "sponsorName") : null,
        amount: v["amount"],
        purpose: textOf(v, "purpose"),
        reference: textOf(v, "reference"),
      })}
      done={() => t("desk.saved")}
    />
  );
}

function StrikeSponsorship({ row, onOpen }: { row: SponsorshipRow; onOpen: (open: boolean) => void }) {
  const t = useText(budgetText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`money-strike.${row.id}`}
      title={t("desk.strike")}
      description={t("desk.strike-words")}
      path={`/budgets/sponsorships/${row.id}/strike`}
      fields={[
        { kind: "area", name: "reason", label: t("desk.reason") },
        { kind: "day", name: "onDate", label: t("desk.on") },
      ]}
      body={(v) => ({ reason: textOf(v, "reason"), onDate: v["onDate"] })}
      done={() => t("desk.saved")}
    />
  );
}

import { CircleAlert, Info } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { ImportResult, RowRemark } from "../contract.ts";
import { unitText, type UnitTexts } from "./desk-text.ts";
import "./desk-units.css";

/** A reason is a problem code; its words are the room's. */
function reasonWords(t: UnitTexts, reason: string): string {
  return (t as (key: string) => string)(`problem.${reason}`);
}

function columnsOf(t: UnitTexts, number: (n: number) => string): Column<RowRemark & { at: number }>[] {
  return [
    { key: "unit", label: t("files.remark-unit"), cell: (r) => <span className="dim">{r.code}</span> },
    { key: "file", label: t("files.remark-file"), cell: (r) => t(`files.source.${r.file}`), phone: "hide" },
    {
      key: "line",
      label: t("files.remark-line"),
      numeric: true,
      cell: (r) => (r.line === null ? "–" : number(r.line)),
      phone: "aside",
    },
    {
      key: "outcome",
      label: t("files.remark-outcome"),
      cell: (r) => (
        <StateBadge
          tone={r.outcome === "unplaced" ? "bad" : "off"}
          icon={r.outcome === "unplaced" ? CircleAlert : Info}
        >
          {t(`files.outcome.${r.outcome}`)}
        </StateBadge>
      ),
    },
    { key: "reason", label: t("files.remark-reason"), cell: (r) => reasonWords(t, r.reason) },
  ];
}

/** What became of each row: the tally first, then every row that wants a look. */
export function ImportOutcome({ result }: { result: ImportResult }) {
  const t = useText(unitText);
  const { number } = useFormats();
  const tally = [
    ["files.founded", result.founded],
    ["files.continued", result.continued],
    ["files.already", result.already],
    ["files.dissolved", result.dissolved],
    ["files.succeeded", result.successions],
    ["files.unplaced", result.unplaced],
  ] as const;
  const columns = columnsOf(t, number);
  return (
    <div className={result.unplaced > 0 ? "note warn" : "note ok"}>
      <h3>
        {result.unplaced > 0
          ? t("files.result-some", { rows: number(result.rows), n: number(result.unplaced) })
          : t("files.result-all", { rows: number(result.rows) })}
      </h3>
      <dl className="tally">
        {tally.map(([key, n]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{number(n)}</dd>
          </div>
        ))}
      </dl>
      {result.remarks.length > 0 && (
        <>
          <h3>{t("files.remarks")}</h3>
          <DataTable
            label={t("files.remarks")}
            name="unit-remarks"
            rows={result.remarks.map((r, at) => ({ ...r, at }))}
            columns={columns}
            rowKey={(r) => String(r.at)}
            title={(r) => r.name ?? r.code ?? "–"}
          />
        </>
      )}
    </div>
  );
}

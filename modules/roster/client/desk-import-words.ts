import { useFormats, useText } from "#platform/i18n/use-text.ts";
import type { ImportNote, ImportRow } from "../import/import-row.ts";
import { rosterText } from "./desk-text.ts";

const fontNames = { tcvn3: "TCVN3", vni: "VNI" } as const;

/** What the preview says beside a row: why it stays out, then what was noticed. */
export function useRowWords(): (row: ImportRow) => string[] {
  const t = useText(rosterText) as (key: string, values?: Record<string, string | number>) => string;
  const { day } = useFormats();
  const note = (n: ImportNote): string =>
    t(`roster.import.note.${n.code}`, {
      cell: n.cell ?? "",
      typed: n.typed ?? "",
      row: n.row ?? "",
      day: n.day === undefined ? "" : day(n.day),
      font: n.font === undefined ? "" : fontNames[n.font],
    });
  return (row) => {
    const notes = row.outcome === "import" ? row.notes.map(note) : [];
    if (row.reason === null) return notes;
    const text = t(`problem.${row.reason}`, { typed: row.typed ?? "", row: row.otherRow ?? "" });
    if (row.reason === "roster.duplicate-in-roster" && row.typed !== null)
      return [`${text.replace(/\.$/, "")} (${row.typed}).`];
    return [
      row.cell === null
        ? text
        : t("import.in-cell", { cell: row.cell, text: text.charAt(0).toLowerCase() + text.slice(1) }),
      ...notes,
    ];
  };
}

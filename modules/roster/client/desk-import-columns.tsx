import { useText } from "#platform/i18n/use-text.ts";
import type { ImportColumn } from "../import/import-row.ts";
import { rosterText } from "./desk-text.ts";

/** Each column of the file, and what it was taken for. */
export function ImportColumns({ columns }: { columns: readonly ImportColumn[] }) {
  const t = useText(rosterText) as (key: string) => string;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("import.column")}</th>
          <th scope="col">{t("import.header")}</th>
          <th scope="col">{t("import.read-as")}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={`${column.sheet}!${column.letter}`}>
            <td className="nw">
              {column.letter} <span className="dim s">{column.sheet}</span>
            </td>
            <td>{column.header}</td>
            <td className={column.use === "field" ? "" : "dim"}>
              {column.use === "field" ? t(`import.field.${column.field ?? ""}`) : t(`import.use.${column.use}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { Languages } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { LanguageGap } from "../contract-words.ts";
import { languageName, materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Communes whose speakers work in a language that valid materials lack, the largest gaps first. */
export function GapsScreen() {
  const t = useText(materialText);
  const { values } = useFilters(["under"] as const);
  const asked = useAsk<{ items: LanguageGap[] }>("/materials/language-gaps", values);
  return (
    <>
      <PageHead title={t("gaps.title")}>
        <ExportButton path="/materials/language-gaps/export" query={values} fileName={t("gaps.file")} />
      </PageHead>
      <p className="dim" style={{ maxWidth: "68ch", marginBottom: 16 }}>
        {t("gaps.words")}
      </p>
      <Answer of={asked}>{({ items }) => <Gaps rows={items.filter((g) => g.lacking.length > 0)} />}</Answer>
    </>
  );
}

function useGapColumns(): Column<LanguageGap>[] {
  const t = useText(materialText);
  const { number } = useFormats();
  return [
    { key: "commune", label: t("gaps.commune"), width: 220, fixed: true, cell: () => null },
    {
      key: "language",
      label: t("gaps.language"),
      width: 130,
      phone: "aside",
      cell: (g) => languageName(t, g.language),
    },
    {
      key: "speakers",
      label: t("gaps.speakers"),
      width: 110,
      numeric: true,
      phone: "hide",
      cell: (g) => number(g.speakers),
    },
    {
      key: "lacking",
      label: t("gaps.lacking"),
      width: 150,
      phone: "line",
      cell: (g) => t("gaps.of", { lacking: number(g.lacking.length), all: number(g.materials) }),
    },
    {
      key: "which",
      label: t("gaps.which"),
      phone: "line",
      cell: (g) => (
        <ul className="material-gap">
          {g.lacking.slice(0, 4).map((m) => (
            <li key={m.materialId}>
              <Link to={`/materials/${m.materialId}/languages/${g.language}`} search={{ version: String(m.number) }}>
                {m.title}
              </Link>
            </li>
          ))}
          {g.lacking.length > 4 && <li className="dim">{t("gaps.more", { n: g.lacking.length - 4 })}</li>}
        </ul>
      ),
    },
  ];
}

function Gaps({ rows }: { rows: readonly LanguageGap[] }) {
  const t = useText(materialText);
  const columns = useGapColumns();
  if (rows.length === 0)
    return (
      <EmptyState icon={Languages} title={t("gaps.empty")}>
        {t("gaps.empty-words")}
      </EmptyState>
    );
  return (
    <DataTable<LanguageGap>
      label={t("gaps.title")}
      name="material-gaps"
      rows={rows}
      columns={columns}
      rowKey={(g) => `${g.unit.id} ${g.language}`}
      title={(g) => g.unit.name}
    />
  );
}

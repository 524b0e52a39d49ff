import { ArrowLeft, CircleCheck, CircleDashed, Smartphone, TriangleAlert } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { MaterialPage } from "../contract.ts";
import type { UnitReach } from "../contract-words.ts";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Which communes' phones hold the version in use, one out of use, or none: by unit, never by person. */
export function ReachScreen() {
  const t = useText(materialText);
  const { materialId } = usePathParams<"materialId">();
  const page = useAsk<MaterialPage>(`/materials/${materialId}`);
  const asked = useAsk<{ items: UnitReach[] }>(`/materials/${materialId}/reach`);
  return (
    <>
      <PageHead
        over={
          <Link to={`/materials/${materialId}`} className="s">
            <Icon of={ArrowLeft} size={16} /> {page.data?.version.title ?? t("page.back")}
          </Link>
        }
        title={t("reach.title")}
      >
        <ExportButton path={`/materials/${materialId}/reach/export`} query={{}} fileName={t("reach.file")} />
      </PageHead>
      <p className="dim" style={{ maxWidth: "68ch", marginBottom: 12 }}>
        {t("reach.words")}
      </p>
      {page.data !== undefined && page.data.version.status !== "approved" && page.data.inUse === null && (
        <p className="note warn">{t("reach.recalled")}</p>
      )}
      <Answer of={asked}>{({ items }) => <Rows rows={items} />}</Answer>
    </>
  );
}

function useReachColumns(): Column<UnitReach>[] {
  const t = useText(materialText);
  const { number } = useFormats();
  return [
    { key: "commune", label: t("reach.commune"), fixed: true, cell: () => null },
    {
      key: "holds",
      label: t("reach.holds"),
      width: 200,
      phone: "aside",
      cell: (r) => (
        <StateBadge tone={r.holds ? "ok" : "off"} icon={r.holds ? CircleCheck : CircleDashed}>
          {r.valid === null ? t(r.holds ? "reach.yes" : "reach.no") : t("reach.count", { n: number(r.valid) })}
        </StateBadge>
      ),
    },
    {
      key: "outdated",
      label: t("reach.outdated"),
      width: 240,
      phone: "line",
      cell: (r) =>
        r.outdated ? (
          <StateBadge tone="bad" icon={TriangleAlert}>
            {t("reach.some-outdated")}
          </StateBadge>
        ) : (
          <span className="dim">{t("reach.none-outdated")}</span>
        ),
    },
    {
      key: "heard",
      label: t("reach.heard"),
      width: 200,
      phone: "hide",
      cell: (r) =>
        r.heard ? (
          r.phones === null ? (
            t("reach.yes")
          ) : (
            t("reach.count", { n: number(r.phones) })
          )
        ) : (
          <span className="dim">{t("reach.no-phone")}</span>
        ),
    },
    {
      key: "ticks",
      label: t("reach.ticks"),
      width: 170,
      phone: "line",
      cell: (r) =>
        r.ticks === null ? t(r.ticked ? "reach.yes" : "reach.no") : t("reach.people", { n: number(r.ticks) }),
    },
  ];
}

function Rows({ rows }: { rows: readonly UnitReach[] }) {
  const t = useText(materialText);
  const { number } = useFormats();
  const columns = useReachColumns();
  if (rows.length === 0)
    return (
      <EmptyState icon={Smartphone} title={t("reach.empty")}>
        {t("reach.empty-words")}
      </EmptyState>
    );
  return (
    <>
      <p role="status" style={{ marginBottom: 12 }}>
        {t("reach.summary", {
          holds: number(rows.filter((r) => r.holds).length),
          all: number(rows.length),
          outdated: number(rows.filter((r) => r.outdated).length),
          silent: number(rows.filter((r) => !r.heard).length),
        })}
      </p>
      <DataTable<UnitReach>
        label={t("reach.title")}
        name="material-reach"
        rows={rows}
        columns={columns}
        rowKey={(r) => String(r.unit.id)}
        title={(r) => r.unit.name}
      />
    </>
  );
}

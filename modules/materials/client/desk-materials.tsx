import { BookOpenText, FilePen } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Link, LinkButton, useGo } from "#platform/ui/link.tsx";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { type ListAnswer, useAsk, useList } from "#platform/ui/use-api.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { MaterialRow } from "../contract.ts";
import { MaterialState, statusList, useTopics, ValidDays } from "./desk-parts.tsx";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** All materials that one may read; what is typed is searched among those in use, exact tones first. */
export function MaterialsScreen() {
  const t = useText(materialText);
  const topics = useTopics();
  const { values, set } = useFilters(["q", "topic", "status", "under"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const query = { ...values, q };
  const list = useList<MaterialRow>("/materials", query);
  const me = useAsk<{ verbs?: string[] }>("/me");
  const mayWrite = me.data?.verbs?.includes("material.create") ?? false;
  const mayWork = me.data?.verbs?.includes("material.comment") ?? false;
  const go = useGo();
  useShortcut("n", () => mayWrite && go("/materials/new"));
  const searched = q !== "" && (values.status ?? "approved") === "approved";
  return (
    <>
      <PageHead title={t("list.title")}>
        <ExportButton path="/materials/export" query={query} fileName={t("list.file")} />
        {mayWrite && (
          <LinkButton look="main" icon={FilePen} to="/materials/new" hint="N">
            {t("list.new")}
          </LinkButton>
        )}
      </PageHead>
      {mayWork && (
        <p className="row wrap no-print" style={{ gap: "6px 20px", marginBottom: 14 }}>
          <Link to="/materials/waiting">{t("waiting.title")}</Link>
          <Link to="/materials/gaps">{t("gaps.title")}</Link>
          <Link to="/materials/words">{t("words.title")}</Link>
          <Link to="/materials/settings">{t("settings.title")}</Link>
        </p>
      )}
      <ListTools>
        <ListSearch name="material-q" label={t("list.search")} help={t("list.search-help")} {...searchBox} />
        <ListFilter
          name="material-topic"
          label={t("list.topic")}
          value={values.topic}
          onValue={(topic) => set({ topic })}
          any={t("list.any-topic")}
          choices={topics.list.map((x) => ({ value: x.id, label: topics.name(x.id) }))}
        />
        <ListFilter
          name="material-status"
          label={t("list.status")}
          value={values.status}
          onValue={(status) => set({ status })}
          any={t("list.any-status")}
          choices={statusList.map((value) => ({ value, label: t(`material.status.${value}`) }))}
        />
      </ListTools>
      {searched && list.rows.length > 0 && (
        <p className="s dim" role="status" style={{ marginBottom: 8 }}>
          {t("list.best")}
        </p>
      )}
      <Rows
        list={list}
        filtered={q !== "" || Object.keys(values).length > 0}
        searched={searched}
        topicName={topics.name}
        mayWrite={mayWrite}
      />
    </>
  );
}

function useMaterialColumns(searched: boolean, topicName: (id: string) => string): Column<MaterialRow>[] {
  const t = useText(materialText);
  return [
    {
      key: "title",
      label: t("material.column.title"),
      cell: (r) => (
        <span className="dim">
          {r.unit.name} · {t("page.version", { n: r.number })}
        </span>
      ),
    },
    { key: "topic", label: t("material.column.topic"), width: 260, phone: "line", cell: (r) => topicName(r.topic) },
    {
      key: "valid",
      label: t("column.valid"),
      width: 210,
      phone: "line",
      cell: (r) =>
        r.status === "draft" ? <span className="dim">–</span> : <ValidDays from={r.validFrom} to={r.validTo} />,
    },
    ...(searched
      ? [
          {
            key: "match",
            label: t("column.match"),
            width: 150,
            phone: "hide" as const,
            cell: (r: MaterialRow) => (r.match === null ? null : <span className="dim">{t(`match.${r.match}`)}</span>),
          },
        ]
      : []),
    {
      key: "status",
      label: t("material.column.status"),
      width: 140,
      phone: "aside",
      cell: (r) => <MaterialState status={r.status} />,
    },
  ];
}

function Rows({
  list,
  filtered,
  searched,
  topicName,
  mayWrite,
}: {
  list: ListAnswer<MaterialRow>;
  filtered: boolean;
  searched: boolean;
  topicName: (id: string) => string;
  mayWrite: boolean;
}) {
  const t = useText(materialText);
  const columns = useMaterialColumns(searched, topicName);
  return (
    <ListRows
      list={list}
      lines={8}
      empty={{
        icon: BookOpenText,
        title: t(filtered ? "list.none" : "list.empty"),
        words: t(filtered ? "list.none-words" : "list.empty-words"),
        action:
          filtered || !mayWrite ? undefined : (
            <LinkButton look="main" to="/materials/new">
              {t("list.new")}
            </LinkButton>
          ),
      }}
    >
      <DataTable<MaterialRow>
        label={t("list.title")}
        name="materials"
        rows={list.rows}
        columns={columns}
        rowKey={(r) => r.versionId}
        title={(r) => r.title}
        titleColumn="title"
        href={(r) => ({ to: `/materials/${r.id}`, search: { version: String(r.number) } })}
      />
    </ListRows>
  );
}

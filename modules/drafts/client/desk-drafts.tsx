import { FilePlus2, Landmark } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { LinkButton, useGo } from "#platform/ui/link.tsx";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import type { DraftRow } from "../contract.ts";
import { DraftState, useDraftRules } from "./desk-parts.tsx";
import { draftText } from "./desk-text.ts";
import "./desk-drafts.css";

/** Draft policies: where each stands, whether it was brought to people, what waits. */
export function DraftsScreen() {
  const t = useText(draftText);
  const { rules, stageName } = useDraftRules();
  const { values, set } = useFilters(["q", "stage", "inScope", "state", "under"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const query = { ...values, q };
  const list = useList<DraftRow>("/drafts", query);
  const may = useMay();
  const mayWrite = may("draft.create");
  const go = useGo();
  useShortcut("n", () => mayWrite && go("/drafts/new"));
  return (
    <>
      <PageHead title={t("list.title")}>
        {may("draft.configure") && <LinkButton to="/drafts/stages">{t("settings.link")}</LinkButton>}
        {may("draft.configure") && <LinkButton to="/drafts/criteria">{t("settings.criteria-link")}</LinkButton>}
        {may("draft.export") && <ExportButton path="/drafts/export" query={query} fileName={t("list.file")} />}
        {mayWrite && (
          <LinkButton look="main" icon={FilePlus2} to="/drafts/new" hint="N">
            {t("list.new")}
          </LinkButton>
        )}
      </PageHead>
      <ListTools>
        <ListSearch name="draft-q" label={t("list.search")} {...searchBox} />
        <ListFilter
          name="draft-stage"
          label={t("list.stage")}
          value={values.stage}
          onValue={(stage) => set({ stage })}
          any={t("list.any-stage")}
          choices={rules.stages.map((s) => ({ value: s.code, label: stageName(s.code) }))}
        />
        <ListFilter
          name="draft-scope"
          label={t("list.scope")}
          value={values.inScope}
          onValue={(inScope) => set({ inScope })}
          any={t("list.any-scope")}
          choices={(["yes", "no"] as const).map((value) => ({ value, label: t(`list.scope.${value}`) }))}
        />
        <ListFilter
          name="draft-state"
          label={t("list.state")}
          value={values.state}
          onValue={(state) => set({ state })}
          any={t("list.any-state")}
          choices={(["open", "ended"] as const).map((value) => ({ value, label: t(`list.state.${value}`) }))}
        />
      </ListTools>
      <Rows list={list} filtered={q !== "" || Object.keys(values).length > 0} mayWrite={mayWrite} />
    </>
  );
}

function useDraftColumns(): Column<DraftRow>[] {
  const t = useText(draftText);
  const { day, number } = useFormats();
  return [
    { key: "title", label: t("draft.column.title"), cell: (r) => <span className="dim">{r.unit.name}</span> },
    {
      key: "stage",
      label: t("draft.column.stage"),
      width: 170,
      phone: "aside",
      cell: (r) => (
        <>
          <DraftState stage={r.stage} outcome={r.outcome} />
          <span className="dim">{t("list.since", { day: day(r.stageSince) })}</span>
        </>
      ),
    },
    {
      key: "window",
      label: t("page.window"),
      width: 210,
      cell: (r) => (
        <>
          {r.commentsFrom === null || r.commentsUntil === null ? (
            <span className="dim">{t("page.window-none")}</span>
          ) : (
            t("list.window", { from: day(r.commentsFrom), until: day(r.commentsUntil) })
          )}
          {r.publishedAt === null && <span className="dim">{t("list.not-public")}</span>}
        </>
      ),
    },
    {
      key: "communicated",
      label: t("draft.column.communicated"),
      width: 170,
      cell: (r) => t(!r.inScope ? "list.out-of-scope" : r.communicated ? "list.communicated" : "list.not-communicated"),
    },
    {
      key: "comments",
      label: t("draft.column.comments"),
      numeric: true,
      width: 150,
      cell: (r) =>
        r.comments === null ? (
          "–"
        ) : (
          <>
            {number(r.comments)}
            {(r.waiting ?? 0) > 0 && <span className="dim">{t("list.waiting", { n: number(r.waiting ?? 0) })}</span>}
          </>
        ),
    },
  ];
}

function Rows({
  list,
  filtered,
  mayWrite,
}: {
  list: ReturnType<typeof useList<DraftRow>>;
  filtered: boolean;
  mayWrite: boolean;
}) {
  const t = useText(draftText);
  const columns = useDraftColumns();
  return (
    <ListRows
      list={list}
      lines={6}
      empty={{
        icon: Landmark,
        title: t(filtered ? "list.none" : "list.empty"),
        words: t(filtered ? "list.none-words" : "list.empty-words"),
        action:
          filtered || !mayWrite ? undefined : (
            <LinkButton look="main" to="/drafts/new">
              {t("list.new")}
            </LinkButton>
          ),
      }}
    >
      <DataTable<DraftRow>
        label={t("list.title")}
        name="drafts"
        rows={list.rows}
        columns={columns}
        rowKey={(r) => r.id}
        title={(r) => r.title}
        titleColumn="title"
        href={(r) => ({ to: `/drafts/${r.id}` })}
      />
    </ListRows>
  );
}

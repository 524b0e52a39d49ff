import { FilePlus2, Landmark } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextInput } from "#platform/ui/inputs.tsx";
import { LinkButton, useGo } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
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
  const [typed, setTyped] = useState(values.q ?? "");
  const q = useSettled(typed.trim(), 250);
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
        {may("draft.export") && <ExportButton path="/drafts/export" query={query} fileName={t("list.file")} />}
        {mayWrite && (
          <LinkButton look="main" icon={FilePlus2} to="/drafts/new" hint="N">
            {t("list.new")}
          </LinkButton>
        )}
      </PageHead>
      <div className="draft-tools no-print">
        <div className="wide">
          <Field name="draft-q" label={t("list.search")} optional="silent">
            <TextInput
              type="search"
              value={typed}
              onValue={(value) => {
                setTyped(value);
                set({ q: value.trim() });
              }}
            />
          </Field>
        </div>
        <div className="narrow">
          <Field name="draft-stage" label={t("list.stage")} optional="silent">
            <Select
              value={values.stage ?? ""}
              onValue={(stage) => set({ stage })}
              placeholder={t("list.any-stage")}
              choices={rules.stages.map((s) => ({ value: s.code, label: stageName(s.code) }))}
            />
          </Field>
        </div>
        <div className="narrow">
          <Field name="draft-scope" label={t("list.scope")} optional="silent">
            <Select
              value={(values.inScope ?? "") as "yes" | "no" | ""}
              onValue={(inScope) => set({ inScope })}
              placeholder={t("list.any-scope")}
              choices={(["yes", "no"] as const).map((value) => ({ value, label: t(`list.scope.${value}`) }))}
            />
          </Field>
        </div>
        <div className="narrow">
          <Field name="draft-state" label={t("list.state")} optional="silent">
            <Select
              value={(values.state ?? "") as "open" | "ended" | ""}
              onValue={(state) => set({ state })}
              placeholder={t("list.any-state")}
              choices={(["open", "ended"] as const).map((value) => ({ value, label: t(`list.state.${value}`) }))}
            />
          </Field>
        </div>
      </div>
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
  if (list.loading) return <LoadingState words={t("list.loading")} lines={6} />;
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.again} />;
  if (list.rows.length === 0)
    return (
      <EmptyState
        icon={Landmark}
        title={t(filtered ? "list.none" : "list.empty")}
        action={
          filtered || !mayWrite ? undefined : (
            <LinkButton look="main" to="/drafts/new">
              {t("list.new")}
            </LinkButton>
          )
        }
      >
        {t(filtered ? "list.none-words" : "list.empty-words")}
      </EmptyState>
    );
  return (
    <>
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
      <More list={list} />
    </>
  );
}

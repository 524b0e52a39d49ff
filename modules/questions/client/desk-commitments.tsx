import { Handshake } from "lucide-react";
import { useText, useFormats } from "#platform/i18n/use-text.ts";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { Link } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { CommitmentPage } from "../answers.ts";
import { PromiseState } from "./desk-promise.tsx";
import { questionText } from "./desk-text.ts";
import "./desk-questions.css";

const statuses = ["open", "overdue", "done", "late", "dropped"] as const;

/** Commitments of answers and dialogues, by their day. */
export function CommitmentsScreen() {
  const t = useText(questionText);
  const { values } = useFilters(["status", "under"] as const);
  const list = useList<CommitmentPage>("/commitments", values);
  return (
    <>
      <PageHead title={t("promise.list")}>
        <ExportButton path="/commitments/export" query={values} fileName={t("commitment.file")} />
      </PageHead>
      <nav className="tabs no-print" aria-label={t("promise.list")}>
        {([undefined, ...statuses] as const).map((status) => (
          <Link
            key={status ?? "any"}
            to="/commitments"
            search={{ ...values, status }}
            {...(values.status === status ? { "aria-current": "page" as const } : {})}
          >
            {t(`promise.status.${status ?? "any"}`)}
          </Link>
        ))}
      </nav>
      <Rows list={list} />
    </>
  );
}

function Rows({ list }: { list: ReturnType<typeof useList<CommitmentPage>> }) {
  const t = useText(questionText);
  const columns = usePromiseColumns();
  if (list.loading) return <LoadingState lines={6} />;
  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.again} />;
  if (list.rows.length === 0)
    return (
      <EmptyState icon={Handshake} title={t("promise.list-empty")}>
        {t("promise.list-empty-words")}
      </EmptyState>
    );
  return (
    <>
      <DataTable<CommitmentPage>
        label={t("promise.list")}
        name="commitments"
        rows={list.rows}
        columns={columns}
        rowKey={(c) => c.id}
        title={(c) => c.text}
        titleColumn="text"
        href={(c) => ({
          to: c.questionId === null ? `/dialogues/${c.dialogueId ?? ""}` : `/questions/${c.questionId}`,
        })}
      />
      <More list={list} />
    </>
  );
}

function usePromiseColumns(): Column<CommitmentPage>[] {
  const t = useText(questionText);
  const { day } = useFormats();
  return [
    { key: "due", label: t("commitment.column.dueOn"), width: 110, phone: "aside", cell: (c) => day(c.dueOn) },
    { key: "text", label: t("commitment.column.text"), cell: (c) => <span className="dim">{c.unit.name}</span> },
    {
      key: "progress",
      label: t("commitment.column.progress"),
      cell: (c) => c.progress.at(-1)?.text ?? <span className="dim">–</span>,
      phone: "hide",
    },
    { key: "status", label: t("commitment.column.status"), width: 210, cell: (c) => <PromiseState commitment={c} /> },
  ];
}

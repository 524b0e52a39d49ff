import { CalendarPlus, Handshake } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { ListRows } from "#platform/ui/list-screen.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { type ListAnswer, useList } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { type DialogueRow, dialogueStatuses } from "../contract.ts";
import { DialogueState } from "./desk-parts.tsx";
import { dialogueText } from "./desk-text.ts";
import "./desk-dialogues.css";

/** Meetings of heads with the people, the newest first; what was promised and is not done stands out. */
export function DialoguesScreen() {
  const t = useText(dialogueText);
  const { values, set } = useFilters(["status", "promises", "under"] as const);
  const query = { status: values.status, promises: values.promises, under: values.under };
  const list = useList<DialogueRow>("/dialogues", query);
  const may = useMay();
  const shown = values.promises === undefined ? (values.status ?? "") : "promises";
  return (
    <>
      <PageHead title={t("dialogue.title")}>
        <ExportButton path="/dialogues/export" query={query} fileName={t("dialogue.file")} />
        {may("dialogue.plan") && (
          <LinkButton look="main" icon={CalendarPlus} to="/dialogues/new">
            {t("dialogue.plan")}
          </LinkButton>
        )}
      </PageHead>
      <div className="dialogue-tools no-print">
        <Field name="dialogue-filter" label={t("dialogue.filter")} optional="silent">
          <Select
            value={shown}
            onValue={(next) =>
              set(
                next === "promises"
                  ? { status: undefined, promises: "open" }
                  : { status: next === "" ? undefined : next, promises: undefined },
              )
            }
            placeholder={t("dialogue.filter.all")}
            choices={[
              ...dialogueStatuses.map((value) => ({ value: value as string, label: t(`dialogue.status.${value}`) })),
              { value: "promises", label: t("dialogue.filter.promises") },
            ]}
          />
        </Field>
      </div>
      <Rows list={list} filtered={shown !== ""} />
    </>
  );
}

function Rows({ list, filtered }: { list: ListAnswer<DialogueRow>; filtered: boolean }) {
  const t = useText(dialogueText);
  const columns = useColumns();
  return (
    <ListRows
      list={list}
      lines={6}
      empty={{
        icon: Handshake,
        title: t(filtered ? "dialogue.none" : "dialogue.empty"),
        words: t(filtered ? "dialogue.none-words" : "dialogue.empty-words"),
      }}
    >
      <DataTable<DialogueRow>
        label={t("dialogue.title")}
        name="dialogues"
        rows={list.rows}
        columns={columns}
        rowKey={(r) => r.id}
        title={(r) => r.title}
        titleColumn="title"
        href={(r) => ({ to: `/dialogues/${r.id}` })}
      />
    </ListRows>
  );
}

function useColumns(): Column<DialogueRow>[] {
  const t = useText(dialogueText);
  const { day } = useFormats();
  return [
    {
      key: "title",
      label: t("dialogue.column.title"),
      cell: (r) => (
        <span className="dim">
          {t("dialogue.counts", { questions: r.questions, commitments: r.commitments, open: r.openCommitments })}
        </span>
      ),
    },
    { key: "day", label: t("dialogue.column.day"), width: 120, phone: "line", cell: (r) => day(r.heldOn) },
    { key: "unit", label: t("dialogue.column.unit"), width: 200, phone: "line", cell: (r) => r.unit.name },
    {
      key: "status",
      label: t("dialogue.column.status"),
      width: 150,
      phone: "aside",
      cell: (r) => <DialogueState status={r.status} />,
    },
  ];
}

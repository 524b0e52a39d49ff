import { ScrollText } from "lucide-react";
import { useState } from "react";
import type { JournalEntry } from "#modules/accounts/shared.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Chips } from "#platform/ui/chips.tsx";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { useList } from "#platform/ui/use-api.ts";
import { deskText, type DeskTexts } from "../desk-text.ts";
import { useActionWords } from "./action-words.ts";

const names = ["from", "to", "action", "subjectId", "user"] as const;

function columnsOf(t: DeskTexts, moment: (at: string) => string): Column<JournalEntry>[] {
  return [
    {
      key: "when",
      label: t("journal.when"),
      width: 190,
      phone: "line",
      cell: (e) => (
        <>
          {moment(e.at)}
          {e.deviceAt !== null && Math.abs(Date.parse(e.at) - Date.parse(e.deviceAt)) > 60_000 && (
            <span className="dim">{t("journal.device", { when: moment(e.deviceAt) })}</span>
          )}
        </>
      ),
    },
    { key: "what", label: t("journal.what"), cell: () => null },
    { key: "who", label: t("journal.who"), cell: (e) => e.userName ?? e.userId },
    { key: "unit", label: t("journal.unit"), cell: (e) => e.unitName ?? "" },
    {
      key: "number",
      label: t("journal.number", { n: "" }).trim(),
      numeric: true,
      extra: true,
      phone: "hide",
      cell: (e) => e.id,
    },
  ];
}

/** Every change in one's units, newest first; each opens to what was before and after. */
export function JournalScreen() {
  const t = useText(deskText);
  const { values, set, clear } = useFilters(names);
  const { moment, day } = useFormats();
  const words = useActionWords();
  const list = useList<JournalEntry>("/journal", values);
  const [open, setOpen] = useState<JournalEntry | null>(null);
  const columns = columnsOf(t, moment);
  const shown: Record<(typeof names)[number], (v: string) => string> = {
    from: day,
    to: day,
    action: words,
    subjectId: (v) => v,
    user: (v) => v,
  };
  const labels = {
    from: t("journal.filter-from"),
    to: t("journal.filter-to"),
    action: t("journal.filter-action"),
    subjectId: t("journal.filter-subject"),
    user: t("journal.who"),
  };
  const chips = names.flatMap((name) => {
    const value = values[name];
    return value === undefined
      ? []
      : [{ key: name, label: labels[name], value: shown[name](value), onRemove: () => set({ [name]: undefined }) }];
  });
  return (
    <>
      <PageHead title={t("journal.title")}>
        <ExportButton path="/journal/export" query={values} fileName={`${t("journal.title")}.xlsx`} />
      </PageHead>
      <p className="dim prose" style={{ marginBottom: 20 }}>
        {t("journal.words")}
      </p>
      <div className="field-row no-print" style={{ maxWidth: "26rem", marginBottom: 12 }}>
        <Field name="journal-from" label={t("journal.filter-from")} optional="silent">
          <DateInput value={values.from ?? ""} lean="past" onValue={(from) => set({ from })} />
        </Field>
        <Field name="journal-to" label={t("journal.filter-to")} optional="silent">
          <DateInput value={values.to ?? ""} lean="past" onValue={(to) => set({ to })} />
        </Field>
      </div>
      {chips.length > 0 && (
        <div style={{ marginBottom: 12 }}>
          <Chips chips={chips} onClear={clear} />
        </div>
      )}
      {list.loading ? (
        <LoadingState lines={8} />
      ) : list.error !== null && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.rows.length === 0 ? (
        <EmptyState icon={ScrollText} title={t("journal.empty")}>
          {t("journal.empty-words")}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t("journal.title")}
            name="journal"
            rows={list.rows}
            columns={columns}
            titleColumn="what"
            rowKey={(e) => String(e.id)}
            title={(e) => words(e.action)}
            onOpen={setOpen}
          />
          <More list={list} />
        </>
      )}
      <Dialog
        open={open !== null}
        onOpen={(next) => !next && setOpen(null)}
        title={open === null ? "" : words(open.action)}
        wide
      >
        {open !== null && (
          <Entry
            entry={open}
            onSubject={(subjectId) => {
              setOpen(null);
              set({ subjectId });
            }}
          />
        )}
      </Dialog>
    </>
  );
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : value === null || value === undefined
      ? {}
      : { "": value };
}

function Entry({ entry, onSubject }: { entry: JournalEntry; onSubject: (id: string) => void }) {
  const t = useText(deskText);
  const { moment } = useFormats();
  const before = members(entry.before);
  const after = members(entry.after);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const say = (value: unknown) =>
    value === undefined || value === null ? (
      <span className="dim">{t("journal.nothing")}</span>
    ) : typeof value === "object" ? (
      JSON.stringify(value)
    ) : (
      String(value)
    );
  return (
    <>
      <dl className="facts wide">
        <dt>{t("journal.when")}</dt>
        <dd>
          {moment(entry.at)}
          {entry.deviceAt !== null && (
            <span className="dim s sub">{t("journal.device", { when: moment(entry.deviceAt) })}</span>
          )}
        </dd>
        <dt>{t("journal.who")}</dt>
        <dd>{entry.userName ?? entry.userId}</dd>
        {entry.unitName !== null && (
          <>
            <dt>{t("journal.unit")}</dt>
            <dd>{entry.unitName}</dd>
          </>
        )}
        <dt>{t("journal.subject")}</dt>
        <dd>
          {entry.subject}{" "}
          <button type="button" className="linklike s" onClick={() => onSubject(entry.subjectId)}>
            {entry.subjectId}
          </button>
        </dd>
      </dl>
      {fields.length > 0 && (
        <table
          style={{ marginTop: 16, tableLayout: "fixed", overflowWrap: "anywhere" }}
          aria-label={t("journal.title")}
        >
          <thead>
            <tr>
              <th scope="col" style={{ width: "28%" }}>
                {t("journal.field")}
              </th>
              <th scope="col">{t("journal.before")}</th>
              <th scope="col">{t("journal.after")}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{say(before[field])}</td>
                <td>{say(after[field])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="s dim" style={{ marginTop: 12 }}>
        {t("journal.number", { n: entry.id })}
      </p>
    </>
  );
}

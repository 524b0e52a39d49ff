import { type ReactNode, useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Translate } from "#platform/i18n/catalogue.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "./button.tsx";
import { type Column, DataTable } from "./data-table.tsx";
import { DatedForm, DatedSpan } from "./dated-form.tsx";
import { Field } from "./field.tsx";
import { NumberInput, TextInput } from "./inputs.tsx";
import { Link } from "./link.tsx";
import type { messagesVi } from "./messages.vi.ts";
import { PageHead } from "./screen.tsx";
import { Answer } from "./states.tsx";
import { uiText } from "./ui-text.ts";
import { useAsk } from "./use-api.ts";

/** A row of a catalogue that is configuration: what it is called, on what legal basis, and when it holds. */
interface DatedRow {
  code: string;
  legalBasis: string;
  from: string | null;
  to: string | null;
}

interface NamedRow extends DatedRow {
  nameVi: string;
  nameEn: string;
}

interface ListProps<R extends DatedRow> {
  path: string;
  title: string;
  back: { to: string; words: string };
  words: string;
  may: boolean;
  /** Whether rows of a new code may begin here. */
  adds?: boolean;
  columns: readonly Column<R>[];
  renderForm: (start: R | null, close: () => void) => ReactNode;
}

/** A catalogue whose rows carry their own names. */
export function DatedListScreen<R extends NamedRow>(props: ListProps<R>) {
  const vi = useLocale() === "vi";
  return <DatedRowsScreen {...props} nameOf={(r) => (vi ? r.nameVi : r.nameEn)} />;
}

/** A catalogue with all its rows, those that held and those to come; who may configure sets the next row of each. */
export function DatedRowsScreen<R extends DatedRow>({
  path,
  title,
  back,
  words,
  may,
  adds = true,
  columns,
  nameOf: name,
  renderForm,
}: ListProps<R> & { nameOf: (r: R) => string }) {
  const t = useText(uiText);
  const [open, setOpen] = useState<R | "new" | null>(null);
  const asked = useAsk<{ items: R[] }>(path);
  const all = columnsOf(t, columns, name, may ? setOpen : null);
  return (
    <>
      <PageHead over={<Link to={back.to}>{back.words}</Link>} title={title}>
        {may && adds && (
          <Button look="main" onClick={() => setOpen("new")}>
            {t("dated.add")}
          </Button>
        )}
      </PageHead>
      <p className="dim">{words}</p>
      <Answer of={asked}>
        {({ items }) => (
          <DataTable<R>
            label={title}
            name={path}
            rows={items}
            rowKey={(r) => `${r.code} ${r.from}`}
            title={name}
            columns={all}
          />
        )}
      </Answer>
      {open !== null && renderForm(open === "new" ? null : open, () => setOpen(null))}
    </>
  );
}

/** What the room shows of a row, between its name and when and why it holds. */
function columnsOf<R extends DatedRow>(
  t: Translate<typeof messagesVi>,
  own: readonly Column<R>[],
  name: (r: R) => string,
  change: ((r: R) => void) | null,
): Column<R>[] {
  const today = todayInVietnam();
  return [
    { key: "name", label: t("dated.name"), width: 260, cell: (r) => <span className="dim">{r.code}</span> },
    ...own,
    {
      key: "holds",
      label: t("dated.holds"),
      width: 180,
      phone: "line",
      cell: (r) => <DatedSpan from={r.from} to={r.to} />,
    },
    { key: "basis", label: t("dated.basis"), phone: "line", cell: (r) => r.legalBasis },
    ...(change === null
      ? []
      : [
          {
            key: "change",
            label: t("dated.change", { name: "" }).trim(),
            width: 110,
            phone: "aside" as const,
            cell: (r: R) =>
              (r.to === null || r.to > today) && (
                <Button tight look="quiet" aria-label={t("dated.change", { name: name(r) })} onClick={() => change(r)}>
                  {t("dated.change", { name: "" }).trim()}
                </Button>
              ),
          },
        ]),
  ];
}

interface DatedNamesValue {
  code: string;
  nameVi: string;
  nameEn: string;
  position: number;
}

export const datedNamesReady = (of: DatedNamesValue): boolean =>
  /^[a-z][a-zA-Z-]*$/.test(of.code) && of.nameVi.trim() !== "" && of.nameEn.trim() !== "";

/** A catalogue of which nothing more is set than what each row is called. */
export function DatedNamesScreen<R extends NamedRow & DatedNamesValue>({
  formTitle,
  savePath,
  longest,
  ...list
}: Omit<ListProps<R>, "columns" | "renderForm"> & { formTitle: string; savePath: string; longest?: number }) {
  return (
    <DatedListScreen<R>
      {...list}
      columns={[]}
      renderForm={(start, close) => (
        <NamesForm title={formTitle} path={savePath} start={start} longest={longest} onClose={close} />
      )}
    />
  );
}

function NamesForm({
  title,
  path,
  start,
  longest,
  onClose,
}: {
  title: string;
  path: string;
  start: DatedNamesValue | null;
  longest: number | undefined;
  onClose: () => void;
}) {
  const [form, setForm] = useState<DatedNamesValue>({
    code: start?.code ?? "",
    nameVi: start?.nameVi ?? "",
    nameEn: start?.nameEn ?? "",
    position: start?.position ?? 100,
  });
  return (
    <DatedForm title={title} path={path} own={{ ...form }} ready={datedNamesReady(form)} onClose={onClose}>
      {(tried) => (
        <DatedNames
          value={form}
          fixed={start !== null}
          tried={tried}
          {...(longest === undefined ? {} : { longest })}
          onValue={setForm}
        />
      )}
    </DatedForm>
  );
}

/** What every catalogue's row has: a code that stays, its names, and its place in lists. */
export function DatedNames<V extends DatedNamesValue>({
  value,
  fixed,
  tried,
  longest = 150,
  onValue,
}: {
  value: V;
  /** The code is of a row that is there already. */
  fixed: boolean;
  tried: boolean;
  longest?: number;
  onValue: (value: V) => void;
}) {
  const t = useText(uiText);
  const missing = (words: string) => (tried && words.trim() === "" ? t("dated.missing") : undefined);
  return (
    <>
      {!fixed && (
        <Field
          name="dated-code"
          label={t("dated.code")}
          help={t("dated.code-help")}
          error={tried && !/^[a-z][a-zA-Z-]*$/.test(value.code) ? t("dated.code-wrong") : undefined}
        >
          <TextInput value={value.code} maxLength={40} onValue={(code) => onValue({ ...value, code })} />
        </Field>
      )}
      <Field name="dated-vi" label={t("dated.name-vi")} error={missing(value.nameVi)}>
        <TextInput value={value.nameVi} maxLength={longest} onValue={(nameVi) => onValue({ ...value, nameVi })} />
      </Field>
      <Field name="dated-en" label={t("dated.name-en")} error={missing(value.nameEn)}>
        <TextInput value={value.nameEn} maxLength={longest} onValue={(nameEn) => onValue({ ...value, nameEn })} />
      </Field>
      <Field name="dated-position" label={t("dated.position")}>
        <NumberInput value={value.position} onValue={(position) => onValue({ ...value, position: position ?? 0 })} />
      </Field>
    </>
  );
}

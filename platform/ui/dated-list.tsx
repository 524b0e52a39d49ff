import { type ReactNode, useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Translate } from "#platform/i18n/catalogue.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "./button.tsx";
import { type Column, DataTable } from "./data-table.tsx";
import { DatedSpan } from "./dated-form.tsx";
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
  nameVi: string;
  nameEn: string;
  legalBasis: string;
  from: string | null;
  to: string | null;
}

/** A catalogue with all its rows, those that held and those to come; who may configure sets the next row of each. */
export function DatedListScreen<R extends DatedRow>({
  path,
  title,
  back,
  words,
  may,
  adds = true,
  columns,
  renderForm,
}: {
  path: string;
  title: string;
  back: { to: string; words: string };
  words: string;
  may: boolean;
  /** Whether rows of a new code may begin here. */
  adds?: boolean;
  columns: readonly Column<R>[];
  renderForm: (start: R | null, close: () => void) => ReactNode;
}) {
  const t = useText(uiText);
  const vi = useLocale() === "vi";
  const [open, setOpen] = useState<R | "new" | null>(null);
  const asked = useAsk<{ items: R[] }>(path);
  const name = (r: R) => (vi ? r.nameVi : r.nameEn);
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

import { Plus, Trash2 } from "lucide-react";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import type { MergeValues, TemplateField } from "../draft-contract.ts";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

type Value = MergeValues[string];

interface Props {
  field: TemplateField;
  value: Value | undefined;
  onValue: (value: Value) => void;
  error: string | undefined;
}

/** One field of a template, by its kind. */
export function FieldInput({ field, value, onValue, error }: Props) {
  const t = useText(documentText);
  const locale = useLocale();
  const label = locale === "vi" ? field.labelVi : field.labelEn;
  const common = { name: `new-${field.key}`, label, error, optional: field.optional };
  const text = typeof value === "string" ? value : "";
  if (field.kind === "list")
    return (
      <Field {...common} group>
        <Rows field={field} rows={rowsOf(value)} onRows={onValue} />
      </Field>
    );
  if (field.kind === "lines")
    return (
      <Field {...common} help={t("documents.new.lines")}>
        <TextArea
          rows={3}
          value={Array.isArray(value) ? value.filter((x) => typeof x === "string").join("\n") : text}
          onValue={(typed) => onValue(typed === "" ? [] : typed.split("\n"))}
        />
      </Field>
    );
  return (
    <Field {...common}>
      {field.kind === "date" ? (
        <DateInput value={text} onValue={onValue} />
      ) : field.kind === "long" ? (
        <TextArea rows={5} value={text} onValue={onValue} />
      ) : (
        <TextInput value={text} onValue={onValue} />
      )}
    </Field>
  );
}

type Row = Record<string, string>;
const rowsOf = (value: Value | undefined): Row[] =>
  Array.isArray(value) ? value.filter((row): row is Row => typeof row === "object") : [];

function Rows({ field, rows, onRows }: { field: TemplateField; rows: Row[]; onRows: (rows: Row[]) => void }) {
  const t = useText(documentText);
  const locale = useLocale();
  const columns = field.columns ?? [];
  const name = (c: (typeof columns)[number]) => (locale === "vi" ? c.labelVi : c.labelEn);
  return (
    <div className="field-rows">
      {rows.map((row, i) => (
        <div key={i} className="document-row">
          {columns
            .filter((c) => c.product === undefined)
            .map((c) => (
              <TextInput
                key={c.key}
                id={`field-new-${field.key}-${i}-${c.key}`}
                name={`${field.key}-${i}-${c.key}`}
                aria-label={t("documents.block.cell", { row: i + 1, column: name(c) })}
                aria-describedby={undefined}
                placeholder={name(c)}
                value={row[c.key] ?? ""}
                inputMode={c.kind === "text" ? "text" : "numeric"}
                onValue={(typed) => onRows(rows.map((r, n) => (n === i ? { ...r, [c.key]: typed } : r)))}
              />
            ))}
          <IconButton
            icon={Trash2}
            label={t("documents.new.removeRow", { n: i + 1 })}
            onClick={() => onRows(rows.filter((_, n) => n !== i))}
          />
        </div>
      ))}
      <Button tight icon={Plus} onClick={() => onRows([...rows, Object.fromEntries(columns.map((c) => [c.key, ""]))])}>
        {t("documents.new.addRow")}
      </Button>
    </div>
  );
}

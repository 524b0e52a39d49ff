import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "../i18n/use-text.ts";
import type { Query } from "./api.ts";
import { AskCombobox } from "./ask-combobox.tsx";
import { Button } from "./button.tsx";
import type { Option } from "./combobox.tsx";
import { DateInput } from "./date-input.tsx";
import { Dialog } from "./dialog.tsx";
import { DraftNote } from "./draft-note.tsx";
import { ErrorSummary, Field, type FieldErrors } from "./field.tsx";
import { type Choice, NumberInput, Select, TextArea, TextInput } from "./inputs.tsx";
import { ErrorState } from "./states.tsx";
import { notify } from "./toast.tsx";
import { uiText } from "./ui-text.ts";
import { useSend } from "./use-api.ts";
import { useDraft } from "./use-draft.ts";

type Value = string | number | Option | null;
/** What was typed, by field: text and days as text, counts as numbers, what was found as its option. */
export type ActValues = Record<string, Value>;

interface CommonField {
  name: string;
  label: string;
  help?: string;
  optional?: boolean;
  /** Left out, and not asked for, where this says no. */
  when?: (values: ActValues) => boolean;
}
export type ActField = CommonField &
  (
    | { kind: "text" | "area"; start?: string }
    | { kind: "day"; start?: string }
    | { kind: "count"; unit?: string; start?: number }
    | { kind: "select"; choices: readonly Choice[]; start?: string }
    // oxlint-disable-next-line no-explicit-any -- each server list has its own rows
    | { kind: "find"; path: string; query?: (values: ActValues) => Query; option: (row: any) => Option; start?: Option }
  );

interface Props<O> {
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Under which name what was typed is kept until it is sent. */
  name: string;
  title: string;
  description?: string;
  fields: readonly ActField[];
  path: string;
  body: (values: ActValues) => unknown;
  /** The words of the button; the title where they are left out. */
  button?: string;
  /** What is done can't be undone. */
  danger?: boolean;
  done: (answer: O) => string;
  onDone?: (answer: O) => void;
}

/** One act as a short form: fields, the draft, what is missing, what the server said. */
export function ActDialog<O>(props: Props<O>) {
  const { open, onOpen, title, fields } = props;
  const t = useText(uiText);
  const draft = useDraft<ActValues>(`act.${props.name}`, startOf(fields));
  const [tried, setTried] = useState(false);
  const send = useSend<ActValues, O>("POST", props.path, { body: props.body });
  const asked = fields.filter((f) => f.when?.(draft.value) ?? true);
  const errors: FieldErrors = {};
  if (tried)
    for (const f of asked)
      if (f.optional !== true && isEmpty(draft.value[f.name]))
        errors[fieldName(props.name, f.name)] = t("act.missing", { label: f.label });
  const submit = () => {
    setTried(true);
    if (asked.some((f) => f.optional !== true && isEmpty(draft.value[f.name]))) return;
    send.mutate(draft.value, {
      onSuccess: (answer) => {
        draft.clear();
        setTried(false);
        onOpen(false);
        notify(props.done(answer));
        props.onDone?.(answer);
      },
    });
  };
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      wide
      title={title}
      {...(props.description === undefined ? {} : { description: props.description })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <DraftNote draft={draft} />
        <ErrorSummary errors={errors} />
        {send.error !== null && <ErrorState error={send.error} />}
        {asked.map((f) => {
          const name = fieldName(props.name, f.name);
          return (
            <Field
              key={f.name}
              name={name}
              label={f.label}
              error={errors[name]}
              optional={f.optional ?? false}
              {...(f.help === undefined ? {} : { help: f.help })}
            >
              <Control field={f} values={draft.value} onValue={(value) => draft.set({ [f.name]: value })} />
            </Field>
          );
        })}
        <div className="actions">
          <Button type="submit" look={props.danger === true ? "danger" : "main"} busy={send.isPending ? "…" : null}>
            {props.button ?? title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Control({
  field: f,
  values,
  onValue,
}: {
  field: ActField;
  values: ActValues;
  onValue: (value: Value) => void;
}) {
  const value = values[f.name] ?? null;
  if (f.kind === "area") return <TextArea rows={3} value={String(value ?? "")} onValue={onValue} />;
  if (f.kind === "day") return <DateInput value={String(value ?? "")} onValue={onValue} />;
  if (f.kind === "count")
    return (
      <NumberInput
        value={typeof value === "number" ? value : null}
        onValue={onValue}
        {...(f.unit === undefined ? {} : { unit: f.unit })}
      />
    );
  if (f.kind === "select")
    return <Select value={String(value ?? "")} onValue={onValue} choices={f.choices} placeholder="" />;
  if (f.kind === "find")
    return (
      <AskCombobox
        path={f.path}
        query={f.query?.(values) ?? {}}
        option={f.option}
        value={isOption(value) ? value : null}
        onValue={onValue}
      />
    );
  return <TextInput value={String(value ?? "")} onValue={onValue} />;
}

function fieldName(act: string, field: string): string {
  return `${act.split(".")[0]}-${field}`;
}

function isOption(value: Value | undefined): value is Option {
  return typeof value === "object" && value !== null;
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function startOf(fields: readonly ActField[]): ActValues {
  return Object.fromEntries(
    fields.map((f) => [
      f.name,
      f.start ?? (f.kind === "day" ? todayInVietnam() : f.kind === "count" || f.kind === "find" ? null : ""),
    ]),
  );
}

/** Of what was typed: text without its edges, null where nothing was. */
export function textOf(values: ActValues, name: string): string | null {
  const value = values[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Of what was found: the id that its option carries. */
export function foundOf(values: ActValues, name: string): string | null {
  const value = values[name];
  return isOption(value) ? value.value : null;
}

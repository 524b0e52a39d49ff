import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { useText } from "../i18n/use-text.ts";
import { Icon } from "./icon.tsx";
import { uiText } from "./ui-text.ts";

interface FieldControl {
  id: string;
  name: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldControl | null>(null);

/** What a control inside a Field puts on its element. Outside a Field a control needs its own aria-label. */
export function useFieldControl(): {
  id?: string;
  name?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
} {
  const field = useContext(FieldContext);
  if (field === null) return {};
  return {
    id: field.id,
    name: field.name,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]/g, "-")}`;
}

interface FieldProps {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  /** In words: what is wrong and how to mend it. */
  error?: string | undefined;
  /** Most fields are needed; the few that are not say so ("silent": in a box of filters, where none is). */
  optional?: boolean | "silent";
  /** Several controls under one label (radios, checkboxes): a fieldset with a legend. */
  group?: boolean;
  children: ReactNode;
}

/** Label above, help below it, the error beside the control. */
export function Field({ name, label, help, error, optional = false, group = false, children }: FieldProps) {
  const t = useText(uiText);
  const id = fieldId(name);
  const described = [help === undefined ? null : `${id}-help`, error === undefined ? null : `${id}-error`]
    .filter((x) => x !== null)
    .join(" ");
  const control: FieldControl = {
    id,
    name,
    describedBy: described === "" ? undefined : described,
    invalid: error !== undefined,
    required: optional === false,
  };
  const words = (
    <>
      {label} {optional === true && <span className="optional">{t("form.optional")}</span>}
    </>
  );
  const body = (
    <>
      {help !== undefined && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error !== undefined && (
        <p className="error" id={`${id}-error`}>
          <Icon of={CircleAlert} />
          {error}
        </p>
      )}
      <FieldContext value={group ? { ...control, id: `${id}-1` } : control}>{children}</FieldContext>
    </>
  );
  const className = error === undefined ? "field" : "field wrong";
  if (group) {
    return (
      <fieldset className={className} aria-describedby={control.describedBy} id={id} tabIndex={-1}>
        <legend>{words}</legend>
        {body}
      </fieldset>
    );
  }
  return (
    <div className={className}>
      <label htmlFor={id}>{words}</label>
      {body}
    </div>
  );
}

export type FieldErrors = Partial<Record<string, string>>;

/** All that is to be mended, on top of the form; takes the focus when it appears and leads to each field. */
export function ErrorSummary({ errors, note }: { errors: FieldErrors; note?: ReactNode }) {
  const t = useText(uiText);
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors).filter((e): e is [string, string] => e[1] !== undefined);
  const signature = entries.map((e) => e.join(":")).join("|");
  useEffect(() => {
    if (signature !== "") box.current?.focus();
  }, [signature]);
  if (entries.length === 0) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{t("form.summary", { n: entries.length })}</h2>
      <ul>
        {entries.map(([name, message]) => (
          <li key={name}>
            <a
              href={`#${fieldId(name)}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fieldId(name))?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
      <p className="s">{note ?? t("form.kept")}</p>
    </div>
  );
}

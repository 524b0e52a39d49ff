import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useRef,
  useState,
} from "react";
import { formatNumber, readNumber } from "#kernel/text/numbers.ts";
import { useText } from "../i18n/use-text.ts";
import { useFieldControl } from "./field.tsx";
import { uiText } from "./ui-text.ts";
import { useUnread } from "./use-unread.ts";

type Common<E> = Omit<E, "className" | "value" | "onChange">;

export function TextInput({
  value,
  onValue,
  short = false,
  ...rest
}: Common<InputHTMLAttributes<HTMLInputElement>> & {
  value: string;
  onValue: (value: string) => void;
  short?: boolean;
}) {
  const field = useFieldControl();
  return (
    <input
      type="text"
      {...field}
      {...rest}
      className={short ? "input short" : "input"}
      value={value}
      onChange={(e) => onValue(e.target.value)}
    />
  );
}

export function TextArea({
  value,
  onValue,
  ...rest
}: Common<TextareaHTMLAttributes<HTMLTextAreaElement>> & { value: string; onValue: (value: string) => void }) {
  const field = useFieldControl();
  return <textarea {...field} {...rest} className="input" value={value} onChange={(e) => onValue(e.target.value)} />;
}

export interface Choice<V extends string = string> {
  value: V;
  label: string;
  disabled?: boolean;
}

/** The browser's own select: the best one on a phone and for a screen reader. For long lists take Combobox. */
export function Select<V extends string>({
  value,
  onValue,
  choices,
  placeholder,
  ...rest
}: Common<SelectHTMLAttributes<HTMLSelectElement>> & {
  value: V | "";
  onValue: (value: V) => void;
  choices: readonly Choice<V>[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
}) {
  const field = useFieldControl();
  return (
    <select {...field} {...rest} className="input" value={value} onChange={(e) => onValue(e.target.value as V)}>
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} disabled={choice.disabled}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

export function Checkbox({
  checked,
  onChecked,
  children,
  help,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "checked" | "onChange" | "type"> & {
  checked: boolean;
  onChecked: (checked: boolean) => void;
  children: ReactNode;
  help?: ReactNode;
}) {
  return (
    <label className="check">
      <input {...rest} type="checkbox" checked={checked} onChange={(e) => onChecked(e.target.checked)} />
      <span>
        {children}
        {help !== undefined && <small>{help}</small>}
      </span>
    </label>
  );
}

/** One of a few, all in sight; put it in `<Field group>`. */
export function Radios<V extends string>({
  name,
  value,
  onValue,
  choices,
}: {
  name: string;
  value: V | "";
  onValue: (value: V) => void;
  choices: readonly (Omit<Choice<V>, "label"> & { label: ReactNode; help?: ReactNode })[];
}) {
  return choices.map((choice) => (
    <label className="check" key={choice.value}>
      <input
        type="radio"
        name={name}
        value={choice.value}
        checked={value === choice.value}
        disabled={choice.disabled}
        onChange={() => onValue(choice.value)}
      />
      <span>
        {choice.label}
        {choice.help !== undefined && <small>{choice.help}</small>}
      </span>
    </label>
  ));
}

/** Reads "1.234", "1 234" and "1234" alike; null for nothing typed, undefined for no number. */
export function readCount(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === "") return null;
  return /^\d{1,3}([. ]\d{3})+$|^\d+$/.test(text) ? Number(text.replaceAll(/[. ]/g, "")) : undefined;
}

/** Reads "1.234,5" and "70" alike; null for nothing typed, undefined for no number or one below nought. */
function readDecimal(typed: string): number | null | undefined {
  if (typed.trim() === "") return null;
  const read = readNumber(typed);
  return read === null || read < 0 ? undefined : read;
}

/** A whole number, or with `decimal` also parts of one, typed; never spun by accident with the wheel. What is no number stays as typed and holds its form. */
export function NumberInput({
  value,
  onValue,
  unit,
  decimal = false,
  ...rest
}: Common<InputHTMLAttributes<HTMLInputElement>> & {
  value: number | null;
  onValue: (value: number | null) => void;
  unit?: string;
  decimal?: boolean;
}) {
  const t = useText(uiText);
  const field = useFieldControl();
  const reader = decimal ? readDecimal : readCount;
  const shown = (n: number | null) => (n === null ? "" : formatNumber(n, decimal ? 6 : 0));
  const [typed, setTyped] = useState(shown(value));
  const read = reader(typed);
  const control = useRef<HTMLInputElement>(null);
  const why = useId();
  useUnread(control, read === undefined);
  // A value set from outside replaces what is typed, unless it is what is typed.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (read !== value) setTyped(shown(value));
  }
  return (
    <>
      <div className="input-line">
        <input
          {...field}
          {...rest}
          ref={control}
          type="text"
          inputMode={decimal ? "decimal" : "numeric"}
          className="input short num"
          value={typed}
          aria-invalid={read === undefined || field["aria-invalid"]}
          aria-describedby={
            read === undefined ? `${why} ${field["aria-describedby"] ?? ""}`.trim() : field["aria-describedby"]
          }
          onChange={(e) => {
            setTyped(e.target.value);
            const next = reader(e.target.value);
            if (next !== undefined) onValue(next);
          }}
          onBlur={() => read !== undefined && setTyped(shown(read))}
        />
        {unit !== undefined && <span className="dim">{unit}</span>}
      </div>
      {read === undefined && (
        <p className="understood wrong" role="status" id={why}>
          {t(decimal ? "number.wrong-decimal" : "number.wrong", { typed })}
        </p>
      )}
    </>
  );
}

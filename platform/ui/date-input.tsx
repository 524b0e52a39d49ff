import { useId, useRef, useState } from "react";
import { type CivilDate, formatDate } from "#kernel/civil-date.ts";
import { readTypedDate } from "#kernel/typed-date.ts";
import { useFormats, useText } from "../i18n/use-text.ts";
import { useFieldControl } from "./field.tsx";
import { uiText } from "./ui-text.ts";
import { useUnread } from "./use-unread.ts";

interface DateInputProps {
  /** `YYYY-MM-DD`, or "" for none. */
  value: string;
  onValue: (value: CivilDate | "") => void;
  /** Which year "5/2" means; see kernel/typed-date. */
  lean?: "same" | "past" | "future";
  "aria-label"?: string;
}

/**
 * A day, typed as people write it (5/2, 05022025, 5 tháng 2 năm 2025). What was understood is said in
 * words below while one types; what is not understood stays as typed, has no value and holds its form.
 */
export function DateInput({ value, onValue, lean = "same", ...rest }: DateInputProps) {
  const t = useText(uiText);
  const formats = useFormats();
  const field = useFieldControl();
  const [typed, setTyped] = useState(value === "" ? "" : formatDate(value as CivilDate));
  const [left, setLeft] = useState(true);
  const read = typed.trim() === "" ? null : readTypedDate(typed, { lean });

  // A value set from outside replaces what is typed, unless it is what is typed.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    const meant = read === null ? "" : read.ok ? read.date : "";
    if (meant !== value) setTyped(value === "" ? "" : formatDate(value as CivilDate));
  }

  const unread = read !== null && !read.ok;
  const wrong = unread && left;
  const control = useRef<HTMLInputElement>(null);
  const why = useId();
  useUnread(control, unread, () => setLeft(true));
  return (
    <>
      <input
        {...field}
        {...rest}
        ref={control}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        className="input short"
        placeholder="dd/mm/yyyy"
        value={typed}
        aria-invalid={wrong || field["aria-invalid"]}
        aria-describedby={wrong ? `${why} ${field["aria-describedby"] ?? ""}`.trim() : field["aria-describedby"]}
        onFocus={() => setLeft(false)}
        onBlur={() => {
          setLeft(true);
          if (read?.ok === true) setTyped(formatDate(read.date));
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = event.target.value.trim() === "" ? null : readTypedDate(event.target.value, { lean });
          onValue(next === null || !next.ok ? "" : next.date);
        }}
      />
      <p className={wrong ? "understood wrong" : "understood"} role="status" id={why}>
        {wrong
          ? t("date.wrong", { typed })
          : read?.ok === true && !left
            ? t("date.understood", { day: formats.dayLong(read.date) })
            : ""}
      </p>
    </>
  );
}

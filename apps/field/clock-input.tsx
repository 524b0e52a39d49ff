import { useState } from "react";
import { readClockTime } from "#modules/talks/client.ts";
import { described, Field } from "./parts.tsx";

/** An hour as people here write it, 24 hours; browsers' own time fields show AM and PM on many phones. */
export function ClockInput({
  id,
  label,
  value,
  error,
  change,
}: {
  id: string;
  label: string;
  value: string;
  error?: string | undefined;
  change: (time: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field id={id} label={label} error={error}>
      <input
        className="in"
        inputMode="numeric"
        autoComplete="off"
        placeholder="19:00"
        value={typed ?? value}
        {...described(id, error)}
        onChange={(event) => {
          setTyped(event.target.value);
          change(event.target.value.trim() === "" ? "" : readClockTime(event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
}

import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import type { LawRef, LawRow } from "../contract.ts";

/** Choose a document of the register by symbol or words of its abstract. */
export function LawPicker({
  value,
  onValue,
  ...rest
}: {
  value: LawRef | null;
  onValue: (law: LawRef | null) => void;
  "aria-label"?: string;
}) {
  return (
    <AskCombobox<LawRow>
      {...rest}
      path="/laws"
      option={(law) => ({ value: law.id, label: law.title, ...(law.abstract === null ? {} : { hint: law.abstract }) })}
      value={value === null ? null : { value: value.id, label: value.title }}
      onValue={(next) => onValue(next === null ? null : { id: next.value, symbol: null, title: next.label })}
    />
  );
}

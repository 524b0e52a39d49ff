import { useMemo } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { UnitListItem, UnitPage } from "../contract.ts";
import { unitText } from "./desk-text.ts";

function optionOf(unit: Pick<UnitListItem, "id" | "name" | "parentName" | "code">): Option {
  const hint = [unit.parentName, unit.code].filter((x) => x !== null && x !== "").join(" · ");
  return hint === ""
    ? { value: String(unit.id), label: unit.name }
    : { value: String(unit.id), label: unit.name, hint };
}

/** The name of a unit as it is (or last was), or undefined while it is fetched. */
export function useUnitName(id: number | null): string | undefined {
  const asked = useAsk<UnitPage>(`/units/${id ?? 0}`, {}, { enabled: id !== null });
  return asked.data?.name;
}

interface Props {
  value: number | null;
  onValue: (id: number | null) => void;
  /** Only below this unit. */
  under?: number | null;
  kind?: string;
  level?: string;
  /** The units of that day; today where absent. */
  on?: string;
  "aria-label"?: string;
}

/** Choose a unit by typing its name (diacritics or none) or its code. */
export function UnitPicker({ value, onValue, under, kind, level, on, ...rest }: Props) {
  const t = useText(unitText);
  const chosen = useAsk<UnitPage>(`/units/${value ?? 0}`, {}, { enabled: value !== null });
  const option = useMemo(
    () =>
      value === null ? null : chosen.data?.id === value ? optionOf(chosen.data) : { value: String(value), label: "…" },
    [value, chosen.data],
  );
  return (
    <AskCombobox<UnitListItem>
      {...rest}
      path="/units"
      query={{ under, kind, level, on }}
      option={optionOf}
      value={option}
      onValue={(next) => onValue(next === null ? null : Number(next.value))}
      placeholder={t("picker.type")}
    />
  );
}

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { useMemo, useState } from "react";
import { findForms, findWords } from "#kernel/text/fold.ts";
import { useText } from "../i18n/use-text.ts";
import { useFieldControl } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { uiText } from "./ui-text.ts";

export interface Option {
  value: string;
  label: string;
  /** Second voice: what tells two of the same name apart. Searched too. */
  hint?: string;
}

/** Every word typed must begin a word of the label or hint, diacritics or none: "la bou" finds "Thôn La Bouyê". */
export function matches(option: Option, query: string): boolean {
  const target = ` ${findForms(`${option.label} ${option.hint ?? ""}`)}`;
  return findWords(query).every((word) => target.includes(` ${word}`));
}

interface Props {
  value: Option | null;
  onValue: (value: Option | null) => void;
  /** All options, or those that the server found for what was typed (then also give onSearch). */
  options: readonly Option[];
  /** Set for options that come from the server: called with what was typed. */
  onSearch?: (query: string) => void;
  searching?: boolean;
  placeholder?: string;
  "aria-label"?: string;
}

/** Choose one of many by typing, without diacritics if one likes. */
export function Combobox({ value, onValue, options, onSearch, searching = false, placeholder, ...rest }: Props) {
  const t = useText(uiText);
  const field = useFieldControl();
  const [typing, setTyping] = useState<{ text: string; over: Option | null } | null>(null);
  const typed = typing === null ? null : typing.text;
  // Long lists show their first hundred: one types to get to the rest.
  const shown = useMemo(
    () => (typed === null || onSearch !== undefined ? options : options.filter((o) => matches(o, typed))).slice(0, 100),
    [options, typed, onSearch],
  );
  // While one types, a name or a default that comes late does not take the place of what is typed.
  const untouched = typing !== null && (typing.over === null || typing.over.value === value?.value);
  const named = untouched ? typing.over : value;
  return (
    <Base.Root<Option>
      items={shown}
      filter={null}
      value={named}
      autoHighlight
      itemToStringLabel={(item) => item.label}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onValueChange={(next) => {
        setTyping(null);
        onValue(next);
      }}
      onInputValueChange={(next, details) => {
        if (details.reason !== "input-change") return;
        setTyping((before) => ({ text: next, over: before === null ? value : before.over }));
        onSearch?.(next);
      }}
      onOpenChange={(open) => {
        if (!open) setTyping(null);
      }}
    >
      <div className="combo">
        <Base.Input {...field} {...rest} className="input" placeholder={placeholder ?? t("combo.type")} />
        <div className="ends">
          <Base.Clear aria-label={t("combo.clear")}>
            <Icon of={X} size={16} />
          </Base.Clear>
          <Base.Trigger aria-label={t("combo.open")}>
            <Icon of={ChevronDown} size={18} />
          </Base.Trigger>
        </div>
      </div>
      <Base.Portal>
        <Base.Positioner sideOffset={4} style={{ zIndex: 40 }}>
          <Base.Popup className="popup wide">
            <Base.Status>{searching ? <div className="none">{t("combo.searching")}</div> : null}</Base.Status>
            <Base.Empty>{searching ? null : <div className="none">{t("combo.none")}</div>}</Base.Empty>
            <Base.List>
              {(item: Option) => (
                <Base.Item key={item.value} value={item}>
                  <span className="grow">
                    {item.label}
                    {item.hint !== undefined && <span className="dim s sub">{item.hint}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Icon of={Check} size={18} />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

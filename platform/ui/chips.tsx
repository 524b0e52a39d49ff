import { Plus, X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { useText } from "../i18n/use-text.ts";
import { Icon } from "./icon.tsx";
import { uiText } from "./ui-text.ts";

export interface Chip {
  key: string;
  /** "Tháng" in "Tháng 11/2026"; left out where the value speaks for itself. */
  label?: string;
  value: ReactNode;
  onRemove: () => void;
}

/** The filters that hold, each to be taken off, and the door to more of them. */
export function Chips({
  chips,
  onClear,
  children,
}: {
  chips: readonly Chip[];
  onClear?: () => void;
  /** The "Lọc thêm" control: a Menu or AddFilter. */
  children?: ReactNode;
}): ReactElement {
  const t = useText(uiText);
  return (
    <div className="chips">
      {chips.map((chip) => (
        <span className="chip" key={chip.key}>
          {chip.label !== undefined && <span className="dim">{chip.label}</span>}
          {chip.value}
          <button
            type="button"
            aria-label={t("chips.remove", { label: chip.label ?? String(chip.value) })}
            onClick={chip.onRemove}
          >
            <Icon of={X} size={16} />
          </button>
        </span>
      ))}
      {children}
      {onClear !== undefined && chips.length > 1 && (
        <button type="button" className="linklike s" onClick={onClear}>
          {t("chips.clear")}
        </button>
      )}
    </div>
  );
}

/** Opens whatever holds the other filters: a Dialog, usually. */
export function AddFilter({ onOpen, shortcut }: { onOpen: () => void; shortcut?: string }) {
  const t = useText(uiText);
  return (
    <button type="button" className="chip add" onClick={onOpen} aria-keyshortcuts={shortcut}>
      <Icon of={Plus} size={16} />
      {t("chips.add")}
    </button>
  );
}

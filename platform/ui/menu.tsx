import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Icon } from "./icon.tsx";

export interface MenuItem {
  key: string;
  label: ReactNode;
  onSelect: () => void;
  /** For a menu of switches or of one choice: whether this one is on. The menu then stays open. */
  checked?: boolean;
  disabled?: boolean;
}

interface Props {
  /** The button that opens it; a native <button>. */
  trigger: ReactElement;
  items: readonly (MenuItem | "line" | { title: string })[];
  align?: "start" | "end";
}

/** Acts that are not worth a button each. */
export function Menu({ trigger, items, align = "end" }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} style={{ zIndex: 40 }}>
          <Base.Popup className="popup">
            {items.map((item, at) => {
              if (item === "line") return <Base.Separator key={`line-${at}`} render={<hr />} />;
              if ("title" in item)
                return (
                  <div key={`title-${at}`} className="title" role="presentation">
                    {item.title}
                  </div>
                );
              if (item.checked === undefined) {
                return (
                  <Base.Item key={item.key} disabled={item.disabled ?? false} onClick={item.onSelect}>
                    {item.label}
                  </Base.Item>
                );
              }
              return (
                <Base.CheckboxItem
                  key={item.key}
                  checked={item.checked}
                  disabled={item.disabled ?? false}
                  onCheckedChange={item.onSelect}
                >
                  <span className="mark">{item.checked && <Icon of={Check} size={18} />}</span>
                  {item.label}
                </Base.CheckboxItem>
              );
            })}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export interface Tab {
  key: string;
  label: string;
  count?: ReactNode;
  content: ReactNode;
}

/** Faces of one thing. Arrow keys move between them. Keep the open one in the address with useFilters. */
export function Tabs({
  tabs,
  value,
  onValue,
  label,
}: {
  tabs: readonly Tab[];
  value: string;
  onValue: (key: string) => void;
  label: string;
}) {
  return (
    <Base.Root value={value} onValueChange={(next) => onValue(String(next))}>
      <Base.List className="tabs" aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.key} value={tab.key}>
            {tab.label}
            {tab.count !== undefined && <b>{tab.count}</b>}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.key} value={tab.key}>
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

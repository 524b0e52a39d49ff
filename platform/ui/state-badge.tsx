import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** warn: needs a person; bad: loss or danger; ok: done; act: under way; off: nothing to do. */
export type Tone = "warn" | "bad" | "ok" | "act" | "off";

/** A state: always a shape and a word, the colour only helps. */
export function StateBadge({
  tone,
  icon,
  children,
  small = true,
}: {
  tone: Tone;
  icon: LucideIcon;
  children: ReactNode;
  small?: boolean;
}) {
  return (
    <span className={`st ${tone}${small ? " s" : ""}`}>
      <Icon of={icon} size={18} />
      {children}
    </span>
  );
}

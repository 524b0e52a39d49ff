import type { LucideIcon } from "lucide-react";

/** A Lucide icon in the product's stroke. Decoration beside words: hidden from readers unless `label` is given. */
export function Icon({
  of: Shape,
  size = 20,
  label,
}: {
  of: LucideIcon;
  size?: 16 | 18 | 20 | 24 | 28;
  label?: string;
}) {
  const named = label === undefined ? { "aria-hidden": true as const } : { role: "img" as const, "aria-label": label };
  return (
    <Shape
      className="i"
      strokeWidth={1.75}
      style={size === 20 ? undefined : { width: size, height: size }}
      {...named}
    />
  );
}

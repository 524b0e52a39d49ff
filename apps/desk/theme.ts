import { useKept } from "#platform/ui/kept.ts";

export type Theme = "light" | "dark" | "system";

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, keep] = useKept<Theme>("theme", "system");
  return [
    theme,
    (next) => {
      keep(next);
      if (next === "system") delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = next;
    },
  ];
}

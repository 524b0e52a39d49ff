export type Theme = "system" | "light" | "dark";
const key = "caunoi.theme";

export function theme(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

export function showTheme(choice: Theme = theme()): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export function keepTheme(choice: Theme): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // A browser that keeps nothing still shows the choice until it is closed.
  }
  showTheme(choice);
}

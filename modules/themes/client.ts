import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The themes' page at the desk; fetched when it is opened. */
export const themeScreens: readonly DeskScreen[] = [
  { path: "/themes", load: () => import("./client/desk-themes.tsx").then((m) => m.ThemesScreen) },
];

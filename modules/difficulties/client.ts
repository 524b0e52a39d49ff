import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The difficulties' pages at the desk; each is fetched when it is opened. */
export const difficultyScreens: readonly DeskScreen[] = [
  { path: "/difficulties", load: () => import("./client/desk-difficulties.tsx").then((m) => m.DifficultiesScreen) },
  {
    path: "/difficulties/settings",
    load: () => import("./client/desk-settings.tsx").then((m) => m.DifficultySettingsScreen),
  },
  {
    path: "/difficulties/$difficultyId",
    load: () => import("./client/desk-difficulty.tsx").then((m) => m.DifficultyScreen),
  },
];

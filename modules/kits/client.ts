import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The rapid kits' pages at the desk; each is fetched when it is opened. */
export const kitScreens: readonly DeskScreen[] = [
  { path: "/kits", load: () => import("./client/desk-kits.tsx").then((m) => m.KitsScreen) },
  { path: "/kits/$kitId", load: () => import("./client/desk-kit.tsx").then((m) => m.KitScreen) },
];

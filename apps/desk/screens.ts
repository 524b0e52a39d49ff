import type { DeskScreen } from "#platform/ui/screen.tsx";

/** Every page of the desk. A room's pages come from its client.ts; each is loaded when it is opened. */
export const screens: readonly DeskScreen[] = [
  { path: "/", load: () => import("./home/home.tsx").then((m) => m.HomeScreen) },
  { path: "/account", load: () => import("./account/account.tsx").then((m) => m.AccountScreen) },
];

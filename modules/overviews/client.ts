import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The overviews' pages at the desk; each is fetched when it is opened. */
export const overviewScreens: readonly DeskScreen[] = [
  { path: "/overviews", load: () => import("./client/desk-overview.tsx").then((m) => m.OverviewScreen) },
  { path: "/overviews/talks", load: () => import("./client/desk-behind.tsx").then((m) => m.BehindScreen) },
  { path: "/overviews/targets", load: () => import("./client/desk-targets.tsx").then((m) => m.TargetsScreen) },
  { path: "/overviews/rules", load: () => import("./client/desk-rules.tsx").then((m) => m.RulesScreen) },
  { path: "/overviews/summary", load: () => import("./client/desk-summary.tsx").then((m) => m.SummaryScreen) },
];

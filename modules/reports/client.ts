import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The reports' pages at the desk; each is fetched when it is opened. */
export const reportScreens: readonly DeskScreen[] = [
  { path: "/reports", load: () => import("./client/desk-reports.tsx").then((m) => m.ReportsScreen) },
  { path: "/reports/$reportId", load: () => import("./client/desk-report.tsx").then((m) => m.ReportScreen) },
];

/** The rough map of communes, fetched with the screen that draws it. */
export const loadTilePlaces = () => import("./client/tile-places.ts").then((m) => m.tilePlaces);

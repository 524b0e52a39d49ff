import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The reports' pages at the desk; each is fetched when it is opened. */
export const reportScreens: readonly DeskScreen[] = [
  { path: "/reports", load: () => import("./client/desk-reports.tsx").then((m) => m.ReportsScreen) },
  { path: "/reports/senders", load: () => import("./client/desk-senders.tsx").then((m) => m.SendersScreen) },
  { path: "/reports/templates", load: () => import("./client/desk-templates.tsx").then((m) => m.TemplatesScreen) },
  { path: "/reports/find/$reference", load: () => import("./client/desk-find.tsx").then((m) => m.FindScreen) },
  { path: "/reports/$reportId", load: () => import("./client/desk-report.tsx").then((m) => m.ReportScreen) },
];

/** The rough map of communes, fetched with the screen that draws it. */
export const loadTilePlaces = () => import("./client/tile-places.ts").then((m) => m.tilePlaces);

/** For the desk's search: whether it could be a printed reference, and where the figure found by it is shown. */
export { looksLikeReference, placeOf } from "./client/find-place.ts";

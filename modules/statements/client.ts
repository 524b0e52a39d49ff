import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The statements' pages at the desk; each is fetched when it is opened. */
export const statementScreens: readonly DeskScreen[] = [
  { path: "/statements", load: () => import("./client/desk-statements.tsx").then((m) => m.StatementsScreen) },
  {
    path: "/statements/$statementId",
    load: () => import("./client/desk-statement.tsx").then((m) => m.StatementScreen),
  },
];

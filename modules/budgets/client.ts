import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The budgets' pages at the desk; each is fetched when it is opened. */
export const budgetScreens: readonly DeskScreen[] = [
  { path: "/budgets", load: () => import("./client/desk-budgets.tsx").then((m) => m.BudgetsScreen) },
  { path: "/budgets/sources", load: () => import("./client/desk-sources.tsx").then((m) => m.BudgetSourcesScreen) },
  { path: "/budgets/lines/$lineId", load: () => import("./client/desk-line.tsx").then((m) => m.BudgetLineScreen) },
];

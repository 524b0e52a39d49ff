import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The plans' pages at the desk; each is fetched when it is opened. */
export const planScreens: readonly DeskScreen[] = [
  { path: "/plans", load: () => import("./client/desk-plans.tsx").then((m) => m.PlansScreen) },
  { path: "/plans/import", load: () => import("./client/desk-plan-import.tsx").then((m) => m.PlanImportScreen) },
  { path: "/plans/$planId", load: () => import("./client/desk-plan.tsx").then((m) => m.PlanScreen) },
  {
    path: "/plans/$planId/issued",
    load: () => import("./client/desk-plan-issued.tsx").then((m) => m.PlanIssuedScreen),
  },
  {
    path: "/plans/$planId/briefing",
    load: () => import("./client/desk-plan-briefing.tsx").then((m) => m.PlanBriefingScreen),
  },
];

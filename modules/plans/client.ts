import type { DeskPart } from "#platform/ui/parts.tsx";
import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The plans' pages at the desk; each is fetched when it is opened. */
export const planScreens: readonly DeskScreen[] = [
  { path: "/plans", load: () => import("./client/desk-plans.tsx").then((m) => m.PlansScreen) },
  { path: "/plans/calendar", load: () => import("./client/desk-plan-calendar.tsx").then((m) => m.PlanCalendarScreen) },
  { path: "/plans/timeline", load: () => import("./client/desk-plan-timeline.tsx").then((m) => m.PlanTimelineScreen) },
  { path: "/plans/late", load: () => import("./client/desk-plan-late.tsx").then((m) => m.PlanLateScreen) },
  { path: "/plans/tasks/$taskId", load: () => import("./client/desk-task.tsx").then((m) => m.TaskScreen) },
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

/** What the plans show on pages of the talks and the courses. */
export const planParts: readonly DeskPart<unknown>[] = [
  { place: "talk.page", load: () => import("./client/talk-task.tsx").then((m) => m.TalkTaskPart) },
  { place: "course.page", load: () => import("./client/course-task.tsx").then((m) => m.CourseTaskPart) },
  { place: "talk.plan", load: () => import("./client/talk-task.tsx").then((m) => m.PlanTaskPart) },
];

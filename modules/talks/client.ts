import type { DeskScreen } from "#platform/ui/screen.tsx";

export { talkText } from "./client/desk-text.ts";

/** The talks' pages at the desk; each is fetched when it is opened. */
export const talkScreens: readonly DeskScreen[] = [
  { path: "/talks", load: () => import("./client/desk-talks.tsx").then((m) => m.TalksScreen) },
  { path: "/talks/new", load: () => import("./client/desk-plan.tsx").then((m) => m.PlanTalkScreen) },
  { path: "/talks/calendar", load: () => import("./client/desk-calendar.tsx").then((m) => m.CalendarScreen) },
  { path: "/talks/held", load: () => import("./client/desk-held.tsx").then((m) => m.HeldScreen) },
  { path: "/talks/$talkId", load: () => import("./client/desk-talk.tsx").then((m) => m.TalkScreen) },
];

/** What the phone shows of talks and how it records one: pure, without a screen. */
export * from "./client/field-record.ts";
export * from "./client/field-talk.ts";

import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The hall's pages at the desk; each is fetched when it is opened. */
export const liveScreens: readonly DeskScreen[] = [
  { path: "/talks/$talkId/hall", load: () => import("./client/desk-hall.tsx").then((m) => m.HallScreen) },
  { path: "/checks/$versionId", load: () => import("./client/desk-checks.tsx").then((m) => m.ChecksScreen) },
];

/** Counting hands on the speaker's phone: pure, without a screen. */
export * from "./client/field-tally.ts";

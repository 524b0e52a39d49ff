import type { DeskScreen } from "#platform/ui/screen.tsx";

export { useTopics } from "./client/use-topics.ts";

/** The corrections' pages at the desk; each is fetched when it is opened. */
export const correctionScreens: readonly DeskScreen[] = [
  { path: "/corrections", load: () => import("./client/desk-corrections.tsx").then((m) => m.CorrectionsScreen) },
  {
    path: "/corrections/$correctionId",
    load: () => import("./client/desk-correction.tsx").then((m) => m.CorrectionScreen),
  },
];

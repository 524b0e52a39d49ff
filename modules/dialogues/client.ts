import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The dialogues' pages at the desk; each is fetched when it is opened. */
export const dialogueScreens: readonly DeskScreen[] = [
  { path: "/dialogues", load: () => import("./client/desk-dialogues.tsx").then((m) => m.DialoguesScreen) },
  { path: "/dialogues/new", load: () => import("./client/desk-plan.tsx").then((m) => m.PlanDialogueScreen) },
  { path: "/dialogues/$dialogueId", load: () => import("./client/desk-dialogue.tsx").then((m) => m.DialogueScreen) },
  {
    path: "/dialogues/$dialogueId/edit",
    load: () => import("./client/desk-plan.tsx").then((m) => m.EditDialogueScreen),
  },
];

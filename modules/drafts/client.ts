import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The drafts' pages at the desk; each is fetched when it is opened. */
export const draftScreens: readonly DeskScreen[] = [
  { path: "/drafts", load: () => import("./client/desk-drafts.tsx").then((m) => m.DraftsScreen) },
  { path: "/drafts/new", load: () => import("./client/desk-draft-facts.tsx").then((m) => m.NewDraftScreen) },
  { path: "/drafts/stages", load: () => import("./client/desk-stages.tsx").then((m) => m.DraftStagesScreen) },
  { path: "/drafts/criteria", load: () => import("./client/desk-criteria.tsx").then((m) => m.DraftCriteriaScreen) },
  { path: "/drafts/$draftId", load: () => import("./client/desk-draft.tsx").then((m) => m.DraftScreen) },
  { path: "/drafts/$draftId/edit", load: () => import("./client/desk-draft-facts.tsx").then((m) => m.EditDraftScreen) },
  { path: "/drafts/$draftId/text", load: () => import("./client/desk-draft-text.tsx").then((m) => m.DraftTextScreen) },
];

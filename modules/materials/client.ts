import type { DeskScreen } from "#platform/ui/screen.tsx";

/** What the phone keeps and shows of materials: pure, without a screen. */
export * from "./client/field-material.ts";

/** What the desk's first page says of materials: what waits for this person, what lacks a language. */
export const loadMaterialNotes = () => import("./client/desk-waiting.tsx").then((m) => ({ default: m.MaterialNotes }));

/** The materials' pages at the desk; each is fetched when it is opened. */
export const materialScreens: readonly DeskScreen[] = [
  { path: "/materials", load: () => import("./client/desk-materials.tsx").then((m) => m.MaterialsScreen) },
  { path: "/materials/conflicts", load: () => import("./client/desk-conflicts.tsx").then((m) => m.ConflictsScreen) },
  { path: "/materials/new", load: () => import("./client/desk-edit.tsx").then((m) => m.NewMaterialScreen) },
  { path: "/materials/waiting", load: () => import("./client/desk-waiting.tsx").then((m) => m.WaitingScreen) },
  { path: "/materials/gaps", load: () => import("./client/desk-gaps.tsx").then((m) => m.GapsScreen) },
  { path: "/materials/words", load: () => import("./client/desk-words.tsx").then((m) => m.WordsScreen) },
  { path: "/materials/settings", load: () => import("./client/desk-settings.tsx").then((m) => m.SettingsScreen) },
  { path: "/materials/$materialId", load: () => import("./client/desk-material.tsx").then((m) => m.MaterialScreen) },
  {
    path: "/materials/$materialId/edit",
    load: () => import("./client/desk-edit.tsx").then((m) => m.EditMaterialScreen),
  },
  {
    path: "/materials/$materialId/compare",
    load: () => import("./client/desk-compare.tsx").then((m) => m.CompareScreen),
  },
  { path: "/materials/$materialId/reach", load: () => import("./client/desk-reach.tsx").then((m) => m.ReachScreen) },
  {
    path: "/materials/$materialId/languages/$language",
    load: () => import("./client/desk-language.tsx").then((m) => m.LanguageScreen),
  },
];

import type { DeskScreen } from "#platform/ui/screen.tsx";

/** What the phone keeps and shows of materials: pure, without a screen. */
export * from "./client/field-material.ts";

/** The materials' pages at the desk; each is fetched when it is opened. */
export const materialScreens: readonly DeskScreen[] = [
  { path: "/materials", load: () => import("./client/desk-materials.tsx").then((m) => m.MaterialsScreen) },
  { path: "/materials/conflicts", load: () => import("./client/desk-conflicts.tsx").then((m) => m.ConflictsScreen) },
  { path: "/materials/new", load: () => import("./client/desk-edit.tsx").then((m) => m.NewMaterialScreen) },
  { path: "/materials/$materialId", load: () => import("./client/desk-material.tsx").then((m) => m.MaterialScreen) },
  {
    path: "/materials/$materialId/edit",
    load: () => import("./client/desk-edit.tsx").then((m) => m.EditMaterialScreen),
  },
];

import type { DeskScreen } from "#platform/ui/screen.tsx";

export { UnitPicker, useUnitName } from "./client/unit-picker.tsx";

/** The units' pages at the desk; each is fetched when it is opened. */
export const unitScreens: readonly DeskScreen[] = [
  { path: "/units", load: () => import("./client/desk-units.tsx").then((m) => m.UnitsScreen) },
  { path: "/units/change", load: () => import("./client/desk-change.tsx").then((m) => m.ChangeScreen) },
  { path: "/units/files", load: () => import("./client/desk-files.tsx").then((m) => m.UnitFilesScreen) },
  { path: "/units/$unitId", load: () => import("./client/desk-unit.tsx").then((m) => m.UnitScreen) },
];

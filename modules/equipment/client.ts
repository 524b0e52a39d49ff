import type { DeskScreen } from "#platform/ui/screen.tsx";

/** The pages of equipment at the desk; each is fetched when it is opened. */
export const equipmentScreens: readonly DeskScreen[] = [
  { path: "/equipment", load: () => import("./client/desk-equipment.tsx").then((m) => m.EquipmentScreen) },
  { path: "/equipment/kinds", load: () => import("./client/desk-kinds.tsx").then((m) => m.EquipmentKindsScreen) },
  {
    path: "/equipment/$equipmentId",
    load: () => import("./client/desk-thing.tsx").then((m) => m.EquipmentThingScreen),
  },
];

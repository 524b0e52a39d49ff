/** The door of this room on the server. */
export {
  communeOf,
  descendants,
  findUnit,
  findUnitByCode,
  getUnitByCode,
  lastDay,
  listUnits,
  populationOf,
  rollUp,
  unitName,
  unitPath,
} from "./server/doors.ts";
export { type UnitState, unitState, unitStateInMemory, watchUnits } from "./server/unit-state.ts";
export { registerUnitTouch, type UnitTouch } from "./server/touches.ts";
export { operateUnits } from "./server/operate-units.ts";
export { readSuccessionRows, readUnitRows } from "./server/read-unit-file.ts";
export { unitCommands } from "./server/commands.ts";
export { unitRoutes } from "./server/routes.ts";
export { unitPolicy } from "./policy.ts";
export { buildUnit, administrator as unitAdministrator } from "./server/factory.ts";
export { unitRoom } from "./server/room.ts";

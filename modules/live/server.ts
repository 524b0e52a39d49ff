/** The door of this room on the server. */
export { buildHallPages } from "./server/hall-pages.ts";
export { buildHall, fireChecks } from "./server/factory.ts";
export { hallsOf } from "./server/halls.ts";
export { liveRoom } from "./server/room.ts";

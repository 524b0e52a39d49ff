/** The door of this room on the server. */
export { kitRoom } from "./server/room.ts";
export { kitsOfPeriod } from "./server/read-kits.ts";

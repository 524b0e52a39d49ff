/** The door of this room on the server. */
export { equipmentRoom } from "./server/room.ts";

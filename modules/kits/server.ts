/** The door of this room on the server. */
export { kitRoom } from "./server/room.ts";

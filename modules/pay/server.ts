/** The door of this room on the server. */
export { payRoom } from "./server/room.ts";

/** The door of this room on the server. */
export { overviewRoom } from "./server/room.ts";

/** The door of this room on the server. */
export { statementRoom } from "./server/room.ts";

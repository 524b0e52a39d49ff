/** The door of this room on the server. */
export { difficultyRoom } from "./server/room.ts";

/** The door of this room on the server. */
export { courseRoom } from "./server/room.ts";
export { readTraining } from "./server/training.ts";

/** The door of this room on the server. */
export { channelRoom } from "./server/room.ts";

/** The door of this room on the server. */
export { revisionHolds } from "./server/report-page.ts";
export { reportRoom } from "./server/room.ts";

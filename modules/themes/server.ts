/** The door of this room on the server. */
export { releaseThemes } from "./server/release-themes.ts";
export { readThemes } from "./server/read-themes.ts";
export { themeRoom } from "./server/room.ts";

/** The door of this room on the server. */
export { findPublicCorrection, listPublicCorrections } from "./portal/public-corrections.ts";
export { correctionRoom } from "./server/room.ts";

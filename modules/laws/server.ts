/** The door of this room on the server. */
export { buildLaw } from "./server/factory.ts";
export { documentsIn, readText, remarksOnMaterial, type TextToRemarkOn } from "./server/read-text.ts";
export { findLawRef } from "./server/find-law-ref.ts";
export { lawRoom } from "./server/room.ts";

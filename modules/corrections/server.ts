/** The door of this room on the server. */
export { findPublicCorrection, listPublicCorrections } from "./portal/public-corrections.ts";
export { correctionRoutes } from "./server/routes.ts";
export { correctionCommands } from "./server/write-correction.ts";
export { correctionPolicy } from "./policy.ts";

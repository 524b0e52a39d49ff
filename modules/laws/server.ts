/** The door of this room on the server. */
export { lawCommands } from "./server/commands.ts";
export { buildLaw } from "./server/factory.ts";
export { documentsIn, readText, remarksOnMaterial, type TextToRemarkOn } from "./server/read-text.ts";
export { findLawRef } from "./server/find-law-ref.ts";
export { lawRoutes } from "./server/routes.ts";
export { lawPolicy } from "./policy.ts";

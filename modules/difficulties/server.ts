/** The door of this room on the server. */
export { difficultyCommands } from "./server/commands.ts";
export { difficultyRoutes } from "./server/routes.ts";
export { difficultiesWaiting } from "./server/waiting.ts";
export { difficultyPolicy } from "./policy.ts";

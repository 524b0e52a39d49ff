/** The door of this room on the server. */
export { kitRoutes } from "./server/routes.ts";
export { kitCommands } from "./server/write-kit.ts";
export { kitPolicy } from "./policy.ts";
export { kitsWaiting } from "./server/waiting.ts";

/** The door of this room on the server. */
export { buildReportCommand } from "./server/build-command.ts";
export { reportCommands } from "./server/commands.ts";
export { revisionHolds } from "./server/report-page.ts";
export { reportRoutes } from "./server/routes.ts";
export { reportPolicy } from "./policy.ts";

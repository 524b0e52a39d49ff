/** The door of this room on the server. */
export { planCliCommands } from "./server/cli.ts";
export { planCommands } from "./server/commands.ts";
export { importPlanCommand } from "./server/import-plan.ts";
export { planRoutes } from "./server/routes.ts";
export { planPolicy } from "./policy.ts";
export { readPlanFile } from "./server/read-plan-file.ts";
export { province2024Text } from "./server/sample-plan.ts";

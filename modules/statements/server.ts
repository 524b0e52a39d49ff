/** The door of this room on the server. */
export { statementRoutes } from "./server/routes.ts";
export { statementCommands } from "./server/write-statement.ts";
export { statementPolicy } from "./policy.ts";

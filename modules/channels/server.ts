/** The door of this room on the server. */
export { channelCommands } from "./server/commands.ts";
export { buildChannelRoutes } from "./server/routes.ts";
export { channelPolicy } from "./policy.ts";

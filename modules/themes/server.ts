/** The door of this room on the server. */
export { releaseThemes } from "./server/release-themes.ts";
export { readThemes } from "./server/read-themes.ts";
export { themeJobs } from "./server/jobs.ts";
export { themeRoutes } from "./server/routes.ts";
export { themePolicy } from "./policy.ts";

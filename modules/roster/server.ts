/** The door of this room on the server. */
import "./server/unit-touch.ts";
export { rosterCommands } from "./server/commands.ts";
export { rosterRoutes } from "./server/routes.ts";
export { rosterCliCommands } from "./server/cli.ts";
export { findPerson, listEndings, listPeople, listSpeakers, personNames } from "./server/queries.ts";
export { listQuotas } from "./server/quotas.ts";
export { getPersonPage } from "./server/person-page.ts";
export { rosterPolicy } from "./policy.ts";
export { buildPerson, type PersonSeed } from "./server/factory.ts";
export { rosterWaiting } from "./server/waiting.ts";

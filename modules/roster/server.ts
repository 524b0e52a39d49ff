/** The door of this room on the server. */
import "./server/unit-touch.ts";
export { findPerson, listEndings, listPeople, listSpeakers, personNames } from "./server/queries.ts";
export { listQuotas } from "./server/quotas.ts";
export { getPersonPage } from "./server/person-page.ts";
export { peopleToMerge } from "./server/merge-people.ts";
export { buildPerson, type PersonSeed } from "./server/factory.ts";
export { rosterRoom } from "./server/room.ts";
export { listedNames, type ListedName } from "./import/listed-names.ts";

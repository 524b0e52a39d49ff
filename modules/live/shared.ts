/** The door of this room for code that runs on server, desk and phone. */
export * from "./contract.ts";
export { groupsChange, type Interval, pairedChange, verdictOf } from "./intervals.ts";

/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export { findCitations } from "./citations.ts";
export { type LawKind as LawKindName, lawKinds } from "./kinds.ts";
export { titleOf as lawTitle } from "./rules.ts";

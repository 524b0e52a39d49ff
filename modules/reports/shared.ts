/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";
export * from "./contract-sending.ts";
export { changeOf } from "./rules.ts";

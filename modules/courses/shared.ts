/** The door of this room for code that runs on server and desk. */
export * from "./contract.ts";

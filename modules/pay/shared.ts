/** The door of this room for code that runs on server, desk and phone. */
export type { OwnLine } from "./contract.ts";

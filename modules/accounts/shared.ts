/** The door of this room for code that runs on server, desk and phone. */
export * from "./contract.ts";
export { type AccountVerb, type PlacedAccount, type PlacedGrant, rolesThatGrant } from "./policy.ts";
export { accountProblem, type AccountProblemCode } from "./problems.ts";

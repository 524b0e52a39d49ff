/** The door of this room for code that runs on server, desk and phone. */
export * from "./contract.ts";
export { messagesVi as accountMessagesVi } from "./messages.vi.ts";
export { messagesEn as accountMessagesEn } from "./messages.en.ts";
export { accountPolicy, type AccountVerb, type PlacedAccount, type PlacedGrant, rolesThatGrant } from "./policy.ts";
export { accountProblem, type AccountProblemCode } from "./problems.ts";

/** The door of this room for both sides: contract, words, policy and the tree's types. */
export * from "./contract.ts";
export type { UnitKind, UnitLevel, UnitVersion } from "./tree.ts";
export { messagesVi as unitMessagesVi } from "./messages.vi.ts";
export { messagesEn as unitMessagesEn } from "./messages.en.ts";
export { unitPolicy } from "./policy.ts";
export { type UnitProblemCode, unitProblem } from "./problems.ts";

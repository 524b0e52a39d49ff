/** The door of this room for code that runs on server, desk and phone. */
export * from "./answers.ts";
export * from "./contract.ts";
export { type PlacedTalk } from "./policy.ts";
export { mergeFacts, nextTalkStatus, possibleVerbs, talkStates, type FieldClash, type TalkVerb } from "./rules.ts";
export { messagesEn as talkMessagesEn } from "./messages.en.ts";
export { messagesVi as talkMessagesVi } from "./messages.vi.ts";

/** The door of this room for code that runs on server and desk. */
export { messagesVi as channelMessagesVi } from "./messages.vi.ts";
export { messagesEn as channelMessagesEn } from "./messages.en.ts";

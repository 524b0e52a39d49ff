import { catalogue } from "#platform/i18n/catalogue.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { deskMessagesEn } from "./desk-messages.en.ts";
import { deskMessagesVi } from "./desk-messages.vi.ts";

const vi = { ...messagesVi, ...deskMessagesVi } as const;

/** The room's labels and the desk's own words, together. */
export const channelText = catalogue<typeof vi>(vi, { ...messagesEn, ...deskMessagesEn });

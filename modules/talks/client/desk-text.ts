import { catalogue, type Translate } from "#platform/i18n/catalogue.ts";
import { deskMessagesEn } from "./desk-messages.en.ts";
import { deskMessagesVi } from "./desk-messages.vi.ts";

export const talkText = catalogue(deskMessagesVi, deskMessagesEn);
export type TalkTexts = Translate<typeof deskMessagesVi>;

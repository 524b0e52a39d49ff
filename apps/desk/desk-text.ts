import { catalogue, type Translate } from "#platform/i18n/catalogue.ts";
import { messagesEn } from "./messages.en.ts";
import { messagesVi } from "./messages.vi.ts";

export const deskText = catalogue(messagesVi, messagesEn);
export type DeskTexts = Translate<typeof messagesVi>;

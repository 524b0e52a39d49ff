import { catalogue } from "../i18n/catalogue.ts";
import { messagesEn } from "./messages.en.ts";
import { messagesVi } from "./messages.vi.ts";

export const uiText = catalogue(messagesVi, messagesEn);

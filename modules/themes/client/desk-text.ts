import { catalogue } from "#platform/i18n/catalogue.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";

export const themeText = catalogue<typeof messagesVi>(messagesVi, messagesEn);

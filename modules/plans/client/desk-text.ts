import { catalogue, type Translate } from "#platform/i18n/catalogue.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";

export const planText = catalogue<typeof messagesVi>(messagesVi, messagesEn);
export type PlanTexts = Translate<typeof messagesVi>;

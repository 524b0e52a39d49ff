import { catalogue } from "#platform/i18n/catalogue.ts";
import { deskMessagesEn } from "./desk-messages.en.ts";
import { deskMessagesVi } from "./desk-messages.vi.ts";

export const liveText = catalogue(deskMessagesVi, deskMessagesEn);

import { catalogue, type Translate } from "#platform/i18n/catalogue.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { deskMessagesEn } from "./desk-messages.en.ts";
import { deskMessagesVi } from "./desk-messages.vi.ts";
import { deskWorkMessagesEn } from "./desk-work-messages.en.ts";
import { deskWorkMessagesVi } from "./desk-work-messages.vi.ts";

const vi = { ...messagesVi, ...deskMessagesVi, ...deskWorkMessagesVi } as const;

/** The room's labels and the desk's own words, together. */
export const materialText = catalogue<typeof vi>(vi, { ...messagesEn, ...deskMessagesEn, ...deskWorkMessagesEn });
export type MaterialTexts = Translate<typeof vi>;

export const languageList = ["kpm", "cma", "cje", "rad", "cmo", "cjm"] as const;

export function languageName(t: MaterialTexts, code: string): string {
  const known = ["vi" as const, ...languageList].find((l) => l === code);
  return known === undefined ? code : t(`language.${known}`);
}

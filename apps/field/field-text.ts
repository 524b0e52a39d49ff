import { catalogue, type Translate } from "#platform/i18n/catalogue.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { messagesEn } from "./messages.en.ts";
import { messagesVi } from "./messages.vi.ts";

export const fieldText = catalogue(messagesVi, messagesEn);
export type FieldText = Translate<typeof messagesVi>;

export function useFieldText(): FieldText {
  return useText(fieldText);
}

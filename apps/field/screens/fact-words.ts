import type { Formats } from "#platform/i18n/formats.ts";
import type { FieldText } from "../field-text.ts";
import { messagesVi } from "../messages.vi.ts";

type Key = keyof typeof messagesVi;

export function factLabel(field: string, t: FieldText): string {
  const key = `field.${field}` as Key;
  return key in messagesVi ? (t as (key: Key) => string)(key) : field;
}

/** A value of a talk's field as a person reads it. */
export function factText(field: string, value: unknown, t: FieldText, formats: Formats): string {
  if (value === null || value === undefined || value === "") return t("value.none");
  if (field === "startsAt" || field === "endsAt") return formats.moment(String(value));
  if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
  if (typeof value === "number" && field === "attendance") return formats.number(value);
  if (Array.isArray(value)) return t("value.list", { n: value.length });
  const key = `${field === "audienceKind" ? "audience" : field}.${String(value)}` as Key;
  return key in messagesVi ? (t as (key: Key) => string)(key) : String(value);
}

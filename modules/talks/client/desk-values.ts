import type { Formats } from "#platform/i18n/formats.ts";
import { languageName } from "./desk-status.tsx";
import type { TalkTexts } from "./desk-text.ts";
import type { AudienceKind, TalkFacts, TalkKind, TalkMode } from "../contract.ts";

const labels = [
  "unitId",
  "placeUnitId",
  "placeDetail",
  "kind",
  "mode",
  "topic",
  "title",
  "audienceKind",
  "language",
  "startsAt",
  "endsAt",
  "speakerIds",
  "materialVersionIds",
  "attendance",
  "attendanceEstimated",
  "sites",
] as const satisfies readonly (keyof TalkFacts)[];

/** A fact's name in plain words. */
export function factLabel(t: TalkTexts, field: string): string {
  const known = labels.find((l) => l === field);
  return known === undefined ? field : t(`talk.field.${known}`);
}

/** A fact's value as a person reads it. */
export function factValue(t: TalkTexts, formats: Formats, field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return t("value.none");
  if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
  if (typeof value === "number") return field.endsWith("Id") ? String(value) : formats.number(value);
  if (Array.isArray(value)) return t("value.count", { n: value.length });
  const text = String(value);
  if (field === "startsAt" || field === "endsAt") return formats.moment(text);
  if (field === "kind") return t(`talk.kind.${text as TalkKind}`);
  if (field === "mode") return t(`talk.mode.${text as TalkMode}`);
  if (field === "audienceKind") return t(`talk.audience.${text as AudienceKind}`);
  if (field === "language") return languageName(t, text);
  return text;
}

import { z } from "zod";

/** Word lists: plainer words, and the terms of each working language. */
const line = z.string().trim().min(1).max(200);
const note = z.string().trim().max(500).nullable().default(null);

export const SetPlainWord = z.object({
  id: z.uuid(),
  term: line,
  plain: line,
  note,
  active: z.boolean().default(true),
  seenVersion: z.int().min(0).describe("0 for a new one, else the version that was read"),
});
export type SetPlainWord = z.infer<typeof SetPlainWord>;
export const PlainWordItem = z.object({
  id: z.string(),
  term: z.string(),
  plain: z.string(),
  note: z.string().nullable(),
  active: z.boolean(),
  version: z.int(),
});
export type PlainWordItem = z.infer<typeof PlainWordItem>;

export const SetLanguageTerm = z.object({
  id: z.uuid(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(20),
  term: line,
  translation: line,
  note,
  active: z.boolean().default(true),
  seenVersion: z.int().min(0),
});
export type SetLanguageTerm = z.infer<typeof SetLanguageTerm>;
export const LanguageTermItem = z.object({
  id: z.string(),
  language: z.string(),
  term: z.string(),
  translation: z.string(),
  note: z.string().nullable(),
  active: z.boolean(),
  version: z.int(),
});
export type LanguageTermItem = z.infer<typeof LanguageTermItem>;

/** What the editor counts by, beside the list of words. */
export const WritingAids = z.object({
  words: z.array(PlainWordItem),
  rules: z.record(
    z.enum(["peoplePerMinute", "loudspeakerPerMinute", "longSentence"]),
    z.object({ value: z.int(), source: z.string(), verified: z.boolean() }),
  ),
});
export type WritingAids = z.infer<typeof WritingAids>;

const UnitRef = z.object({ id: z.int(), name: z.string() });
export const LanguageGap = z.object({
  unit: UnitRef,
  language: z.string(),
  speakers: z.int().describe("People on the commune's roster today who work in this language"),
  materials: z.int().describe("Valid materials for this commune"),
  lacking: z.array(z.object({ materialId: z.string(), number: z.int(), title: z.string() })),
});
export type LanguageGap = z.infer<typeof LanguageGap>;

/** What is known of a commune's phones, and no more (docs/decisions/042-reach-without-readers.md). */
export const UnitReach = z.object({
  unit: UnitRef,
  heard: z.boolean().describe("A phone of this commune has reported in the last 60 days"),
  holds: z.boolean().describe("Some phone there holds the version in use"),
  outdated: z.boolean().describe("Some phone there would still open a version that is out of use"),
  phones: z.int().nullable().describe("Counts only for groups that may be shown"),
  valid: z.int().nullable(),
  ticks: z.int().nullable().describe("Speakers who ticked 'received and read'"),
  ticked: z.boolean(),
});
export type UnitReach = z.infer<typeof UnitReach>;

export const ReportHoldings = z.object({
  holder: z.uuid().describe("A number that the phone made for this alone"),
  versions: z.array(z.uuid()).max(1000).describe("Versions that it would open as valid today"),
});
export type ReportHoldings = z.infer<typeof ReportHoldings>;
export const AcknowledgeMaterial = z.object({ versionId: z.uuid() });

import { z } from "zod";
import { audienceKinds, RemoteSite, TalkFacts, talkKinds, talkModes, talkStatuses } from "./contract.ts";

/** What the server answers about talks; the desk, the phone and programs read these. */
const Named = z.object({ id: z.int(), name: z.string() });
const NamedPerson = z.object({ id: z.string(), name: z.string() });

export const TalkRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(talkKinds),
  mode: z.enum(talkModes),
  status: z.enum(talkStatuses),
  topic: z.string().nullable(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  heldOn: z.string(),
  attendance: z.int().nullable(),
  unit: Named,
  place: Named,
  commune: Named,
  placeDetail: z.string().nullable(),
  speakers: z.array(NamedPerson),
  version: z.int(),
});
export type TalkRow = z.infer<typeof TalkRow>;

export const TalkList = z.object({ items: z.array(TalkRow), nextCursor: z.string().nullable() });
export type TalkList = z.infer<typeof TalkList>;

export const TalkQuery = z.object({
  /** The subtree, by unit id; everything the caller sees when absent. */
  under: z.coerce.number().int().positive().optional(),
  /** YYYY-MM. */
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** One status or several, comma separated. */
  status: z.string().max(120).optional(),
  kind: z.enum(talkKinds).optional(),
  mode: z.enum(talkModes).optional(),
  topic: z.string().max(60).optional(),
  speaker: z.uuid().optional(),
  /** Words of the title, typed with or without diacritics. */
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type TalkQuery = z.infer<typeof TalkQuery>;

export const TalkTotalsQuery = z.object({
  under: z.coerce.number().int().positive().optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** `verified` counts verified and counted talks; `held` adds those still waiting. */
  tier: z.enum(["verified", "held"]).default("verified"),
});
export type TalkTotalsQuery = z.infer<typeof TalkTotalsQuery>;
export const TalkTotals = z.object({
  items: z.array(
    z.object({
      communeId: z.int(),
      commune: z.string(),
      month: z.string(),
      talks: z.int(),
      attendance: z.int(),
      speakers: z.int(),
    }),
  ),
});
export type TalkTotals = z.infer<typeof TalkTotals>;

export const flagCodes = [
  "sameSpeakerElsewhere",
  "samePhotoTwice",
  "moreThanPopulation",
  "outsideAppointment",
  "deviceClockOff",
  "noEnd",
  "longAgo",
  "recalledMaterial",
] as const;
export const TalkFlag = z.object({ code: z.enum(flagCodes), detail: z.record(z.string(), z.unknown()) });
export type TalkFlag = z.infer<typeof TalkFlag>;

export const TalkPage = TalkRow.extend({
  audienceKind: z.enum(audienceKinds),
  language: z.string(),
  attendanceEstimated: z.boolean(),
  sites: z.array(RemoteSite),
  materials: z.array(
    z.object({ versionId: z.string(), materialId: z.string(), title: z.string(), number: z.int(), status: z.string() }),
  ),
  questions: z.array(z.object({ id: z.string(), text: z.string(), struck: z.boolean() })),
  difficulties: z.array(z.object({ id: z.string(), text: z.string() })),
  photos: z.array(
    z.object({
      id: z.string(),
      sha256: z.string(),
      size: z.int(),
      complete: z.boolean(),
      deletedOn: z.string().nullable(),
    }),
  ),
  population: z.int().nullable(),
  /** Raised by rules, in words on the screen; never an automatic refusal. `checked` lists what was looked at. */
  flags: z.array(TalkFlag),
  checked: z.array(z.enum(flagCodes)),
  corrections: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      by: z.string(),
      reason: z.string(),
      status: z.enum(["proposed", "confirmed", "rejected"]),
      before: z.record(z.string(), z.unknown()),
      after: z.record(z.string(), z.unknown()),
    }),
  ),
  /** The way this record took, oldest first. */
  path: z.array(
    z.object({
      action: z.string(),
      at: z.string(),
      deviceAt: z.string().nullable(),
      by: z.string(),
      note: z.string().nullable(),
    }),
  ),
  returnReason: z.string().nullable(),
  allowed: z.array(z.string()),
});
export type TalkPage = z.infer<typeof TalkPage>;

export const HeldItem = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  outcome: z.enum(["held", "conflict"]),
  receivedAt: z.string(),
  deviceAt: z.string().nullable(),
  by: z.string(),
  reason: z.unknown(),
  payload: z.unknown(),
});
export type HeldItem = z.infer<typeof HeldItem>;

/** What a phone keeps of a talk; pulled as entity `talk`. */
export const TalkOnPhone = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(talkStatuses),
  version: z.int(),
  statusReason: z.string().nullable(),
  facts: TalkFacts,
  place: Named,
  unit: Named,
  speakers: z.array(NamedPerson),
  recordedAt: z.string(),
  verifiedAt: z.string().nullable(),
  questions: z.int(),
});
export type TalkOnPhone = z.infer<typeof TalkOnPhone>;

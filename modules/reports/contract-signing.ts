import { z } from "zod";

/** Who may sign for the head by which record, and the way back from an accepted report. */
const Uuid = z.uuid();
const Reason = z.string().trim().min(1).max(1000);

/** KT.: a deputy for the head; TL.: by order; TUQ.: by authority (Decree 30/2020, Điều 13). */
export const mandateKinds = ["KT", "TL", "TUQ"] as const;
export const GiveMandate = z.object({
  mandateId: Uuid,
  unitId: z.int().positive(),
  userId: z.string().min(1).max(60),
  kind: z.enum(mandateKinds),
  signerName: z.string().trim().min(1).max(100),
  signerPosition: z.string().trim().min(1).max(200).describe("PHÓ CHỦ TỊCH"),
  legalBasis: z.string().trim().min(1).max(300).describe("Quyết định số 12/QĐ-UBND ngày …"),
  from: z.iso.date(),
  lastDay: z.iso.date().optional(),
});
export const EndMandate = z.object({ mandateId: Uuid, lastDay: z.iso.date() });

export const AskReopening = z.object({ reopeningId: Uuid, reportId: Uuid, reason: Reason });
export const AnswerReopening = z.object({ reopeningId: Uuid, agree: z.boolean(), answer: Reason.optional() });

export const Mandate = z.object({
  id: z.string(),
  unitId: z.int(),
  userId: z.string(),
  kind: z.enum(mandateKinds),
  signerName: z.string(),
  signerPosition: z.string(),
  legalBasis: z.string(),
  from: z.string(),
  lastDay: z.string().nullable(),
  holds: z.boolean(),
});
export type Mandate = z.infer<typeof Mandate>;

export const Signers = z.object({
  /** "CHỦ TỊCH": whom a deputy signs for. */
  headPosition: z.string(),
  heads: z.array(z.object({ userId: z.string(), name: z.string() })),
  mandates: z.array(Mandate),
  /** Accounts that write for the unit and may be named. */
  candidates: z.array(z.object({ userId: z.string(), name: z.string() })),
  mayGive: z.boolean(),
});
export type Signers = z.infer<typeof Signers>;

export const Reopening = z.object({
  id: z.string(),
  sendingId: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  state: z.enum(["asked", "agreed", "declined"]),
  answer: z.string().nullable(),
  decidedAt: z.string().nullable(),
  mayAnswer: z.boolean(),
});
export type Reopening = z.infer<typeof Reopening>;

/** A report below that was sent again, or is open again: what it said before and says now of one figure. */
export const RevisedBelow = z.object({
  reportId: z.string(),
  unitName: z.string(),
  /** Of the newest sending. */
  number: z.int(),
  before: z.number(),
  /** Null: it was returned and has not come again. */
  now: z.number().nullable(),
  reason: z.string(),
  /** The revision of its figures says why; null where only words changed. */
  revision: z.object({ number: z.int(), reason: z.string() }).nullable(),
  /** It came, or went back, after this report's own figures were frozen. */
  afterFreeze: z.boolean(),
});
export type RevisedBelow = z.infer<typeof RevisedBelow>;

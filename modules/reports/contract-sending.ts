import { z } from "zod";
import { Stage } from "./contract.ts";
import { Parts, SectionKey } from "./parts.ts";

/** Who must send what to whom by when; signing, sending, returning; quoting; checks; templates of one's own. */
const Uuid = z.uuid();
const Name = z.string().trim().min(1).max(100);
const Reason = z.string().trim().min(1).max(1000);

export const SignReport = z.object({ reportId: Uuid, signerName: Name });
export const UnsignReport = z.object({ reportId: Uuid, reason: Reason.max(500) });
export const SendReport = z.object({
  sendingId: Uuid,
  reportId: Uuid,
  receiverId: z.int().positive().optional().describe("Where no duty says to whom"),
});
export const ReturnSending = z.object({ sendingId: Uuid, reason: Reason });
export const AcceptSending = z.object({ sendingId: Uuid });

export const AddQuote = z.object({
  quoteId: Uuid,
  reportId: Uuid,
  section: SectionKey,
  sendingId: Uuid,
  fromSection: SectionKey,
  text: z.string().trim().min(1).max(4000).describe("Word for word as it was sent"),
});
export const RemoveQuote = z.object({ reportId: Uuid, quoteId: Uuid });
export const AnswerCheck = z.object({ reportId: Uuid, question: z.string().min(1).max(300), answer: Reason });

export const periodKindsOfDuty = ["month", "quarter", "half", "year", "span"] as const;
export const SetDuty = z.object({
  receiverId: z.int().positive(),
  template: z.string().max(60),
  senderLevel: z.enum(["province", "district", "commune", "group", "body"]).optional(),
  senderIds: z.array(z.int().positive()).min(1).max(500).optional(),
  periodKind: z.enum(periodKindsOfDuty),
  dueDays: z.int().min(0).max(180).describe("Days after the last day of the period"),
  legalBasis: z.string().trim().min(1).max(300),
  from: z.iso.date().describe("For periods whose last day is this or later"),
});
export const EndDuty = z.object({ dutyId: z.int().positive(), lastDay: z.iso.date() });

export const RemindSenders = z.object({
  reminderId: Uuid,
  dutyId: z.int().positive(),
  period: z.string().max(16),
  unitIds: z.array(z.int().positive()).min(1).max(500),
  issuedOn: z.iso.date(),
  answerBy: z.iso.date(),
  signerName: Name,
  signerPosition: z.string().trim().min(1).max(200).optional(),
  capacity: z.string().trim().max(200).optional(),
});

export const ComposeTemplate = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,59}$/),
  ownerId: z.int().positive(),
  nameVi: z.string().trim().min(1).max(200),
  nameEn: z.string().trim().max(200).default(""),
  abstract: z.string().trim().min(1).max(300).describe("{period} is put in"),
  periodKinds: z.array(z.enum(periodKindsOfDuty)).min(1),
  closingDay: z.int().min(1).max(28).nullable().default(null),
  legalBasis: z.string().trim().min(1).max(300),
  parts: Parts.min(1),
  seenVersion: z.int().positive().optional().describe("Absent: a new template"),
});

export const Duty = z.object({
  id: z.int(),
  template: z.string(),
  templateNameVi: z.string(),
  templateNameEn: z.string(),
  receiverId: z.int(),
  receiverName: z.string(),
  senderLevel: z.string().nullable(),
  senderIds: z.array(z.int()).nullable(),
  periodKind: z.enum(periodKindsOfDuty),
  dueDays: z.int(),
  legalBasis: z.string(),
  from: z.string(),
  lastDay: z.string().nullable(),
  /** The newest period of this kind that is over. */
  period: z.string(),
});
export type Duty = z.infer<typeof Duty>;

export const senderStates = ["late", "missing", "returned", "sent", "accepted", "covered"] as const;
export const Sender = z.object({
  unitId: z.int(),
  unitName: z.string(),
  state: z.enum(senderStates).describe("missing: not yet due; covered: the unit of today that it became has sent"),
  reportId: z.string().nullable(),
  sendingId: z.string().nullable(),
  number: z.int(),
  sentOn: z.string().nullable(),
  inTime: z.boolean().nullable(),
  reason: z.string().nullable(),
  coveredBy: z.string().nullable(),
  remindedOn: z.string().nullable(),
});
export type Sender = z.infer<typeof Sender>;

export const SenderBoard = z.object({
  duty: Duty,
  period: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  dueOn: z.string(),
  senders: z.array(Sender),
});
export type SenderBoard = z.infer<typeof SenderBoard>;

export const SigningAnswer = z.object({
  id: z.string(),
  revision: z.int(),
  signerName: z.string(),
  /** "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", as on paper; null: signed before that was kept. */
  capacity: z.string().nullable(),
  signerPosition: z.string().nullable(),
  byMandate: z.boolean(),
  signedBy: z.string(),
  signedAt: z.string(),
  contentHash: z.string(),
  endedAt: z.string().nullable(),
  endedWhy: z.string().nullable(),
});
export const SendingAnswer = z.object({
  id: z.string(),
  number: z.int(),
  revision: z.int(),
  receiverId: z.int(),
  receiverName: z.string(),
  sentBy: z.string(),
  sentAt: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(["sent", "returned", "accepted", "replaced"]),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  contentHash: z.string(),
  mayDecide: z.boolean(),
});
export type SendingAnswer = z.infer<typeof SendingAnswer>;
export const ReportPath = z.object({
  stage: Stage,
  signings: z.array(SigningAnswer),
  sendings: z.array(SendingAnswer),
  /** To whom it goes by which duty; null: nobody asks for it. */
  receiver: z.object({ unitId: z.int(), name: z.string(), dutyId: z.int(), dueOn: z.string() }).nullable(),
});
export type ReportPath = z.infer<typeof ReportPath>;

/** One unit below in the merging of a report: what it sent and what its talks say now. */
export const MergedLine = z.object({
  line: z.enum(["unit", "unattributable"]),
  unitId: z.int().nullable(),
  name: z.string(),
  now: z.number(),
  sent: z.number().nullable().describe("Of the sendings that stand for this line; null: nothing was sent"),
  difference: z.number().nullable(),
  from: z.array(
    z.object({ unitId: z.int(), name: z.string(), reportId: z.string(), number: z.int(), value: z.number() }),
  ),
});
export type MergedLine = z.infer<typeof MergedLine>;
export const Merged = z.object({
  indicator: z.string(),
  total: z.number(),
  sent: z.number().describe("Of all sendings, each talk in one of them"),
  unsent: z.number().describe("What lines without a sending hold"),
  moved: z.number().describe("What has moved since in lines that were sent"),
  items: z.array(MergedLine),
});
export type Merged = z.infer<typeof Merged>;

export const Passage = z.object({
  sendingId: z.string(),
  unitName: z.string(),
  number: z.int(),
  sentOn: z.string(),
  section: z.string(),
  title: z.string(),
  text: z.string(),
});
export type Passage = z.infer<typeof Passage>;
export const QuoteAnswer = z.object({
  id: z.string(),
  section: z.string(),
  text: z.string(),
  unitName: z.string(),
  reportId: z.string(),
  number: z.int(),
  sentOn: z.string(),
});
export type QuoteAnswer = z.infer<typeof QuoteAnswer>;

export const CheckAnswer = z.object({
  question: z.string(),
  code: z.string(),
  level: z.enum(["stop", "ask"]),
  indicator: z.string().nullable(),
  indicatorVi: z.string().nullable(),
  indicatorEn: z.string().nullable(),
  members: z.record(z.string(), z.union([z.string(), z.number()])),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
});
export type CheckAnswer = z.infer<typeof CheckAnswer>;

export const TemplateAnswer = z.object({
  id: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  kind: z.string(),
  abstract: z.string(),
  periodKinds: z.array(z.string()),
  closingDay: z.int().nullable(),
  legalBasis: z.string(),
  ownerId: z.int().nullable(),
  version: z.int(),
  parts: Parts,
});
export type TemplateAnswer = z.infer<typeof TemplateAnswer>;
export const IndicatorAnswer = z.object({
  code: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  measureVi: z.string(),
  measureEn: z.string(),
  definitionVi: z.string(),
  definitionEn: z.string(),
});
export type IndicatorAnswer = z.infer<typeof IndicatorAnswer>;

export const FoundReference = z.object({
  reportId: z.string(),
  unitName: z.string(),
  period: z.string(),
  revision: z.int(),
  view: z.enum(["as-was", "as-is"]),
  indicator: z.string(),
  indicatorVi: z.string(),
  indicatorEn: z.string(),
  line: z.enum(["total", "unit", "unattributable"]),
  unitId: z.int().nullable(),
  lineName: z.string().nullable(),
  value: z.number(),
});
export type FoundReference = z.infer<typeof FoundReference>;

import { z } from "zod";

const Line = z.string().trim().min(1).max(500);
const Facts = {
  /** The organisation that issued it; a citizen's letter is registered without a name. */
  sender: Line,
  symbol: z.string().trim().max(60).nullable(),
  issuedOn: z.iso.date().nullable(),
  type: z.string().max(60).nullable(),
  abstract: z.string().trim().min(1).max(1_000),
  urgency: z.enum(["urgent", "very-urgent", "express"]).nullable(),
  /** It arrived as a certified copy. */
  isCopy: z.boolean(),
  dueOn: z.iso.date().nullable(),
};
const incomingId = z.uuid();
const version = z.int().min(1);

/** What stands in the register; the number is the register's own. */
export const RegisterIncoming = z.object({
  incomingId,
  unitId: z.int().positive(),
  arrivedOn: z.iso.date(),
  ...Facts,
});
export type RegisterIncoming = z.infer<typeof RegisterIncoming>;
export const EditIncoming = z.object({ incomingId, version, ...Facts });
export type EditIncoming = z.infer<typeof EditIncoming>;

export const HandOver = z.object({
  handoverId: z.uuid(),
  incomingId,
  toWhom: Line,
  role: z.enum(["lead", "coordinate", "inform"]),
  note: z.string().trim().max(1_000).nullable().default(null),
  handedOn: z.iso.date(),
});
export type HandOver = z.infer<typeof HandOver>;

export const CloseIncoming = z.object({
  incomingId,
  version,
  /** `cancelled`: registered by mistake; it keeps its number. `open`: opened again. */
  to: z.enum(["done", "cancelled", "open"]),
  on: z.iso.date(),
  note: z.string().trim().max(1_000).nullable().default(null),
  /** The document of ours that answers it. */
  answeredBy: z.uuid().nullable().default(null),
});
export type CloseIncoming = z.infer<typeof CloseIncoming>;

export const AddIncomingFile = z.object({
  fileId: z.uuid(),
  incomingId,
  fileName: z.string().trim().min(1).max(200),
  mediaType: z.string().max(120),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().positive(),
});
export type AddIncomingFile = z.infer<typeof AddIncomingFile>;

export const IncomingLine = z.object({
  id: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  year: z.int(),
  number: z.int(),
  arrivedOn: z.string(),
  sender: z.string(),
  symbol: z.string().nullable(),
  issuedOn: z.string().nullable(),
  type: z.string().nullable(),
  abstract: z.string(),
  urgency: z.string().nullable(),
  dueOn: z.string().nullable(),
  status: z.enum(["open", "done", "cancelled"]),
  overdue: z.boolean(),
  /** Who has it: the last one it was handed to as lead. */
  heldBy: z.string().nullable(),
  handedOn: z.string().nullable(),
  doneOn: z.string().nullable(),
});
export type IncomingLine = z.infer<typeof IncomingLine>;

export const IncomingPage = IncomingLine.extend({
  version: z.int(),
  isCopy: z.boolean(),
  doneNote: z.string().nullable(),
  answeredBy: z.object({ id: z.string(), fullSymbol: z.string() }).nullable(),
  handovers: z.array(
    z.object({
      id: z.string(),
      toWhom: z.string(),
      role: z.string(),
      note: z.string().nullable(),
      handedOn: z.string(),
    }),
  ),
  files: z.array(
    z.object({ id: z.string(), fileName: z.string(), sha256: z.string(), size: z.int(), addedAt: z.string() }),
  ),
  drafts: z.array(z.object({ id: z.string(), abstract: z.string() })),
  copies: z.array(z.object({ id: z.string(), fullSymbol: z.string(), issuedOn: z.string() })),
  mayWrite: z.boolean(),
});
export type IncomingPage = z.infer<typeof IncomingPage>;

import { z } from "zod";

const Text = z.string().max(20_000);
const Line = z.string().trim().max(500);

const Column = z.object({
  header: Line,
  share: z.number().min(0.02).max(1),
  align: z.enum(["left", "center", "right"]).optional(),
});
/** A province's month of pay is ten thousand lines. */
const mostRows = 20_000;
const Row = z.object({ cells: z.array(z.string().max(2_000)).max(12), bold: z.boolean().optional() });

/** One paragraph, heading or table of a document as it is written: numbers are given when it is laid out. */
export const DraftBlock = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("heading"), text: Line }),
  z.object({ kind: z.literal("part"), title: Line }),
  z.object({ kind: z.literal("article"), title: Line.optional(), text: Text.optional() }),
  z.object({ kind: z.literal("clause"), title: Line.optional(), text: Text.optional() }),
  z.object({ kind: z.literal("point"), text: Text }),
  z.object({ kind: z.literal("paragraph"), text: Text }),
  z.object({ kind: z.literal("table"), columns: z.array(Column).min(1).max(12), rows: z.array(Row).max(mostRows) }),
]);
export type DraftBlock = z.infer<typeof DraftBlock>;

export const DraftAnnex = z.object({ title: Line, body: z.array(DraftBlock).max(100) });

/** An abstract is a line or a few: longer ones the format check no longer takes for one. */
export const mostAbstract = 390;

/** All words of a document before it has a number. Who issues it and where stands with the unit. */
export const DraftContent = z.object({
  abstract: z.string().trim().min(1).max(mostAbstract),
  /** Who decides, above the bases of a decision. */
  decider: Line.nullable(),
  addressees: z.array(Line).max(150),
  bases: z.array(z.string().trim().max(1_000)).max(30),
  body: z.array(DraftBlock).min(1).max(600),
  annexes: z.array(DraftAnnex).max(10),
  signature: z.object({ authority: Line.nullable(), capacity: Line.nullable(), position: Line, name: Line }),
  /** Who wrote the minutes; null for all other documents. */
  secretary: Line.nullable(),
  recipients: z.array(Line).max(100),
  filing: Line.nullable(),
});
export type DraftContent = z.infer<typeof DraftContent>;

const fieldKinds = ["text", "long", "lines", "date", "list"] as const;
const columnKinds = ["text", "count", "dong"] as const;
export const TemplateField = z.object({
  key: z.string().regex(/^[a-zA-Z]+$/),
  labelVi: z.string(),
  labelEn: z.string(),
  kind: z.enum(fieldKinds),
  optional: z.boolean().default(false),
  columns: z
    .array(
      z.object({
        key: z.string().regex(/^[a-zA-Z]+$/),
        labelVi: z.string(),
        labelEn: z.string(),
        kind: z.enum(columnKinds).default("text"),
        /** Counted from these columns where they are filled: "rate × number". */
        product: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});
export type TemplateField = z.infer<typeof TemplateField>;

const ListRow = z.record(z.string(), z.string().max(2_000));
/** What fills a template: a text or day by its field's key, several lines, or the rows of a list. */
export const MergeValues = z.record(
  z.string().max(40),
  z.union([z.string().max(20_000), z.array(z.string().max(500)).max(500), z.array(ListRow).max(mostRows)]),
);
export type MergeValues = z.infer<typeof MergeValues>;

export const TemplateAnswer = z.object({
  id: z.string(),
  type: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  helpVi: z.string(),
  helpEn: z.string(),
  fields: z.array(TemplateField),
  sources: z.array(z.object({ id: z.string(), titleVi: z.string(), titleEn: z.string() })),
  legalBasis: z.string(),
});
export type TemplateAnswer = z.infer<typeof TemplateAnswer>;

export const MergeChoice = z.object({ id: z.string(), label: z.string(), note: z.string() });
export type MergeChoice = z.infer<typeof MergeChoice>;

const DraftId = z.uuid();
const Version = z.int().min(1);
const unit = { unitId: z.int().positive() };

/** Made by merge: what was chosen at a source, what was filled in, or both; the source is asked by the server. */
export const CreateDraft = z.object({
  draftId: DraftId,
  ...unit,
  template: z.string().max(60),
  values: MergeValues.default({}),
  source: z.string().max(60).nullable().default(null),
  sourceIds: z.array(z.string().max(100)).max(500).default([]),
  /** In answer to what arrived. */
  answers: z.uuid().nullable().default(null),
});
export type CreateDraft = z.infer<typeof CreateDraft>;
export const RemedyKind = z.enum(["replaces", "corrects", "withdraws"]);
export type RemedyKind = z.infer<typeof RemedyKind>;
/** Begins the document that replaces, corrects or withdraws one that was issued. */
export const CreateRemedy = z.object({
  draftId: DraftId,
  documentId: z.uuid(),
  remedy: RemedyKind,
  reason: z.string().trim().min(1).max(500),
  values: MergeValues.default({}),
});
export type CreateRemedy = z.infer<typeof CreateRemedy>;
export const EditDraft = z.object({ draftId: DraftId, version: Version, content: DraftContent });
export type EditDraft = z.infer<typeof EditDraft>;
export const SubmitDraft = z.object({ draftId: DraftId, version: Version, back: z.boolean().default(false) });
export type SubmitDraft = z.infer<typeof SubmitDraft>;
export const DropDraft = z.object({ draftId: DraftId, version: Version, reason: z.string().trim().min(1).max(500) });
export type DropDraft = z.infer<typeof DropDraft>;
export const IssueDraft = z.object({
  draftId: DraftId,
  version: Version,
  issuedOn: z.iso.date(),
  signerName: z.string().trim().min(1).max(100),
  copies: z.int().min(1).max(100_000).nullable().default(null),
  /** The format check found something broken and the officer issues it so: the journal says what. */
  despiteFindings: z.boolean().default(false),
});
export type IssueDraft = z.infer<typeof IssueDraft>;

export const draftStates = ["draft", "submitted", "issued", "dropped"] as const;
export const DraftState = z.enum(draftStates);
export const DraftLine = z.object({
  id: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  type: z.string(),
  template: z.string(),
  abstract: z.string(),
  status: DraftState,
  updatedAt: z.string(),
});
export type DraftLine = z.infer<typeof DraftLine>;
export const DraftPage = DraftLine.extend({
  version: z.int(),
  content: DraftContent,
  source: z.string().nullable(),
  sourceCount: z.int(),
  remedy: RemedyKind.nullable(),
  remedyOf: z.object({ id: z.string(), fullSymbol: z.string() }).nullable(),
  remedyReason: z.string().nullable(),
  answers: z.object({ id: z.string(), text: z.string() }).nullable(),
  droppedReason: z.string().nullable(),
  documentId: z.string().nullable(),
  mayWrite: z.boolean(),
});
export type DraftPage = z.infer<typeof DraftPage>;

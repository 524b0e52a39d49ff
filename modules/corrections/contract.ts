import { z } from "zod";

import { type CivilDate, isCivilDate } from "#kernel/civil-date.ts";

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;

export const correctionStatuses = ["draft", "approved", "published", "withdrawn"] as const;
export const CorrectionStatus = z.enum(correctionStatuses);
export type CorrectionStatus = z.infer<typeof CorrectionStatus>;

const words = {
  topic: z.string().max(60),
  claim: z.string().trim().min(1).max(2000).describe("As it is heard; nobody's name, account or page"),
  truth: z.string().trim().max(10_000),
  lawId: z.uuid().nullable().describe("A document of the register"),
  lawPassage: z.string().trim().min(1).max(200).nullable().describe("Where in it: khoản 2 Điều 5"),
  sourceText: z.string().trim().min(1).max(500).nullable().describe("A source in words, where no document says it"),
  statedOn: Day,
  nextUpdateOn: Day.nullable().describe("When more will be said"),
};

export const AddCorrection = z.object({
  id: z.uuid(),
  unitId: z.int().positive(),
  ...words,
  truth: words.truth.default(""),
  lawId: words.lawId.default(null),
  lawPassage: words.lawPassage.default(null),
  sourceText: words.sourceText.default(null),
  nextUpdateOn: words.nextUpdateOn.default(null),
});
export type AddCorrection = z.infer<typeof AddCorrection>;
export const EditCorrection = z.object({ id: z.uuid(), seenVersion: z.int().positive(), ...words });
export type EditCorrection = z.infer<typeof EditCorrection>;
export const StepCorrection = z.object({ id: z.uuid(), seenVersion: z.int().positive() });
export const WithdrawCorrection = StepCorrection.extend({ reason: z.string().trim().min(1).max(500) });

export const correctionVerbs = [
  "correction.edit",
  "correction.approve",
  "correction.publish",
  "correction.withdraw",
] as const;

export const CorrectionRow = z.object({
  id: z.string(),
  status: CorrectionStatus,
  version: z.int(),
  unit: z.object({ id: z.int(), name: z.string() }),
  topic: z.string(),
  claim: z.string(),
  truth: z.string(),
  law: z.object({ id: z.string(), title: z.string() }).nullable(),
  lawPassage: z.string().nullable(),
  sourceText: z.string().nullable(),
  statedOn: Day,
  nextUpdateOn: Day.nullable(),
  updatedAt: z.string(),
  approvedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  withdrawReason: z.string().nullable(),
});
export type CorrectionRow = z.infer<typeof CorrectionRow>;
export const CorrectionPage = CorrectionRow.extend({ may: z.array(z.enum(correctionVerbs)) });
export type CorrectionPage = z.infer<typeof CorrectionPage>;

export const CorrectionFilter = z.object({
  q: z.string().trim().max(200).optional(),
  status: CorrectionStatus.optional(),
  topic: z.string().max(60).optional(),
  under: z.coerce.number().int().positive().optional().describe("Of this unit or below it"),
});
export type CorrectionFilter = z.infer<typeof CorrectionFilter>;

/** As everybody may read it. A withdrawn one has no words any more. */
export interface PublicCorrection {
  id: string;
  status: "published" | "withdrawn";
  topic: string;
  issuer: string;
  claim: string | null;
  truth: string | null;
  /** "Nghị định số 49/2024/NĐ-CP, khoản 2 Điều 5", or the source in words. */
  source: string | null;
  /** Days, YYYY-MM-DD. */
  statedOn: string;
  nextUpdateOn: string | null;
  /** ISO moments. */
  publishedAt: string;
  withdrawnAt: string | null;
}

import { z } from "zod";

const Side = z.object({
  versionId: z.string(),
  materialId: z.string(),
  title: z.string(),
  number: z.int(),
  unit: z.object({ id: z.int(), name: z.string() }),
  quote: z.string(),
  shown: z.array(z.string()).describe("The dates and figures as they are written there"),
});

/** Two materials in use that say the same thing with another date or figure. */
export const FactConflict = z.object({
  id: z.string().nullable().describe("Null while one of the two is a draft: it is not stored then"),
  topic: z.string(),
  state: z.enum(["open", "dismissed", "gone"]),
  foundAt: z.string().nullable(),
  reason: z.string().nullable(),
  a: Side,
  b: Side,
});
export type FactConflict = z.infer<typeof FactConflict>;

export const ConflictFilter = z.object({
  state: z.enum(["open", "dismissed", "gone"]).default("open"),
  under: z.coerce.number().int().positive().optional().describe("Issued by this unit or below it"),
  materialId: z.uuid().optional(),
});
export type ConflictFilter = z.infer<typeof ConflictFilter>;

export const DismissConflict = z.object({
  id: z.uuid(),
  reason: z.string().trim().min(1).max(500).describe("Why both may stand"),
});

import { z } from "zod";

import { type CivilDate, isCivilDate } from "#kernel/civil-date.ts";

const Day = z.string().refine(isCivilDate, "field.date").meta({ format: "date" }) as z.ZodType<CivilDate>;

export const occasions = ["pressConference", "interview", "writtenAnswer", "release", "meeting"] as const;
export const Occasion = z.enum(occasions);
export type Occasion = z.infer<typeof Occasion>;

const facts = {
  topic: z.string().max(60),
  text: z.string().trim().min(1).max(10_000),
  statedOn: Day,
  occasion: Occasion,
  outlet: z
    .string()
    .trim()
    .min(1)
    .max(150)
    .nullable()
    .describe("The outlet that asked, never the journalist; needed for an interview and a written answer"),
  appointmentId: z.uuid().describe("An appointment as spokesperson that was held on that day"),
  versionIds: z.array(z.uuid()).max(20).describe("Versions of materials that it rests on"),
};
export const AddStatement = z.object({
  id: z.uuid(),
  unitId: z.int().positive(),
  ...facts,
  outlet: facts.outlet.default(null),
  versionIds: facts.versionIds.default([]),
});
export type AddStatement = z.infer<typeof AddStatement>;
export const EditStatement = z.object({ id: z.uuid(), seenVersion: z.int().positive(), ...facts });
export type EditStatement = z.infer<typeof EditStatement>;

export const RestsOn = z.object({
  versionId: z.string(),
  materialId: z.string(),
  title: z.string(),
  number: z.int(),
  status: z.enum(["draft", "approved", "recalled", "superseded"]),
});
export type RestsOn = z.infer<typeof RestsOn>;

export const StatementRow = z.object({
  id: z.string(),
  version: z.int(),
  unit: z.object({ id: z.int(), name: z.string() }),
  topic: z.string(),
  text: z.string(),
  statedOn: Day,
  occasion: Occasion,
  outlet: z.string().nullable(),
  spokesperson: z.object({ appointmentId: z.string(), name: z.string() }),
  restsOn: z.array(RestsOn),
  stale: z.boolean().describe("Rests on a version that has been recalled or superseded"),
});
export type StatementRow = z.infer<typeof StatementRow>;
export const StatementPage = StatementRow.extend({ mayEdit: z.boolean() });
export type StatementPage = z.infer<typeof StatementPage>;

export const StatementFilter = z.object({
  q: z.string().trim().max(200).optional(),
  topic: z.string().max(60).optional(),
  under: z.coerce.number().int().positive().optional(),
  stale: z.enum(["yes"]).optional().describe("Only those that rest on a recalled or superseded version"),
});
export type StatementFilter = z.infer<typeof StatementFilter>;

export const Spokesperson = z.object({
  appointmentId: z.string(),
  name: z.string(),
  position: z.string().nullable(),
  unitName: z.string(),
});
export type Spokesperson = z.infer<typeof Spokesperson>;

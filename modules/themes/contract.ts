import { z } from "zod";
import { themeKinds } from "./rules.ts";

/**
 * All of the themes that crosses the wire. A count is a number that may be said (five or more, or a sum of such);
 * where nothing may be said there is no row, or null. Days are YYYY-MM-DD; a period is named by its Monday.
 */
export const ThemeQuery = z.object({
  kind: z.enum(themeKinds).default("week"),
  under: z.coerce.number().int().positive().optional().describe("A province or a commune; the whole instance without"),
  startsOn: z.iso.date().optional().describe("The Monday of a released period; the newest without"),
  as: z.enum(["is", "was"]).default("is").describe("Units as they are, or as they were when the period ended"),
});
export type ThemeQuery = z.infer<typeof ThemeQuery>;

const Count = z.int().min(5);
export const ThemeTopic = z.object({
  topic: z.string(),
  labelVi: z.string(),
  labelEn: z.string(),
  count: Count,
  previous: Count.nullable(),
  change: z.enum(["up", "down", "same", "unknown"]),
});
export type ThemeTopic = z.infer<typeof ThemeTopic>;

export const ThemePeriodAnswer = z.object({ kind: z.enum(themeKinds), startsOn: z.string(), endsOn: z.string() });
export const Themes = z.object({
  /** Null while no period of this kind is over. */
  period: ThemePeriodAnswer.nullable(),
  /** Newest first: what can be asked for. */
  periods: z.array(ThemePeriodAnswer),
  /** Null for the whole instance. A week asked of a commune is answered for its province. */
  area: z.object({ unitId: z.int(), name: z.string(), level: z.enum(["province", "commune"]) }).nullable(),
  as: z.enum(["is", "was"]),
  threshold: z.int(),
  topics: z.array(ThemeTopic),
  total: Count.nullable(),
  /** Months of a province: what may be said by commune. */
  communes: z.array(
    z.object({
      unitId: z.int(),
      name: z.string(),
      total: Count,
      topics: z.array(z.object({ topic: z.string(), count: Count })),
    }),
  ),
  /** The last twelve periods up to this one, oldest first. */
  series: z.array(
    ThemePeriodAnswer.extend({
      total: Count.nullable(),
      topics: z.array(z.object({ topic: z.string(), count: Count })),
    }),
  ),
});
export type Themes = z.infer<typeof Themes>;

/** theme.release: counts the weeks and months that are over by the command's own time. */
export const ReleaseThemes = z.object({});
export type ReleaseThemes = z.infer<typeof ReleaseThemes>;

import type { PlanPreview } from "../contract.ts";
import type { PlanReading } from "../reading/reading.ts";

/** What was read, as it crosses the wire and as `plan import --json` prints it. */
export function presentReading(reading: PlanReading): PlanPreview {
  return {
    head: reading.head,
    source: reading.text,
    bases: reading.bases,
    terms: reading.terms,
    doubts: reading.doubts,
    clauses: reading.clauses.map(({ kind, marker, parent, heading, start, end }) => ({
      kind,
      marker,
      parent,
      heading,
      start,
      end,
    })),
    tasks: reading.tasks,
    withoutTask: reading.withoutTask,
  };
}

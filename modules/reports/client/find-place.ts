import type { FoundReference } from "../contract-sending.ts";

/** Where at the desk a figure found by its printed reference is shown, opened to its talks. */
export function placeOf(found: FoundReference): { to: string; search: Record<string, string | undefined> } {
  return {
    to: `/reports/${found.reportId}`,
    search: {
      view: found.view === "as-was" ? "as-was" : undefined,
      indicator: found.indicator,
      line: found.line === "total" ? undefined : String(found.unitId ?? "lost"),
      revision: String(found.revision),
    },
  };
}

/** Whether what somebody types into the search could be a printed reference. */
export const looksLikeReference = (text: string) =>
  /^\s*[0-9a-z]{3}[-\s]?[0-9a-z]{4}\.\d+t?\.\d+(\.\d+)?\s*$/i.test(text);

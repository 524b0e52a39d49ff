import { addDays, asCivilDate, startOfDay } from "#kernel/civil-date.ts";

/** Half-open ranges of moments for days in Vietnam. */
export interface Moments {
  from: Date | null;
  until: Date | null;
}

/** `2025-03` → from the first moment of March to the first of April, Vietnam time. */
export function monthMoments(month: string): Moments {
  const [year, m] = month.split("-").map(Number) as [number, number];
  const next = m === 12 ? `${year + 1}-01-01` : `${year}-${String(m + 1).padStart(2, "0")}-01`;
  return { from: startOfDay(asCivilDate(`${month}-01`)), until: startOfDay(asCivilDate(next)) };
}

/** Both days included; either may be open. */
export function dayMoments(from: string | undefined, to: string | undefined): Moments {
  return {
    from: from === undefined ? null : startOfDay(asCivilDate(from)),
    until: to === undefined ? null : startOfDay(addDays(asCivilDate(to), 1)),
  };
}

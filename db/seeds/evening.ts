import type { CivilDate } from "#kernel/civil-date.ts";

/** 19.25 is a quarter past seven in the evening, in Vietnam. */
export function evening(day: CivilDate, hour: number): Date {
  const minutes = Math.round((hour % 1) * 60);
  return new Date(`${day}T${String(Math.floor(hour)).padStart(2, "0")}:${String(minutes).padStart(2, "0")}:00+07:00`);
}

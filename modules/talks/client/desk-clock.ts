/** "19:05", "19h05", "1905", "7" as minutes of the day; null for anything else. */
export function readClock(typed: string): number | null {
  const found = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?$/i.exec(typed.trim()) ?? /^(\d{2})(\d{2})$/.exec(typed.trim());
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? "0")];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** The moment of a clock time on a day in Vietnam (UTC+7 all the year), ISO in UTC. @throws RangeError when the time cannot be read */
export function vietnamMoment(day: string, typed: string): string {
  const minutes = readClock(typed);
  if (minutes === null) throw new RangeError(typed);
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return new Date(`${day}T${clock}:00+07:00`).toISOString();
}

/** "14:00", "14h00", "1400", "7" as HH:MM; null for anything else. */
export function readClock(typed: string): string | null {
  const found = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?$/i.exec(typed.trim()) ?? /^(\d{2})(\d{2})$/.exec(typed.trim());
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? "0")];
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** The moment of a clock time on a day in Vietnam; null where either cannot be read. */
export function momentOf(day: string, typed: string): string | null {
  const clock = readClock(typed);
  return clock === null || day === "" ? null : new Date(`${day}T${clock}:00+07:00`).toISOString();
}

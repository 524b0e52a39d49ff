/** Whole months, both ends as the first day of one. */
export interface MonthPiece {
  first: string;
  last: string;
  /** After the day asked about: what lies there is still to come, whatever is said of it. */
  ahead: boolean;
}
/** Days of one month that its total is short of (1), or has too many of (-1). */
export interface DayPiece {
  first: string;
  last: string;
  sign: 1 | -1;
  ahead: boolean;
}

const dayMs = 86_400_000;
const shift = (day: string, by: number) => new Date(Date.parse(day) + by * dayMs).toISOString().slice(0, 10);
const monthStart = (day: string) => `${day.slice(0, 7)}-01`;
function monthEnd(day: string): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
const least = (a: string, b: string) => (a < b ? a : b);
const most = (a: string, b: string) => (a > b ? a : b);

/**
 * A plan's days as whole months and the days that these have too few or too many of, parted where `until` ends. Of a cut
 * month that side is named which has fewer days behind `today`: what lies ahead of today holds little to read.
 */
export function piecesOf(
  first: string,
  end: string,
  until: string,
  today: string,
): { months: MonthPiece[]; days: DayPiece[] } {
  const months: MonthPiece[] = [];
  const days: DayPiece[] = [];
  const add = (a: string, b: string, ahead: boolean) => {
    if (a > b) return;
    const behind = (x: string, y: string) =>
      x > y ? 0 : Math.max(0, Date.parse(least(y, today)) - Date.parse(x) + dayMs);
    /** Named themselves (false), or the rest of their month taken away from it (true). */
    const rest = (x: string, y: string) =>
      behind(monthStart(x), shift(x, -1)) + behind(shift(y, 1), monthEnd(y)) < behind(x, y);
    const away = (x: string, y: string) => {
      if (x <= y) days.push({ first: x, last: y, sign: -1, ahead });
    };
    const part = (x: string, y: string): boolean => {
      if (x === monthStart(x) && y === monthEnd(y)) return true;
      if (!rest(x, y)) {
        days.push({ first: x, last: y, sign: 1, ahead });
        return false;
      }
      away(monthStart(x), shift(x, -1));
      away(shift(y, 1), monthEnd(y));
      return true;
    };
    const one = monthStart(a) === monthStart(b);
    const headWhole = part(a, one ? b : monthEnd(a));
    const tailWhole = one ? headWhole : part(monthStart(b), b);
    const from = headWhole ? monthStart(a) : shift(monthEnd(a), 1);
    const to = tailWhole ? monthStart(b) : monthStart(shift(monthStart(b), -1));
    if (from <= to) months.push({ first: from, last: to, ahead });
  };
  add(first, least(end, until), false);
  add(most(first, shift(until, 1)), end, true);
  return { months, days };
}

import { asCivilDate, civilDate, type CivilDate, exists } from "#kernel/civil-date.ts";
import type { ReadTarget, ReadTime, TimeKind } from "./reading.ts";

const D =
  "(\\d{1,2})\\s?[/.-]\\s?(\\d{1,2})(?:\\s?[/.-]\\s?((?:19|20)\\d{2}))?|(\\d{1,2})\\s+tháng\\s+(\\d{1,2})(?:\\s+năm\\s+((?:19|20)\\d{2}))?";
const each = "h[ằà]ng\\s*(?:năm|tháng|quý|tuần)|mỗi\\s*(?:năm|tháng|quý|tuần)";
const BY = new RegExp(
  `(?:hoàn thành\\s+)?(?:trước|chậm nhất(?:\\s+là)?|muộn nhất(?:\\s+là)?|đến hết|đến|hạn cuối)\\s+(?:(?:\\d{1,2}\\s*(?:giờ|h)\\s*(?:\\d{2})?,?\\s*)?(?:ngày\\s+)?(?:${D})(?:\\s+(${each}))?|ngày\\s+(\\d{1,2})\\s+(${each}))`,
  "giu",
);
const WITHIN_YEAR = /(?:đến(?:\s+hết)?|trong|vào|giai\s*đoạn\s+\d{4}\s*-)\s*(?:năm\s+)?((?:19|20)\d{2})(?![\d/])/giu;
const START_YEAR = /^Năm\s+((?:19|20)\d{2})(?=[,:])/gu;
const QUARTER = /(?:trong|đến\s+hết|hết)\s+quý\s+(IV|I{1,3}|[1-4])\s*(?:\/|\s+năm\s+|-)\s*((?:19|20)\d{2})/giu;
const MONTH = /(?:trong|đến\s+hết|hết)\s+tháng\s+(\d{1,2})\s*(?:\/|\s+năm\s+)\s*((?:19|20)\d{2})/giu;
const REPEATS: [RegExp, TimeKind][] = [
  [/(?:h[ằà]ng|mỗi)\s*tuần|thứ\s+(?:Hai|Ba|Tư|Năm|Sáu)\s+hằng\s+tuần|\/tuần/giu, "weekly"],
  [/(?:ngày\s+\d{1,2}\s+)?(?:h[ằà]ng|mỗi)\s*tháng|\/tháng/giu, "monthly"],
  [/(?:h[ằà]ng|mỗi|trong\s+một)\s*quý|\/quý/giu, "quarterly"],
  [/(?:định\s*kỳ\s*)?0?6\s*tháng(?:\s+một\s+lần)?|sáu\s+tháng/giu, "half-yearly"],
  [/(?:h[ằà]ng|mỗi|trong\s+một)\s*năm|\/năm/giu, "yearly"],
  [/định\s*kỳ(?!\s*(?:0?6|h[ằà]ng|sáu))/giu, "periodic"],
  [/thường\s*xuyên/giu, "regular"],
  [/kịp\s*thời/giu, "promptly"],
];
const repeatOf: Record<string, TimeKind> = { năm: "yearly", tháng: "monthly", quý: "quarterly", tuần: "weekly" };

/** Days and periods of one task. `citations` are left out: the day of a directive is no deadline. `year` completes 15/12. */
export function findTimes(
  text: string,
  offset: number,
  year: number | null,
  citations: readonly { start: number; end: number }[],
): ReadTime[] {
  const found: ReadTime[] = [];
  const add = (m: RegExpMatchArray, kind: TimeKind, due: CivilDate | null) => {
    const start = offset + m.index!;
    const end = start + m[0].trimEnd().length;
    const taken =
      found.some((f) => f.start < end && start < f.end) || citations.some((c) => c.start < end && start < c.end);
    if (!taken) found.push({ kind, due, start, end, quote: m[0].trim() });
  };
  for (const m of text.matchAll(BY)) {
    const repeat = m[7] ?? m[9];
    if (repeat !== undefined) add(m, repeatOf[/năm|tháng|quý|tuần/u.exec(repeat)![0]]!, null);
    else {
      const [day, month, said] = [Number(m[1] ?? m[4]), Number(m[2] ?? m[5]), m[3] ?? m[6]];
      const y = said === undefined ? year : Number(said);
      add(m, "by", y !== null && exists(y, month, day) ? civilDate(y, month, day) : null);
    }
  }
  for (const m of text.matchAll(QUARTER)) {
    const q = { I: 1, II: 2, III: 3, IV: 4 }[m[1]!.toUpperCase()] ?? Number(m[1]);
    add(m, "by", lastOfMonth(Number(m[2]), q * 3));
  }
  for (const m of text.matchAll(MONTH)) add(m, "by", lastOfMonth(Number(m[2]), Number(m[1])));
  for (const m of text.matchAll(START_YEAR)) add(m, "within", lastOfMonth(Number(m[1]), 12));
  for (const m of text.matchAll(WITHIN_YEAR))
    // a year before the plan's own tells what was, it sets no term
    if (year === null || Number(m[1]) >= year)
      add(m, /^trong/iu.test(m[0]) ? "within" : "by", lastOfMonth(Number(m[1]), 12));
  for (const [repeat, kind] of REPEATS) for (const m of text.matchAll(repeat)) add(m, kind, null);
  return found.sort((a, b) => a.start - b.start);
}

const FULL_DATE =
  /(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d{2})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d{2})/gu;
const BARE_MONTH = /tháng\s+(?:\d{1,2},\s*)*(\d{1,2})\s*(?:\/|\s+năm\s+)\s*((?:19|20)\d{2})/giu;
const BARE_QUARTER = /quý\s+(IV|I{1,3}|[1-4])\s*(?:\/|\s+năm\s+|-)\s*((?:19|20)\d{2})/giu;
const BARE_YEAR = /năm\s+((?:19|20)\d{2})/giu;

/**
 * What stands after "Thời gian hoàn thành:". The last day that is named ends it; what only begins ("từ tháng 11/2025 trở đi")
 * has no last day. What comes back ("hằng quý") is read as in a sentence.
 */
export function timesOfLabel(text: string, offset: number, year: number | null): ReadTime[] {
  const said = findTimes(text, offset, year, []).filter(
    (t) => t.due === null && t.kind !== "by" && t.kind !== "within",
  );
  const days: { due: CivilDate; index: number; quote: string }[] = [];
  const add = (m: RegExpMatchArray, due: CivilDate | null) => {
    const inside = days.some((d) => d.index <= m.index! && m.index! < d.index + d.quote.length);
    const begins = /(?:từ|kể từ|sau)\s+(?:ngày\s+)?$/iu.test(text.slice(0, m.index));
    if (due !== null && !inside && !begins) days.push({ due, index: m.index!, quote: m[0] });
  };
  for (const m of text.matchAll(FULL_DATE)) {
    const [d, mo, y] = [Number(m[1] ?? m[4]), Number(m[2] ?? m[5]), Number(m[3] ?? m[6])];
    add(m, exists(y, mo, d) ? civilDate(y, mo, d) : null);
  }
  const roman: Record<string, number> = { I: 1, II: 2, III: 3, IV: 4 };
  for (const m of text.matchAll(BARE_MONTH)) add(m, lastOfMonth(Number(m[2]), Number(m[1])));
  for (const m of text.matchAll(BARE_QUARTER))
    add(m, lastOfMonth(Number(m[2]), (roman[m[1]!.toUpperCase()] ?? Number(m[1])) * 3));
  if (days.length === 0) for (const m of text.matchAll(BARE_YEAR)) add(m, lastOfMonth(Number(m[1]), 12));
  const last = days.toSorted((a, b) => (a.due < b.due ? 1 : -1))[0];
  if (last === undefined) return said;
  const start = offset + last.index;
  return [{ kind: "by", due: last.due, start, end: start + last.quote.length, quote: last.quote }, ...said];
}

function lastOfMonth(year: number, month: number): CivilDate | null {
  if (month < 1 || month > 12) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return asCivilDate(`${year}-${String(month).padStart(2, "0")}-${String(last).padStart(2, "0")}`);
}

const TARGET =
  /(?:ít nhất|tối thiểu|trên|đạt|thêm|có)?\s*(?<![\d/.,-])(\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d+)?)\s?(%|buổi|lớp|hội nghị|cuộc|lượt|bài|tin|người|hộ|tờ rơi|bảng|cụm|thí sinh|tình nguyện viên|lần|điểm cầu|mô hình)(?!\p{L})/giu;

export function findTargets(text: string, offset: number): ReadTarget[] {
  return [...text.matchAll(TARGET)].map((m) => {
    const start = offset + m.index + (m[0].length - m[0].trimStart().length);
    return {
      start,
      end: offset + m.index + m[0].length,
      quote: m[0].trim(),
      value: Number(m[1]!.replaceAll(".", "").replace(",", ".")),
      unit: m[2]!.toLowerCase(),
    };
  });
}

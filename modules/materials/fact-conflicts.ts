import { findDates } from "#kernel/text/find-dates.ts";
import { plainView } from "#kernel/text/plain-view.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";

/**
 * Facts with a date or a figure in a text, and when two of them say the same thing with another value. Precision
 * before recall: two clauses are about the same thing only where their words are the same but for one, and that one
 * tells nothing apart. How it was measured: fact-conflicts.test.ts.
 */
export interface Fact {
  /** The clause as it stands, for people. */
  quote: string;
  /** Content words, sorted, without doubles. */
  words: string[];
  /** What the values are of, in order: "date", "%", "đồng", "ngày". Only like is compared with like. */
  units: string;
  values: (string | number)[];
  /** Values as written. */
  shown: string[];
}

/** Words that carry no subject: two clauses that differ only in them say the same. */
const LIGHT = new Set(
  (
    "là thì mà và với của cho được bị sẽ đã đang có các những này đó kia ở tại trong theo về để do bởi vì từ đến ngày tháng năm hết " +
    "bằng gồm mỗi một rằng như nên cần phải khi người dân bà con anh chị ông số mức nhé ạ cũng vẫn chỉ việc chú ý lưu nhớ"
  ).split(" "),
);
/** Where one of these is in only one of two clauses, they speak of different things. */
const TELLS_APART =
  /^(?:nhất|hai|ba|tư|bốn|sáu|bảy|tám|chín|mười|đầu|cuối|trước|sau|trên|dưới|ngoài|không|chưa|cũ|mới|nam|nữ|thiểu|đa|cao|thấp|hơn|gần|khoảng|ít|nhiều|lần|thêm|giảm|tăng|miễn|đông|tây|bắc|xã|phường|thôn|buôn|huyện|tỉnh|sáng|chiều|tối|trưa|hè|mưa|khô|cận|nghèo|trẻ|già|thường|tạm|riêng|chung|trừ|kể|dự|kiến|ví|dụ)$/;

const MULTIPLIERS: Record<string, number> = { nghìn: 1e3, ngàn: 1e3, triệu: 1e6, tỷ: 1e9, tỉ: 1e9 };
const SYMBOL = /\d{1,5}[a-z]?(?:\/\d{4})?[/-][\p{Lu}Đ][\p{L}]*(?:[-/][\p{L}\d]+)*/gu;
const ARTICLE =
  /(?:điểm\s+[a-zđ]\s*,?\s*)?(?:khoản\s+\d+\s*,?\s*)?điều\s+\d+|khoản\s+\d+|phụ lục\s+\d+|mẫu(?: số)?\s+\d+|cấp\s+[IVX]+/giu;
const NUMBER =
  /(?<![\p{L}\d.,])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?:\s*(nghìn|ngàn|triệu|tỷ|tỉ))?\s*(%|₫|°C|\p{L}+)?/giu;
/** A number that is a name: another one is another thing. */
const NUMBERED =
  /(?<!\p{L})(?:phường|xã|thôn|buôn|tổ|khu|khu phố|quận|đợt|lần|lớp|bài|vòng|giai đoạn|kỳ|khóa|khoá|nhóm|hạng|loại|ca|bước|quý)\s+\d+(?!\d|[.,/]\d|\s*%)/giu;
const DAY_MONTH = /(?<![\d/.,-])(\d{1,2})\/(\d{1,2})(?![\d/]|[.,-]\d)/gu;

/** The facts of a text, one a clause; headings, lists and sentences each end one. */
export function findFacts(text: string): Fact[] {
  const { plain } = plainView(text);
  return clausesOf(plain).flatMap((clause) => {
    const fact = readFact(clause);
    return fact === null ? [] : [fact];
  });
}

/** An answer's clause may say only the value ("Gọi 114."): its question says what of. */
export function findFactsInAnswer(question: string, answer: string): Fact[] {
  return clausesOf(plainView(answer).plain).flatMap((clause) => {
    const alone = readFact(clause);
    if (alone !== null) return [alone];
    const asked = plainView(question).plain.replace(/[?.!\s]+$/u, "");
    const together = /\d/.test(asked) ? null : readFact(`${asked}: ${clause}`);
    return together === null ? [] : [together];
  });
}

function clausesOf(plain: string): string[] {
  const clauses: string[] = [];
  for (const sentence of plain.split(/[.;!?]+(?=\s|$)|\n+|(?<=\s)[-–•]\s/u)) {
    const parts = sentence
      .replace(/^[#\-*•\s]+/u, "")
      .replaceAll("**", "")
      .split(/,(?!\d)\s*|:\s+/u);
    // a part without a value belongs to the one before it
    let open = "";
    for (const part of parts) {
      const joined = open === "" ? part : `${open}, ${part}`;
      // "…70 %, 60 %, 50 %" is one list: what goes on begins with a figure
      if (readFact(open) !== null && /\d/.test(part) && /^\p{L}/u.test(part)) {
        clauses.push(open);
        open = part;
      } else open = joined;
    }
    if (open.trim() !== "") clauses.push(open.trim());
  }
  return clauses;
}

const least = 3;

function readFact(clause: string): Fact | null {
  if (!/\d/.test(clause) || /(?:ví dụ|chẳng hạn|giả sử)/iu.test(clause)) return null;
  let rest = clause;
  const found: { at: number; unit: string; value: string | number; shown: string }[] = [];
  const take = (start: number, end: number, unit: string | null, value: string | number) => {
    const shown = rest.slice(start, end).trim();
    if (unit !== null) found.push({ at: start, unit, value, shown });
    rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  };
  // what only names a document or its part is no figure
  for (const pattern of [SYMBOL, ARTICLE])
    for (const m of rest.matchAll(pattern)) take(m.index, m.index + m[0].length, null, 0);
  const named: string[] = [];
  for (const m of rest.matchAll(NUMBERED)) {
    named.push(toneKey(m[0]).replaceAll(" ", ""));
    take(m.index, m.index + m[0].length, null, 0);
  }
  for (const d of findDates(rest)) if (d.date !== null) take(d.start, d.end, "date", d.date);
  for (const m of rest.matchAll(DAY_MONTH)) {
    const [day, month] = [Number(m[1]), Number(m[2])];
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12)
      take(m.index, m.index + m[0].length, "day", `${month}-${day}`);
  }
  for (const m of rest.matchAll(/(?<!\p{L})(tháng|năm)\s+(\d{1,4})(?:\/(\d{4}))?(?!\d)/giu)) {
    if (m[2] === undefined || ((m[1] as string).toLowerCase() === "năm") !== (m[2].length === 4)) continue;
    take(
      m.index,
      m.index + m[0].length,
      (m[1] as string).toLowerCase() === "năm" ? "year" : "month",
      `${m[3] ?? ""}${m[2]}`,
    );
  }
  for (const m of rest.matchAll(NUMBER)) {
    const digits = m[1] as string;
    const scale = m[2] === undefined ? 1 : (MULTIPLIERS[m[2].toLowerCase()] ?? 1);
    const value = Number(digits.replaceAll(".", "").replace(",", ".")) * scale;
    const unit = m[3] === undefined ? (scale === 1 ? "" : "đồng") : unitOf(m[3]);
    const end = m.index + m[0].trimEnd().length;
    take(m.index, end, unit, value);
  }
  if (found.length === 0 || found.length > 8) return null;
  found.sort((a, b) => a.at - b.at);
  const words = [
    ...new Set(
      toneKey(rest)
        .split(/[^\p{L}\p{M}]+/u)
        .filter((w) => w !== "" && !LIGHT.has(w)),
    ),
    ...named,
  ].sort();
  if (words.length < least) return null;
  return {
    quote: clause.trim().replace(/\s+/g, " "),
    words,
    units: found.map((f) => f.unit).join(" "),
    values: found.map((f) => f.value),
    shown: found.map((f) => f.shown),
  };
}

function unitOf(word: string): string {
  const lower = word.toLowerCase();
  if (lower === "đ" || lower === "₫" || lower === "vnđ" || lower === "vnd") return "đồng";
  return toneKey(lower);
}

const TIMES = new Set(["date", "day", "month", "year"]);

/** Whether both say the same thing with another value. */
export function contradict(a: Fact, b: Fact): boolean {
  if (a.units !== b.units || !sameSubject(a.words, b.words)) return false;
  const units = a.units.split(" ");
  const differing = units.filter((_, i) => a.values[i] !== b.values[i]);
  if (differing.length === 0) return false;
  // the same values in another order are the same list
  if ([...a.values].map(String).sort().join() === [...b.values].map(String).sort().join()) return false;
  // another year with another figure is another year's figure
  return differing.length === 1 || !differing.some((unit) => TIMES.has(unit));
}

function sameSubject(a: readonly string[], b: readonly string[]): boolean {
  const inB = new Set(b);
  const inA = new Set(a);
  const shared = a.filter((w) => inB.has(w)).length;
  const apart = [...a.filter((w) => !inB.has(w)), ...b.filter((w) => !inA.has(w))];
  if (shared < least || apart.some((w) => TELLS_APART.test(w) || /\d/.test(w))) return false;
  return apart.length === 0 || (apart.length === 1 && shared >= 5) || (apart.length === 2 && shared >= 8);
}

/** Under which a fact is looked up: all its words, and all but one, so that two that differ in one word meet. */
export function factKeys(fact: Pick<Fact, "words" | "units">): string[] {
  const all = fact.words.join(" ");
  const without =
    fact.words.length > 5 ? fact.words.map((_, i) => fact.words.filter((__, j) => j !== i).join(" ")) : [];
  return [all, ...without].map((key) => `${fact.units}|${key}`);
}

export type IdentityKind =
  | "citizenId"
  | "oldCitizenId"
  | "document"
  | "phone"
  | "email"
  | "address"
  | "plate"
  | "birth";

export interface IdentityPattern {
  kind: IdentityKind;
  regex: RegExp;
  certain: boolean;
  /** What looks alike and is harmless. */
  unless?: (hit: string, whole: string, at: number) => boolean;
}

/**
 * In order: what matches first keeps its place, so the twelve digits of a citizen number are never
 * taken for a telephone number. They see composed text with plain digits (identity-filter.ts).
 * Sources: law-and-text part 10; the numbers' forms are from general knowledge and kept loose.
 */
const NAME_WORD = "(?:\\p{Lu}[\\p{L}']*|\\d{1,3}(?:/\\d{1,2})?)";
const STREET = `(?:đường|phố|hẻm|ngõ|ngách|kiệt|Đường|Phố|Hẻm|Ngõ|Ngách|Kiệt)\\s+${NAME_WORD}(?:\\s+${NAME_WORD}){0,4}`;
const HOUSE = "\\d{1,4}[A-Za-z]?(?:\\s?/\\s?\\d{1,4}[A-Za-z]?){0,4}";

export const identityPatterns: readonly IdentityPattern[] = [
  {
    kind: "email",
    certain: true,
    regex: /[a-z0-9][a-z0-9._%+-]*\s?(?:@|\(at\)|\[at\]|\(a còng\))\s?[a-z0-9-]+(?:\.[a-z0-9-]+)+/giu,
  },
  // A number that says of itself what it is.
  {
    kind: "document",
    certain: true,
    regex:
      /(?<!\p{L})(?:cccd|cmnd|cmt|cmtnd|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|định danh(?: cá nhân)?|hộ chiếu|bhyt|bhxh|mã số thuế|mst|stk|số tài khoản|tài khoản)(?:\s*số)?\s*[:.]?\s*[A-Z]{0,2}\d(?:[ .-]?\d){5,18}(?!\d)/giu,
  },
  // 3 digits of province, century and sex, 2 of birth year, 6 of series.
  {
    kind: "citizenId",
    certain: true,
    regex: /(?<![\d.,]|\d[ -])0(?:0[1-9]|[1-8]\d|9[0-6])(?:[ .-]?\d){9}(?!\d|[ .-]\d)/gu,
  },
  {
    kind: "phone",
    certain: true,
    regex:
      /(?<![\d.,/])(?:\(02\d{1,2}\)(?:[ .-]{0,2}\d){7,8}|(?:(?:\(\+ ?84\)|\+ ?84)[ .-]?(?:\(0\) ?)?|84[ .-]?|0 ?|(?<!\p{L})o[ .-]{0,2})(?:[35789](?:[ .-]{0,2}\d){8}|2(?:[ .-]{0,2}\d){8,9}|1[2689](?:[ .-]?\d){8}))(?!\d)/giu,
    unless: isDateOrMoney,
  },
  {
    kind: "oldCitizenId",
    certain: false,
    regex: /(?<![\d.,/-]|\d )(?:\d{9}|\d{3} \d{3} \d{3}|\d{11,12})(?![\d/-]|[.,]\d| \d{3}(?!\d))/gu,
    unless: (hit, whole, at) => hit.endsWith("000") || isAmount(whole.slice(at + hit.length)),
  },
  { kind: "document", certain: false, regex: /(?<![\p{L}\d])[A-Z]\d{7,8}(?![\p{L}\d])/gu },
  {
    kind: "plate",
    certain: true,
    regex:
      /(?<![\p{L}\d/])[1-9]\d\s?-?\s?(?:[A-Z]\d?|LD|DA|MK|MĐ|TĐ|NN|NG|QT|CV)\s?[- ]?\s?(?:\d{3}\.\d{2}|\d{4,5})(?![\p{L}\d/])/gu,
  },
  {
    kind: "address",
    certain: true,
    regex: new RegExp(`(?<!\\p{L})(?:[Ss]ố nhà|[Nn]hà số|SỐ NHÀ)\\s*:?\\s*${HOUSE}(?:\\s*,?\\s*${STREET})?`, "gu"),
  },
  { kind: "address", certain: true, regex: new RegExp(`(?<!\\p{L})[Ss]ố\\s+${HOUSE}\\s*,?\\s*${STREET}`, "gu") },
  { kind: "address", certain: false, regex: new RegExp(`(?<![\\p{L}\\d/.,-])${HOUSE}\\s*,?\\s*${STREET}`, "gu") },
  {
    kind: "birth",
    certain: true,
    regex:
      /(?<!\p{L})(?:ngày sinh|sinh ngày|sinh năm|sinh tháng|sinh|sn|năm sinh)\s*:?\s*(?:ngày\s*)?(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2}\s+tháng\s+\d{1,2}(?:,?\s+(?:năm\s+)?\d{4})?|\d{1,2}[/-]\d{4}|(?:19|20)\d\d)(?!\d)/giu,
  },
];

/** 05.02.2025 10 has ten digits, and 84.912.345.678 is a sum of money. */
function isDateOrMoney(hit: string, whole: string, at: number): boolean {
  if (/^(?:0[1-9]|[12]\d|3[01])[ .-](?:0?[1-9]|1[0-2])[ .-](?:19|20)\d\d/.test(hit)) return true;
  if (/^84(?:\.\d{3})+$/.test(hit) || (/^84(?: \d{3})+$/.test(hit) && hit.endsWith("000"))) return true;
  if (/^0[1-9][ .-](?:19|20)\d\d/.test(hit)) return true;
  return hit.startsWith("84") && isAmount(whole.slice(at + hit.length));
}

function isAmount(after: string): boolean {
  return /^\s?(?:đồng|đ(?!\p{L})|₫|vnđ|vnd|%|triệu|tỷ|tỉ|nghìn|người|lượt|hộ|m2|m²|ha(?!\p{L})|km)/iu.test(after);
}

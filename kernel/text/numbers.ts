/** Numbers as Vietnamese writes them: dot between groups, comma before decimals. */

/** 1234567.5 → "1.234.567,5" */
export function formatNumber(value: number, maximumDecimals = 2): string {
  if (!Number.isFinite(value)) return "";
  const [whole = "0", fraction = ""] = Math.abs(value).toFixed(maximumDecimals).split(".");
  const decimals = fraction.replace(/0+$/, "");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ".");
  const body = decimals === "" ? grouped : `${grouped},${decimals}`;
  return value < 0 && /[1-9]/.test(body) ? `-${body}` : body;
}

/** 0.125 → "12,5 %" (a space before the sign, as official texts have it). */
export function formatPercent(share: number, maximumDecimals = 1): string {
  return `${formatNumber(share * 100, maximumDecimals)} %`;
}

/** Reads "1.234.567,5", "1234567", "1 234"; null when it is no number or a group is not of three. */
export function readNumber(typed: string): number | null {
  const text = typed
    .normalize("NFKC")
    .trim()
    .replace(/[\s\u00a0\u202f](?=\d{3}(?:\D|$))/g, "");
  if (!/^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/.test(text)) return null;
  return Number(text.replaceAll(".", "").replace(",", "."));
}

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const;
const GROUPS = ["", "nghìn", "triệu"] as const;

/**
 * A whole number in words, for official texts: 15 "mười lăm", 21 "hai mươi mốt", 105 "một trăm linh
 * năm", 1.000.005 "một triệu không trăm linh năm". Up to the safe integers.
 */
export function numberInWords(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`no whole number: ${value}`);
  if (value < 0) return `âm ${numberInWords(-value)}`;
  if (value === 0) return DIGITS[0];
  return spell(value, false);
}

/** Below a billion by groups; the billions themselves are spelled the same way, "tỷ" after them. */
function spell(value: number, padded: boolean): string {
  const billions = Math.floor(value / 1e9);
  const below = value % 1e9;
  const words: string[] = [];
  if (billions > 0) words.push(`${spell(billions, padded)} tỷ`);
  let started = billions > 0 || padded;
  for (let group = 2; group >= 0; group--) {
    const n = Math.floor(below / 1000 ** group) % 1000;
    if (n === 0) continue;
    words.push(`${threeDigits(n, started)} ${GROUPS[group] as string}`.trim());
    started = true;
  }
  return words.join(" ");
}

function threeDigits(n: number, padded: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const words: string[] = [];
  if (hundreds > 0 || padded) words.push(`${digit(hundreds)} trăm`);
  if (tens === 0) {
    if (ones > 0) words.push(words.length > 0 ? `linh ${digit(ones)}` : digit(ones));
    return words.join(" ");
  }
  words.push(tens === 1 ? "mười" : `${digit(tens)} mươi`);
  if (ones === 1 && tens > 1) words.push("mốt");
  else if (ones === 5) words.push("lăm");
  else if (ones > 0) words.push(digit(ones));
  return words.join(" ");
}

function digit(n: number): string {
  return DIGITS[n] as string;
}

/** "Một trăm linh năm đồng": for sums in official texts. */
export function dongInWords(amount: number): string {
  const words = numberInWords(amount);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`;
}

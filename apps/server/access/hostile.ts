import { newId } from "#kernel/ids.ts";
import type { Random } from "#db/seeds/random.ts";

/** What strangers send: pieces that broke something somewhere once, and shreds of them put together by seeded chance. */
const pieces = [
  "",
  " ",
  "\u0000",
  "'; drop table talk; --",
  "' or 1=1 --",
  "$1",
  "%",
  "%00",
  "\\",
  "../../../../etc/passwd",
  "..%2f..%2f",
  "<xss onload=alert(1)>",
  '"><xss src=x>',
  "</textarea><xss>",
  "javascript:alert(1)",
  "{{7*7}}",
  "${7*7}",
  "\r\nset-cookie: a=b",
  "\u202e\u2066 gnội\u200f",
  "\u200b\u200d\ufeff",
  "\ud800",
  "\udfff\ud83d",
  "Đường".normalize("NFD"),
  "bao hiem y te",
  "BHYT",
  "0912 345 678",
  "079203001234",
  "０９１２３４５６７８",
  "ten.toi@example.com",
  "số nhà 12 đường Trần Phú",
  "sinh ngày 05/02/1990",
  "49A-123.45",
  "-1",
  "0",
  "1e309",
  "NaN",
  "2147483648",
  "99999999999999999999",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "[object Object]",
  "[]",
  "{}",
  "true",
  "2026-02-30",
  "eyJhbGciOiJub25lIn0",
  "WyIyMDI2Il0",
  "Sao cầu treo chưa sửa xong?",
];

/** Long ones, seldom: they cost the test more than the server. */
const storms = [
  "😀".repeat(500),
  "e\u0301\u0301\u0301".repeat(300),
  "a".repeat(12_000),
  "Hỏi ".repeat(2_600),
  "<".repeat(3_000),
];

/** Texts that hold what the identity filter knows, between words that a person might write. */
export const naming = [
  "0912 345 678",
  "+84 912.345.678",
  "０９１２３４５６７８",
  "079203001234",
  "ten.toi@example.com",
  "số nhà 12 đường Trần Phú",
  "biển số 49A-123.45",
  "sinh ngày 05/02/1990",
];

export function hostileText(chance: Random): string {
  const piece = () =>
    chance.chance(0.01) ? chance.pick(storms) : chance.chance(0.12) ? scrambled(chance) : chance.pick(pieces);
  const parts = Array.from({ length: chance.pick([1, 1, 1, 2, 3]) }, piece);
  return parts.join(chance.pick(["", " ", "\n"]));
}

function scrambled(chance: Random): string {
  return Array.from({ length: chance.between(1, 24) }, () =>
    String.fromCharCode(chance.chance(0.5) ? chance.between(0, 255) : chance.between(0, 65_535)),
  ).join("");
}

/** As bytes of an address: mostly spelled as it should be, sometimes not even that. */
export function hostileSpelling(chance: Random): string {
  const text = hostileText(chance);
  if (chance.chance(0.1)) return chance.pick(["%", "%zz", "%ff%fe", "%ed%a0%80", "%c0%ae", "+%20+", "%E0%A4%A"]);
  return encodeURIComponent(text.toWellFormed()).slice(0, 9_000);
}

const numbers = [0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 31];

export function hostileValue(chance: Random, depth = 0): unknown {
  const kind = chance.between(0, depth > 3 ? 5 : 8);
  if (kind < 4) return hostileText(chance);
  if (kind === 4) return chance.pick(numbers);
  if (kind === 5) return chance.pick([null, true, false]);
  if (kind === 6) return Array.from({ length: chance.between(0, 5) }, () => hostileValue(chance, depth + 1));
  return Object.fromEntries(
    Array.from({ length: chance.between(0, 4) }, () => [
      chance.pick(["a", "__proto__", "text", "id", ""]),
      hostileValue(chance, depth + 1),
    ]),
  );
}

/** A header's value as far as one may be sent at all. */
export function hostileHeader(chance: Random): string {
  return hostileText(chance)
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, 2_000)
    .trim();
}

export const someId = (chance: Random, known: readonly string[]): string =>
  known.length > 0 && chance.chance(0.5) ? chance.pick(known) : newId();

import { nfc } from "#kernel/text/nfc.ts";

/** Marks that turn the direction of what follows, and controls that a text cannot hold: never from a stranger's input. */
const unwanted = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;

/** One line from an address or a field, as it is asked further: composed, single spaces, no more than `most` signs. */
export function cleanLine(typed: string | undefined | null, most = 200): string {
  if (typed === undefined || typed === null) return "";
  const line = nfc(typed.slice(0, most * 4).toWellFormed())
    .replace(unwanted, "")
    .replace(/\s+/g, " ")
    .trim();
  return [...line].slice(0, most).join("").trim();
}

/** Several lines from a form: as typed, without what no text holds. Its length is the caller's business. */
export function cleanText(typed: string | undefined | null): string {
  return nfc((typed ?? "").toWellFormed())
    .replace(/\r\n?/g, "\n")
    .replace(unwanted, "");
}

/** A whole number within bounds, or undefined for anything else. */
export function cleanNumber(typed: string | undefined, most = 2_147_483_647): number | undefined {
  if (typed === undefined || !/^[1-9]\d{0,9}$/.test(typed)) return undefined;
  const number = Number(typed);
  return number <= most ? number : undefined;
}

/** A word that names something of ours (a topic, a language, a cursor), or undefined. */
export function cleanName(typed: string | undefined, most = 60): string | undefined {
  return typed !== undefined && typed.length <= most && /^[\w=.-]+$/.test(typed) ? typed : undefined;
}

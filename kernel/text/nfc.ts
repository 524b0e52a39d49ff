/** Zero-width marks that copying from web pages and phones leaves inside words. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;
const SPACES = /[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u3000]+/g;

/** Precomposed form (TCVN 6909): what everything is stored in. */
export function nfc(text: string): string {
  return text.normalize("NFC");
}

/** One line as it should be stored: NFC, no invisible marks, single spaces, trimmed. */
export function tidyLine(text: string): string {
  return nfc(text).replace(INVISIBLE, "").replace(SPACES, " ").trim();
}

/** Several lines: each tidied at its end, line breaks kept, no more than one empty line in a row. */
export function tidyText(text: string): string {
  return nfc(text)
    .replace(INVISIBLE, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t\u00a0]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

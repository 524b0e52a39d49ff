/**
 * A comment hangs on words. When the text changes it goes with them: to the place where the same words
 * stand with the most of the same surroundings, and of those the nearest to where they stood.
 */
export const textParts = ["title", "keyMessages", "body", "qa", "source", "legalBasis"] as const;
export type TextPart = (typeof textParts)[number];

export interface Anchor {
  part: TextPart;
  quote: string;
  /** Up to 40 characters before and behind the words. */
  lead: string;
  trail: string;
  /** Where the words began when the comment was written. */
  position: number;
}

/** What of a version can be commented on. */
export interface CommentedText {
  title: string;
  keyMessages: string;
  body: string;
  qa: readonly { question: string; answer: string }[];
  source: string | null;
  legalBasis: string | null;
}

const surroundings = 40;

/** The text of a part as comments count in it; questions and answers one under the other. */
export function partText(content: CommentedText, part: TextPart): string {
  if (part === "qa") return content.qa.map(({ question, answer }) => `${question}\n${answer}`).join("\n\n");
  return content[part] ?? "";
}

/** An anchor for `quote` in this text, at the occurrence nearest to `near`; null when the words are not there. */
export function anchorAt(text: string, part: TextPart, quote: string, near: number): Anchor | null {
  const at = nearest(occurrences(text, quote), near);
  if (at === null) return null;
  return {
    part,
    quote,
    position: at,
    lead: text.slice(Math.max(0, at - surroundings), at),
    trail: text.slice(at + quote.length, at + quote.length + surroundings),
  };
}

/** Where the words stand now, or null when they are gone: then the comment is shown with the words it was about. */
export function findAnchor(text: string, anchor: Anchor): { start: number; end: number } | null {
  const places = occurrences(text, anchor.quote);
  let best: number[] = [];
  let most = -1;
  for (const at of places) {
    const like =
      sameEnd(text.slice(Math.max(0, at - surroundings), at), anchor.lead) +
      sameStart(text.slice(at + anchor.quote.length, at + anchor.quote.length + surroundings), anchor.trail);
    if (like > most) [best, most] = [[at], like];
    else if (like === most) best.push(at);
  }
  const at = nearest(best, anchor.position);
  return at === null ? null : { start: at, end: at + anchor.quote.length };
}

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  if (quote === "") return found;
  for (let at = text.indexOf(quote); at !== -1 && found.length < 1000; at = text.indexOf(quote, at + 1)) found.push(at);
  return found;
}

function nearest(places: readonly number[], near: number): number | null {
  let best: number | null = null;
  for (const at of places) if (best === null || Math.abs(at - near) < Math.abs(best - near)) best = at;
  return best;
}

function sameStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

function sameEnd(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
}

import { identityPatterns, type IdentityKind } from "./identity-patterns.ts";

export type { IdentityKind } from "./identity-patterns.ts";

/**
 * Finds what would name a person in text that must hold no identity (questions, minutes): before it
 * is saved, on the phone and again on the server. The writer sees the spans and consents to striking.
 */
export interface IdentitySpan {
  kind: IdentityKind;
  /** Offsets in UTF-16 units of the text as given, not normalised. */
  start: number;
  end: number;
  text: string;
  /** False where it may be something harmless: the writer decides. */
  certain: boolean;
}

/** In order, never overlapping. */
export function findIdentities(text: string): IdentitySpan[] {
  const { plain, starts, ends } = plainView(text);
  const taken: IdentitySpan[] = [];
  for (const pattern of identityPatterns) {
    for (const match of plain.matchAll(pattern.regex)) {
      const hit = match[0].trimEnd();
      if (hit === "" || (pattern.unless?.(hit, plain, match.index) ?? false)) continue;
      const start = starts[match.index] as number;
      const end = ends[match.index + hit.length - 1] as number;
      if (taken.some((span) => span.start < end && start < span.end)) continue;
      taken.push({ kind: pattern.kind, start, end, text: text.slice(start, end), certain: pattern.certain });
    }
  }
  return taken.sort((a, b) => a.start - b.start);
}

export function hasIdentity(text: string): boolean {
  return findIdentities(text).length > 0;
}

/** What stands in place of each kind; official Vietnamese whichever language the screen speaks. */
export const struckWords: Record<IdentityKind, string> = {
  citizenId: "[đã gạch: số định danh]",
  oldCitizenId: "[đã gạch: số giấy tờ]",
  document: "[đã gạch: số giấy tờ]",
  phone: "[đã gạch: số điện thoại]",
  email: "[đã gạch: thư điện tử]",
  address: "[đã gạch: địa chỉ nhà]",
  plate: "[đã gạch: biển số xe]",
  birth: "[đã gạch: ngày sinh]",
};

/** Strikes what `find` finds, until it finds nothing more. Striking twice changes nothing. */
export function strike(text: string, find: (text: string) => readonly IdentitySpan[] = findIdentities): string {
  return replaceIdentities(text, find, (span) => struckWords[span.kind]);
}

/** As `strike`, and nothing stands in its place. */
export function cutIdentities(text: string, find: (text: string) => readonly IdentitySpan[] = findIdentities): string {
  return replaceIdentities(text, find, () => "");
}

/** Again until nothing is left: some are only found once their neighbour is gone (an address that ran into a number plate). */
function replaceIdentities(
  text: string,
  find: (text: string) => readonly IdentitySpan[],
  word: (span: IdentitySpan) => string,
): string {
  let rest = text;
  for (let spans = find(rest); spans.length > 0; spans = find(rest)) {
    let out = "";
    let at = 0;
    for (const span of spans) {
      out += rest.slice(at, span.start) + word(span);
      at = span.end;
    }
    rest = out + rest.slice(at);
  }
  return rest;
}

/**
 * The text as the patterns see it: composed, full-width signs made plain, invisible marks gone,
 * with the way back to the offsets of the text as given.
 */
function plainView(text: string): { plain: string; starts: number[]; ends: number[] } {
  let plain = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (const cluster of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const start = cluster.index;
    const end = start + cluster[0].length;
    for (const unit of simplify(cluster[0])) {
      for (let i = 0; i < unit.length; i++) {
        plain += unit[i] as string;
        starts.push(start);
        ends.push(end);
      }
    }
  }
  return { plain, starts, ends };
}

function simplify(cluster: string): string {
  if (/^[\u200b-\u200d\u2060\ufeff\u00ad]/.test(cluster)) return "";
  if (/^[\u00a0\u2000-\u200a\u202f\u3000]/.test(cluster)) return " ";
  if (/^[\u2010-\u2015\u2212]/.test(cluster)) return "-";
  const digit = /^\p{Nd}/u.test(cluster) ? decimalValue(cluster) : null;
  if (digit !== null) return String(digit);
  return (/^[\uff01-\uff5e]/.test(cluster) ? cluster.normalize("NFKC") : cluster).normalize("NFC");
}

/** Every block of decimal digits in Unicode starts at a zero and runs for ten. */
function decimalValue(c: string): number | null {
  const ascii = /^[0-9]/.exec(c);
  if (ascii) return Number(ascii[0]);
  const code = c.codePointAt(0) as number;
  for (let back = 0; back < 10; back++) {
    if (!/^\p{Nd}$/u.test(String.fromCodePoint(code - back - 1))) return back;
  }
  return /[\u{1d7ce}-\u{1d7ff}]/u.test(c) ? (code - 0x1d7ce) % 10 : null;
}

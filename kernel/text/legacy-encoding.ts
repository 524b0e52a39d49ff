import { tcvn3Letters, vniLetters } from "./legacy-tables.ts";
import { hasPlausibleRime, isSyllable } from "./syllable.ts";

/** Vietnamese written before Unicode: TCVN3 (the .Vn fonts) and VNI-Windows (the VNI- fonts). */
export type LegacyEncoding = "tcvn3" | "vni";

export interface LegacyReading {
  /** NFC. What was good Unicode comes back as it was. */
  text: string;
  from: LegacyEncoding | null;
  /** False where a person must decide: both readings are possible words. */
  confident: boolean;
}

export interface LegacyHints {
  /** The name of the font that the text was set in, if the file says. */
  font?: string | null;
  /** What the rest of the same column is (see `columnEncoding`). */
  column?: LegacyEncoding | null;
}

/** By the font's name alone: .VnTime, .VnArialH → TCVN3; VNI-Times → VNI. */
export function encodingOfFont(font: string | null | undefined): LegacyEncoding | null {
  if (!font) return null;
  if (/^\.?vn[a-z]/i.test(font) && !/^vni/i.test(font)) return "tcvn3";
  return /^vni[- ]/i.test(font) ? "vni" : null;
}

/** Reads one cell or run. Text with any letter that only Unicode has (ă, đ, ư, ễ …) is never touched. */
export function readLegacy(input: string, hints: LegacyHints = {}): LegacyReading {
  const text = input.normalize("NFC").replaceAll("\u03bc", "\u00b5");
  const good: LegacyReading = { text: input.normalize("NFC"), from: null, confident: true };
  if (!hasLatin1Only(text)) return good;

  const asIs = plausibility(text, text);
  const byFont = encodingOfFont(hints.font);
  if (byFont !== null) {
    const converted = convertFrom(byFont, text);
    const score = plausibility(text, converted ?? "");
    // A font name left over from an older file must not spoil what was retyped in Unicode since.
    if (converted !== null && (score >= asIs || asIs < 1)) {
      return { text: capitals(hints.font, converted), from: byFont, confident: score >= asIs };
    }
    return { ...good, confident: false };
  }

  // Púch and SRó are places: without a sign that Unicode would not have there, only a column may say otherwise.
  if (!isTelltale(text) && !hints.column) return good;
  const likelier = hints.column ?? (looksLikeVni(text) ? "vni" : "tcvn3");
  const readings = (["tcvn3", "vni"] as const)
    .map((from) => ({ from, text: convertFrom(from, text) }))
    .filter((r): r is { from: LegacyEncoding; text: string } => r.text !== null)
    .map((r) => ({ ...r, score: plausibility(text, r.text) }))
    .sort((a, b) => b.score - a.score || Number(b.from === likelier) - Number(a.from === likelier));
  const best = readings[0];
  if (!best) return good;
  if (best.score <= asIs) {
    // "Hùng" is a name as it stands and another in TCVN3: only a column wholly in TCVN3 decides.
    const inColumn = readings.find((r) => r.from === hints.column && r.score >= asIs);
    return inColumn ? { text: inColumn.text, from: inColumn.from, confident: false } : good;
  }
  const rival = readings[1];
  const clear = best.score >= 0.75 && (rival === undefined || rival.score < best.score || best.from === hints.column);
  return { text: best.text, from: best.from, confident: clear };
}

/**
 * What a whole column is written in: only when all of its marked cells are one legacy encoding and
 * none holds a letter that only Unicode has.
 */
export function columnEncoding(cells: Iterable<string>): LegacyEncoding | null {
  const votes = { tcvn3: 0, vni: 0 };
  let marked = 0;
  for (const cell of cells) {
    const text = cell.normalize("NFC");
    if (/[\u0100-\u024f\u1e00-\u1eff]|\p{M}/u.test(text)) return null;
    if (!hasLatin1Only(text)) continue;
    marked++;
    const reading = readLegacy(text);
    if (reading.from !== null && reading.confident) votes[reading.from]++;
  }
  if (marked < 2) return null;
  if (votes.tcvn3 >= marked * 0.7) return "tcvn3";
  return votes.vni >= marked * 0.7 ? "vni" : null;
}

/** Converts without asking whether it should; null when a sign is left that the encoding does not know. */
export function convertFrom(from: LegacyEncoding, text: string): string | null {
  const table = from === "tcvn3" ? tcvn3Letters : vniLetters;
  let out = "";
  for (let i = 0; i < text.length;) {
    const pair = text.slice(i, i + 2);
    const two = pair.length === 2 ? table.get(pair) : undefined;
    const one = text[i] as string;
    const letter = two ?? table.get(one) ?? (isNeutral(one) ? one : undefined);
    if (letter === undefined) return null;
    out += letter;
    i += two === undefined ? 1 : 2;
  }
  // The capitals of TCVN3 live in a second font, so the marked letters of NGUYÔN come out small.
  if (/[A-Z]{2}/.test(text) && !/[a-z]/.test(text)) out = out.toUpperCase();
  return out.normalize("NFC");
}

function isNeutral(c: string): boolean {
  return c <= "\u007e" || /[\u00a0\u2010-\u2026\n\r\t°²³]/.test(c);
}

function hasLatin1Only(text: string): boolean {
  return /[\u00a1-\u00ff]/.test(text) && !/[\u0100-\u200f\u2027-\uffff]/.test(text);
}

function capitals(font: string | null | undefined, text: string): string {
  return font && /^\.?vn.*h$/i.test(font) ? text.toUpperCase() : text;
}

/** VNI sets its marks behind vowels and uses no signs below À. */
function looksLikeVni(text: string): boolean {
  return /[aeouyôö][ùøûõï]|[aeo][âáàåãä]|a[êéèúüë]/i.test(text) && !/[¡-¿×÷ÞßÐÝý]/.test(text);
}

/** Signs that are no letters of Vietnamese, marks after vowels where no tone stands, capitals after small letters. */
function isTelltale(text: string): boolean {
  return (
    /[¡-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]/.test(text) ||
    /[aeouy][ùõ]|[ae][áàãéèúâê]|o[âê]/i.test(text) ||
    caseSlip(text)
  );
}

/**
 * The share of marked words that read as Vietnamese: 1 for a syllable, less for what could be a highland
 * name or another language, 0 for signs in the middle of a word or capitals after small letters.
 */
function plausibility(original: string, reading: string): number {
  const words = original.split(/[\s!-&(-/:-@[-`{-~0-9\u2010-\u2026]+/);
  const read = reading.split(/[\s!-&(-/:-@[-`{-~0-9\u2010-\u2026]+/);
  let sum = 0;
  let counted = 0;
  for (const [i, word] of words.entries()) {
    // A sign that stands alone (©, §) is no evidence.
    if (!/[\u00a1-\u00ff]/.test(word) || !/[A-Za-z]/.test(word)) continue;
    counted++;
    const shown = read[i] ?? "";
    if (isSyllable(shown.replaceAll("'", ""))) sum += caseSlip(shown) ? 0.25 : 1;
    else if (/^[\p{L}']+$/u.test(shown) && !/[ÞßÐÆØåæøþðªºµ]/.test(shown) && !caseSlip(shown))
      sum += hasPlausibleRime(shown) ? 0.75 : 0.4;
  }
  return counted === 0 ? 1 : sum / counted;
}

function caseSlip(word: string): boolean {
  return /\p{Ll}\p{Lu}/u.test(word);
}

import { findDocumentSymbols } from "#kernel/text/document-symbol.ts";
import { numberInWords } from "#kernel/text/numbers.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";

/**
 * What can be counted in a text that will be read aloud. Counts and lists only: which of them makes a text
 * good is for its author to judge. What is counted are tiếng (syllables between spaces), since Vietnamese
 * words have no border in writing.
 */
export interface PlainWord {
  term: string;
  plain: string;
}

export interface ClearWordRules {
  /** A sentence of more tiếng is marked as long. */
  longSentence: number;
  peoplePerMinute: number;
  loudspeakerPerMinute: number;
}

interface Place {
  start: number;
  end: number;
}

export interface ClearWords {
  syllables: number;
  sentences: number;
  /** Tiếng a sentence, to one decimal; null while there is no sentence. */
  perSentence: number | null;
  long: (Place & { syllables: number })[];
  /** Terms of the list with the plainer word; each once, with the place of its first use. */
  heavy: (Place & PlainWord & { times: number })[];
  /** Abbreviations that are used before they are said in full. */
  abbreviations: (Place & { text: string; plain: string | null; times: number })[];
  /** Reading aloud, in seconds. */
  people: number;
  loudspeaker: number;
}

export function clearWords(text: string, words: readonly PlainWord[], rules: ClearWordRules): ClearWords {
  const sentences = sentencesOf(text).map((place) => ({
    ...place,
    syllables: syllablesOf(text.slice(place.start, place.end)).length,
  }));
  const inSentences = sentences.reduce((n, s) => n + s.syllables, 0);
  const spoken = spokenSyllables(text);
  return {
    syllables: syllablesOf(text).length,
    sentences: sentences.length,
    perSentence: sentences.length === 0 ? null : Math.round((inSentences / sentences.length) * 10) / 10,
    long: sentences.filter((s) => s.syllables > rules.longSentence),
    heavy: heavyTerms(text, words),
    abbreviations: undefinedAbbreviations(text, words),
    people: Math.round((spoken * 60) / rules.peoplePerMinute),
    loudspeaker: Math.round((spoken * 60) / rules.loudspeakerPerMinute),
  };
}

/** Tokens between spaces that hold a letter or a digit. */
const syllablesOf = (text: string): string[] => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** Each line ends a sentence; headings are none. "1.200.000", "TP. Đà Lạt" and "v.v." do not end one. */
function sentencesOf(text: string): Place[] {
  const found: Place[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    if (/^\s*#/.test(line[0])) continue;
    let from = 0;
    const take = (until: number) => {
      const piece = line[0].slice(from, until);
      const lead = /^[\s\-•–*>]*(?:\d{1,3}[.)]\s)?/.exec(piece)![0].length;
      if (/[\p{L}\p{N}]/u.test(piece))
        found.push({ start: line.index + from + lead, end: line.index + from + piece.trimEnd().length });
      from = until;
    };
    for (const stop of line[0].matchAll(/[.!?…;]+["”’')\]]*(?=\s|$)/g)) {
      const before = line[0].slice(from, stop.index);
      if (stop[0].startsWith(".") && /(?:^|[\s(])(?:\p{Lu}{1,3}|Tp|ThS|[vV]\.v|\d{1,3})$/u.test(before)) {
        const endsLine = stop.index + stop[0].length >= line[0].trimEnd().length;
        if (!endsLine) continue;
      }
      take(stop.index + stop[0].length);
    }
    take(line[0].length);
  }
  return found;
}

/** How many tiếng a voice says: numbers are read out, capitals letter by letter. */
export function spokenSyllables(text: string): number {
  return syllablesOf(text).reduce((n, word) => n + spokenLength(word), 0);
}

function spokenLength(word: string): number {
  const percent = word.includes("%") ? 2 : 0;
  const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  if (/^\d[\d.,/-]*$/.test(bare)) {
    return (
      bare
        .replace(/\.(?=\d{3}(?:\D|$))/g, "")
        .split(/[^\d]+/)
        .filter(Boolean)
        // between the parts something is said as well: "phẩy", "tháng", "năm"
        .reduce((n, part, at) => n + (at > 0 ? 1 : 0) + numberLength(part), percent)
    );
  }
  if (/^[A-ZĐ]{2,}$/.test(bare) && !isRoman(bare)) return bare.length;
  return 1 + percent;
}

const numberLength = (digits: string): number =>
  digits.length > 15 ? digits.length : numberInWords(Number(digits)).split(" ").length;

const isRoman = (word: string): boolean => /^[IVXLCDM]+$/.test(word);
const isAbbreviation = (term: string): boolean => /^[A-ZĐ]{2,}(?:[-&][A-ZĐ]{2,})*$/.test(term);

function heavyTerms(text: string, words: readonly PlainWord[]): ClearWords["heavy"] {
  const plain = evened(text);
  const taken: Place[] = [];
  const found: ClearWords["heavy"] = [];
  for (const word of words.filter((w) => !isAbbreviation(w.term)).toSorted((a, b) => b.term.length - a.term.length)) {
    const term = evened(word.term);
    let first: Place | null = null;
    let times = 0;
    for (let at = plain.indexOf(term); at !== -1; at = plain.indexOf(term, at + term.length)) {
      const place = { start: at, end: at + term.length };
      const whole = !letterAt(plain, at - 1) && !letterAt(plain, place.end);
      if (!whole || taken.some((t) => t.start < place.end && place.start < t.end)) continue;
      taken.push(place);
      times += 1;
      first ??= place;
    }
    if (first !== null) found.push({ ...word, ...first, times });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Lower case and one way of placing tones, as long as the text itself, so that places mean the same in both. */
function evened(text: string): string {
  const key = toneKey(text.toLowerCase());
  return key.length === text.length ? key : text.toLowerCase();
}

const letterAt = (text: string, at: number): boolean => at >= 0 && /[\p{L}\p{N}]/u.test(text.charAt(at));

function undefinedAbbreviations(text: string, words: readonly PlainWord[]): ClearWords["abbreviations"] {
  const symbols = findDocumentSymbols(text);
  const known = new Map(words.filter((w) => isAbbreviation(w.term)).map((w) => [w.term, w.plain]));
  const found = new Map<string, ClearWords["abbreviations"][number]>();
  const defined = new Set<string>();
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])[A-ZĐ]{2,}(?:[-&][A-ZĐ]{2,})*(?![\p{L}\p{N}])/gu)) {
    const [word] = match;
    const place = { start: match.index, end: match.index + word.length };
    if (isRoman(word) || symbols.some((s) => s.start < place.end && place.start < s.end) || isShouted(text, place))
      continue;
    const before = found.get(word);
    if (before !== undefined) before.times += 1;
    else if (!defined.has(word)) {
      if (saidInFull(text, place)) defined.add(word);
      else found.set(word, { ...place, text: word, plain: known.get(word) ?? null, times: 1 });
    }
  }
  return [...found.values()];
}

/** A line in capitals throughout is a heading, not abbreviations. */
function isShouted(text: string, { start, end }: Place): boolean {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const until = text.indexOf("\n", end);
  const line = text.slice(from, until === -1 ? undefined : until);
  return syllablesOf(line).length > 1 && line === line.toUpperCase();
}

/** "Ủy ban nhân dân (sau đây gọi là UBND)", "Ủy ban nhân dân (UBND)" or "UBND (Ủy ban nhân dân)". */
function saidInFull(text: string, { start, end }: Place): boolean {
  const opened = text.lastIndexOf("(", start);
  const inside =
    opened !== -1 && !text.slice(opened, start).includes(")") ? text.slice(opened + 1, start).trim() : null;
  if (
    inside !== null &&
    /^[\s"”’']*\)/.test(text.slice(end)) &&
    /^(?:$|.*(?:gọi|viết) (?:tắt )?là:?\s*["“']?$)/u.test(inside)
  )
    return true;
  const after = /^\s*\(([^)]+)\)/.exec(text.slice(end, end + 200));
  return after !== null && syllablesOf(after[1]!).length >= 2;
}

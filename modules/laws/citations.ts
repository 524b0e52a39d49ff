import type { CivilDate } from "#kernel/civil-date.ts";
import type { DocumentSymbol } from "#kernel/text/document-symbol.ts";
import { findDates, type FoundDate } from "#kernel/text/find-dates.ts";
import { plainView } from "#kernel/text/plain-view.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";
import { type ArticleSpan, findArticles } from "./find-articles.ts";
import { findSymbols, type SymbolSpan } from "./find-symbols.ts";
import { kindOfWord, kindWords, type LawKind, namedKinds } from "./kinds.ts";

/** What a text names: a document by its symbol or a law by its name. Offsets in the text as given. */
export interface Mention {
  start: number;
  end: number;
  quote: string;
  kind: LawKind | null;
  symbol: DocumentSymbol | null;
  symbolSpan: { start: number; end: number; typed: string } | null;
  /** A law's name, as far as it could be read, and the year beside it. */
  name: string | null;
  year: number | null;
  date: { date: CivilDate | null; start: number; end: number } | null;
  /** What stands before and after it within its sentence: where its issuer and abstract are looked for. */
  before: string;
  after: string;
}

export interface ArticleMention {
  start: number;
  end: number;
  quote: string;
  article: number;
  clause: number | null;
  point: string | null;
  /** Index into `mentions`; null where no document stands beside it. */
  of: number | null;
}

/** Something that wants to be a number and symbol and is none: "Nghị định số 49-2024-NĐCP". */
export interface BrokenSymbol {
  start: number;
  end: number;
  quote: string;
}

export interface Citations {
  mentions: Mention[];
  articles: ArticleMention[];
  broken: BrokenSymbol[];
  /** Days that do not exist: 31/02/2024. */
  impossibleDates: { start: number; end: number; quote: string }[];
}

/** A law in the register, as far as the recognition of names needs it. */
export interface KnownName {
  kind: LawKind;
  /** Without "Luật": "Thực hiện dân chủ ở cơ sở". */
  name: string;
}

interface Raw {
  start: number;
  end: number;
  kind: LawKind | null;
  symbol: SymbolSpan | null;
  name: string | null;
  year: number | null;
}

const KINDS = kindWords.map(([word]) => word.replaceAll(" ", "\\s+")).join("|");
const KIND_BEFORE = new RegExp(`(?<!\\p{L})(${KINDS})\\s+(?:số\\s*:?\\s*)?$`, "iu");
const NUMBER_BEFORE = /(?<!\p{L})số\s*:?\s*$/iu;
const NAMED = /(?<!\p{L})(Hiến pháp|Bộ luật|Luật|Pháp lệnh)(?=\s)/gu;
const BROKEN = new RegExp(`(?<!\\p{L})(?:${KINDS})\\s+số\\s*:?\\s*(\\d+[/.-][\\p{L}\\d/.-]*[\\p{L}\\d])`, "giu");
const AFTER_NAME = /^(?:\s+\(sửa đổi(?:, bổ sung)?\))?(?:\s+năm)?\s+((?:19|20)\d{2})(?![\d/])/iu;
/** A law's unknown name ends before these. */
const NAME_ENDS = new Set(
  "năm ngày số được đã có là thì về theo cho tại của do bởi khi nếu sẽ phải nêu này đó mới và hoặc với trong từ để nhằm cũng không".split(
    " ",
  ),
);
const SENTENCE_END = /[.;!?](?=\s|$)|\n(?=\s*[#\-*•\n])/gu;

/**
 * Reads what a text cites: documents by symbol, laws by name, articles, dates. Pure; what the register knows of them
 * comes later. `known` helps to see where a law's name ends.
 */
export function findCitations(text: string, known: readonly KnownName[] = []): Citations {
  const view = plainView(text);
  const { plain } = view;
  const raws = withNames(plain, withKinds(plain, findSymbols(plain)), known);
  const dates = findDates(plain);
  const ends = [...plain.matchAll(SENTENCE_END)].map((m) => m.index + 1);
  const mentions = raws.map((raw, i): Mention => {
    const next = raws[i + 1]?.start ?? plain.length;
    const sentence = ends.find((end) => end > raw.end) ?? plain.length;
    const date = dateAfter(plain, raw.end, dates);
    return {
      ...view.span(raw.start, raw.end),
      quote: plain.slice(raw.start, raw.end),
      kind: raw.kind,
      symbol: raw.symbol?.symbol ?? null,
      symbolSpan:
        raw.symbol === null
          ? null
          : {
              ...view.span(raw.symbol.start, raw.symbol.end),
              typed: sliceOf(text, view.span(raw.symbol.start, raw.symbol.end)),
            },
      name: raw.name,
      year: raw.year,
      date: date === null ? null : { date: date.date, ...view.span(date.start, date.end) },
      before: plain.slice(Math.max(0, raw.start - 80), raw.start),
      after: plain.slice(raw.end, Math.min(next, sentence, raw.end + 500)),
    };
  });
  const span = (s: { start: number; end: number }) => ({
    ...view.span(s.start, s.end),
    quote: plain.slice(s.start, s.end),
  });
  return {
    mentions,
    articles: placeArticles(plain, findArticles(plain), raws).map(({ start, end, ...rest }) => ({
      ...span({ start, end }),
      ...rest,
    })),
    broken: [...plain.matchAll(BROKEN)]
      .map((m) => ({ start: m.index, end: m.index + m[0].length }))
      .filter((b) => !raws.some((raw) => raw.start < b.end && b.start < raw.end))
      .map(span),
    impossibleDates: dates.filter((d) => d.date === null).map(span),
  };
}

const sliceOf = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end);

/** "Nghị định số" before a symbol belongs to the mention. */
function withKinds(plain: string, symbols: readonly SymbolSpan[]): Raw[] {
  return symbols.map((symbol) => {
    const from = Math.max(0, symbol.start - 48);
    const before = plain.slice(from, symbol.start);
    const kind = KIND_BEFORE.exec(before);
    const number = kind ?? NUMBER_BEFORE.exec(before);
    return {
      start: number === null ? symbol.start : from + number.index,
      end: symbol.end,
      kind: kind === null ? null : kindOfWord((kind[1] as string).replace(/\s+/g, " ")),
      symbol,
      name: null,
      year: symbol.symbol.year,
    };
  });
}

function withNames(plain: string, raws: readonly Raw[], known: readonly KnownName[]): Raw[] {
  const all = [...raws];
  for (const m of plain.matchAll(NAMED)) {
    const kind = kindOfWord(m[1] as string);
    const at = m.index + m[0].length;
    if (kind === null || raws.some((raw) => raw.start <= m.index && m.index < raw.end)) continue;
    const read =
      kind === "constitution" ? { name: "", end: at } : (knownName(plain, at, kind, known) ?? guessedName(plain, at));
    if (read === null) continue;
    const year = AFTER_NAME.exec(plain.slice(read.end, read.end + 40));
    if (kind === "constitution" && year === null) continue;
    const end = read.end + (year?.[0].length ?? 0);
    // "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15": one mention, not two
    const follows = all.find(
      (raw) =>
        raw.symbol !== null &&
        raw.start >= end &&
        /^\s*[,(]?\s*(?:số\s*:?\s*)?$/u.test(plain.slice(end, raw.symbol.start)),
    );
    const yearNumber = year === null ? null : Number(year[1]);
    if (follows === undefined) all.push({ start: m.index, end, kind, symbol: null, name: read.name, year: yearNumber });
    else all.splice(all.indexOf(follows), 1, { ...follows, start: m.index, kind, name: read.name });
  }
  return all.sort((a, b) => a.start - b.start);
}

const WORD = /[^\s]+/gu;

/** The longest name of the register that stands here, whichever way its tones are placed. */
function knownName(
  plain: string,
  at: number,
  kind: LawKind,
  known: readonly KnownName[],
): { name: string; end: number } | null {
  const words = [...plain.slice(at, at + 240).matchAll(WORD)].slice(0, 24);
  let best: { name: string; end: number; n: number } | null = null;
  for (const candidate of known) {
    if (candidate.kind !== kind) continue;
    const wanted = toneKey(candidate.name);
    const n = wanted.split(" ").length;
    if (n > words.length || (best !== null && n <= best.n)) continue;
    const last = words[n - 1] as RegExpExecArray;
    const raw = plain.slice(at, at + last.index + last[0].length);
    const tail = /[.,;:!?)”"'\]]+$/u.exec(raw)?.[0].length ?? 0;
    if (toneKey(raw.slice(0, raw.length - tail)) === wanted)
      best = { name: candidate.name, end: at + last.index + last[0].length - tail, n };
  }
  return best;
}

/** A law that nobody registered: its name begins with a capital and ends where the sentence goes on. */
function guessedName(plain: string, at: number): { name: string; end: number } | null {
  const words = [...plain.slice(at, at + 160).matchAll(WORD)].slice(0, 10);
  const capital = /^\p{Lu}\p{Ll}+/u.test(words[0]?.[0] ?? "");
  let end = 0;
  for (const [i, word] of words.entries()) {
    const bare = word[0].replace(/[.,;:!?)”"'\]]+$/u, "");
    const defines = bare.toLowerCase() === "quy" && words[i + 1]?.[0].toLowerCase().startsWith("định");
    if (defines || NAME_ENDS.has(bare.toLowerCase()) || !/^\p{L}+$/u.test(bare)) break;
    end = word.index + bare.length;
    const stops = bare.length < word[0].length;
    const goesOn =
      bare.toLowerCase() === "phòng" && word[0].endsWith(",") && words[i + 1]?.[0].toLowerCase() === "chống";
    if (stops && !goesOn) break;
  }
  // "Luật đất đai năm 2003" is written in small letters too; without its year or day it could be anything
  const rest = plain.slice(at + end, at + end + 40);
  return end === 0 || !(capital || AFTER_NAME.test(rest) || /^\s*ngày\s*\d/u.test(rest))
    ? null
    : { name: plain.slice(at, at + end).trim(), end: at + end };
}

const BEFORE_DATE = /^[\s,(]*(?:(?:được\s+)?(?:ký\s+ban hành|ban hành|ký|thông qua)\s+)?$/u;

function dateAfter(plain: string, end: number, dates: readonly FoundDate[]): FoundDate | null {
  const next = dates.find((d) => d.start >= end);
  return next !== undefined && next.start - end < 40 && BEFORE_DATE.test(plain.slice(end, next.start)) ? next : null;
}

const TO_DOCUMENT = /^[\s,]*(?:(?:Mục|Chương|Phần)\s+[\dIVXLC]+[\s,]*)*(?:của|tại|trong|theo)?\s*$/u;
const FROM_DOCUMENT = /^[\s,;(]*$/u;
const TO_ARTICLE = /^[\s,;]*(?:và\s+)?$/u;

/** "Điều 5 Nghị định …" goes with what follows, "Luật Bảo hiểm y tế, Điều 12, Điều 13" with what came before. */
function placeArticles(plain: string, articles: readonly ArticleSpan[], raws: readonly Raw[]) {
  const placed = articles.map((article) => ({ ...article, of: null as number | null }));
  for (let i = placed.length - 1; i >= 0; i--) {
    const article = placed[i]!;
    const doc = raws.findIndex((raw) => raw.start >= article.end);
    const next = placed[i + 1];
    if (doc !== -1 && TO_DOCUMENT.test(plain.slice(article.end, raws[doc]!.start))) article.of = doc;
    else if (next !== undefined && next.of !== null && TO_ARTICLE.test(plain.slice(article.end, next.start)))
      article.of = next.of;
  }
  for (const [i, article] of placed.entries()) {
    if (article.of !== null) continue;
    const before = placed[i - 1];
    const doc = raws.findLastIndex((raw) => raw.end <= article.start);
    if (doc !== -1 && FROM_DOCUMENT.test(plain.slice(raws[doc]!.end, article.start))) article.of = doc;
    else if (before !== undefined && before.of !== null && TO_ARTICLE.test(plain.slice(before.end, article.start)))
      article.of = before.of;
  }
  return placed;
}

export function isNamed(mention: Mention): boolean {
  return mention.kind !== null && namedKinds.has(mention.kind) && mention.name !== null;
}

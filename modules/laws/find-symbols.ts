import { type DocumentSymbol, readDocumentSymbol } from "#kernel/text/document-symbol.ts";

/** A document symbol as it stands in running text; offsets in the plain view. */
export interface SymbolSpan {
  symbol: DocumentSymbol;
  start: number;
  end: number;
  /** As typed, without the number's own noise. */
  typed: string;
}

const NUMBER = "(?<![\\p{L}\\d/-]|\\d[.,])(\\d{1,5}[a-z]?)";
const YEAR = "(?:19|20)\\d{2}";
const TYPE = "NQLT|TTLT|CTHĐ|NĐ|ND|QyĐ|QĐ|QD|NQ|CTr|CT|TTr|TT|KH|HD|KL|CV|QC|TB|BC|CĐ|ĐA|PA|DA|BB|HĐ|PL|LCT|ĐH";
const ISSUER = "[A-ZĐ][A-ZĐa-z]{0,9}\\d{0,2}";
// copied pages lose the space before "ngày"
const TAIL = "(?=ngày|[^\\p{L}\\d]|$)";

/**
 * Grammar: law-and-text part 3. Spaces and a line break may stand around the signs up to the first issuer
 * ("973 - QĐ/BTGTW", "1671/NQ-\nUBTVQH15"), after it they part words ("30-CT/TW - Ban Tuyên giáo").
 */
const forms: readonly RegExp[] = [
  // 91/2025/QH15, 12/2016/UBTVQH14
  new RegExp(`${NUMBER}\\s?/\\s?(?:${YEAR})\\s?/\\s?(?:UBTV)?QH\\d{1,2}${TAIL}`, "giu"),
  // 49/2024/NĐ-CP, 407/QĐ-TTg, 11/2024/NQ-HĐND
  new RegExp(
    `${NUMBER}\\s?(?:/\\s?(?:${YEAR})\\s?)?/\\s?(?:${TYPE})(?:\\s?[-/]\\s?|\\.)${ISSUER}(?:-${ISSUER})*(?:/[A-ZĐ]{1,6})?${TAIL}`,
    "gu",
  ),
  // 30-CT/TW, 973 - QĐ/BTGTW, 09 KH/ĐU
  new RegExp(`${NUMBER}(?:\\s?-\\s?| )(?:${TYPE})\\s?/\\s?${ISSUER}(?:-${ISSUER})*${TAIL}`, "gu"),
  // official letters: 1273/BTTTT-TTCS
  new RegExp(`${NUMBER}\\s?/\\s?[A-ZĐ]{2,10}\\d{0,2}(?:-[A-ZĐ][A-ZĐ&]{0,14}\\d{0,2})+${TAIL}`, "gu"),
  // typed in small letters: only issuers that are nothing else
  new RegExp(
    `${NUMBER}(?:/(?:${YEAR}))?[/-](?:${TYPE})[-/](?:cp|ttg|tw|tu|đu|hu|ubnd|hđnd|hdnd|ubtvqh\\d{1,2}|b[a-zđ]{2,8})${TAIL}`,
    "giu",
  ),
];

/** All symbols of a text, in order, none inside another. */
export function findSymbols(plain: string): SymbolSpan[] {
  const found: SymbolSpan[] = [];
  for (const form of forms) {
    for (const match of plain.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((span) => span.start < end && start < span.end)) continue;
      // until the nineties "QĐ.UB" was written with a dot
      const symbol = readDocumentSymbol(match[0].replace(".", "-"));
      if (symbol !== null) found.push({ symbol, start, end, typed: match[0] });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What tells two symbols apart: no leading zeros, no case. "07/CT-TTg" and "7/CT-TTG" are one. */
export function symbolKey(symbol: string): string {
  return symbol.replace(/^0+(?=\d)/, "").toUpperCase();
}

const PARTY = new Set(["TW", "TU", "HU", "ĐU"]);
const STATE = new Set(["CP", "TTG", "UBND", "HĐND"]);

/** The State writes N/TYPE-ORG, the Party N-TYPE/ORG; null when the signs fit the issuer. */
export function rightForm(symbol: DocumentSymbol): string | null {
  const numeral = /^\d+/.exec(symbol.text)?.[0] ?? String(symbol.number);
  const first = symbol.issuers[0]?.toUpperCase() ?? "";
  if (symbol.family === "administrative" && symbol.type !== null && PARTY.has(first))
    return `${numeral}-${symbol.type}/${symbol.issuers.join("-")}`;
  if (symbol.family === "party" && symbol.type !== null && STATE.has(first))
    return `${numeral}/${symbol.type}-${symbol.issuers.join("-")}`;
  return null;
}

/**
 * The number and symbol of an official document (số, ký hiệu), read and evened. Grammar and noise:
 * law-and-text part 3. "973 - QĐ/BTGTW", "407/qđ-ttg" and "09 KH/ĐU" come out as they should be written.
 */
export interface DocumentSymbol {
  /** As it should be written: "407/QĐ-TTg". */
  text: string;
  number: number;
  /** In normative documents only: 49/2024/NĐ-CP. */
  year: number | null;
  /** "QĐ", "NĐ-CP" has "NĐ"; null for an official letter (1273/BTTTT-TTCS) and a law (91/2025/QH15). */
  type: string | null;
  /** "TTg", "CP", "TW", "QH15"; several for a joint circular. */
  issuers: string[];
  family: "administrative" | "letter" | "normative" | "assembly" | "party";
}

const PARTY_ORGANS = new Set([
  "TW",
  "TU",
  "HU",
  "ĐU",
  "VPTW",
  "BTGTW",
  "BTGDVTW",
  "BTCTW",
  "UBKTTW",
  "BDVTW",
  "BTG",
  "BTGDV",
  "VPTU",
  "BTGTU",
  "BTGDVTU",
  "BTCTU",
  "UBKTTU",
  "CB",
]);
/** Types of administrative and normative documents, and those of the Party, that stand in a symbol. */
const TYPES = new Set(
  (
    "NQ QĐ CT QC QYĐ TC TB HD CTR KH PA ĐA DA BC BB TTR HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB SY TRS SL " +
    "NĐ TT TTLT NQLT L LCT PL KL CV TTR QYĐ CTHĐ ĐH"
  ).split(" "),
);
const MIXED_CASE: Record<string, string> = { TTG: "TTg", QYĐ: "QyĐ", TRS: "TrS", TTR: "TTr", CTR: "CTr", QĐ: "QĐ" };
/** Typed without its đ: only where nothing else can be meant. */
const WITHOUT_BAR: Record<string, string> = { QD: "QĐ", HDND: "HĐND", DU: "ĐU", TTDVH: "TTĐVH" };

/** Evens spaces, dashes and letters, and drops "Số:" before it; the case is kept. */
export function tidySymbol(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/[\u00d0\u0189]/g, "Đ")
    .replace(/[\u00f0\u0256]/g, "đ")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u00a0\u202f]/g, " ")
    .trim()
    .replace(/^(?:số|so)\s*[:.]?\s*(?=\d)/i, "")
    .replace(/\s*([-/])\s*/g, "$1")
    .replace(/^(\d+) +(?=\p{L})/u, "$1-")
    .replace(/[.,;]$/, "")
    .replace(/\s+/g, " ");
}

/** Null when it is no document symbol. */
export function readDocumentSymbol(typed: string): DocumentSymbol | null {
  // A decree of the Government is the only ND there is.
  const tidy = tidySymbol(typed).replace(/(?<=[/-])nd-cp$/i, "NĐ-CP");
  const m = /^(\d{1,6}[a-z]?)(?:\/(\d{4}))?([/-])(\p{L}[\p{L}\d&]*(?:[-/]\p{L}[\p{L}\d&]*)*)$/u.exec(tidy);
  if (!m) return null;
  const [, numeral = "", yearText, separator, rest = ""] = m;
  const number = Number.parseInt(numeral, 10);
  if (number === 0) return null;
  const year = yearText === undefined ? null : Number(yearText);
  const groups = rest.split("/").map((group) => group.split("-").map(evenToken));
  const first = groups[0] ?? [];
  const head = first[0] ?? "";
  const body = groups.map((group) => group.join("-")).join("/");

  if (/^(?:QH|UBTVQH)\d+$/.test(head) && groups.length === 1) {
    return {
      text: `${numeral}/${year === null ? "" : `${year}/`}${body}`,
      number,
      year,
      type: null,
      issuers: first,
      family: "assembly",
    };
  }
  // N-TYPE/ORG is the Party's way of writing, N/TYPE-ORG the State's.
  if (groups.length === 2 && first.length === 1 && TYPES.has(head.toUpperCase())) {
    const organs = groups[1] as string[];
    if (separator === "-" || PARTY_ORGANS.has(organs[0] ?? "")) {
      return {
        text: `${numeral}-${head}/${organs.join("-")}`,
        number,
        year: null,
        type: head,
        issuers: organs,
        family: "party",
      };
    }
  }
  if (groups.length > 2) return null;
  const issuers = [...first.slice(1), ...(groups[1] ?? [])];
  if (TYPES.has(head.toUpperCase()) && issuers.length > 0) {
    const lead = year === null ? `${numeral}/` : `${numeral}/${year}/`;
    const family =
      year === null ? (/^(?:UBTV)?QH\d+$/.test(issuers[0] ?? "") ? "assembly" : "administrative") : "normative";
    return {
      text: lead + (first.length > 1 ? body : [head, ...issuers].join("-")),
      number,
      year,
      type: head,
      issuers,
      family,
    };
  }
  if (year === null && first.length > 1 && /^\p{Lu}/u.test(head)) {
    return { text: `${numeral}/${body}`, number, year, type: null, issuers: first, family: "letter" };
  }
  return null;
}

/** The one way to write it; what is no symbol comes back tidied only. */
export function normaliseDocumentSymbol(typed: string): string {
  return readDocumentSymbol(typed)?.text ?? tidySymbol(typed);
}

export interface FoundSymbol {
  symbol: DocumentSymbol;
  start: number;
  end: number;
}

const IN_TEXT =
  /(?<![\p{L}\d/.-])\d{1,5}(?:\/\d{4})? ?[/\-–] ?(?:(?:UBTV)?QH\d{1,2}|[A-ZĐÐ][A-ZĐÐa-z]{0,7}(?: ?[-–/] ?(?:UBTVQH\d{1,2}|[A-ZĐÐ][A-ZĐÐa-zđ]*))+)(?![\p{L}\d])/gu;

/** All symbols in running text, with their places in it (as given). */
export function findDocumentSymbols(text: string): FoundSymbol[] {
  const found: FoundSymbol[] = [];
  for (const match of text.matchAll(IN_TEXT)) {
    const symbol = readDocumentSymbol(match[0]);
    if (symbol) found.push({ symbol, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function evenToken(token: string): string {
  const upper = token.toUpperCase();
  return MIXED_CASE[upper] ?? WITHOUT_BAR[upper] ?? upper;
}

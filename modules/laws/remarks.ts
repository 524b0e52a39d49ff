import { type CivilDate, formatDate, formatOfficialDate } from "#kernel/civil-date.ts";
import { fold } from "#kernel/text/fold.ts";
import { type Citations, isNamed, type Mention } from "./citations.ts";
import type { RemarkCode } from "./contract.ts";
import { rightForm, symbolKey } from "./find-symbols.ts";
import { kindsOfLetters, type LawKind, namedKinds, wordOfKind } from "./kinds.ts";
import { lawState, saysAbstract, titleOf } from "./rules.ts";

/** A registered document as remarks need it. */
export interface KnownDocument {
  id: string;
  kind: LawKind;
  symbol: string | null;
  issuedOn: CivilDate | null;
  year: number | null;
  issuer: string | null;
  abstract: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  lastArticle: number | null;
  replacedBy: readonly { id: string; title: string; validFrom: CivilDate | null }[];
}

export interface PlainRemark {
  code: RemarkCode;
  severity: "must" | "should";
  start: number;
  end: number;
  quote: string;
  /** For the slots of `remark.<code>`. */
  values: Record<string, string | number>;
  suggestion: string | null;
  document: KnownDocument | null;
}

/** Words before a mention by which a text itself says that the document is gone. */
const SAID_TO_BE_GONE = /(?:thay thế(?:\s+cho)?|bãi bỏ|huỷ bỏ|hủy bỏ|hết hiệu lực(?:\s+của)?)\s*$/iu;

/**
 * What should be looked at before a text goes before people. `linked[i]` is the register's entry of mention i, or null.
 * Order: as in the text. Sources: law-and-text parts 2 (first mention, II.6.b) and 3.
 */
export function remarksOf(
  citations: Citations,
  linked: readonly (KnownDocument | null)[],
  on: CivilDate,
): PlainRemark[] {
  const remarks: PlainRemark[] = [];
  const seen = new Set<string>();
  citations.mentions.forEach((mention, i) => {
    const document = linked[i] ?? null;
    const key = document?.id ?? (mention.symbol === null ? `name:${mention.name}` : symbolKey(mention.symbol.text));
    remarks.push(...aboutMention(mention, document, on, !seen.has(key)));
    seen.add(key);
  });
  for (const article of citations.articles) {
    const document = article.of === null ? null : (linked[article.of] ?? null);
    if (document === null || document.lastArticle === null || article.article <= document.lastArticle) continue;
    remarks.push({
      code: "law.article-beyond",
      severity: "must",
      start: article.start,
      end: article.end,
      quote: article.quote,
      values: { article: article.article, document: titleOf(document), last: document.lastArticle },
      suggestion: null,
      document,
    });
  }
  const plain = (code: RemarkCode, spans: readonly { start: number; end: number; quote: string }[]) => {
    for (const { start, end, quote } of spans)
      remarks.push({ code, severity: "must", start, end, quote, values: { quote }, suggestion: null, document: null });
  };
  plain("law.symbol-malformed", citations.broken);
  plain("law.date-impossible", citations.impossibleDates);
  return remarks.sort((a, b) => a.start - b.start || a.end - b.end);
}

function aboutMention(m: Mention, document: KnownDocument | null, on: CivilDate, first: boolean): PlainRemark[] {
  const found: PlainRemark[] = [];
  const say = (
    code: RemarkCode,
    severity: PlainRemark["severity"],
    values: PlainRemark["values"],
    suggestion: string | null = null,
    at: { start: number; end: number; quote: string } = m,
  ) => found.push({ code, severity, start: at.start, end: at.end, quote: at.quote, values, suggestion, document });

  if (m.symbol !== null && m.symbolSpan !== null) {
    const right = rightForm(m.symbol);
    const tidy = document?.symbol ?? m.symbol.text;
    const at = { ...m.symbolSpan, quote: m.symbolSpan.typed };
    if (right !== null && document === null) say("law.symbol-malformed", "must", { quote: at.quote }, right, at);
    else if (at.quote !== tidy) say("law.symbol-untidy", "should", { right: tidy }, tidy, at);
    const kinds = document === null ? kindsOfLetters(m.symbol.type, m.symbol.family) : [document.kind];
    const lettersFit = kindsOfLetters(m.symbol.type, m.symbol.family);
    if (m.kind !== null && kinds.length > 0 && !kinds.includes(m.kind) && !lettersFit.includes(m.kind))
      say("law.kind-differs", "must", { typed: wordOfKind(m.kind), right: wordOfKind(kinds[0] as LawKind) });
  }
  if (document === null) {
    say("law.unknown", "should", { quote: m.symbol?.text ?? m.quote });
  } else {
    if (!SAID_TO_BE_GONE.test(m.before)) found.push(...aboutForce(m, document, on));
    if (m.date !== null && m.date.date !== null && document.issuedOn !== null && m.date.date !== document.issuedOn)
      say(
        "law.date-differs",
        "must",
        { document: titleOf(document), typed: formatDate(m.date.date), right: formatDate(document.issuedOn) },
        formatOfficialDate(document.issuedOn),
        { start: m.date.start, end: m.date.end, quote: formatDate(m.date.date) },
      );
    else if (m.year !== null && m.symbol === null && document.year !== null && m.year !== document.year)
      say(
        "law.date-differs",
        "must",
        { document: titleOf(document), typed: m.year, right: document.year },
        titleOf(document),
      );
  }
  if (first && !isNamed(m)) found.push(...firstMention(m, document));
  return found;
}

function aboutForce(m: Mention, document: KnownDocument, on: CivilDate): PlainRemark[] {
  const { replacedBy, validFrom, validTo } = document;
  const state = lawState({ validFrom, validTo, replacedFrom: replacedBy.map((r) => r.validFrom) }, on);
  const base = { start: m.start, end: m.end, quote: m.quote, document };
  const name = titleOf(document);
  if (state === "replaced") {
    const by = replacedBy.filter((r) => r.validFrom === null || r.validFrom <= on);
    const titles = by
      .map((r) => (r.validFrom === null ? r.title : `${r.title} (từ ${formatDate(r.validFrom)})`))
      .join("; ");
    return [
      {
        ...base,
        code: "law.replaced",
        severity: "must",
        values: { document: name, by: titles },
        suggestion: by[0]?.title ?? null,
      },
    ];
  }
  if (state === "over")
    return [
      {
        ...base,
        code: "law.out-of-force",
        severity: "must",
        values: { document: name, day: formatDate(validTo as CivilDate) },
        suggestion: null,
      },
    ];
  if (state === "notYet")
    return [
      {
        ...base,
        code: "law.not-yet-in-force",
        severity: "should",
        values: { document: name, day: formatDate(validFrom as CivilDate) },
        suggestion: null,
      },
    ];
  return [];
}

/** Kind, number and symbol, date, issuer and abstract at the first mention; laws by kind and name only. */
function firstMention(m: Mention, document: KnownDocument | null): PlainRemark[] {
  if (document !== null && namedKinds.has(document.kind) && m.kind !== null && m.name !== null) return [];
  const missing: string[] = [];
  const near = `${m.before} ${m.after}`;
  if (m.kind === null) missing.push("kind");
  const isLaw = document !== null && namedKinds.has(document.kind);
  if (isLaw) {
    if (document.abstract !== null && !saysAbstract(near, document.abstract)) missing.push("name");
  } else {
    if (m.date === null) missing.push("date");
    if (!namesIssuer(m, document)) missing.push("issuer");
    const abstract = document?.abstract ?? null;
    if (abstract === null ? !tellsSomething(m) : !saysAbstract(m.after, abstract)) missing.push("abstract");
  }
  if (missing.length === 0) return [];
  return [
    {
      code: "law.first-mention",
      severity: "should",
      start: m.start,
      end: m.end,
      quote: m.quote,
      values: { missing: missing.join(",") },
      suggestion: document === null ? null : fullMention(document),
      document,
    },
  ];
}

function namesIssuer(m: Mention, document: KnownDocument | null): boolean {
  if (document !== null && document.issuer !== null) {
    const wanted = fold(document.issuer);
    if (fold(m.after).includes(wanted) || fold(m.before).includes(wanted)) return true;
  }
  return /^[^;]{0,60}?(?<!\p{L})của\s+\p{L}+/u.test(m.after);
}

/** For a document that nobody registered: a few words must follow what names its issuer. */
function tellsSomething(m: Mention): boolean {
  return /(?<!\p{L})(?:về|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn|triển khai|thực hiện|tăng cường|V\/v)\s+\p{L}+\s+\p{L}+/iu.test(
    m.after,
  );
}

/** "Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định về …"; null while the register lacks a part. */
export function fullMention(document: KnownDocument): string | null {
  if (namedKinds.has(document.kind)) return titleOf(document);
  const { issuedOn, issuer, abstract } = document;
  if (issuedOn === null || issuer === null || abstract === null) return null;
  const lower = abstract.charAt(0).toLowerCase() + abstract.slice(1);
  return `${titleOf(document)} ${formatOfficialDate(issuedOn)} của ${issuer} ${lower}`;
}

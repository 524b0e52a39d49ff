import { findCitations } from "#modules/laws/shared.ts";
import type { ReadBasis, ReadTerm } from "./reading.ts";

const ISSUERS = [
  "Ban Bí thư(?: Trung ương(?: Đảng)?)?",
  "Bộ Chính trị",
  "Ban Chấp hành Trung ương(?: Đảng)?",
  "Thủ tướng Chính phủ",
  "Chính phủ",
  "Ủy ban Thường vụ Quốc hội",
  "Quốc hội",
  "Ban Tuyên giáo(?: và Dân vận)?(?: (?:Trung ương|Tỉnh ủy))?",
  "Ban Tổ chức (?:Trung ương|Tỉnh ủy)",
  "Ban Thường vụ (?:Tỉnh ủy|Tỉnh uỷ|Thành ủy|Đảng ủy(?: xã| phường)?(?: [\\p{Lu}][\\p{L}]*){0,3})",
  "(?:Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Đảng ủy|Đảng uỷ)(?: (?:xã|phường|tỉnh|thành phố))?(?: [\\p{Lu}][\\p{L}]*){0,3}",
  "(?:[Cc]hủ tịch )?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân) (?:[Tt]ỉnh|[Xx]ã|[Pp]hường|[Tt]hành phố|[Hh]uyện)(?: [\\p{Lu}][\\p{L}]*){0,3}",
  "(?:Ban Thường trực |Đoàn Chủ tịch )?(?:Ủy ban|Uỷ ban) (?:Trung ương )?(?:MTTQ|Mặt trận Tổ quốc|[Bb]ầu cử|Kiểm tra)(?: [\\p{Lu}][\\p{L}]*| (?:tỉnh|xã|phường|thành phố)){0,6}",
  "Hội đồng [Bb]ầu cử [Qq]uốc gia",
  "(?:Bộ trưởng )?Bộ [\\p{Lu}][\\p{L}]*(?:(?:,| -)? (?:và )?[\\p{L}]+){0,8}?(?=[ ,;.)](?:về|quy định|ban hành|hướng dẫn|sửa|,|;|$)|[;.)])",
  "Bảo hiểm xã hội (?:tỉnh|Việt Nam)",
  "Sở [\\p{Lu}][\\p{L}]*(?:,? (?:và )?[\\p{Lu}][\\p{L}]*| và [\\p{L}]+){0,4}",
];
const ISSUER = new RegExp(
  `^[\\s,)]*(?:ngày\\s[^,;()]{4,40}?|[\\d/.-]{6,12})?\\s*(?:của|do)\\s+(${ISSUERS.join("|")})(?!\\p{L})`,
  "u",
);

/** Documents that the plan names, from its preamble and its body, with symbol, day and issuer as far as they are said. */
export function findBases(
  text: string,
  preambleEnd: number,
  preambleStart: number,
  bodyEnd: number,
  ownSymbol: string | null,
): { bases: ReadBasis[]; places: { start: number; end: number }[] } {
  const { mentions } = findCitations(text);
  const bases: ReadBasis[] = [];
  const places: { start: number; end: number }[] = [];
  for (const mention of mentions) {
    const end = mention.date?.end ?? mention.end;
    places.push({ start: mention.start, end });
    if (mention.start < preambleStart || mention.start >= bodyEnd) continue;
    // the decision that the plan came with is its own head
    if (mention.symbol !== null && mention.symbol.text === ownSymbol) continue;
    const inPreamble = mention.start < preambleEnd;
    const line = text.slice(text.lastIndexOf("\n", mention.start) + 1, mention.start);
    const said = /(?:^|[;.]\s*)(Căn cứ|Xét|Theo|Thực hiện|Triển khai)(?=[^.]*$)/iu.exec(line)?.[1]?.toLowerCase();
    bases.push({
      start: mention.start,
      end,
      quote: text.slice(mention.start, end),
      kind: mention.kind,
      symbol: mention.symbol?.text ?? null,
      issuedOn: mention.date?.date ?? null,
      issuer: issuerAfter(text.slice(mention.end, mention.end + 160)),
      relation: !inPreamble ? "cites" : said === "thực hiện" || said === "triển khai" ? "implements" : "basis",
    });
  }
  return { bases: firstOfEach(bases), places };
}

export function issuerAfter(rest: string): string | null {
  return ISSUER.exec(rest)?.[1]?.trim() ?? null;
}

/** A document is listed once: where it is the ground, else where it is named first. */
function firstOfEach(bases: readonly ReadBasis[]): ReadBasis[] {
  const seen = new Map<string, ReadBasis>();
  for (const b of bases) {
    const key = b.symbol ?? b.quote.toLowerCase();
    const before = seen.get(key);
    if (before === undefined) seen.set(key, b);
    else if (before.issuedOn === null && b.issuedOn !== null)
      seen.set(key, { ...b, relation: before.relation, issuer: before.issuer ?? b.issuer });
  }
  return [...seen.values()];
}

const DECLARES =
  /\(\s*(?:sau\s*đây\s*(?:được\s*)?(?:gọi|viết)\s*(?:tắt|chung)?\s*(?:tắt\s*)?là|gọi\s*tắt\s*là|viết\s*tắt\s*là)\s*:?\s*["“']?([^)"”']{1,90}?)["”']?\s*\)/giu;

/** Short forms that the plan declares, each with the words it stands for. */
export function findTerms(text: string, citations: readonly { start: number; end: number }[]): ReadTerm[] {
  return [...text.matchAll(DECLARES)].map((m) => {
    const before = text.slice(0, m.index);
    const cited = citations.findLast(
      (c) => c.end <= m.index && m.index - c.start < 420 && !/[;)\n]/u.test(text.slice(c.end, m.index)),
    );
    const cut = Math.max(...[";", "\n", ":", ", "].map((mark) => before.trimEnd().lastIndexOf(mark))) + 1;
    const start = cited?.start ?? cut;
    return {
      term: m[1]!.trim(),
      meaning: text.slice(start, m.index).trim(),
      start: m.index,
      end: m.index + m[0].length,
    };
  });
}

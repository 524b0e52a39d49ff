import type { CivilDate } from "#kernel/civil-date.ts";
import { findDocumentSymbols, normaliseDocumentSymbol } from "#kernel/text/document-symbol.ts";
import { findDates } from "#kernel/text/find-dates.ts";
import { isCaps, type Line } from "./even-source.ts";
import { issuerAfter } from "./find-bases.ts";
import type { PlanReading } from "./reading.ts";

const KIND = /^(?:DỰ THẢO\s+)?(KẾ\s?HOẠCH|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH)(?![\p{L}])\s*/iu;
const NATION = /C[ỘO]NG H[ÒO][ÀA] X[ÃA] H[ỘO]I.*$|CỘNG HÒA XÃ HỘI.*$|Độc lập\s*-\s*Tự do.*$|ĐẢNG CỘNG SẢN VIỆT NAM.*$/u;
const OPENS = /^(?:Căn cứ|Thực hiện|Triển khai thực hiện|Xét|Theo |Nhằm|Để |Tiếp tục thực hiện)/iu;
const BODY =
  /^(?:Mục\s+(?:[IVX]+|\d+)\s?[.:-]|[IVX]{1,5}\s?[.)/:-]\s?\p{L}|A\s?[.)/-]\s|(?:Phần|PHẦN)\s|1\s?[.)/-]\s*\p{L})/u;
const CLOSES =
  /^(?:Nơi nhận|TM\.|T\/M|KT\.|K\/T|TL\.|TUQ\.|Q\. ?[\p{Lu}]|(?:PHÓ )?CHỦ TỊCH$|(?:PHÓ )?GIÁM ĐỐC$|BÍ THƯ$|TRƯỞNG (?:BAN|PHÒNG)|XÁC NHẬN)/u;

/** A title in capitals may begin with the same words. */
const opens = (l: Line) => OPENS.test(l.text) && !isCaps(l.text);

export interface Regions {
  head: PlanReading["head"];
  /** Lines between head and body: legal basis and the sentence that leads in. */
  preamble: Line[];
  body: Line[];
  /** Where the legal basis begins that stands before a plan attached to a decision. */
  preambleStart: number | null;
  /** What the file calls itself where it is no plan: "QUYẾT ĐỊNH". */
  otherKind: string | null;
}

const OTHER =
  /^(NGHỊ QUYẾT|QUYẾT ĐỊNH|NGHỊ ĐỊNH|THÔNG TƯ|LUẬT|CHỈ THỊ|BÁO CÁO|TỜ TRÌNH|BIÊN BẢN|GIẤY MỜI|THÔNG BÁO|CÔNG ĐIỆN)(?![\p{L}])/u;

/** Cuts a text into head, preamble and body, and reads who issued it, when and under which symbol. */
export function findHead(lines: readonly Line[]): Regions {
  const kindAt = lines.findIndex(
    (l, i) =>
      i < 40 &&
      KIND.test(l.text) &&
      (isCaps(l.text) || KIND.exec(l.text)![0].trim() === l.text.trim() || isCaps(KIND.exec(l.text)![1]!)),
  );
  let bodyAt = lines.findIndex(
    (l, i) =>
      i > kindAt &&
      (BODY.test(l.text) ||
        (kindAt >= 0 &&
          i > kindAt + 1 &&
          isCaps(l.text) &&
          !CLOSES.test(l.text) &&
          hasPreambleBefore(lines, kindAt, i))),
  );
  if (bodyAt < 0) bodyAt = lines.length;
  let endAt = lines.findIndex((l, i) => i >= bodyAt && CLOSES.test(l.text));
  if (endAt < 0) endAt = lines.length;
  const top = lines.slice(0, kindAt >= 0 ? kindAt : bodyAt);
  const between = lines.slice(kindAt >= 0 ? kindAt : 0, bodyAt);
  // the line after the kind is the title, even where it begins like a legal basis does
  const titled = between[0] !== undefined && KIND.exec(between[0].text)?.[0].trim() === between[0].text.trim() ? 2 : 1;
  const firstOpen = between.findIndex((l, i) => (kindAt < 0 || i >= titled) && (opens(l) || l.text.endsWith(":")));
  const titleLines = kindAt >= 0 ? between.slice(0, firstOpen < 0 ? between.length : firstOpen) : [];
  const preamble = between.slice(kindAt >= 0 ? titleLines.length : Math.max(0, firstOpen));
  const other =
    kindAt >= 0
      ? null
      : (lines
          .slice(0, 20)
          .map((l) => OTHER.exec(l.text)?.[1])
          .find((k) => k !== undefined) ?? null);
  const grounds = top.find((l) => /^Căn cứ\s/u.test(l.text));
  const own = attachedTo(titleLines);
  return {
    head: { ...(own ?? readTop(top)), title: titleOf(titleLines) },
    preamble,
    preambleStart: grounds?.start ?? null,
    body: lines.slice(bodyAt, endAt),
    otherKind: other,
  };
}

/** "(Ban hành kèm theo Quyết định số 773/QĐ-TTg ngày 26 tháng 6 năm 2018 của Thủ tướng Chính phủ)": whose plan it is. */
function attachedTo(lines: readonly Line[]): Omit<PlanReading["head"], "title"> | null {
  const said = /\(\s*(?:Ban hành kèm|Kèm)\s+theo\s+([^)]*)\)/iu.exec(lines.map((l) => l.text).join(" "))?.[1];
  const found = said === undefined ? undefined : findDocumentSymbols(said)[0];
  if (said === undefined || found === undefined) return null;
  return {
    issuer: issuerAfter(said.slice(found.end)),
    symbol: found.symbol.text,
    place: null,
    issuedOn: findDates(said)[0]?.date ?? null,
  };
}

function hasPreambleBefore(lines: readonly Line[], from: number, to: number): boolean {
  return lines.slice(from + 1, to).some(opens);
}

function titleOf(lines: readonly Line[]): string | null {
  const words = lines
    .map((l) => l.text)
    .join(" ")
    .replace(KIND, "")
    .replace(/\(\s*(?:Kèm theo|Ban hành kèm theo)[^)]*\)/iu, "")
    .trim();
  return words === "" ? null : words;
}

const PLACED = /(?:^|\s)((?:[\p{Lu}][\p{L}']*)(?:[ -]+(?:[\p{Lu}\d][\p{L}\d']*|-)){0,5}),\s*(?:ngày)/u;

function readTop(lines: readonly Line[]): Omit<PlanReading["head"], "title"> {
  const issuer: string[] = [];
  let symbol: string | null = null;
  let place: string | null = null;
  let issuedOn: CivilDate | null = null;
  for (const line of lines) {
    const own = line.text.replace(NATION, "").trim();
    const numbered = /^(?:Số|SỐ)\s*:?\s*(.+)$/u.exec(own);
    if (numbered && symbol === null) {
      const found = findDocumentSymbols(numbered[1]!)[0]?.symbol.text;
      symbol =
        found ??
        (/^\d+\s?[/-]/u.test(numbered[1]!)
          ? normaliseDocumentSymbol(numbered[1]!.split(/\s{2,}|\s(?=\p{Lu}\p{Ll})/u)[0]!)
          : null);
    }
    if (place === null) {
      const m = PLACED.exec(own);
      if (m) place = m[1]!;
    }
    if (issuedOn === null) issuedOn = findDates(own)[0]?.date ?? null;
    if (symbol === null && !numbered && isCaps(own) && issuer.length < 4) issuer.push(own);
  }
  return { issuer: issuer.length === 0 ? null : issuer.join(" "), symbol, place, issuedOn };
}

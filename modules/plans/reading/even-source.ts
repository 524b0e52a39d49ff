import { columnEncoding, convertFrom } from "#kernel/text/legacy-encoding.ts";
import type { SourceParagraph, Span } from "./reading.ts";

export interface Line extends Span {
  text: string;
  bold: boolean;
  cell: SourceParagraph["cell"];
}

export interface EvenSource {
  text: string;
  lines: Line[];
  /** The whole was in an old encoding and has been converted. */
  legacy: "tcvn3" | "vni" | null;
}

const MARKER =
  /^(?:(?:Phần|PHẦN)\s|[IVX]{1,5}\s?[.)/:-]\s?\p{L}|[A-H]\s?[.)/-]\s|\d{1,2}(?:\.\d{1,2})*\s?[.)/-]\s*\p{L}|[a-zđ]\s?[.)/]\s?\p{L}|[-+*•]\s?\p{L}|Điều \d)/u;
const STARTS_ANEW = /^(?:Căn cứ|Thực hiện|Xét |Nơi nhận|Kính gửi|Trên đây|Số\s*:|KẾ HOẠCH|CỘNG HÒA|CỘNG HOÀ)/u;

/**
 * One line a paragraph: composed letters, one kind of space and dash, Đ for its look-alikes, soft and hard breaks inside
 * a sentence taken back. What is kept with an import; every offset counts in it.
 */
export function evenSource(paragraphs: readonly SourceParagraph[]): EvenSource {
  const raw = paragraphs.flatMap((p) => splitSoft(p));
  const legacy = columnEncoding(raw.map((p) => p.text));
  const lines: Line[] = [];
  let text = "";
  for (const p of joinWrapped(raw)) {
    const even = evenLine(legacy === null ? p.text : (convertFrom(legacy, p.text) ?? p.text));
    if (even === "" || /^[-_=*.\s]+$/u.test(even)) continue;
    if (text !== "") text += "\n";
    lines.push({ start: text.length, end: text.length + even.length, text: even, bold: p.bold ?? false, cell: p.cell });
    text += even;
  }
  return { text, lines, legacy };
}

/** "Đ ế n", "h ế t", "Y t ế": a letter with its marks that scanning set apart is no word of its own. */
const BROKEN_WORD =
  /(?<!\p{L})((?:ngh|ng|gh|gi|kh|nh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])) ([ếềểễệấầẩẫậắằẳẵặốỗớỡứữự])(?: (nh|ng|ch|[cmnpt])(?!\p{L}))?(?!\p{L})/giu;

export function evenLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/gu, "")
    .replace(/[\u00d0\u0189]/gu, "Đ")
    .replace(/[\u00f0\u0256]/gu, "đ")
    .replace(/[\u2010-\u2015\u2212]/gu, "-")
    .replace(/[\s\u00a0\u2000-\u200a\u202f\u3000]+/gu, " ")
    .trim()
    .replace(
      BROKEN_WORD,
      (_, before: string, vowel: string, after: string | undefined) => before + vowel + (after ?? ""),
    )
    .replace(
      /(?<=\p{L}*[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]) (nh|ng|ch)(?= \p{L})/giu,
      "$1",
    )
    .replace(/^[•▪●○◦·►→✓§ü]\s*/u, "- ")
    .replace(/ +(?=[,;:.](?:\s|$))/gu, "");
}

/** A soft break before a number or a dash parts two items; any other only wraps the line. */
function splitSoft(p: SourceParagraph): SourceParagraph[] {
  const pieces = p.text.replaceAll("\u000b", "\n").split(/\r?\n|\u2028/u);
  const out: SourceParagraph[] = [];
  for (const piece of pieces) {
    const even = evenLine(piece);
    const last = out.at(-1);
    const before = last === undefined ? "" : evenLine(last.text);
    // a line that breaks after a semicolon within its sentence goes on in small letters
    const ended = endsWhole(before) && !(before.endsWith(";") && /^\p{Ll}/u.test(even));
    if (last === undefined || even === "" || startsAnew(even) || ended || (isCaps(even) && !isCaps(before)))
      out.push({ ...p, text: piece });
    else last.text = `${last.text} ${piece}`;
  }
  return out;
}

/** Hard line ends of text that was wrapped at a width: a line that breaks off goes on in the next. */
function joinWrapped(raw: readonly SourceParagraph[]): SourceParagraph[] {
  const out: SourceParagraph[] = [];
  for (const p of raw) {
    // an empty line between the lines of one sentence, as PDF readers leave it
    if (evenLine(p.text) === "") continue;
    const last = out.at(-1);
    const even = evenLine(p.text);
    const before = last === undefined ? "" : evenLine(last.text);
    const goesOn =
      last !== undefined &&
      p.cell === undefined &&
      last.cell === undefined &&
      before !== "" &&
      even !== "" &&
      ((/^Số\s*:$/iu.test(before) && /^\d/u.test(even)) || /^CỘNG$/u.test(before) || !startsAnew(even)) &&
      (/^Số\s*:$/iu.test(before) || !endsWhole(before)) &&
      (!isCaps(before) || /^CỘNG$/u.test(before)) &&
      (/^[\p{Ll}(,;]/u.test(even) ||
        /^(?:CỘNG|Số\s*:)$/u.test(before) ||
        (before.length >= 60 &&
          /[,\p{Ll}\d-]$/u.test(before) &&
          /[\p{Ll}\d]/u.test(even) &&
          !isCaps(even) &&
          /,$|(?<!\p{L})(?:và|của|với|cho|các|theo|số|ngày|tháng|năm|học|tỉnh|xã|tại|về|do|bởi|trong|từ|hoặc|là|để)$/u.test(
            before,
          )));
    if (goesOn) last.text = `${last.text} ${p.text}`;
    else out.push({ ...p });
  }
  return out;
}

const startsAnew = (even: string) => MARKER.test(even) || STARTS_ANEW.test(even);
const endsWhole = (even: string) => /[.;:!?]["”)]?$|\.\/\.$/u.test(even);
export const isCaps = (even: string) => /\p{Lu}{2}/u.test(even) && !/\p{Ll}/u.test(even);

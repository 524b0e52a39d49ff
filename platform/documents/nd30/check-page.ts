import type { DocModel, DocParagraph, Section } from "../docx/model.ts";
import { normalAlign } from "./check-look.ts";
import type { Check } from "./check-look.ts";
import type { Components } from "./locate.ts";

const TWIPS_PER_MM = 56.6929;
const MM_TOLERANCE = 0.4;
const SHORT_DOCUMENT = 1_800;

/** Rows 1 to 4: paper, margins, font, page number. */
export function checkPage(check: Check, found: Components): void {
  for (const section of check.model.sections) {
    checkPaper(check, section, found);
    checkMargins(check, section);
  }
  checkFonts(check);
  checkPageNumber(check, found);
}

function place(check: Check, section: Section): string {
  return check.model.sections.length === 1 ? "toàn văn bản" : `phần trang ${section.index + 1}`;
}

function checkPaper(check: Check, section: Section, found: Components): void {
  const { findings, rules, model } = check;
  if (section.width === undefined || section.height === undefined) {
    findings.unjudged("paper.size", "tệp không ghi khổ giấy");
  } else {
    const [short, long] = [section.width, section.height].sort((a, b) => a - b).map((t) => t / TWIPS_PER_MM) as [
      number,
      number,
    ];
    const a4 = Math.abs(short - rules.limits.paper.width) < 1 && Math.abs(long - rules.limits.paper.height) < 1;
    findings.hold("paper.size", a4, place(check, section), `${mm(short)} × ${mm(long)} mm`, "210 × 297 mm");
  }
  if (!section.landscape) return findings.kept("paper.orientation");
  const isAnnex = found.annexes.some((a) => a.label.paragraph.section === section.index);
  const hasTable = model.tables.some((t) => t.section === section.index && (t.bordered || t.columns > 2));
  if (isAnnex)
    findings.unjudged("paper.orientation", "phụ lục nằm ngang: quy định chỉ nói bảng, biểu không làm thành phụ lục");
  else findings.hold("paper.orientation", hasTable, place(check, section), "nằm ngang mà không có bảng, biểu");
}

function checkMargins(check: Check, section: Section): void {
  for (const side of ["top", "bottom", "left", "right"] as const) {
    const twips = section.margins[side];
    const rule = `margins.${side}`;
    if (twips === undefined) {
      check.findings.unjudged(rule, "tệp không ghi lề trang");
      continue;
    }
    const size = (twips + (side === "left" ? section.gutter : 0)) / TWIPS_PER_MM;
    const [least, most] = check.rules.limits.margins[side];
    check.findings.hold(
      rule,
      size >= least - MM_TOLERANCE && size <= most + MM_TOLERANCE,
      place(check, section),
      `${mm(size)} mm`,
      `${least}–${most} mm`,
    );
  }
}

function mm(size: number): string {
  return String(Math.round(size * 10) / 10).replace(".", ",");
}

function* everyParagraph(model: DocModel): Generator<DocParagraph> {
  yield* model.paragraphs;
  for (const section of model.sections) {
    for (const list of [...Object.values(section.headers), ...Object.values(section.footers)]) yield* list ?? [];
  }
}

function checkFonts({ findings, model, rules }: Check): void {
  const named = (name: string | undefined) =>
    name === undefined || name.trim().toLowerCase() === rules.limits.font.toLowerCase();
  for (const p of everyParagraph(model)) {
    const words = p.runs.filter((r) => /[^\s\u25A1]/.test(r.text));
    for (const look of p.pageFields)
      findings.hold("font.name", named(look.font) && named(look.asciiFont), p, look.font ?? "", rules.limits.font);
    if (words.length === 0) continue;
    const other = words
      .map((r) => {
        const usesAscii = /[\x21-\x7e]/.test(r.text);
        const usesLatin = /[\u0080-\uffff]/.test(r.text);
        return usesAscii && !named(r.look.asciiFont)
          ? r.look.asciiFont
          : usesLatin && !named(r.look.font)
            ? r.look.font
            : undefined;
      })
      .find((name) => name !== undefined);
    findings.hold("font.name", other === undefined, p, other ?? "", rules.limits.font);
    const color = words.map((r) => r.look.color).find((c) => c !== undefined && !/^(auto|0{6})$/i.test(c));
    findings.hold("font.color", color === undefined, p, `màu ${color}`, "đen");
    checkEncoding(
      findings,
      p,
      words.map((r) => r.look.font ?? "").find((name) => /^(\.vn|vni|uv?ni?k|\.tcvn)/i.test(name)),
    );
  }
}

function checkEncoding(findings: Check["findings"], p: DocParagraph, legacyFont: string | undefined): void {
  if (legacyFont !== undefined) return findings.broken("font.encoding", p, `phông bảng mã cũ ${legacyFont}`);
  if (p.text !== p.text.normalize("NFC"))
    return findings.broken("font.encoding", p, "Unicode tổ hợp (dấu tách rời chữ)");
  if (/[\uE000-\uF8FF\uFFFD]/.test(p.text))
    return findings.broken("font.encoding", p, "ký tự ngoài bảng mã Unicode chuẩn");
  findings.kept("font.encoding");
}

function checkPageNumber(check: Check, found: Components): void {
  const { findings, model, rules } = check;
  const [section] = model.sections;
  if (!section) return;
  const fields = (lists: Section["headers"]) =>
    Object.entries(lists).flatMap(([type, list]) =>
      (list ?? []).filter((p) => p.pageFields.length > 0).map((p) => ({ type, p })),
    );
  const inHeader = fields(section.headers);
  const inFooter = fields(section.footers);
  const inHeaderLater = inHeader.filter((f) => f.type !== "first");
  const words = model.paragraphs.reduce((n, p) => n + p.text.length, 0);

  if (inHeader.length === 0 && inFooter.length === 0) {
    const onePage = model.pages === 1 || (model.pages === undefined && words < SHORT_DOCUMENT);
    if (onePage) return findings.unjudged("page-number.place", "văn bản có thể chỉ một trang, không thấy số trang");
    return findings.broken("page-number.place", "toàn văn bản", "không có số trang");
  }
  for (const { p } of inFooter) findings.broken("page-number.place", p, "số trang ở chân trang", "canh giữa ở lề trên");
  for (const { p } of inHeaderLater) {
    const align = normalAlign(p.look.align);
    findings.hold(
      "page-number.place",
      align === "center",
      p,
      `số trang ${align === "right" ? "canh phải" : align === "left" ? "canh trái" : align}`,
      "canh giữa ở lề trên",
    );
    const [least, most] = rules.limits.pageNumberSize;
    for (const look of p.pageFields) {
      const size = look.size ?? 10;
      findings.hold("page-number.size", size >= least && size <= most, p, `cỡ ${size}`, `cỡ ${least}–${most}`);
      findings.hold("page-number.slant", look.italic !== true, p, "nghiêng", "đứng");
    }
  }
  const shownFirst = !section.titlePage || [...inHeader, ...inFooter].some((f) => f.type === "first");
  findings.hold("page-number.hidden-first", !shownFirst, "trang 1", "số trang hiện ở trang thứ nhất");
  const format = section.pageNumberFormat ?? "decimal";
  findings.hold(
    "page-number.arabic",
    format === "decimal" && (section.pageNumberStart ?? 1) <= 1,
    "toàn văn bản",
    format === "decimal" ? `bắt đầu từ ${section.pageNumberStart}` : `kiểu số ${format}`,
  );
  for (const annex of found.annexes) {
    const own = model.sections[annex.label.paragraph.section];
    const separate = annex.label.paragraph.section > 0 && own?.pageNumberStart === 1;
    findings.hold("page-number.annex", separate, annex.label.paragraph, "phụ lục đánh số trang tiếp theo văn bản");
  }
}

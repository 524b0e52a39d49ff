import type { DocParagraph } from "../docx/model.ts";
import { checkLook } from "./check-look.ts";
import type { Check } from "./check-look.ts";
import { looksUpper } from "./locate.ts";
import type { Components, Piece } from "./locate.ts";
import { pointLetters } from "./words.ts";

const TWIPS_PER_MM = 56.6929;

/** Rows 14 to 21, 24 and 32: addressees, legal bases, body, headings, end mark. */
export function checkBody(check: Check, found: Components): void {
  checkAddressees(check, found);
  checkBases(check, found.bases);
  const { headings, text } = sortHeadings(check, found.body);
  for (const p of text) {
    // A heading is held against its own row for size and slant; its one short line may stand left or justified.
    const heading = headings.get(p);
    checkLook(
      check,
      "body",
      [p],
      heading === "title" ? ["size", "italic", "align"] : heading === "text" ? ["size", "italic"] : [],
    );
    checkLayout(check, p.paragraph);
  }
  checkGaps(check, [...found.bases, ...text]);
  checkEndMark(check, found);
}

function checkAddressees(check: Check, { addressees, typeName, letterAbstract }: Components): void {
  const { findings } = check;
  const [first, ...listed] = addressees;
  if (!first) return;
  checkLook(check, "addressees", addressees);
  const allowed =
    letterAbstract !== undefined || typeName === undefined || ["to trinh", "bao cao"].includes(typeName.folded);
  findings.hold("addressees.allowed", allowed, first.paragraph, `Kính gửi ở ${typeName?.text ?? "văn bản"}`);
  if (listed.length === 0) {
    return findings.hold(
      "addressees.marks",
      /^Kính gửi\s*:\s*\S/.test(first.text),
      first.paragraph,
      `“${first.text}”`,
      "Kính gửi: …",
    );
  }
  listed.forEach((p, i) => {
    const last = i === listed.length - 1;
    findings.hold(
      "addressees.marks",
      /^[-–]\s*\S/.test(p.text) && p.text.endsWith(last ? "." : ";"),
      p.paragraph,
      `“…${p.text.slice(-20)}”`,
      last ? "kết thúc bằng “.”" : "kết thúc bằng “;”",
    );
  });
  const starts = new Set(listed.map((p) => (p.paragraph.look.left ?? 0) + (p.paragraph.look.firstLine ?? 0)));
  findings.hold("addressees.lined", starts.size === 1, (listed[0] as Piece).paragraph, "các dòng không thẳng hàng");
}

function checkBases(check: Check, bases: Piece[]): void {
  checkLook(check, "legal-bases", bases);
  bases.forEach((p, i) => {
    const mark = i === bases.length - 1 ? "." : ";";
    check.findings.hold(
      "legal-bases.marks",
      p.text.endsWith(mark),
      p.paragraph,
      `“…${p.text.slice(-20)}”`,
      `kết thúc bằng “${mark}”`,
    );
  });
}

/** Holds headings against their rows; what is left is running text. Centred headings are no running text. */
function sortHeadings(check: Check, body: Piece[]): { headings: Map<Piece, "title" | "text">; text: Piece[] } {
  const { findings } = check;
  const headings = new Map<Piece, "title" | "text">();
  const centred = new Set<Piece>();
  let lastPoint = -1;
  body.forEach((p, i) => {
    const folded = p.folded;
    const title = body[i + 1];
    const isChapter = /^(phan|chuong)(\s+thu)?\s+[ivxlc\d]+\.?$/.test(folded);
    const isSection = /^(muc|tieu muc)\s+[ivxlc\d]+\.?$/.test(folded);
    if (isChapter || isSection) {
      const row = isChapter ? "chapter" : "section";
      const numeral = /(\S+?)\.?$/.exec(p.text)?.[1] ?? "";
      findings.hold(
        `${row}.numeral`,
        isChapter ? /^[IVXLC]+$/.test(numeral) : /^\d+$/.test(numeral),
        p.paragraph,
        numeral,
      );
      checkLook(check, row, [p]);
      if (title) {
        const good =
          looksUpper(title) &&
          title.runs.every((r) => r.look.bold || !/\S/.test(r.text)) &&
          title.paragraph.look.align === "center";
        findings.hold(`${row}.title`, good, title.paragraph, "tiêu đề chưa in hoa, đậm, canh giữa");
        centred.add(title);
      }
      centred.add(p);
    } else if (centred.has(p)) {
      // The title of a chapter or section, judged with it.
    } else if (/^[ivxlc]+\.\s/.test(folded) && /^[IVXLC]+\./.test(p.text)) {
      checkLook(check, "roman-heading", [p]);
      headings.set(p, "title");
    } else if (/^dieu\s+\S+/.test(folded) && /^Điều\s/.test(p.text)) {
      checkLook(check, "article", [{ ...p, runs: p.runs.filter((r) => /[\p{L}\d]/u.test(r.text)).slice(0, 1) }]);
      findings.hold(
        "article.form",
        /^Điều \d+\.( |$)/.test(p.text),
        p.paragraph,
        `“${p.text.slice(0, 20)}”`,
        "Điều 1. …",
      );
      headings.set(p, "text");
    } else if (/^\d+\.\s/.test(p.text)) {
      checkLook(check, "clause", [p]);
      const bold = p.runs.every((r) => r.look.bold || !/\p{L}/u.test(r.text));
      findings.hold(
        "clause.weight",
        !bold || (p.text.length < 200 && !/[;.]$/.test(p.text)),
        p.paragraph,
        "cả khoản in đậm mà không phải tiêu đề",
      );
      headings.set(p, bold ? "title" : "text");
      lastPoint = -1;
    } else if (/^[a-zđ]\)/.test(p.text)) {
      checkLook(check, "point", [p]);
      lastPoint = checkPointOrder(check, p, lastPoint);
      headings.set(p, "text");
    }
  });
  return { headings, text: body.filter((p) => !centred.has(p)) };
}

function checkPointOrder({ findings }: Check, p: Piece, last: number): number {
  const letter = p.text[0] as string;
  const index = pointLetters.indexOf(letter);
  const holds = index === 0 || (index > 0 && (last < 0 || index === last + 1));
  findings.hold("point.order", holds, p.paragraph, `${letter})`, `${pointLetters[last + 1] ?? "a"})`);
  return index;
}

function checkLayout({ findings, rules }: Check, p: DocParagraph): void {
  const { left = 0, firstLine = 0, line = 240, lineRule = "auto" } = p.look;
  // One leading tab reaches Word's first stop at 1,27 cm.
  const tabbed =
    p.runs
      .map((r) => r.text)
      .join("")
      .startsWith("\t") && left + firstLine === 0;
  const start = tabbed ? 12.7 : (left + firstLine) / TWIPS_PER_MM;
  const allowed = rules.limits.firstLine.some((mm) => Math.abs(start - mm) < 0.3);
  findings.hold(
    "body.first-line",
    allowed,
    p,
    `${String(Math.round(start) / 10).replace(".", ",")} cm`,
    "1 cm hoặc 1,27 cm",
  );
  const [least, most] = rules.limits.lineSpacing;
  const size = Math.max(10, ...p.runs.map((r) => r.look.size ?? 10));
  const lines = lineRule === "auto" ? line / 240 : line / 20 / (size * 1.15);
  const tooLow = lines < least - 0.03 && lineRule !== "atLeast";
  findings.hold(
    "body.line-spacing",
    !tooLow && lines <= most + 0.03,
    p,
    `${String(Math.round(lines * 100) / 100).replace(".", ",")} dòng`,
    "1 đến 1,5 dòng",
  );
}

/** Between two paragraphs that follow each other directly; what is said after the one and before the other adds up. */
function checkGaps({ findings, model, rules }: Check, pieces: Piece[]): void {
  for (const p of pieces) {
    const next = model.paragraphs[model.paragraphs.indexOf(p.paragraph) + 1];
    if (!next || !pieces.some((q) => q.paragraph === next)) continue;
    const [a, b] = [p.paragraph.look, next.look];
    const together = a.contextual && b.contextual && p.paragraph.style === next.style;
    const gap = together ? 0 : a.autoSpacing || b.autoSpacing ? 280 : (a.after ?? 0) + (b.before ?? 0);
    findings.hold(
      "body.gap",
      gap >= rules.limits.paragraphGap * 20 - 2,
      next,
      `${gap / 20} pt`,
      `từ ${rules.limits.paragraphGap} pt`,
    );
  }
}

function checkEndMark({ findings }: Check, { body, recipientsLabel }: Components): void {
  const last = body.at(-1);
  if (!last) return findings.unjudged("end-mark.present", "không nhận ra phần nội dung");
  if (!recipientsLabel) {
    // Without the foot, where the body ends cannot be told: a mark anywhere near the end will do.
    if (body.slice(-8).some((p) => p.text.endsWith("./."))) return findings.kept("end-mark.present");
    return findings.unjudged("end-mark.present", "không có “Nơi nhận” nên không biết nội dung kết thúc ở đâu");
  }
  findings.hold(
    "end-mark.present",
    last.text.endsWith("./."),
    last.paragraph,
    `kết thúc bằng “${last.text.slice(-15)}”`,
    "./.",
  );
}

import { AlignmentType, BorderStyle, LineRuleType, Paragraph, TextRun } from "docx";
import type { IParagraphOptions } from "docx";
import { textWidth } from "../docx/text-width.ts";
import type { FontFace } from "../docx/text-width.ts";

/** Text area of an A4 page with margins of 20, 20, 30 and 20 mm (top, bottom, left, right), in twips. */
export const page = {
  width: 11906,
  height: 16838,
  top: 1134,
  bottom: 1134,
  left: 1701,
  right: 1134,
  header: 567,
  footer: 567,
} as const;
export const textArea = page.width - page.left - page.right;

export interface LineStyle {
  /** Points. */
  size: number;
  bold?: boolean;
  italic?: boolean;
}

export function run(text: string, style: LineStyle): TextRun {
  return new TextRun({
    text: text.normalize("NFC"),
    font: "Times New Roman",
    size: style.size * 2,
    bold: style.bold ?? false,
    italics: style.italic ?? false,
    color: "000000",
  });
}

/** Single line spacing. The rule is always said: without it LibreOffice takes 240 for exactly twelve points. */
export function spaced(
  before: number,
  after: number,
): { before: number; after: number; line: number; lineRule: "auto" } {
  return { before, after, line: 240, lineRule: LineRuleType.AUTO };
}

export function line(text: string, style: LineStyle, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: spaced(0, 0),
    ...options,
    children: [run(text, style)],
  });
}

/** 1 cm or 1,27 cm are allowed; 1,27 is what Word's ruler shows. Six points stand between paragraphs. */
export const bodySpacing = { before: 0, after: 120, line: 276, lineRule: LineRuleType.AUTO } as const;
export const firstLine = 720;
export const bodySize = 14;

export function bodyLine(text: string, style: Partial<LineStyle> = {}, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    spacing: bodySpacing,
    indent: { firstLine },
    widowControl: true,
    ...options,
    children: [run(text, { size: bodySize, ...style })],
  });
}

/**
 * A rule `share` as long as `text`, centred in a column: the top border of an empty, very low paragraph
 * whose indents leave exactly that length. It prints alike in Word and LibreOffice, where a drawn line moves.
 */
export function ruleBelow(text: string, style: LineStyle, share: number, column: number): Paragraph {
  const face: FontFace = style.bold ? (style.italic ? "boldItalic" : "bold") : style.italic ? "italic" : "regular";
  const length = Math.min(column, Math.round(textWidth(text, style.size, face) * share));
  const side = Math.max(0, Math.round((column - length) / 2));
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: side, right: side },
    spacing: { before: 40, after: 0, line: 80, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: "000000" } },
    children: [],
  });
}

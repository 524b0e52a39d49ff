import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { textWidth } from "../docx/text-width.ts";
import type { Block } from "./content.ts";
import { bodyLine, bodySize, bodySpacing, firstLine, line, run, spaced, textArea } from "./paragraphs.ts";
import { pointLetters, upperVi } from "./words.ts";

/** `keepLast`: the last words stay with what follows, so that a signature never stands alone on a page. */
export function bodyBlocks(blocks: readonly Block[], keepLast = false): (Paragraph | Table)[] {
  return blocks.flatMap((block, i) => toParagraphs(block, keepLast && i === blocks.length - 1));
}

function toParagraphs(block: Block, keepNext: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case "part":
      return [bodyLine(`${block.number}. ${upperVi(block.title)}`, { bold: true }, { keepNext: true })];
    case "clause":
      return clauseLines(block, keepNext);
    case "heading":
      return [
        line(
          upperVi(block.text),
          { size: 14, bold: true },
          { spacing: { ...bodySpacing, before: 120 }, keepNext: true },
        ),
      ];
    case "article":
      return articleLines(block, keepNext);
    case "point":
      return [bodyLine(`${pointLetters[block.index] ?? "y"}) ${block.text}`, {}, { keepNext })];
    case "paragraph":
      return [bodyLine(block.text, block.italic ? { italic: true } : {}, { keepNext })];
    case "table":
      return [
        ...(block.caption ? [bodyLine(block.caption, { italic: true }, { keepNext: true })] : []),
        figuresTable(block),
        // Air after the table, and a paragraph that Word needs between two tables.
        new Paragraph({ spacing: spaced(0, 0), children: [] }),
      ];
  }
}

function clauseLines(block: Extract<Block, { kind: "clause" }>, keepNext: boolean): Paragraph[] {
  if (block.title === undefined) return [bodyLine(`${block.number}. ${block.text ?? ""}`, {}, { keepNext })];
  const titled = bodyLine(`${block.number}. ${block.title}`, { bold: true }, { keepNext: true });
  return block.text ? [titled, bodyLine(block.text, {}, { keepNext })] : [titled];
}

function articleLines(block: Extract<Block, { kind: "article" }>, keepNext: boolean): Paragraph[] {
  const number = `Điều ${block.number}.`;
  if (block.title !== undefined) {
    const titled = bodyLine(`${number} ${block.title}`, { bold: true }, { keepNext: true });
    return block.text ? [titled, bodyLine(block.text, {}, { keepNext })] : [titled];
  }
  return [
    new Paragraph({
      alignment: AlignmentType.JUSTIFIED,
      spacing: bodySpacing,
      indent: { firstLine },
      widowControl: true,
      keepNext,
      children: [run(`${number} `, { size: bodySize, bold: true }), run(block.text ?? "", { size: bodySize })],
    }),
  ];
}

/** Who decides, in capitals above the bases; a long office wraps in balance. */
export function deciderLine(decider: string | undefined): Paragraph[] {
  if (decider === undefined || decider.trim() === "") return [];
  return [
    line(upperVi(decider), { size: 14, bold: true }, { spacing: { ...bodySpacing, before: 60 }, keepNext: true }),
  ];
}

const border = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const;
const TABLE_SIZE = 13;

function figuresTable(block: Extract<Block, { kind: "table" }>): Table {
  const widths = block.columns.map((c) => Math.round(c.share * textArea));
  const alignments = block.columns.map(
    (c) => ({ left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT })[c.align ?? "left"],
  );
  const tableCell = (text: string, column: number, options: { bold?: boolean; header?: boolean; indent?: number }) =>
    new TableCell({
      width: { size: widths[column] ?? 1000, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      children: [
        line(
          text,
          { size: TABLE_SIZE, bold: options.bold ?? options.header ?? false },
          {
            alignment: options.header ? AlignmentType.CENTER : (alignments[column] ?? AlignmentType.LEFT),
            spacing: spaced(40, 40),
            ...(options.indent && column === 1 ? { indent: { left: options.indent * 240 } } : {}),
          },
        ),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textArea, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 70, right: 70, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: block.columns.map((c, i) => tableCell(c.header, i, { header: true })),
      }),
      ...block.rows.map(
        (r) =>
          new TableRow({
            cantSplit: true,
            children: block.columns.map((_, i) =>
              tableCell(r.cells[i] ?? "", i, { bold: r.bold ?? false, indent: r.indent ?? 0 }),
            ),
          }),
      ),
    ],
  });
}

/** Căn cứ: one a line, in italics, ";" after each and "." after the last. */
export function legalBases(bases: readonly string[]): Paragraph[] {
  return bases.map((text, i) =>
    bodyLine(`${text.replace(/[;.]\s*$/, "")}${i === bases.length - 1 ? "." : ";"}`, { italic: true }),
  );
}

/** Kính gửi: one addressee on the same line; several each on a line with a dash, lined up after the colon. */
export function addresseeLines(addressees: readonly string[]): Paragraph[] {
  if (addressees.length === 0) return [];
  const spacing = { ...bodySpacing, before: 120 };
  if (addressees.length === 1) return [line(`Kính gửi: ${addressees[0]}`, { size: 14 }, { spacing })];
  const underColon = firstLine * 2 + Math.round(textWidth("Kính gửi", 14, "regular"));
  return [
    line(
      "Kính gửi:",
      { size: 14 },
      { alignment: AlignmentType.LEFT, spacing, indent: { left: firstLine * 2 }, keepNext: true },
    ),
    ...addressees.map((name, i) =>
      line(
        `- ${name.replace(/[;.]\s*$/, "")}${i === addressees.length - 1 ? "." : ";"}`,
        { size: 14 },
        {
          alignment: AlignmentType.LEFT,
          spacing: { ...bodySpacing, after: i === addressees.length - 1 ? 240 : 60 },
          indent: { left: underColon },
        },
      ),
    ),
  ];
}

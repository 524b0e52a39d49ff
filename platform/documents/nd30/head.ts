import {
  AlignmentType,
  BorderStyle,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from "docx";
import { asCivilDate, formatOfficialDate } from "#kernel/civil-date.ts";
import { balancedWidth, textWidth, wrapLines } from "../docx/text-width.ts";
import type { OfficialDocument } from "./content.ts";
import { line, ruleBelow, spaced, textArea } from "./paragraphs.ts";
import { officialNumber, upperVi } from "./words.ts";

const NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO = "Độc lập - Tự do - Hạnh phúc";

/**
 * The head of page 1: two columns without borders. The national title decides the right column's width,
 * so that it can never wrap; sizes go together (title 12, motto and date 13) as the annex asks.
 */
export function headTable(document: OfficialDocument): Table {
  const titleSize = 12;
  const right = Math.ceil(textWidth(NATIONAL_TITLE, titleSize, "bold")) + 240;
  const left = textArea - right;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textArea, type: WidthType.DXA },
    columnWidths: [left, right],
    borders: noBorders,
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: [
      row([
        cell(issuerLines(document, titleSize, left), left),
        cell(
          [
            line(NATIONAL_TITLE, { size: titleSize, bold: true }),
            line(MOTTO, { size: 13, bold: true }),
            ruleBelow(MOTTO, { size: 13, bold: true }, 1, right),
          ],
          right,
        ),
      ]),
      row([
        cell(numberLines(document, left), left),
        cell([line(placeAndDate(document), { size: 13, italic: true }, { spacing: spaced(120, 0) })], right),
      ]),
    ],
  });
}

export function issuerLines(
  document: Pick<OfficialDocument, "issuer" | "governing">,
  size: number,
  column: number,
): Paragraph[] {
  const issuer = upperVi(document.issuer);
  const governing = upperVi(document.governing ?? "");
  const balanced = (text: string, face: "regular" | "bold") => {
    const side = Math.floor((column - balancedWidth(text, size, face, column)) / 2);
    return side > 0 ? { indent: { left: side, right: side } } : {};
  };
  return [
    ...(governing === "" ? [] : [line(governing, { size }, balanced(governing, "regular"))]),
    line(issuer, { size, bold: true }, balanced(issuer, "bold")),
    // A name of several lines has its rule measured by the longest of them.
    ruleBelow(
      longestLine(issuer, size, balancedWidth(issuer, size, "bold", column)),
      { size, bold: true },
      0.4,
      column,
    ),
  ];
}

function longestLine(text: string, size: number, column: number): string {
  const wide = (t: string) => textWidth(t, size, "bold");
  return wrapLines(text, size, "bold", column).reduce((a, b) => (wide(a) >= wide(b) ? a : b), "");
}

function numberLines(document: OfficialDocument, column: number): Paragraph[] {
  const number = document.number === null ? "        " : officialNumber(document.number);
  const lines = [line(`Số: ${number}/${document.symbol}`, { size: 13 }, { spacing: spaced(120, 0) })];
  if (document.kind.type === "letter") {
    lines.push(
      line(
        `V/v ${document.kind.abstract}`,
        { size: 12 },
        { spacing: spaced(120, 0), indent: { left: Math.round(column * 0.04), right: Math.round(column * 0.04) } },
      ),
    );
  }
  return lines;
}

function placeAndDate(document: OfficialDocument): string {
  return `${document.place}, ${document.date === null ? "ngày … tháng … năm …" : formatOfficialDate(asCivilDate(document.date))}`;
}

export function cell(children: Paragraph[], width: number): TableCell {
  return new TableCell({ children, width: { size: width, type: WidthType.DXA }, borders: noBorders });
}

export function row(cells: TableCell[]): TableRow {
  return new TableRow({ children: cells, cantSplit: true });
}

const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
export const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

/** Indents that break a centred text into lines of like length over the whole width, so that no word is left alone. */
export function balancedSides(text: string, size: number, face: "regular" | "bold" | "italic") {
  const side = Math.floor((textArea - balancedWidth(text, size, face, textArea)) / 2);
  return side > 0 ? { indent: { left: side, right: side } } : {};
}

/** Tên loại, trích yếu and the rule under it. */
export function titleLines(name: string, abstract: string): Paragraph[] {
  const measured = longestLine(abstract, 14, balancedWidth(abstract, 14, "bold", textArea));
  return [
    line(
      upperVi(name),
      { size: 14, bold: true },
      { alignment: AlignmentType.CENTER, spacing: spaced(360, 0), keepNext: true },
    ),
    line(abstract, { size: 14, bold: true }, { keepNext: true, ...balancedSides(abstract, 14, "bold") }),
    ruleBelow(measured, { size: 14, bold: true }, 0.4, textArea),
  ];
}

import { BorderStyle, Document, LineRuleType, Packer, Paragraph, Table, TableLayoutType, WidthType } from "docx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { asCivilDate, formatOfficialDate } from "#kernel/civil-date.ts";
import { openPackage } from "../safe-zip.ts";
import type { OfficialDocument } from "./content.ts";
import { footTable } from "./foot.ts";
import { cell, issuerLines, noBorders, row } from "./head.ts";
import { line, page, spaced, textArea } from "./paragraphs.ts";
import { officialNumber } from "./words.ts";

/** What stands at the end of a copy on paper (Phụ lục I, phần II; mẫu 3.1). */
export interface CopyForm {
  kind: "SAO Y" | "SAO LỤC" | "TRÍCH SAO";
  issuer: string;
  number: number;
  /** "SY-UBND" */
  symbol: string;
  place: string;
  /** 'YYYY-MM-DD' */
  date: string;
  signature: OfficialDocument["signature"];
  recipients: readonly string[];
}

/**
 * A certified copy: the original's own words, and right after its last part, under a rule as wide as the text, the
 * form of the copy. Without an original (it is on paper, or a scan): the form by itself, to be put under it.
 *
 * @throws Problem `file.*` where the original is no sound package
 */
export async function writeCopy(form: CopyForm, original: Uint8Array | null): Promise<Uint8Array> {
  const alone = new Uint8Array(
    await Packer.toArrayBuffer(
      new Document({
        creator: form.issuer,
        title: `${form.kind} ${form.symbol}`,
        styles: {
          default: {
            document: { run: { font: "Times New Roman", size: 28, color: "000000", language: { value: "vi-VN" } } },
          },
        },
        sections: [
          {
            properties: {
              page: {
                size: { width: page.width, height: page.height },
                margin: { top: page.top, bottom: page.bottom, left: page.left, right: page.right },
              },
            },
            children: formBlocks(form),
          },
        ],
      }),
    ),
  );
  if (original === null) return alone;
  openPackage(original); // the same caps as for any file that is opened
  const parts = unzipSync(original);
  const main = "word/document.xml";
  const whole = strFromU8(parts[main]!);
  const end = whole.lastIndexOf("<w:sectPr");
  const at = end < 0 ? whole.lastIndexOf("</w:body>") : end;
  parts[main] = strToU8(whole.slice(0, at) + bodyOf(alone) + whole.slice(at));
  return zipSync(parts, { level: 6 });
}

/** Everything is formatted directly, so that the blocks look the same in any document. */
function bodyOf(docx: Uint8Array): string {
  const xml = strFromU8(unzipSync(docx)["word/document.xml"]!);
  const start = xml.indexOf("<w:body>") + "<w:body>".length;
  return xml.slice(start, xml.lastIndexOf("<w:sectPr"));
}

function formBlocks(form: CopyForm): (Paragraph | Table)[] {
  const left = Math.round(textArea * 0.46);
  const right = textArea - left;
  const head = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textArea, type: WidthType.DXA },
    columnWidths: [left, right],
    borders: noBorders,
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: [
      row([
        cell(issuerLines({ issuer: form.issuer }, 12, left), left),
        cell([line(form.kind, { size: 14, bold: true }, { keepNext: true })], right),
      ]),
      row([
        cell(
          [
            line(
              `Số: ${officialNumber(form.number)}/${form.symbol}`,
              { size: 13 },
              { spacing: spaced(80, 0), keepNext: true },
            ),
          ],
          left,
        ),
        cell(
          [
            line(
              `${form.place}, ${formatOfficialDate(asCivilDate(form.date))}`,
              { size: 13, italic: true },
              { spacing: spaced(80, 0), keepNext: true },
            ),
          ],
          right,
        ),
      ]),
    ],
  });
  return [
    new Paragraph({
      spacing: { before: 240, after: 60, line: 120, lineRule: LineRuleType.EXACT },
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, space: 0, color: "000000" } },
      keepNext: true,
      children: [],
    }),
    head,
    new Paragraph({ spacing: spaced(60, 60), keepNext: true, children: [] }),
    footTable({
      issuer: form.issuer,
      number: form.number,
      symbol: form.symbol,
      place: form.place,
      date: form.date,
      kind: { type: "named", name: form.kind, abstract: "" },
      body: [],
      signature: form.signature,
      recipients: form.recipients,
    }),
    new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
  ];
}

import { AlignmentType, type Paragraph, Table, TableLayoutType, WidthType } from "docx";
import type { OfficialDocument } from "./content.ts";
import { cell, noBorders, row } from "./head.ts";
import { line, spaced, textArea } from "./paragraphs.ts";
import { upperVi } from "./words.ts";

/** Nơi nhận on the left, level with the signature block on the right; never torn over two pages. */
export function footTable(document: OfficialDocument): Table {
  const left = Math.round(textArea * 0.46);
  const right = textArea - left;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textArea, type: WidthType.DXA },
    columnWidths: [left, right],
    borders: noBorders,
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: [
      row([
        cell([...secretaryLines(document), ...recipientLines(document)], left),
        cell(signatureLines(document), right),
      ]),
    ],
  });
}

/** The secretary's block stands above the recipients, in their cell, so that both signatures begin at one height. */
function secretaryLines({ secretary, signature }: OfficialDocument): Paragraph[] {
  if (secretary === undefined) return [];
  // one line here, as many there as the chair's office takes: both names end level
  const more = [signature.authority, signature.capacity].filter((text) => text !== undefined && text !== "").length;
  return [
    line(upperVi(secretary.position), { size: 14, bold: true }),
    line(secretary.name, { size: 14, bold: true }, { spacing: spaced(1_300 + more * 322, 240) }),
  ];
}

function recipientLines(document: OfficialDocument): Paragraph[] {
  const flushLeft = { alignment: AlignmentType.LEFT } as const;
  const named = [...((document.addressees?.length ?? 0) > 0 ? ["Như trên"] : []), ...document.recipients];
  return [
    line("Nơi nhận:", { size: 12, bold: true, italic: true }, flushLeft),
    ...named.map((name) => line(`- ${name.replace(/[;.]\s*$/, "")};`, { size: 11 }, flushLeft)),
    line(`- Lưu: VT${document.filing ? `, ${document.filing}` : ""}.`, { size: 11 }, flushLeft),
  ];
}

function signatureLines({ signature }: OfficialDocument): Paragraph[] {
  const upper = [signature.authority, signature.capacity, signature.position].filter(
    (text) => text !== undefined && text !== "",
  );
  return [
    ...upper.map((text) => line(upperAfterMark(text as string), { size: 14, bold: true })),
    // Room for the signature and the seal.
    line(signature.name, { size: 14, bold: true }, { spacing: spaced(1_300, 0) }),
  ];
}

function upperAfterMark(text: string): string {
  return upperVi(text).replace(/^(TM|KT|TL|TUQ|Q)\.?\s+/, "$1. ");
}

import {
  AlignmentType,
  Document,
  Header,
  LineRuleType,
  NumberFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from "docx";
import { asCivilDate, formatOfficialDate } from "#kernel/civil-date.ts";
import { addresseeLines, bodyBlocks, deciderLine, legalBases } from "./body.ts";
import type { Annex, Block, OfficialDocument } from "./content.ts";
import { footTable } from "./foot.ts";
import { balancedSides, headTable, titleLines } from "./head.ts";
import { line, page, spaced } from "./paragraphs.ts";
import { officialNumber, romanNumeral, upperVi } from "./words.ts";

/**
 * Writes an administrative document in the format of Decree 30/2020/NĐ-CP (rule set `nd30-2020`) as DOCX.
 * Fonts are named, never embedded. The closing "./." is added here, after the last words of the body.
 *
 * @throws nothing for any text: long names wrap, an empty signature leaves room to sign
 */
export async function writeOfficialDocument(document: OfficialDocument): Promise<Uint8Array> {
  const file = new Document({
    creator: document.issuer,
    title: document.kind.type === "named" ? `${document.kind.name} ${document.kind.abstract}` : document.kind.abstract,
    styles: {
      default: {
        document: {
          run: { font: "Times New Roman", size: 28, color: "000000", language: { value: "vi-VN" } },
          paragraph: { spacing: spaced(0, 0) },
        },
      },
    },
    sections: [
      section(mainBlocks(document)),
      ...(document.annexes ?? []).map((annex, i, all) =>
        section(annexBlocks(document, annex, all.length > 1 ? romanNumeral(i + 1) : null)),
      ),
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

function section(children: (Paragraph | Table)[]) {
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: page.width, height: page.height, orientation: PageOrientation.PORTRAIT },
        margin: {
          top: page.top,
          bottom: page.bottom,
          left: page.left,
          right: page.right,
          header: page.header,
          footer: page.footer,
        },
        pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL },
      },
    },
    headers: { default: pageNumberHeader(), first: new Header({ children: [new Paragraph({ children: [] })] }) },
    children,
  };
}

function pageNumberHeader(): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], font: "Times New Roman", size: 26, color: "000000" })],
      }),
    ],
  });
}

function mainBlocks(document: OfficialDocument): (Paragraph | Table)[] {
  const { kind } = document;
  return [
    headTable(document),
    ...(kind.type === "named" ? titleLines(kind.name, kind.abstract) : []),
    new Paragraph({ spacing: spaced(0, 60), children: [] }),
    ...addresseeLines(document.addressees ?? []),
    ...deciderLine(document.decider),
    ...legalBases(document.bases ?? []),
    ...bodyBlocks(withEndMark(document.body), true),
    new Paragraph({ spacing: spaced(0, 0), keepNext: true, children: [] }),
    footTable(document),
    // Word wants a paragraph behind the last table; as low as can be, so that it never takes a page of its own
    ...((document.annexes ?? []).length > 0
      ? []
      : [new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT }, children: [] })]),
  ];
}

/** "./." closes the words of the document; after a table it needs a sentence of its own. */
function withEndMark(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.at(-1);
  const close = (text: string) => `${text.replace(/[\s.;]*(\.\/\.)?\s*$/, "")}./.`;
  if (last?.kind === "paragraph" || last?.kind === "point")
    return [...blocks.slice(0, -1), { ...last, text: close(last.text) }];
  if ((last?.kind === "clause" || last?.kind === "article") && last.text)
    return [...blocks.slice(0, -1), { ...last, text: close(last.text) }];
  return [...blocks, { kind: "paragraph", text: "Trên đây là toàn bộ nội dung của văn bản./." }];
}

function annexBlocks(document: OfficialDocument, annex: Annex, number: string | null): (Paragraph | Table)[] {
  const name = document.kind.type === "named" ? document.kind.name : "Công văn";
  const numbered =
    document.number === null
      ? `số       /${document.symbol}`
      : `số ${officialNumber(document.number)}/${document.symbol}`;
  const dated = document.date === null ? "ngày … tháng … năm …" : formatOfficialDate(asCivilDate(document.date));
  const title = upperVi(annex.title);
  const origin = `(Kèm theo ${sentenceCase(name)} ${numbered} ${dated} của ${document.issuer})`;
  return [
    line(number === null ? "Phụ lục" : `Phụ lục ${number}`, { size: 14, bold: true }, { keepNext: true }),
    line(title, { size: 14, bold: true }, { keepNext: true, ...balancedSides(title, 14, "bold") }),
    // the blank left for a number is wider than its words tell
    line(
      origin,
      { size: 14, italic: true },
      { spacing: spaced(0, 240), ...(document.number === null ? {} : balancedSides(origin, 14, "italic")) },
    ),
    ...bodyBlocks(annex.body),
  ];
}

function sentenceCase(text: string): string {
  const lower = text.normalize("NFC").toLocaleLowerCase("vi");
  return (lower[0] ?? "").toLocaleUpperCase("vi") + lower.slice(1);
}

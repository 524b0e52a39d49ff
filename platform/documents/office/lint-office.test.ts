import { beforeAll, describe, expect, test } from "vitest";
import { mutateDocx } from "../nd30/mutate-docx.ts";
import { sampleReport } from "../nd30/sample-document.ts";
import { writeOfficialDocument } from "../nd30/write-document.ts";
import { writeWorkbook } from "../workbook-writer.ts";
import { lintOffice } from "./lint-office.ts";

const table = {
  kind: "table" as const,
  columns: [
    { header: "STT", share: 0.2 },
    { header: "Nội dung", share: 0.8 },
  ],
  rows: [{ cells: ["1", "Buổi tuyên truyền"] }, { cells: ["2", ""] }],
};
let docx: Uint8Array;
let xlsx: Uint8Array;
beforeAll(async () => {
  docx = await writeOfficialDocument(sampleReport({ annexes: [{ title: "Số liệu", body: [table] }] }));
  xlsx = await writeWorkbook([
    {
      name: "Xã D'Ran",
      titles: ["Số liệu", "Năm 2025"],
      columns: [
        { header: "Ngày" },
        { header: "Số buổi" },
        { header: "Tỷ lệ", number: "percent" },
        { header: "Ghi chú" },
      ],
      rows: [
        [{ day: "2025-07-01" }, 1_234_567, 0.5, "=1+1"],
        [{ moment: new Date("2025-12-31T17:00:00Z") }, 67.49, null, ` ${"dài ".repeat(60)}\n`],
        [null, null, null, null],
      ],
    },
    { name: "Trống", columns: [{ header: "Đơn vị" }], rows: [] },
  ]);
});

describe("a file as it is made", () => {
  test("has nothing that Word would complain of", () => expect(lintOffice(docx)).toEqual([]));
  test("has nothing that Excel would complain of", () => expect(lintOffice(xlsx)).toEqual([]));
});

const swap = (a: string, b: string) => (xml: string) => xml.replace(new RegExp(`(${a})(${b})`), "$2$1");
const put = (what: string, instead: string) => (xml: string) => xml.replace(what, instead);
const cut = (what: RegExp) => (xml: string) => xml.replace(what, "");
const words = "word/document.xml";
const sheet = "xl/worksheets/sheet1.xml";

describe("a document broken in one place is found out", () => {
  test.each<[string, string, (xml: string) => string, RegExp]>([
    [
      "paragraph properties out of order",
      words,
      swap("<w:spacing [^>]*/>", "<w:jc [^>]*/>"),
      /w:spacing comes after jc/,
    ],
    ["properties behind the text", words, put("<w:p><w:pPr>", "<w:p><w:r/><w:pPr>"), /w:pPr is not the first/],
    ["a table without a grid", words, cut(/<w:tblGrid>.*?<\/w:tblGrid>/), /no w:tblGrid/],
    ["a row with a cell too few", words, cut(/<w:tc>(?:(?!<w:tc>).)*?1<\/w:t>.*?<\/w:tc>/), /takes 1 of 2 columns/],
    [
      "an empty cell",
      words,
      (x) => x.replace(/(<\/w:tcPr>)<w:p>.*?<\/w:p>(?=<\/w:tc>)/, "$1"),
      /does not end in a paragraph/,
    ],
    [
      "cell properties out of order",
      words,
      (x) => x.replace(/<w:tcW [^>]*\/>/, '<w:vAlign w:val="top"/>$&'),
      /w:tcW comes after vAlign/,
    ],
    ["a colour that is none", words, put('w:val="000000"', 'w:val="black"'), /w:color says "black"/],
    ["a number that was not counted", words, (x) => x.replace(/w:line="240"/, 'w:line="NaN"'), /NaN/],
    ["a header that leads nowhere", words, (x) => x.replace(/r:id="[^"]+"/, 'r:id="rId999"'), /rId999: no relation/],
    [
      "a body without its section",
      words,
      cut(/<w:sectPr(?:(?!<w:sectPr).)*<\/w:sectPr>(?=<\/w:body>)/),
      /does not end with its section/,
    ],
    ["a section out of order", words, swap("<w:pgSz [^>]*/>", "<w:pgMar [^>]*/>"), /w:pgSz comes after pgMar/],
    ["a style that is not there", words, put("<w:pPr>", '<w:pPr><w:pStyle w:val="Nope"/>'), /style Nope is not there/],
    [
      "a bookmark without an end",
      words,
      put("<w:p>", '<w:p><w:bookmarkStart w:id="1" w:name="a"/>'),
      /bookmark does not end/,
    ],
    [
      "two drawings of one id",
      words,
      put(
        "<w:p>",
        '<w:p xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1"/><wp:docPr id="1"/>',
      ),
      /drawing's id "1"/,
    ],
    [
      "a part without a type",
      "[Content_Types].xml",
      cut(/<Override[^>]*header1\.xml"[^>]*\/>/),
      /header1\.xml is only "xml"|no type for word\/header1/,
    ],
    [
      "a relation into nothing",
      "word/_rels/document.xml.rels",
      put("header1.xml", "header99.xml"),
      /leads to header99/,
    ],
    [
      "a moment that is none",
      "docProps/core.xml",
      (x) => x.replace(/>\d{4}-[^<]*</, ">hôm qua<"),
      /is no date: hôm qua/,
    ],
  ])("%s", (_, part, change, expected) => {
    expect(lintOffice(mutateDocx(docx, change, part)).join("\n")).toMatch(expected);
  });
});

describe("a workbook broken in one place is found out", () => {
  test.each<[string, string, (xml: string) => string, RegExp]>([
    [
      "a string that is not there",
      sheet,
      (x) => x.replace(/t="s"([^>]*)><v>\d+</, 't="s"$1><v>9999<'),
      /is string 9999/,
    ],
    ["a look that is not there", sheet, (x) => x.replace(/ s="\d+"/, ' s="500"'), /has the look 500/],
    ["a row before the one above", sheet, put('<row r="4"', '<row r="2"'), /row 2 after row 2/],
    ["a cell in another row", sheet, put('r="A4"', 'r="A9"'), /the cell A9 in row 4/],
    [
      "merged cells that overlap",
      sheet,
      put(
        "</sheetData>",
        '</sheetData><mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>',
      ),
      /merged cells B2:C3/,
    ],
    [
      "parts of the sheet out of order",
      sheet,
      (x) => x.replace(/(<sheetData>.*<\/sheetData>)(.*?)(<pageMargins[^>]*\/>|<pageSetup[^>]*\/>)/, "$3$1$2"),
      /sheetData comes after/,
    ],
    ["a number that is none", sheet, put("1234567", "1.234.567"), /is the number "1.234.567"/],
    ["a day before 1900", sheet, (x) => x.replace(/<v>45839<\/v>/, "<v>-3</v>"), /is no day: -3/],
    [
      "a name with a space that is not quoted",
      "xl/workbook.xml",
      (x) => x.replace(/'Trống'!/, "Xã Trống!"),
      /points at|quoted/,
    ],
    ["two sheets of one name", "xl/workbook.xml", put('name="Trống"', 'name="XÃ D&apos;RAN"'), /two sheets/],
    [
      "a look of a font that is not there",
      "xl/styles.xml",
      (x) => x.replace(/(<cellXfs.*?)fontId="\d+"/, '$1fontId="77"'),
      /points at what is not there/,
    ],
    [
      "strings miscounted",
      "xl/sharedStrings.xml",
      (x) => x.replace(/uniqueCount="\d+"/, 'uniqueCount="3"'),
      /uniqueCount 3/,
    ],
  ])("%s", (_, part, change, expected) => {
    expect(lintOffice(mutateDocx(xlsx, change, part)).join("\n")).toMatch(expected);
  });
});

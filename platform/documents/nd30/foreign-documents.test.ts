import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { textWidth } from "../docx/text-width.ts";
import { checkDocument } from "./check-document.ts";
import { sampleReport } from "./sample-document.ts";
import { writeOfficialDocument } from "./write-document.ts";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const relations = (inner: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

/** A document as other programs make it: looks in styles and theme, runs cut anywhere, numbers counted by Word. */
function foreign(body: string, styles = "", numbering = ""): Uint8Array {
  return zipSync({
    "_rels/.rels": strToU8(relations(relation("r1", "officeDocument", "word/document.xml"))),
    "word/_rels/document.xml.rels": strToU8(
      relations(
        relation("s", "styles", "styles.xml") +
          relation("t", "theme", "theme/theme1.xml") +
          relation("n", "numbering", "numbering.xml"),
      ),
    ),
    "word/theme/theme1.xml": strToU8(
      '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface="Times New Roman"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>',
    ),
    "word/styles.xml": strToU8(
      `<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Than"><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="both"/><w:ind w:firstLine="567"/><w:spacing w:before="60" w:after="60"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Giua"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>${styles}</w:styles>`,
    ),
    "word/numbering.xml": strToU8(`<w:numbering ${W}>${numbering}</w:numbering>`),
    "word/document.xml": strToU8(
      `<w:document ${W}><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="1134"/></w:sectPr></w:body></w:document>`,
    ),
  });
}

const letters = (text: string, rPr = "") =>
  [...text].map((c) => `<w:r><w:rPr>${rPr}</w:rPr><w:t xml:space="preserve">${c}</w:t></w:r>`).join("");
const p = (style: string, inner: string, pPr = "") =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${pPr}</w:pPr>${inner}</w:p>`;
const verdictOf = (file: Uint8Array, rule: string) => checkDocument(file).find((f) => f.rule === rule);

describe("documents of other makers", () => {
  test("looks come from styles, theme fonts and defaults, however the runs are cut", () => {
    const file = foreign(
      p("Giua", letters("BÁO CÁO")) +
        p("Giua", letters("Kết quả năm 2025")) +
        p("Than", letters("Trong kỳ đã tổ chức nhiều buổi tuyên truyền.")) +
        p("Than", letters("Kính báo cáo./.")) +
        p("Normal", letters("Nơi nhận:", '<w:b/><w:i/><w:sz w:val="24"/>')),
    );
    for (const rule of [
      "font.name",
      "body.align",
      "body.first-line",
      "body.gap",
      "body.size",
      "type-name.weight",
      "type-name.align",
      "abstract.weight",
      "end-mark.present",
      "recipients-label.size",
    ]) {
      expect(verdictOf(file, rule), rule).toMatchObject({ verdict: "kept" });
    }
  });

  test("bold of the paragraph style and again of the character style cancel out", () => {
    const file = foreign(p("Giua", letters("BÁO CÁO", '<w:rStyle w:val="Dam"/>')));
    expect(verdictOf(file, "type-name.weight")).toMatchObject({ verdict: "broken" });
  });

  test("a heading font of the theme is found, though no run names it", () => {
    const file = foreign(
      p("Dau", letters("Nội dung.")),
      '<w:style w:type="paragraph" w:styleId="Dau"><w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/></w:rPr></w:style>',
    );
    expect(verdictOf(file, "font.name")).toMatchObject({ verdict: "broken", found: "Arial" });
  });

  test("Word's own letters skip đ, and that is named", () => {
    const list =
      '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>';
    const points = (n: number) =>
      Array.from({ length: n }, () =>
        p("Than", letters("Nội dung;"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
      ).join("");
    expect(verdictOf(foreign(points(4), "", list), "point.order")).toMatchObject({ verdict: "kept" });
    expect(verdictOf(foreign(points(5), "", list), "point.order")).toMatchObject({
      verdict: "broken",
      found: "e)",
      expected: "đ)",
    });
  });

  test("a head set with tabs: its parts are recognised, its columns are said to be unjudged", () => {
    const tab = "<w:r><w:tab/></w:r>";
    const file = foreign(
      p(
        "Normal",
        letters("UBND TỈNH LÂM ĐỒNG", '<w:b/><w:sz w:val="26"/>') +
          tab +
          letters("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", '<w:b/><w:sz w:val="26"/>'),
      ) +
        p(
          "Normal",
          letters("Số: 5/BC-UBND", '<w:sz w:val="26"/>') +
            tab +
            letters("Lâm Đồng, ngày 05 tháng 03 năm 2026", '<w:i/><w:sz w:val="26"/>'),
        ),
    );
    expect(verdictOf(file, "national-title.one-line")).toMatchObject({ verdict: "unjudged" });
    expect(verdictOf(file, "issuer.weight")).toMatchObject({ verdict: "kept" });
    expect(verdictOf(file, "number.zero")).toMatchObject({ verdict: "broken" });
    expect(verdictOf(file, "place-date.month")).toMatchObject({ verdict: "broken", found: "tháng 03" });
  });
});

describe("rules drawn as Word draws them", () => {
  const emu = (twips: number) => Math.round(twips * 635);
  const drawing = (twips: number) =>
    `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="${emu(twips)}" cy="0"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:prstGeom prst="line"/></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,0" to="10pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  const vml = (twips: number) =>
    `<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="12pt,3pt" to="${12 + twips / 20}pt,3pt"/></w:pict></w:r>`;
  const size = '<w:b/><w:sz w:val="26"/>';
  const motto = "Độc lập - Tự do - Hạnh phúc";
  const length = textWidth(motto, 13, "bold");
  /** The usual head: one row, the number under the issuer and the date under the motto in the same cells. */
  const head = (line: string, underline = "") =>
    foreign(
      `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3300"/><w:gridCol w:w="5771"/></w:tblGrid><w:tr><w:tc>${p("Giua", letters("ỦY BAN NHÂN DÂN", size))}${p("Giua", letters("XÃ D'RAN", size) + drawing(500))}${p("Normal", letters("Số: 05/BC-UBND", '<w:sz w:val="26"/>'), '<w:jc w:val="center"/>')}</w:tc><w:tc>${p("Giua", letters("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size))}${p("Giua", letters(motto, size + underline) + line)}${p("Normal", letters("D'Ran, ngày 05 tháng 3 năm 2026", '<w:i/><w:sz w:val="26"/>'), '<w:jc w:val="center"/>')}</w:tc></w:tr></w:tbl>`,
    );

  test("a line of DrawingML or VML is measured; an underline is no rule", () => {
    for (const draw of [drawing, vml]) {
      expect(verdictOf(head(draw(length)), "motto.rule")).toMatchObject({ verdict: "kept" });
      expect(verdictOf(head(draw(length / 2)), "motto.rule")).toMatchObject({
        verdict: "broken",
        found: "đường kẻ dài 50 % dòng chữ",
      });
    }
    expect(verdictOf(head(""), "motto.rule")).toMatchObject({ verdict: "broken", found: "không có đường kẻ" });
    expect(verdictOf(head("", '<w:u w:val="single"/>'), "motto.rule")).toMatchObject({
      verdict: "broken",
      found: "gạch chân chữ thay cho đường kẻ",
    });
  });

  test("the head of one row is read: an issuer of two bold lines, number and date level", () => {
    const file = head(drawing(length));
    const rules = [
      "issuer.present",
      "issuer.weight",
      "issuer.rule",
      "number.zero",
      "number.align",
      "place-date.month",
      "place-date.level",
      "national-title.one-line",
    ];
    for (const rule of rules) expect(verdictOf(file, rule), rule).toMatchObject({ verdict: "kept" });
  });
});

describe("a document from a stranger", () => {
  const codeOf = (file: Uint8Array): string => {
    try {
      checkDocument(file);
      return "no problem";
    } catch (error) {
      return (error as { code?: string }).code ?? `crash: ${String(error)}`;
    }
  };

  test("is refused with a problem that says why", () => {
    expect(codeOf(new Uint8Array([1, 2, 3]))).toBe("file.unreadable");
    expect(codeOf(strToU8("%PDF-1.7"))).toBe("file.unreadable");
    expect(codeOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toBe("document.legacy-or-locked");
    expect(codeOf(zipSync({ "xl/workbook.xml": strToU8("<x/>") }))).toBe("document.not-a-document");
    expect(codeOf(zipSync({ "word/document.xml": strToU8("<w:document") }))).toBe("file.unreadable");
    expect(codeOf(zipSync({ "word/document.xml": strToU8("<html/>") }))).toBe("document.not-a-document");
    expect(codeOf(zipSync({ "word/document.xml": strToU8('<!DOCTYPE x [<!ENTITY a "b">]><w:document/>') }))).toBe(
      "file.unsafe",
    );
    expect(codeOf(zipSync({ "word/document.xml": new Uint8Array(60_000_000) }))).toBe("file.too-large");
    expect(codeOf(foreign("<w:tbl><w:tr><w:tc>".repeat(300)))).toBe("file.unreadable");
  });

  test("styles based on each other in a ring do not hang", () => {
    const ring =
      '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>';
    expect(codeOf(foreign(p("A", letters("x")), ring))).toBe("no problem");
  });

  test("cut anywhere or with bytes turned over never crashes", async () => {
    const good = await writeOfficialDocument(sampleReport());
    let seed = 20260105;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    for (let i = 0; i < 120; i++) {
      const bytes = i % 2 === 0 ? good.slice(0, Math.floor(random() * good.length)) : good.slice();
      if (i % 2 === 1)
        for (let n = 0; n < 5; n++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      expect(codeOf(bytes)).toMatch(/^(no problem|file\.|document\.)/);
    }
  });
});

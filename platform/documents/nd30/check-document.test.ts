import { beforeAll, describe, expect, test } from "vitest";
import { readDocx } from "../docx/read-docx.ts";
import { checkDocument } from "./check-document.ts";
import { inParagraph, mutateDocx } from "./mutate-docx.ts";
import { nd30of2020 } from "./nd30-2020.ts";
import { sampleReport } from "./sample-document.ts";
import { writeOfficialDocument } from "./write-document.ts";

let report: Uint8Array;
beforeAll(async () => {
  report = await writeOfficialDocument(sampleReport());
});

function brokenRules(file: Uint8Array): string[] {
  return [
    ...new Set(
      checkDocument(file)
        .filter((f) => f.verdict === "broken")
        .map((f) => f.rule),
    ),
  ];
}

const size = (half: number) => (p: string) => p.replace(/<w:sz w:val="\d+"\/>/g, `<w:sz w:val="${half}"/>`);
const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);
const all = (from: string, to: string) => (xml: string) => xml.replaceAll(from, to);
const off = (flag: "b" | "i") => (p: string) =>
  p.replace(new RegExp(`<w:${flag}(?: w:val="true")?/>`, "g"), `<w:${flag} w:val="false"/>`);
const on = (flag: "b" | "i") => (p: string) => p.replaceAll(`<w:${flag} w:val="false"/>`, `<w:${flag}/>`);
const at = inParagraph;

/** One thing wrong at a time, and the one rule that must name it. */
const mutations: [what: string, change: (xml: string) => string, rule: string | string[]][] = [
  ["Letter paper", all('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), "paper.size"],
  ["left margin of 25 mm", all('w:left="1701"', 'w:left="1417"'), "margins.left"],
  ["right margin of 25 mm", all('w:right="1134"', 'w:right="1417"'), "margins.right"],
  ["top margin of 15 mm", all('w:top="1134"', 'w:top="850"'), "margins.top"],
  ["bottom margin of 30 mm", all('w:bottom="1134"', 'w:bottom="1701"'), "margins.bottom"],
  ["one run in Arial", at("Trong kỳ có 12 buổi", all("Times New Roman", "Arial")), "font.name"],
  [
    "one line in blue",
    at("Trong kỳ có 12 buổi", swap('w:color w:val="000000"', 'w:color w:val="0000FF"')),
    "font.color",
  ],
  ["decomposed letters", at("Trong kỳ có 12 buổi", (p) => p.normalize("NFD")), "font.encoding"],
  ["a legacy font", at("Trong kỳ có 12 buổi", all("Times New Roman", ".VnTime")), ["font.name", "font.encoding"]],
  ["page number shown on page 1", all("<w:titlePg/>", ""), "page-number.hidden-first"],
  ["Roman page numbers", all('w:fmt="decimal"', 'w:fmt="lowerRoman"'), "page-number.arabic"],
  ["annex pages counted on", (x) => x.replace(/(.*)w:start="1"/s, '$1w:start="4"'), "page-number.annex"],
  ["national title of 14 pt", at("CỘNG HÒA", size(28)), ["national-title.size", "national-title.one-line"]],
  ["national title not bold", at("CỘNG HÒA", off("b")), "national-title.weight"],
  ["no national title", at("CỘNG HÒA", () => "<w:p/>"), "national-title.present"],
  [
    "motto without spaces",
    swap("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc"),
    ["motto.words", "motto.rule"],
  ],
  ["motto in italics", at("Độc lập", on("i")), "motto.slant"],
  ["motto rule half as long", swap('w:left="1032" w:right="1032"', 'w:left="1700" w:right="1700"'), "motto.rule"],
  ["governing body in lower case", swap("TỈNH LÂM ĐỒNG", "Tỉnh Lâm Đồng"), "governing-body.letters"],
  ["governing body of 11 pt", at("TỈNH LÂM ĐỒNG", size(22)), "governing-body.size"],
  ["issuer flush left", at("XÃ D&apos;RAN", swap('w:jc w:val="center"', 'w:jc w:val="left"')), "issuer.align"],
  ["no rule under the issuer", swap(/<w:pBdr>.*?<\/w:pBdr>/, ""), "issuer.rule"],
  ["number without its zero", swap("Số: 05/", "Số: 5/"), "number.zero"],
  ["spaces in the symbol", swap("05/BC-UBND", "05/BC - UBND"), "number.spaces"],
  ["symbol in lower case", swap("05/BC-UBND", "05/Bc-UBND"), "number.symbol"],
  ["a hyphen for the slash", swap("05/BC-UBND", "05-BC-UBND"), "number.symbol"],
  ["number without a colon", swap("Số: 05", "Số 05"), "number.label"],
  ["number of 14 pt", at("Số: 05", size(28)), "number.size"],
  ["day without its zero", swap(", ngày 05 tháng", ", ngày 5 tháng"), "place-date.day"],
  ["January without its zero", swap("tháng 01 năm 2026", "tháng 1 năm 2026"), "place-date.month"],
  ["a zero before March", swap("tháng 01 năm 2026", "tháng 03 năm 2026"), "place-date.month"],
  ["30 February", swap("ngày 05 tháng 01 năm", "ngày 30 tháng 02 năm"), "place-date.date"],
  ["no comma after the place", swap("D&apos;Ran, ngày", "D&apos;Ran ngày"), "place-date.comma"],
  ["date upright", at(", ngày 05", off("i")), "place-date.slant"],
  ["type name in lower case", swap("BÁO CÁO<", "Báo cáo<"), "type-name.letters"],
  ["type name of 16 pt", at("BÁO CÁO<", size(32)), "type-name.size"],
  ["abstract not bold", at("Kết quả công tác tuyên truyền miệng năm 2025<", off("b")), "abstract.weight"],
  ["legal basis upright", at("Căn cứ Nghị định", off("i")), "legal-bases.slant"],
  ["legal basis without semicolon", swap("thông tin cơ sở;", "thông tin cơ sở,"), "legal-bases.marks"],
  ["body of 12 pt", at("Trong kỳ có 12 buổi", size(24)), "body.size"],
  ["body not justified", at("Trong kỳ có 12 buổi", swap('w:jc w:val="both"', 'w:jc w:val="left"')), "body.align"],
  ["no first-line indent", at("Trong kỳ có 12 buổi", swap('w:firstLine="720"', 'w:firstLine="0"')), "body.first-line"],
  ["first line of 2 cm", at("Trong kỳ có 12 buổi", swap('w:firstLine="720"', 'w:firstLine="1134"')), "body.first-line"],
  ["double line spacing", at("Trong kỳ có 12 buổi", swap('w:line="276"', 'w:line="480"')), "body.line-spacing"],
  ["paragraphs 3 pt apart", at("I. CÔNG TÁC", swap('w:after="120"', 'w:after="60"')), "body.gap"],
  [
    "Roman heading in lower case",
    swap("I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, QUÁN TRIỆT", "I. Công tác lãnh đạo, chỉ đạo, quán triệt"),
    "roman-heading.letters",
  ],
  ["Roman heading not bold", at("II. KẾT QUẢ", off("b")), "roman-heading.weight"],
  ["a whole clause in bold", at("2. Trong kỳ đã", on("b")), "clause.weight"],
  ["points a) c)", swap("b) Tuyên truyền viên", "c) Tuyên truyền viên"), "point.order"],
  ["authority in lower case", swap("KT. CHỦ TỊCH", "KT. Chủ tịch"), "authority.letters"],
  ["KT without its stop", swap("KT. CHỦ TỊCH", "KT CHỦ TỊCH"), "authority.mark"],
  ["signer not bold", at("Kra Jăn", off("b")), "signer.weight"],
  ["a title before the signer", swap("Kra Jăn Ha Tư", "ThS. Kra Jăn Ha Tư"), "signer.titles"],
  ["last addressee ends with ;", swap("Du lịch tỉnh Lâm Đồng.", "Du lịch tỉnh Lâm Đồng;"), "addressees.marks"],
  ["Nơi nhận upright", at("Nơi nhận:", off("i")), "recipients-label.slant"],
  ["Nơi nhận of 13 pt", at("Nơi nhận:", size(26)), "recipients-label.size"],
  ["Nơi nhận without colon", swap("Nơi nhận:", "Nơi nhận"), "recipients-label.present"],
  ["recipients of 12 pt", at("- Thường trực HĐND", size(24)), "recipients.size"],
  ["recipient without semicolon", swap("- Thường trực HĐND xã;", "- Thường trực HĐND xã"), "recipients.marks"],
  ["no As above", swap("- Như trên;", "- Như kính gửi;"), "recipients.as-above"],
  ["filing without its stop", swap("- Lưu: VT, VHXH.", "- Lưu: VT, VHXH"), "recipients.filing"],
  ["annex label of 13 pt", at("Phụ lục<", size(26)), "annex.size"],
  [
    "annex title in lower case",
    swap("SỐ LIỆU CÔNG TÁC TUYÊN TRUYỀN MIỆNG NĂM 2025", "Số liệu công tác tuyên truyền miệng năm 2025"),
    "annex.title",
  ],
  ["annex reference upright", at("(Kèm theo", off("i")), "annex.reference"],
  ["no end mark", swap("./.", "."), "end-mark.present"],
];

describe("a document broken in one place", () => {
  test.each(mutations)("%s", (what, change, rule) => {
    expect(brokenRules(mutateDocx(report, change)), what).toEqual([rule].flat());
  });

  test("page number in the footer, aside, or too large is named", () => {
    const header = Object.keys(readDocx(report).sections[0]?.headers ?? {});
    expect(header).toContain("default");
    expect(
      brokenRules(mutateDocx(report, all('w:jc w:val="center"', 'w:jc w:val="right"'), "word/header1.xml")),
    ).toEqual(["page-number.place"]);
    expect(brokenRules(mutateDocx(report, size(22), "word/header1.xml"))).toEqual(["page-number.size"]);
    expect(
      brokenRules(
        mutateDocx(
          mutateDocx(report, all("w:headerReference", "w:footerReference")),
          all("/header", "/footer"),
          "word/_rels/document.xml.rels",
        ),
      ),
    ).toContain("page-number.place");
  });
});

describe("what cannot be judged or does not apply is said so", () => {
  test("a draft without number and date", async () => {
    const findings = checkDocument(await writeOfficialDocument(sampleReport({ number: null, date: null })));
    const verdict = (rule: string) => findings.find((f) => f.rule === rule)?.verdict;
    expect(findings.filter((f) => f.verdict === "broken")).toEqual([]);
    expect([verdict("number.zero"), verdict("place-date.day"), verdict("place-date.date")]).toEqual([
      "unjudged",
      "unjudged",
      "unjudged",
    ]);
    expect(verdict("urgency.box")).toBe("not-applicable");
  });

  test("every rule of the set is answered, each row at least once, whatever the document", async () => {
    const empty = mutateDocx(
      report,
      (xml) => `${xml.slice(0, xml.indexOf("<w:body>"))}<w:body><w:p/></w:body></w:document>`,
    );
    for (const file of [report, empty]) {
      expect(new Set(checkDocument(file).map((f) => f.row)).size).toBe(nd30of2020.rows.length);
    }
    expect(brokenRules(empty)).toEqual(
      expect.arrayContaining(["national-title.present", "number.present", "recipients-label.present"]),
    );
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { checkDocument } from "./check-document.ts";
import { inParagraph, mutateDocx } from "./mutate-docx.ts";
import { nd30of2020 } from "./nd30-2020.ts";
import type { LookRule } from "./rule-set.ts";
import { sampleReport } from "./sample-document.ts";
import { writeOfficialDocument } from "./write-document.ts";

interface Look {
  size: number;
  bold?: boolean;
  italic?: boolean;
  align?: string;
  box?: boolean;
}

function paragraph(text: string, look: Look): string {
  const side = (name: string) => `<w:${name} w:val="single" w:sz="6" w:space="1" w:color="000000"/>`;
  const box = look.box ? `<w:pBdr>${["top", "left", "bottom", "right"].map(side).join("")}</w:pBdr>` : "";
  const indent = look.align === "both" ? '<w:ind w:firstLine="720"/>' : "";
  return `<w:p><w:pPr>${box}<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>${indent}<w:jc w:val="${look.align ?? "left"}"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b w:val="${look.bold ?? false}"/><w:i w:val="${look.italic ?? false}"/><w:sz w:val="${look.size * 2}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** Puts paragraphs before the one with these words. */
const before = (words: string, added: string) => inParagraph(words, (p) => added + p);
const after = (words: string, added: string) => inParagraph(words, (p) => p + added);

/** A document in which every component of the table occurs. */
async function everything(): Promise<Uint8Array> {
  const report = await writeOfficialDocument(sampleReport());
  const headed = mutateDocx(
    report,
    before(
      "BÁO CÁO<",
      paragraph("HỎA TỐC", { size: 14, bold: true, box: true, align: "center" }) +
        paragraph("LƯU HÀNH NỘI BỘ", { size: 14, bold: true, box: true, align: "center" }),
    ),
  );
  const centred = { size: 14, bold: true, align: "center" };
  const chapters =
    paragraph("Chương I", centred) +
    paragraph("QUY ĐỊNH CHUNG", centred) +
    paragraph("Mục 1", centred) +
    paragraph("PHẠM VI", centred) +
    paragraph("Điều 1. Phạm vi điều chỉnh", { size: 14, bold: true, align: "both" });
  const bodied = mutateDocx(headed, before("I. CÔNG TÁC", chapters));
  const drafted = mutateDocx(bodied, after("- Lưu: VT", paragraph("PL.(300)", { size: 11 })));
  const footed = mutateDocx(drafted, (xml) =>
    xml
      .replace(/<w:headerReference( w:type="first"[^>]*)\/>/, "<w:footerReference$1/>")
      .replace(/<w:headerReference([^>]*w:type="first"[^>]*)\/>/, "<w:footerReference$1/>"),
  );
  const first = /<w:footerReference[^>]*r:id="([^"]+)"/.exec(
    new TextDecoder().decode(partOf(footed, "word/document.xml")),
  )?.[1];
  const target = new RegExp(`Id="${first}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${first}"`).exec(
    new TextDecoder().decode(partOf(footed, "word/_rels/document.xml.rels")),
  );
  return mutateDocx(
    footed,
    (xml) =>
      xml.replace(
        /(<w:hdr[^>]*>)[\s\S]*(<\/w:hdr>)/,
        `$1${paragraph("Địa chỉ: Thôn Diom A; ĐT: 0263 000 000", { size: 11 })}$2`,
      ),
    `word/${target?.[1] ?? target?.[2]}`,
  );
}

function partOf(file: Uint8Array, part: string): Uint8Array {
  let bytes = new Uint8Array();
  mutateDocx(
    file,
    (xml) => {
      bytes = new TextEncoder().encode(xml);
      return `${xml} `;
    },
    part,
  );
  return bytes;
}

/** Words by which each component is found in the document above. */
const words: Record<string, string> = {
  "national-title": "CỘNG HÒA",
  motto: "Độc lập",
  "governing-body": "TỈNH LÂM ĐỒNG<",
  issuer: "ỦY BAN NHÂN DÂN XÃ",
  number: "Số: 05",
  "place-date": ", ngày 05",
  "type-name": "BÁO CÁO<",
  abstract: "Kết quả công tác tuyên truyền miệng năm 2025<",
  "legal-bases": "Căn cứ Nghị định",
  chapter: "Chương I",
  section: "Mục 1",
  "roman-heading": "I. CÔNG TÁC",
  article: "Điều 1.",
  clause: "2. Trong kỳ",
  point: "a) Báo cáo viên",
  authority: "TM. ỦY BAN",
  signer: "Kra Jăn",
  addressees: "- Ủy ban nhân dân tỉnh",
  "recipients-label": "Nơi nhận",
  recipients: "- Thường trực HĐND",
  annex: "Phụ lục<",
  urgency: "HỎA TỐC",
  circulation: "LƯU HÀNH",
  drafter: "PL.(300)",
  body: "Trong kỳ có 12 buổi",
};

const facets: Record<string, { rule: string; change: (p: string, look: LookRule) => string }> = {
  size: { rule: "size", change: (p) => p.replaceAll(/<w:sz w:val="\d+"\/>/g, '<w:sz w:val="40"/>') },
  bold: {
    rule: "weight",
    change: (p, look) => p.replaceAll(/<w:b( w:val="\w+")?\/>/g, `<w:b w:val="${!look.bold}"/>`),
  },
  italic: {
    rule: "slant",
    change: (p, look) => p.replaceAll(/<w:i( w:val="\w+")?\/>/g, `<w:i w:val="${!look.italic}"/>`),
  },
  letters: {
    rule: "letters",
    change: (p, look) =>
      p.replaceAll(
        /(<w:t[^>]*>)([^<]*)/g,
        (_, tag: string, text: string) =>
          tag +
          (look.letters === "upper" ? text.toLocaleLowerCase("vi") : text.toLocaleUpperCase("vi")).replaceAll(
            "&APOS;",
            "&apos;",
          ),
      ),
  },
  align: { rule: "align", change: (p) => p.replaceAll(/<w:jc w:val="\w+"\/>/g, '<w:jc w:val="right"/>') },
};
/** In capitals these are no longer recognised as what they are, so another rule names them. */
const unrecognised = new Set([
  "article.letters",
  "point.letters",
  "drafter.letters",
  "type-name.align",
  "roman-heading.letters",
]);

const cases = nd30of2020.rows.flatMap((row) =>
  Object.keys(row.look ?? {}).flatMap((facet) => {
    const made = facets[facet];
    const rule = `${row.id}.${made?.rule}`;
    return made && words[row.id] && !unrecognised.has(rule)
      ? [{ rule, words: words[row.id] as string, look: row.look as LookRule, change: made.change }]
      : [];
  }),
);

let full: Uint8Array;
beforeAll(async () => {
  full = await everything();
});
const broken = (file: Uint8Array) =>
  checkDocument(file)
    .filter((f) => f.verdict === "broken")
    .map((f) => f.rule);

describe("the look of every component", () => {
  test("the document with all components keeps every rule, and nearly all of them apply", () => {
    expect(broken(full)).toEqual([]);
    const silent = new Set(
      checkDocument(full)
        .filter((f) => f.verdict === "not-applicable")
        .map((f) => f.row),
    );
    // A letter's abstract is the one component that a named document cannot have.
    expect([...silent]).toEqual([13]);
  });

  test.each(cases)("$rule is named when it alone is wrong", ({ rule, words: at, look, change }) => {
    expect(
      broken(
        mutateDocx(
          full,
          inParagraph(at, (p) => change(p, look)),
        ),
      ),
    ).toContain(rule);
  });
});

describe("what stands beside the looks", () => {
  const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);
  const others: [string, (xml: string) => string][] = [
    [
      "paper.orientation",
      (xml) =>
        xml
          .replaceAll(/<w:pgSz [^/]*\/>/g, '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
          .replaceAll(/<w:tbl>.*?<\/w:tbl>/g, ""),
    ],
    [
      "national-title.place",
      (xml) =>
        xml.replace(/<w:tbl>.*?<\/w:tbl>/, paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { size: 13, bold: true })),
    ],
    [
      "issuer.present",
      (xml) => inParagraph("ỦY BAN NHÂN DÂN XÃ", () => "<w:p/>")(inParagraph("TỈNH LÂM ĐỒNG<", () => "<w:p/>")(xml)),
    ],
    ["place-date.present", inParagraph(", ngày 05", () => "<w:p/>")],
    ["type-name.present", inParagraph("BÁO CÁO<", () => "<w:p/>")],
    ["abstract.present", inParagraph("Kết quả công tác tuyên truyền miệng năm 2025<", () => "<w:p/>")],
    ["chapter.numeral", swap("Chương I<", "Chương 1<")],
    ["section.numeral", swap("Mục 1<", "Mục I<")],
    ["chapter.title", swap("QUY ĐỊNH CHUNG", "Quy định chung")],
    ["section.title", swap("PHẠM VI<", "Phạm vi<")],
    ["article.form", swap("Điều 1.", "Điều 1:")],
    ["addressees.lined", inParagraph("- Ủy ban nhân dân tỉnh", swap(/w:left="\d+"/, 'w:left="500"'))],
    ["addressees.allowed", swap("BÁO CÁO<", "KẾ HOẠCH<")],
    ["recipients-label.flush", inParagraph("Nơi nhận", swap("<w:jc", '<w:ind w:left="567"/><w:jc'))],
    [
      "annex.numeral",
      (xml) =>
        inParagraph("Phụ lục<", (p) => p.replace("Phụ lục", "Phụ lục 1") + p.replace("Phụ lục", "Phụ lục 2"))(xml),
    ],
    ["urgency.box", inParagraph("HỎA TỐC", swap(/<w:pBdr>.*?<\/w:pBdr>/, ""))],
    ["circulation.box", inParagraph("LƯU HÀNH", swap(/<w:pBdr>.*?<\/w:pBdr>/, ""))],
    [
      "abstract.rule",
      (xml) =>
        inParagraph(
          "Kết quả công tác tuyên truyền miệng năm 2025<",
          (p) => p,
        )(xml).replace(/(Kết quả công tác tuyên truyền miệng năm 2025<.*?)<w:pBdr>.*?<\/w:pBdr>/, "$1"),
    ],
    ["national-title.spacing", inParagraph("CỘNG HÒA", swap('w:line="240"', 'w:line="360"'))],
    ["governing-body.spacing", inParagraph("TỈNH LÂM ĐỒNG<", swap('w:line="240"', 'w:line="360"'))],
    ["contact.place", swap(/<w:footerReference([^>]*)w:type="first"/, '<w:footerReference$1w:type="default"')],
  ];
  test.each(others)("%s", (rule, change) => {
    expect(broken(mutateDocx(full, change))).toContain(rule);
  });

  test("a letter's abstract: too large, upright no more, too near the number", async () => {
    const letter = await writeOfficialDocument(
      sampleReport({ kind: { type: "letter", abstract: "cử báo cáo viên dự hội nghị" }, symbol: "UBND-VHXH" }),
    );
    const wrong = (change: (p: string) => string) => broken(mutateDocx(letter, inParagraph("V/v cử", change)));
    expect(wrong((p) => p.replaceAll('w:val="24"', 'w:val="28"'))).toEqual(["letter-abstract.size"]);
    expect(wrong((p) => p.replaceAll('<w:i w:val="false"/>', "<w:i/>"))).toEqual(["letter-abstract.slant"]);
    expect(wrong((p) => p.replaceAll('<w:b w:val="false"/>', "<w:b/>"))).toEqual(["letter-abstract.weight"]);
    expect(wrong((p) => p.replace('w:before="120"', 'w:before="0"'))).toEqual(["letter-abstract.gap"]);
    expect(wrong((p) => p.replace('w:jc w:val="center"', 'w:jc w:val="left"'))).toEqual(["letter-abstract.align"]);
  });
});

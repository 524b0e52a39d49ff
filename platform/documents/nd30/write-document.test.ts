import { describe, expect, test } from "vitest";
import { openPackage } from "../safe-zip.ts";
import { checkDocument } from "./check-document.ts";
import type { OfficialDocument } from "./content.ts";
import { sampleReport } from "./sample-document.ts";
import { officialNumber, romanNumeral } from "./words.ts";
import { writeOfficialDocument } from "./write-document.ts";

const longName =
  "Ủy ban nhân dân xã Quảng Trực thuộc khu vực biên giới phía Tây Nguyên của tỉnh Lâm Đồng sau khi sắp xếp đơn vị hành chính cấp xã";

/** What one office or another writes; each must pass the checker that judges everyone else. */
const documents: Record<string, Partial<OfficialDocument>> = {
  "a commune's report": {},
  "very long names": {
    issuer: longName,
    governing: `${longName} và các đơn vị trực thuộc`,
    place: "Xuân Hương - Đà Lạt",
    signature: {
      authority: "TM. Ủy ban nhân dân",
      capacity: "KT. Chủ tịch",
      position: "Phó Chủ tịch Thường trực",
      name: "Nguyễn Thị Hoàng Anh Thư Quỳnh Giao",
    },
  },
  "an issuer of one short word, no governing body": { governing: undefined, issuer: "Sở Y tế" },
  "thirty recipients": {
    recipients: Array.from(
      { length: 30 },
      (_, i) => `Ủy ban nhân dân xã, phường, đặc khu thứ ${i + 1} của tỉnh Lâm Đồng`,
    ),
  },
  "one addressee": { addressees: ["Ủy ban nhân dân tỉnh Lâm Đồng"] },
  "no addressee, no recipient, no filing unit": { addressees: [], recipients: [], filing: undefined },
  "a draft": { number: null, date: null, signature: { position: "Chủ tịch", name: "" } },
  "a letter": {
    kind: { type: "letter", abstract: "cử báo cáo viên dự hội nghị báo cáo viên tháng 3 năm 2026" },
    symbol: "UBND-VHXH",
    number: 1273,
    date: "2026-03-09",
  },
  "a plan with points up to đ": {
    kind: { type: "named", name: "Kế hoạch", abstract: "Tuyên truyền miệng năm 2026" },
    symbol: "KH-UBND",
    addressees: [],
    body: [
      { kind: "part", number: "I", title: "Mục đích" },
      { kind: "clause", number: 1, text: "Các nội dung sau:" },
      ...Array.from({ length: 7 }, (_, index) => ({ kind: "point" as const, index, text: "Nội dung;" })),
      { kind: "paragraph", text: "Giao các đơn vị thực hiện." },
    ],
  },
  "a body that ends with a table": {
    body: [
      { kind: "paragraph", text: "Số liệu như sau:" },
      {
        kind: "table",
        columns: [
          { header: "A", share: 0.5 },
          { header: "B", share: 0.5 },
        ],
        rows: [{ cells: ["1", "2"] }],
      },
    ],
  },
  "several annexes": {
    annexes: [1, 2, 3].map((n) => ({
      title: `Biểu số ${n}`,
      body: [{ kind: "paragraph" as const, text: "Không có số liệu." }],
    })),
  },
  "decomposed text": {
    kind: { type: "named", name: "Báo cáo".normalize("NFD"), abstract: "Kết quả công tác".normalize("NFD") },
  },
};

describe("what is written keeps every rule it can be held against", () => {
  test.each(Object.entries(documents))("%s", async (_, change) => {
    const findings = checkDocument(await writeOfficialDocument(sampleReport(change)));
    expect(findings.filter((f) => f.verdict === "broken")).toEqual([]);
    expect(findings.filter((f) => f.verdict === "kept").length).toBeGreaterThan(100);
  });

  test("the font is named, never embedded; nothing points outside", async () => {
    const parts = openPackage(await writeOfficialDocument(sampleReport()));
    expect(parts.names.filter((n) => /\.(odttf|ttf|bin)$/i.test(n))).toEqual([]);
    for (const name of parts.names.filter((n) => n.endsWith(".rels")))
      expect(parts.xml(name)).not.toContain("External");
  });
});

describe("words of the decree", () => {
  test("numbers under 10 take a zero; Roman numerals", () => {
    expect([officialNumber(5), officialNumber(12), officialNumber(1273)]).toEqual(["05", "12", "1273"]);
    expect([1, 4, 9, 14, 40].map(romanNumeral)).toEqual(["I", "IV", "IX", "XIV", "XL"]);
  });
});

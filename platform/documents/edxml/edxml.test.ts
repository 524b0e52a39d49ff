import { describe, expect, test } from "vitest";
import { checkEdxml } from "./check-edxml.ts";
import type { EdxmlPackage } from "./package.ts";
import { writeEdxml } from "./write-edxml.ts";

const message = (change: Partial<EdxmlPackage> = {}): EdxmlPackage => ({
  from: { organId: "H36.12", name: "Ủy ban nhân dân xã D'Ran & <Đơn vị>", inCharge: "Ủy ban nhân dân tỉnh Lâm Đồng" },
  to: [
    { organId: "H36", name: "Ủy ban nhân dân tỉnh Lâm Đồng" },
    { organId: "H36.5", name: "Sở Văn hóa, Thể thao và Du lịch" },
  ],
  code: { number: "05", notation: "KH-UBND" },
  place: "D'Ran",
  issuedOn: "2026-01-05",
  type: { code: "1", name: "Kế hoạch" },
  subject: "Tuyên truyền “phòng cháy”",
  content: "Tuyên truyền phòng cháy",
  signer: { position: "Chủ tịch", name: "Trương Công Lý" },
  places: ["Như trên"],
  priority: "0",
  copies: 3,
  pages: 2,
  business: "new",
  sentAt: new Date("2026-01-05T20:00:00Z"),
  attachments: [
    { name: "ke-hoach.pdf", mediaType: "application/pdf", bytes: new TextEncoder().encode("%PDF-1.7 nội dung") },
  ],
  ...change,
});
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const check = (xml: string) =>
  checkEdxml(new TextEncoder().encode(xml))
    .filter((f) => f.verdict === "broken")
    .map((f) => f.rule.replace("edxml.", ""));
const sound = text(writeEdxml(message()));

describe("an edXML package", () => {
  test("as it is written keeps every rule, with any letters in its names", () => {
    expect(check(sound)).toEqual([]);
    expect(sound).toContain("H36.12,2026/01/05,05/KH-UBND");
    // 03:00 of the next day in Vietnam
    expect(sound).toContain("2026/01/06 03:00:00");
    expect(check(text(writeEdxml(message({ subject: `${"Á".normalize("NFD").repeat(700)}\u0000` }))))).toEqual([]);
  });

  test("stands in the order of the standard's numbering", () => {
    const header = /<edXML:MessageHeader>([\s\S]*)<\/edXML:MessageHeader>/.exec(sound)![1]!;
    const order = [...header.matchAll(/^ {8}<edXML:(\w+)>/gm)].map((m) => m[1]);
    expect([...new Set(order)]).toEqual([
      "From",
      "To",
      "Code",
      "PromulgationInfo",
      "DocumentType",
      "Subject",
      "Content",
      "SignerInfo",
      "ToPlaces",
      "OtherInfo",
      "SteeringType",
      "DocumentId",
    ]);
    expect(check(text(writeEdxml(message({ places: ["Các thôn ".repeat(40)] }))))).toEqual([]);
  });

  const breaks: [string, (xml: string) => string, string[]][] = [
    [
      "another namespace",
      (x) => x.replaceAll("http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://www.go.vn/eDoc"),
      ["xml.namespace"],
    ],
    [
      "no body",
      (x) => x.replace(/<edXML:edXMLBody>[\s\S]*<\/edXML:edXMLBody>/, ""),
      ["structure.envelope", "manifest.matched"],
    ],
    ["a place too long", (x) => x.replace("Như trên", "Thôn ".repeat(40)), ["to-places"]],
    ["no recipient", (x) => x.replace(/<edXML:To>[\s\S]*?<\/edXML:To>\s*/g, ""), ["to.present"]],
    ["a recipient twice", (x) => x.replace("H36.5<", "H36<"), ["to.unique"]],
    [
      "a code of no form",
      (x) => x.replace(/(<edXML:From>\s*<edXML:OrganId>)[^<]*/, "$1xã 12"),
      ["from.organ-id", "document-id"],
    ],
    [
      "a day as Vietnamese write it",
      (x) => x.replace("<edXML:PromulgationDate>2026/01/05", "<edXML:PromulgationDate>05/01/2026"),
      ["promulgation.date", "document-id"],
    ],
    [
      "a number with its type",
      (x) => x.replace("<edXML:CodeNumber>05", "<edXML:CodeNumber>05/KH"),
      ["code.number", "document-id"],
    ],
    ["an id of its own", (x) => x.replace("<edXML:DocumentId>H36.12,", "<edXML:DocumentId>"), ["document-id"]],
    ["no signer", (x) => x.replace(/<edXML:FullName>.*<\/edXML:FullName>/, ""), ["signer.name"]],
    ["Business spelt right", (x) => x.replaceAll("Bussiness", "Business"), ["trace.business"]],
    [
      "an attachment changed on the way",
      (x) => x.replace(/<ContentTransferEncoded>(.)/, "<ContentTransferEncoded>K"),
      ["attachment.type", "attachment.hash"],
    ],
    ["an attachment cut", (x) => x.replace(/(<ContentTransferEncoded>.{10})[^<]*/, "$1"), ["attachment.encoding"]],
    ["an attachment lost", (x) => x.replace(/<Attachment>[\s\S]*<\/Attachment>\s*/, ""), ["manifest.matched"]],
    ["no XML", () => "PK\u0003\u0004", ["xml.well-formed"]],
    ["an entity", (x) => x.replace("<edXML ", '<!DOCTYPE edXML [<!ENTITY a "b">]><edXML '), ["xml.well-formed"]],
  ];
  test.each(breaks)("with %s is refused for that", (_name, change, expected) => {
    expect(change(sound)).not.toBe(sound);
    expect(check(change(sound))).toEqual(expected);
  });

  test("without a hash says that it could not judge it", () => {
    const bare = sound.replace(/<edXML:Description>.*<\/edXML:Description>/, "");
    expect(checkEdxml(new TextEncoder().encode(bare)).find((f) => f.rule === "edxml.attachment.hash")?.verdict).toBe(
      "unjudged",
    );
  });
});

import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inTransaction } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import type { KnownIssuer } from "../contract.ts";
import { DraftContent } from "../draft-contract.ts";
import { findGaps, layOut, symbolOf } from "../lay-out.ts";
import { mergeTemplate } from "../merge-template.ts";
import { placesOf } from "./draft-store.ts";
import { typeOn } from "./issue-document.ts";
import { type SampleKind, sampleValues } from "./template-samples.ts";
import { readTemplates } from "./templates.ts";

const db = useTestDatabase();
const nobody = { userId: "ha", personId: null, displayName: "Hà", grants: [], homeUnitId: null };
const commune: KnownIssuer = {
  unitId: 1,
  governing: null,
  issuer: "Ủy ban nhân dân xã D'Ran",
  abbreviation: "UBND",
  place: "D'Ran",
  authority: "TM. ỦY BAN NHÂN DÂN",
  capacity: null,
  signerPosition: "CHỦ TỊCH",
  signerName: "Trương Công Lý",
  filing: "VHXH",
  recipients: ["Đảng ủy, HĐND", "Ủy ban MTTQ Việt Nam"],
  addressees: [],
  version: 1,
};
const department: KnownIssuer = {
  ...commune,
  governing: "Ủy ban nhân dân tỉnh Lâm Đồng",
  issuer: "Sở Văn hóa, Thể thao và Du lịch tỉnh Lâm Đồng",
  abbreviation: "SVHTTDL",
  place: "Lâm Đồng",
  authority: null,
  capacity: "KT. GIÁM ĐỐC",
  signerPosition: "PHÓ GIÁM ĐỐC",
  signerName: "Lê Thị Bảo Khánh",
};
const of = placesOf(
  {
    id: "0",
    unitId: 1,
    type: "plan",
    typeName: "Kế hoạch",
    fullSymbol: "05/KH-UBND",
    abstract: "Tuyên truyền phòng cháy, chữa cháy rừng",
    issuedOn: "2026-10-05" as never,
    series: "documents",
    signerName: "Trương Công Lý",
    signerPosition: "Chủ tịch",
  },
  commune.issuer,
);

/** SAMPLES=folder keeps the files, to be opened in an office suite and looked at (docs/documents). */
function keep(name: string, bytes: Uint8Array): void {
  const folder = process.env["SAMPLES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.docx`, bytes);
}

const templates = () => inTransaction(db.database.pool, nobody, (tx) => readTemplates(tx, "2026-11-23"));

describe("every template", () => {
  test("is there for each form that is asked for, once", async () => {
    const all = await templates();
    expect(all.map((t) => t.id)).toEqual([
      "decision-recognition",
      "decision-end",
      "decision-assignment",
      "decision-commendation",
      "plan",
      "report",
      "report-budget",
      "official-letter",
      "letter-reminder",
      "letter-report",
      "invitation",
      "minutes",
      "payment-schedule",
      "submission",
      "letter-correction",
      "notice-withdrawal",
      "replacement",
    ]);
  });

  const kinds: SampleKind[] = ["one", "many", "nasty", "bare"];
  test.each(kinds)("merges and keeps the format with %s data, at a commune and at a department", async (kind) => {
    for (const template of await templates()) {
      for (const [where, issuer] of [
        ["commune", commune],
        ["department", department],
      ] as const) {
        const content = mergeTemplate({
          content: template.content,
          fields: template.fields,
          values: sampleValues(template.fields, kind),
          issuer,
          type: template.type,
          more: of,
        });
        expect(DraftContent.safeParse(content).error?.issues, `${template.id} ${kind}`).toBeUndefined();
        if (kind !== "bare") expect(findGaps(content), `${template.id} ${kind}`).toEqual([]);
        const type = await inTransaction(db.database.pool, nobody, (tx) => typeOn(tx, template.type, "2026-11-23"));
        const part = symbolOf(issuer, type.abbreviation);
        const symbol = type.abbreviation === null ? part : `${type.abbreviation}-${part}`;
        const bytes = await writeOfficialDocument(
          layOut(content, issuer, type, { number: 7, symbol, date: "2026-11-23" }),
        );
        keep(`${template.id}-${where}-${kind}`, bytes);
        expect(lintOffice(bytes), `${template.id} ${where} ${kind}`).toEqual([]);
        const broken = checkDocument(bytes).filter((f) => f.verdict === "broken");
        expect(
          broken.map((f) => `${f.rule}: ${f.where}: ${f.found}`),
          `${template.id} ${where} ${kind}`,
        ).toEqual([]);
      }
    }
  });

  test("says amounts in words, counts products, and names one person in the text", async () => {
    const all = new Map((await templates()).map((t) => [t.id, t]));
    const merge = (id: string, values: Parameters<typeof mergeTemplate>[0]["values"]) => {
      const t = all.get(id)!;
      return JSON.stringify(
        mergeTemplate({ content: t.content, fields: t.fields, values, issuer: commune, type: t.type, more: of }),
      );
    };
    const pay = merge("payment-schedule", {
      matter: "Thù lao",
      addressee: ["Phòng Kinh tế"],
      basis: "Nghị quyết số 11/2024/NQ-HĐND",
      source: "ngân sách xã",
      lines: [
        { name: "A", what: "Nói", count: "3", rate: "150.000" },
        { name: "B", what: "Nói", count: "1", rate: "1200000 đồng" },
      ],
    });
    expect(pay).toContain("1.650.000 đồng (bằng chữ: một triệu sáu trăm năm mươi nghìn đồng)");
    expect(pay).toContain("450.000");
    const one = merge("decision-recognition", {
      role: "tuyên truyền viên cơ sở",
      place: "xã D'Ran",
      fromDay: "2026-12-01",
      people: [{ name: "Ma Thị Hương", position: "Trưởng thôn" }],
    });
    expect(one).toContain("Công nhận ông (bà) Ma Thị Hương, Trưởng thôn là tuyên truyền viên cơ sở xã D'Ran.");
    expect(one).toContain("Chủ tịch Ủy ban nhân dân xã D'Ran");
    expect(one).toContain("kể từ ngày 01 tháng 12 năm 2026.");
    expect(JSON.parse(one).annexes).toEqual([]);
    const gaps = merge("decision-recognition", { people: ["Ma Thị Hương"] });
    expect(findGaps(JSON.parse(gaps))).toContain("/content/abstract");
  });
});

import { zipSync, strToU8, unzipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { openPackage } from "./safe-zip.ts";
import { mergedValue, readWorkbook } from "./workbook-reader.ts";
import { writeWorkbook } from "./workbook-writer.ts";

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "no problem",
    (e: { code?: string }) => e.code ?? String(e),
  );
}

describe("reading a workbook as a unit keeps it", () => {
  test("title rows, merges, legacy fonts, mixed fonts, serial dates and text survive as they are", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Danh sách",
          rows: [
            [],
            ["DANH SÁCH BÁO CÁO VIÊN"],
            ["STT", "Họ tên", "Ngày sinh"],
            [1, "NguyÔn V¨n A", new Date(Date.UTC(1975, 1, 5))],
            ["02", "=1+1", "5/2/1975"],
          ],
          merges: [{ startRow: 1, startCol: 0, endRow: 1, endCol: 2 }],
          cells: new Map([
            ["3,1", { value: "NguyÔn V¨n A", type: "string" as const, style: { font: { name: ".VnTime", size: 12 } } }],
            [
              "4,0",
              {
                value: "02",
                type: "richText" as const,
                richText: [
                  { text: "0", font: { name: "Arial" } },
                  { text: "2", font: { name: ".VnTimeH" } },
                ],
              },
            ],
          ]),
        },
        { name: "Ẩn", rows: [["x"]], hidden: true },
      ],
    });
    const [sheet, hidden] = await readWorkbook(bytes);
    expect(sheet?.rows[3]?.[1]).toEqual({ value: "NguyÔn V¨n A", font: ".VnTime" });
    expect(sheet?.rows[3]?.[2]).toMatchObject({ value: 27430, day: "1975-02-05" });
    expect(sheet?.rows[4]?.[0]).toMatchObject({
      value: "02",
      runs: [
        { text: "0", font: "Arial" },
        { text: "2", font: ".VnTimeH" },
      ],
    });
    expect(sheet?.rows[4]?.[1]?.value).toBe("=1+1");
    expect(sheet?.rows[4]?.[2]).toEqual({ value: "5/2/1975" });
    expect(mergedValue(sheet!, 2, 3)?.value).toBe("DANH SÁCH BÁO CÁO VIÊN");
    expect(hidden).toMatchObject({ name: "Ẩn", hidden: true });
  });

  test("dates of the 1904 system come with their own serial and the right day", async () => {
    const bytes = await writeXlsx({
      dateSystem: "1904",
      sheets: [{ name: "A", rows: [[new Date(Date.UTC(2025, 6, 1))]], columns: [{ numFmt: "dd/mm/yyyy" }] }],
    });
    const [sheet] = await readWorkbook(bytes);
    expect(sheet?.rows[0]?.[0]).toMatchObject({ value: 44377, day: "2025-07-01" });
  });
});

describe("a workbook from a stranger", () => {
  test("is refused with a problem that says why", async () => {
    expect(await codeOf(readWorkbook(new Uint8Array()))).toBe("file.unreadable");
    expect(await codeOf(readWorkbook(strToU8("Họ tên;Đơn vị\nA;B")))).toBe("file.unreadable");
    expect(await codeOf(readWorkbook(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0])))).toBe(
      "workbook.legacy-or-locked",
    );
    expect(await codeOf(readWorkbook(zipSync({ "word/document.xml": strToU8("<a/>") })))).toBe(
      "workbook.not-a-workbook",
    );
    expect(await codeOf(readWorkbook(zipSync({ "xl/workbook.xml": strToU8("not xml") })))).toBe(
      "workbook.not-a-workbook",
    );
  });

  test("cannot bring an entity, a bomb, a strange path, a false size or a doubled part", async () => {
    const good = unzipSync(await writeWorkbook([{ name: "A", columns: [{ header: "x" }], rows: [["y"]] }]));
    const evil = (parts: Record<string, Uint8Array>) => codeOf(readWorkbook(zipSync({ ...good, ...parts })));
    expect(
      await evil({
        "xl/sharedStrings.xml": strToU8(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst>&x;</sst>`),
      }),
    ).toBe("file.unsafe");
    expect(await evil({ "xl/worksheets/sheet1.xml": new Uint8Array(40_000_000) })).toBe("file.too-large");
    expect(await evil({ "../../etc/cron.d/x": strToU8("x") })).toBe("file.unsafe");

    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`xl/${i}.xml`, new Uint8Array()])),
    );
    expect(await codeOf(readWorkbook(many))).toBe("file.too-large");

    const lying = zipSync({ ...good, "xl/styles.xml": strToU8("<a>".repeat(5_000)) });
    const view = new DataView(lying.buffer, lying.byteOffset);
    for (let at = 0; at < lying.length - 4; at++) {
      const name = new TextDecoder().decode(lying.subarray(at + 46, at + 59));
      if (view.getUint32(at, true) === 0x02014b50 && name === "xl/styles.xml") view.setUint32(at + 24, 10, true);
    }
    expect(await codeOf(readWorkbook(lying))).toBe("file.unsafe");
  });

  test("cut anywhere or with bytes turned over never crashes: it is read or refused", async () => {
    const good = await writeWorkbook([{ name: "A", columns: [{ header: "Họ tên" }], rows: [["Nguyễn Văn A"]] }]);
    let seed = 20250701;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    for (let i = 0; i < 150; i++) {
      const bytes = i % 2 === 0 ? good.slice(0, Math.floor(random() * good.length)) : good.slice();
      if (i % 2 === 1)
        for (let n = 0; n < 4; n++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      expect(await codeOf(readWorkbook(bytes))).toMatch(/^(no problem|file\.|workbook\.)/);
    }
  });
});

describe("writing a workbook", () => {
  test("text stays text whatever it begins with; numbers and days are real ones", async () => {
    const risky = ['=HYPERLINK("x")', "+84912", "-5", "@SUM(A1)", "0123"];
    const bytes = await writeWorkbook([
      {
        name: "Dòng bị trả lại: 1/2",
        titles: ["Danh sách", "Nguồn: xã D'Ran"],
        columns: [{ header: "Giá trị" }, { header: "Số" }, { header: "Ngày" }],
        rows: risky.map((text) => [text, 1_234_567, { day: "2025-02-05" }]),
      },
    ]);
    const xml = openPackage(bytes).xml("xl/worksheets/sheet1.xml");
    expect(xml).not.toContain("<f>");
    expect(xml).toContain('state="frozen"');
    const [sheet] = await readWorkbook(bytes);
    expect(sheet?.name).toBe("Dòng bị trả lại  1 2");
    expect(sheet?.rows.slice(4).map((r) => r[0]?.value)).toEqual(risky);
    expect(sheet?.rows[4]?.[1]?.value).toBe(1_234_567);
    expect(sheet?.rows[4]?.[2]).toMatchObject({ value: 45693, day: "2025-02-05" });
  });

  test("a sheet's name is quoted where the workbook refers to it, or Excel refuses the file", async () => {
    const xml = openPackage(
      await writeWorkbook([{ name: "Xã D'Ran", titles: ["Số liệu"], columns: [{ header: "a" }], rows: [] }]),
    ).xml("xl/workbook.xml");
    expect(xml).toMatch(/<definedName name="_xlnm.Print_Titles" localSheetId="0">'Xã D(''|&apos;&apos;)Ran'!\$3:\$3</);
  });

  test("NFD becomes NFC, control characters go, two sheets of one name get two names", async () => {
    const sheets = await readWorkbook(
      await writeWorkbook([
        { name: "Số liệu", columns: [{ header: "a" }], rows: [["Đà Lạt".normalize("NFD") + "\u0000\u0007"]] },
        { name: "Số liệu", columns: [{ header: "a" }], rows: [] },
      ]),
    );
    expect(sheets.map((s) => s.name)).toEqual(["Số liệu", "Số liệu (2)"]);
    expect(sheets[0]?.rows[1]?.[0]?.value).toBe("Đà Lạt");
  });
});

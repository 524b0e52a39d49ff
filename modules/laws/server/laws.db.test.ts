import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import type { AddLaw } from "../contract.ts";
import { lawCommands } from "./commands.ts";
import { buildLaw } from "./factory.ts";
import { hashOfFile, importLawsCommand } from "./import-laws.ts";
import { listLaws, readLawPage } from "./list-laws.ts";
import { planLawImport } from "./read-law-file.ts";
import { remarksOnMaterial } from "./read-text.ts";

const db = useTestDatabase();
const on = asCivilDate("2026-11-23");
let province: number;
let dran: number;
let decree: string;
let ha: Principal;
const officerAt = (unitId: number): Principal => ({
  userId: `officer-${unitId}`,
  personId: null,
  displayName: "Nguyễn Thị Thu Hà",
  grants: [{ role: "officer", unitId }],
  homeUnitId: unitId,
});
const act = (by: Principal, name: string, payload: unknown) =>
  executeCommand<{ id: string; version: number }>({ pool: db.database.pool, commands: lawCommands }, by, {
    id: newId(),
    name,
    payload,
  });
const add = (law: Partial<AddLaw> & { kind: AddLaw["kind"] }) =>
  buildLaw(db.database.pool, ha, { unitId: dran, ...law });
const remarks = (text: string) => inTransaction(db.database.pool, ha, (tx) => remarksOnMaterial(tx, { text, on }));

beforeAll(async () => {
  province = await buildUnit(db.database.pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  dran = await buildUnit(db.database.pool, { name: "D'Ran", code: "24934", kind: "commune", parentId: province });
  ha = officerAt(dran);
  decree = await add({
    kind: "decree",
    symbol: "49/2024/NĐ-CP",
    issuedOn: asCivilDate("2024-05-10"),
    issuer: "Chính phủ",
    abstract: "Quy định về hoạt động thông tin cơ sở",
    validFrom: asCivilDate("2024-07-01"),
    lastArticle: 41,
  });
  const old = await add({
    kind: "decision",
    symbol: "52/2016/QĐ-TTg",
    issuer: "Thủ tướng Chính phủ",
    abstract: "Ban hành Quy chế hoạt động thông tin cơ sở",
  });
  await act(ha, "law.relate", { fromId: decree, toId: old, kind: "replaces" });
  await add({ kind: "law", year: 2022, abstract: "Thực hiện dân chủ ở cơ sở", issuer: "Quốc hội" });
  await add({
    kind: "directive",
    symbol: "07/CT-TTg",
    issuedOn: asCivilDate("2023-03-21"),
    issuer: "Thủ tướng Chính phủ",
    abstract: "Tăng cường công tác truyền thông chính sách",
  });
});

describe("remarks", () => {
  test("a full first mention and a later short one say nothing", async () => {
    expect(
      await remarks(
        "Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định về hoạt động thông tin cơ sở. Theo Điều 24 Nghị định số 49/2024/NĐ-CP thì tuyên truyền viên được thù lao. Luật Thực hiện dân chủ ở cơ sở năm 2022 cũng nói vậy.",
      ),
    ).toEqual([]);
  });

  test("each mistake has its code, its span and its words", async () => {
    const text =
      "Căn cứ Quyết định số 52/2016/QĐ-TTg; Nghị định 49/2024/NÐ-CP ngày 15/5/2024; điểm a khoản 2 Điều 90 Nghị định số 49/2024/NĐ-CP; Nghị định số 7/CT-TTg; Kế hoạch số 99/KH-UBND; Chỉ thị số 30/CT-TW; ngày 31/02/2026.";
    const found = await remarks(text);
    const said = found.map((r) => [r.code, r.severity, text.slice(r.start, r.end)]);
    expect(said).toEqual([
      ["law.replaced", "must", "Quyết định số 52/2016/QĐ-TTg"],
      ["law.first-mention", "should", "Quyết định số 52/2016/QĐ-TTg"],
      ["law.first-mention", "should", "Nghị định 49/2024/NÐ-CP"],
      ["law.symbol-untidy", "should", "49/2024/NÐ-CP"],
      ["law.date-differs", "must", "ngày 15/5/2024"],
      ["law.article-beyond", "must", "điểm a khoản 2 Điều 90"],
      ["law.kind-differs", "must", "Nghị định số 7/CT-TTg"],
      ["law.first-mention", "should", "Nghị định số 7/CT-TTg"],
      ["law.symbol-untidy", "should", "7/CT-TTg"],
      ["law.unknown", "should", "Kế hoạch số 99/KH-UBND"],
      ["law.first-mention", "should", "Kế hoạch số 99/KH-UBND"],
      ["law.unknown", "should", "Chỉ thị số 30/CT-TW"],
      ["law.first-mention", "should", "Chỉ thị số 30/CT-TW"],
      ["law.symbol-malformed", "must", "30/CT-TW"],
      ["law.date-impossible", "must", "ngày 31/02/2026"],
    ]);
    expect(found[0]).toMatchObject({
      words: "Quyết định số 52/2016/QĐ-TTg đã được thay thế bởi Nghị định số 49/2024/NĐ-CP (từ 01/07/2024).",
      suggestion: "Nghị định số 49/2024/NĐ-CP",
    });
    expect(found.find((r) => r.code === "law.date-differs")?.words).toBe(
      "Nghị định số 49/2024/NĐ-CP: ở đây ghi 15/05/2024, sổ văn bản ghi 10/05/2024.",
    );
    expect(found.filter((r) => r.code === "law.first-mention")[1]?.suggestion).toBe(
      "Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định về hoạt động thông tin cơ sở",
    );
  });

  test("what a text itself calls replaced is no mistake; before the new one was in force neither", async () => {
    const codes = async (text: string, day = on) =>
      (await inTransaction(db.database.pool, ha, (tx) => remarksOnMaterial(tx, { text, on: day }))).map((r) => r.code);
    expect(await codes("Nghị định này thay thế Quyết định số 52/2016/QĐ-TTg.")).not.toContain("law.replaced");
    expect(await codes("Theo Quyết định số 52/2016/QĐ-TTg.", asCivilDate("2024-06-30"))).not.toContain("law.replaced");
    expect(await codes("Theo Quyết định số 52/2016/QĐ-TTg.", asCivilDate("2024-07-01"))).toContain("law.replaced");
    expect(await codes("Nghị định số 49/2024/NĐ-CP có hiệu lực sau.", asCivilDate("2024-06-30"))).toContain(
      "law.not-yet-in-force",
    );
  });

  test("fields keep their own offsets, and the first mention is the first over all of them", async () => {
    const parts = [
      { field: "title", text: "Thông tin cơ sở" },
      { field: "body", text: "Theo Nghị định số 49/2024/NĐ-CP.".normalize("NFD") },
      { field: "legalBasis", text: "49/2024/NĐ-CP, Điều 6" },
    ];
    const found = await inTransaction(db.database.pool, ha, (tx) => remarksOnMaterial(tx, { parts, on }));
    const first = found.filter((r) => r.code === "law.first-mention");
    expect(first.map((r) => r.field)).toEqual(["body"]);
    expect(parts[1]!.text.slice(first[0]!.start, first[0]!.end).normalize("NFC")).toBe("Nghị định số 49/2024/NĐ-CP");
  });
});

describe("the register", () => {
  const found = async (q: string) =>
    (await inTransaction(db.database.pool, ha, (tx) => listLaws(tx, { q }, 50))).items.map((l) => l.symbol ?? l.title);

  test("is found without diacritics, by a symbol however typed, and in no part twice", async () => {
    expect(await found("thong tin co so")).toEqual(["49/2024/NĐ-CP", "52/2016/QĐ-TTg"]);
    for (const q of ["nd cp thong tin", "thông  tin nđ–cp", "49/2024/NĐ"])
      expect(await found(q), q).toEqual(["49/2024/NĐ-CP"]);
    expect(await found("49/2024/nd-cp")).toEqual(["49/2024/NĐ-CP"]);
    expect(await found("7/CT-TTg")).toEqual(["07/CT-TTg"]);
    expect(await found("dân chủ quốc hội")).toEqual(["Luật Thực hiện dân chủ ở cơ sở năm 2022"]);
    expect(await found("100%_")).toEqual([]);
  });

  test("a document is entered once, a symbol without form is refused with its field", async () => {
    await expect(
      add({ kind: "decree", symbol: "49/2024/ND-CP", issuedOn: asCivilDate("2024-05-10") }),
    ).rejects.toMatchObject({ code: "law.known-already" });
    await expect(add({ kind: "decree", symbol: "49-2024-NĐCP" })).rejects.toMatchObject({
      code: "law.symbol-malformed",
      detail: { fields: { "/symbol": "law.symbol-malformed" } },
    });
    await expect(add({ kind: "directive", symbol: "30/CT-TW" })).rejects.toMatchObject({
      code: "law.symbol-malformed",
    });
    await expect(
      add({ kind: "decree", symbol: "50/2024/NĐ-CP", issuedOn: asCivilDate("2025-05-10") }),
    ).rejects.toMatchObject({ code: "law.year-differs" });
  });

  test("is kept by the officers of the unit that entered it, read by everybody", async () => {
    const elsewhere = await buildUnit(db.database.pool, {
      name: "Đam Rông 1",
      code: "24886",
      kind: "commune",
      parentId: province,
    });
    const duyen = officerAt(elsewhere);
    const page = await inTransaction(db.database.pool, duyen, (tx) => readLawPage(tx, duyen, decree));
    expect(page).toMatchObject({
      mayEdit: false,
      state: "inForce",
      relations: [{ kind: "replaces", direction: "out" }],
    });
    const { kind, symbol, issuedOn, year, issuer, abstract, validFrom, validTo, source } = page;
    const edit = {
      id: decree,
      seenVersion: 1,
      kind,
      symbol,
      issuedOn,
      year,
      issuer,
      abstract,
      validFrom,
      validTo,
      source,
      lastArticle: 40,
    };
    await expect(act(duyen, "law.edit", edit)).rejects.toMatchObject({ code: "access.denied" });
    expect((await act(ha, "law.edit", edit)).answer).toEqual({ id: decree, version: 2 });
    await expect(act(ha, "law.edit", edit)).rejects.toMatchObject({ code: "law.edited-elsewhere" });
    const rows = await db.owner
      .selectFrom("journal")
      .select("action")
      .where("subject_id", "=", decree)
      .orderBy("at")
      .execute();
    expect(rows.map((r) => r.action)).toEqual(["law.added", "law.related", "law.edited"]);
  });

  test("a list comes in from XLSX and from CSV: what is wrong with a line is said of that line", async () => {
    const csv = new TextEncoder().encode(
      '\ufeffDanh mục\nSố, ký hiệu;Loại văn bản;Ngày ban hành;Trích yếu;Cơ quan ban hành\n356/2025/NĐ-CP;Nghị định;31/12/2025;"Bảo vệ dữ liệu cá nhân; chi tiết";Chính phủ\n49/2024/NĐ-CP;Nghị định;10/5/2024;Thông tin cơ sở;Chính phủ\n12-2025;Nghị định;1/1/2025;Sai;Chính phủ\n;Luật;2016;Tiếp cận thông tin;Quốc hội\n',
    );
    const plan = await inTransaction(db.database.pool, ha, (tx) => planLawImport(tx, csv));
    expect(plan.preview).toMatchObject({ add: 1, same: 1, refused: 2 });
    expect(plan.preview.lines.map((l) => [l.line, l.act, l.problem])).toEqual([
      [3, "add", null],
      [4, "same", null],
      [5, "refused", "law.symbol-malformed"],
      [6, "refused", "law.dates"],
    ]);
    const command = importLawsCommand(csv);
    const send = (digest: string) =>
      executeCommand({ pool: db.database.pool, commands: { [command.name]: command as never } }, ha, {
        id: newId(),
        name: command.name,
        payload: { unitId: dran, digest, file: hashOfFile(csv) },
      });
    await expect(send("another")).rejects.toMatchObject({ code: "law.file-changed" });
    await send(plan.preview.digest);
    expect(await found("356/2025/NĐ-CP")).toEqual(["356/2025/NĐ-CP"]);
    const xlsx = await writeWorkbook([
      {
        name: "Danh mục",
        titles: ["DANH MỤC VĂN BẢN"],
        columns: [
          { header: "Số, ký hiệu" },
          { header: "Trích yếu" },
          { header: "Ngày ban hành" },
          { header: "Năm" },
          { header: "Loại văn bản" },
        ],
        rows: [
          [
            "1671/NQ-UBTVQH15",
            "Sắp xếp các đơn vị hành chính cấp xã của tỉnh Lâm Đồng năm 2025",
            { day: "2025-06-16" },
            null,
            null,
          ],
          [null, "Luật Tiếp cận thông tin", null, "2016", "Luật"],
        ],
      },
    ]);
    const second = await inTransaction(db.database.pool, ha, (tx) => planLawImport(tx, xlsx));
    expect(second.preview.lines.map((l) => l.title)).toEqual([
      "Nghị quyết số 1671/NQ-UBTVQH15",
      "Luật Tiếp cận thông tin năm 2016",
    ]);
    expect(second.planned[0]?.facts?.issuedOn).toBe("2025-06-16");
  });
});

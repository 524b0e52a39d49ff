import { expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { writeLegacy } from "#kernel/text/legacy-tables.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitAdministrator, unitCommands } from "#modules/units/server.ts";
import type { SourceSheet } from "../import/sheet.ts";
import { loadCatalogue } from "./catalogue.ts";
import { buildPerson } from "./factory.ts";
import { planRosterImport } from "./import-plan.ts";
import { writeRest } from "./import-rest.ts";
import { importRosterCommand, type RosterImported } from "./import-roster.ts";
import { damRongList, groupedList, type MessySheet, workbookOf } from "./messy-workbooks.ts";

const db = useTestDatabase();
const today = asCivilDate("2026-03-20");

async function place(name: string, hamlets: string[] = []) {
  const province = await buildUnit(db.database.pool, { name: `Tỉnh ${name}` });
  const commune = await buildUnit(db.database.pool, { name: `Xã ${name}`, kind: "commune", parentId: province });
  for (const hamlet of hamlets) await buildUnit(db.database.pool, { name: hamlet, kind: "hamlet", parentId: commune });
  const officer: Principal = {
    userId: `officer-${commune}`,
    personId: null,
    displayName: "Rơ Ông K' Duyên",
    homeUnitId: commune,
    grants: [{ role: "officer", unitId: commune }],
  };
  return { province, commune, officer };
}

const sheetsOf = async (...sheets: MessySheet[]): Promise<SourceSheet[]> => readWorkbook(await workbookOf(...sheets));

function plan(principal: Principal, unitId: number, sheets: readonly SourceSheet[], fontsConfirmed = true) {
  return inTransaction(db.database.pool, principal, (tx) =>
    planRosterImport(tx, { principal, unitId, sheets, fontsConfirmed, today }),
  );
}

async function importInto(
  principal: Principal,
  unitId: number,
  sheets: readonly SourceSheet[],
  digest: string | null = null,
) {
  const command = importRosterCommand(sheets);
  const receipt = await executeCommand<RosterImported>(
    {
      pool: db.database.pool,
      commands: { [command.name]: command as never },
      now: () => new Date("2026-03-20T03:00:00Z"),
    },
    principal,
    {
      id: newId(),
      name: command.name,
      payload: { unitId, fileName: "DS BCV, TTV.xlsx", fileHash: "", fontsConfirmed: true, digest },
    },
  );
  return receipt.answer;
}

test("the messy list of a commune: each row says what will happen", async () => {
  const { commune, officer } = await place("Đam Rông 1", ["Thôn Păng Sim", "Thôn Lăng Tô"]);
  await buildPerson(db.database.pool, {
    fullName: "Trần Văn Bảo",
    unitId: commune,
    workplace: "Đảng ủy xã",
    appointment: {
      kind: "rapporteur",
      level: "commune",
      decisionSymbol: "09-QĐ/ĐU",
      termFrom: asCivilDate("2025-08-01"),
    },
  });
  const { preview } = await plan(officer, commune, await sheetsOf(damRongList()));
  expect(preview.rows.map((r) => [r.row, r.outcome, r.reason, r.cell, r.name, r.kind, r.workplace])).toEqual([
    [7, "import", null, null, "Nguyễn Văn Thịnh", "grassrootsCommunicator", "Thôn Păng Sim"],
    [8, "import", null, null, "Liêng Hót Ha Chương", "grassrootsCommunicator", "Thôn Lăng Tô"],
    [9, "import", null, null, "Đặng Ngọc Ân", "grassrootsCommunicator", "Thôn Thanh Bình"],
    [10, "duplicate", "roster.duplicate-in-roster", null, "Trần Văn Bảo", "rapporteur", "Đảng ủy xã"],
    [11, "reject", "roster.date-impossible", "G11", "Lê Thị Hòa", "grassrootsCommunicator", "Thôn Đạ Mur"],
    [12, "import", null, null, "Rơ Ông K' Lan", "collaborator", "Thôn Bóp La"],
    [14, "import", null, null, "Phạm Quốc Hải", "grassrootsCommunicator", "Thôn Păng Dung"],
    [15, "duplicate", "roster.duplicate-in-file", null, "Phạm Quốc Hải", "grassrootsCommunicator", "Thôn Păng Dung"],
    [16, "reject", "roster.decision-missing", "F16", "Kră Jẵn K' Thủy", "grassrootsCommunicator", "Thôn Păng Sim"],
  ]);
  const [thinh, chuong, , , hoa, lan, hai, again] = preview.rows;
  expect(thinh).toMatchObject({
    unitName: "Thôn Păng Sim",
    font: "tcvn3",
    fontSure: true,
    written: writeLegacy("tcvn3", "Nguyễn Văn Thịnh"),
    decisionDate: "2026-02-05",
    termFrom: "2026-02-05",
    officeContact: "0263 3 822 555",
  });
  expect(chuong).toMatchObject({ core: true, unitName: "Thôn Lăng Tô", font: null });
  expect(hoa).toMatchObject({ typed: "31/02/2026" });
  expect(lan?.notes).toContainEqual({ code: "serial", cell: "G12", typed: "46092", day: "2026-03-11" });
  expect(hai).toMatchObject({ decisionDate: "2026-02-05" });
  expect(again).toMatchObject({ otherRow: 14, font: "tcvn3" });
  expect(preview.columns.filter((c) => c.use === "forbidden").map((c) => [c.letter, c.header, c.why])).toEqual([
    ["D", "Số CCCD", "citizenId"],
    ["E", "Dân tộc", "ethnicity"],
  ]);
  expect(preview.counts).toEqual({ people: 9, import: 5, duplicate: 2, reject: 2, tcvn3: 3, vni: 1 });
});

test("the import is what the preview said, once; the forbidden columns are nowhere; a second time everything is there", async () => {
  const { commune, officer } = await place("Đam Rông 2");
  const sheets = await sheetsOf(damRongList());
  const { preview } = await plan(officer, commune, sheets);
  const answer = await importInto(officer, commune, sheets, preview.digest);
  expect(answer).toEqual({ people: 6, appointments: 6, duplicates: 1, rejected: 2 });
  const people = await db.owner
    .selectFrom("person")
    .innerJoin("appointment", "appointment.person_id", "person.id")
    .select(["full_name", "sort_key", "kind", "core", "decision_symbol"])
    .where("person.unit_id", "=", commune)
    .orderBy("sort_key")
    .execute();
  expect(people.map((p) => p.full_name).sort()).toEqual(
    [
      "Liêng Hót Ha Chương",
      "Nguyễn Văn Thịnh",
      "Phạm Quốc Hải",
      "Rơ Ông K' Lan",
      "Trần Văn Bảo",
      "Đặng Ngọc Ân",
    ].sort(),
  );
  const everything = JSON.stringify(
    [
      await db.owner.selectFrom("person").selectAll().execute(),
      await db.owner.selectFrom("journal").selectAll().execute(),
      await db.owner.selectFrom("command").selectAll().execute(),
    ],
    (_, v: unknown) => (typeof v === "bigint" ? String(v) : v),
  );
  expect(everything).not.toMatch(/06808500|"Cil"|Kinh"/);
  const journal = await db.owner.selectFrom("journal").select("action").where("user_id", "=", officer.userId).execute();
  expect(journal.filter((j) => j.action === "person.added")).toHaveLength(6);
  expect(journal.filter((j) => j.action === "roster.imported")).toHaveLength(1);

  const again = await plan(officer, commune, sheets);
  expect(again.preview.counts).toMatchObject({ import: 0, duplicate: 7, reject: 2 });
  await expect(importInto(officer, commune, sheets)).rejects.toMatchObject({ code: "roster.import-nothing" });
});

test("merged groups, marks for kinds, names in two columns, the decision above the list", async () => {
  const { commune, officer } = await place("D'Ran", ["Thôn Lạc Xuân 1"]);
  const { preview } = await plan(officer, commune, await sheetsOf(groupedList()));
  expect(
    preview.rows.map((r) => [r.name, r.outcome, r.reason, r.kind, r.level, r.termFrom, r.termTo, r.decisionSymbol]),
  ).toEqual([
    ["Nguyễn Hữu Phước", "import", null, "grassrootsCommunicator", null, "2025-07-01", "2030-06-30", "118/QĐ-UBND"],
    ["Võ Thị Ánh Nguyệt", "import", null, "grassrootsCommunicator", null, "2025-07-01", "2030-06-30", "118/QĐ-UBND"],
    ["Touneh Ma Nghiêm", "import", null, "rapporteur", "commune", "2025-07-01", null, "118/QĐ-UBND"],
    [
      "Ông Đặng Ngọc Ẩn",
      "reject",
      "roster.date-impossible",
      "grassrootsCommunicator",
      null,
      "2025-07-01",
      null,
      "118/QĐ-UBND",
    ],
  ]);
  expect(preview.rows.slice(0, 2).map((r) => r.unitName)).toEqual(["Thôn Lạc Xuân 1", "Thôn Lạc Xuân 1"]);
  expect(preview.rows.map((r) => r.workingLanguages)).toEqual([
    ["vi"],
    ["vi", "kpm", "cje"],
    ["vi", "cje", "kpm"],
    ["vi"],
  ]);
  expect(preview.columns.filter((c) => c.use === "forbidden").map((c) => c.why)).toEqual(["birth", "birth", "party"]);
});

test("one person with two kinds is one person; the same name elsewhere is another", async () => {
  const { commune, officer } = await place("Hai Vai");
  const sheets = await sheetsOf({
    name: "DS",
    rows: [
      ["Họ và tên", "Loại", "Số QĐ", "Ngày QĐ", "Thôn"],
      ["Nguyễn Thị Hoà", "TTV", "1/QĐ-UBND", "1/2/2026", "Thôn 1"],
      ["NGUYỄN THỊ HÒA", "BCV", "2-QĐ/ĐU", "1/2/2026", "Thôn 1"],
      ["Nguyễn Thị Hòa", "TTV", "1/QĐ-UBND", "1/2/2026", "Thôn 2"],
      ["Nguyễn Thị Hoá", "TTV", "1/QĐ-UBND", "1/2/2026", "Thôn 1"],
    ],
  });
  const { preview } = await plan(officer, commune, sheets);
  expect(preview.rows.map((r) => r.outcome)).toEqual(["import", "import", "import", "import"]);
  expect(preview.rows[2]?.notes).toContainEqual({ code: "same-name", row: 2 });
  expect(await importInto(officer, commune, sheets)).toMatchObject({ people: 3, appointments: 4 });
});

test("a new term of somebody whose last one is over goes to the same person", async () => {
  const { commune, officer } = await place("Nhiệm Kỳ");
  const { personId } = await buildPerson(db.database.pool, {
    fullName: "Võ Thị Ánh Nguyệt",
    unitId: commune,
    appointment: { termFrom: asCivilDate("2020-01-01"), termTo: asCivilDate("2024-12-31") },
  });
  const sheets = await sheetsOf({
    name: "TTV",
    rows: [
      ["Họ tên", "Số QĐ", "Nhiệm kỳ"],
      ["Võ Thị Ánh Nguyệt", "5/QĐ-UBND ngày 3/1/2025", "2025-2029"],
    ],
  });
  expect((await plan(officer, commune, sheets)).preview.rows[0]).toMatchObject({
    outcome: "import",
    termFrom: "2025-01-03",
    termTo: "2029-12-31",
    notes: expect.arrayContaining([{ code: "known" }]),
  });
  expect(await importInto(officer, commune, sheets)).toMatchObject({ people: 0, appointments: 1 });
  const held = await db.owner.selectFrom("appointment").select("id").where("person_id", "=", personId).execute();
  expect(held).toHaveLength(2);
});

test("a name that the machine cannot be sure of waits for a person", async () => {
  const { commune, officer } = await place("Phông Cũ");
  const sheets = await sheetsOf({
    name: "TTV",
    rows: [
      ["Họ tên", "Số QĐ", "Ngày QĐ"],
      ["Vò Thuû", "5/QĐ-UBND", "3/1/2025"],
    ],
  });
  expect((await plan(officer, commune, sheets, false)).preview.rows[0]).toMatchObject({
    outcome: "reject",
    reason: "roster.font-unconfirmed",
    name: "Vị Thủ",
    font: "vni",
    fontSure: false,
  });
  expect((await plan(officer, commune, sheets, true)).preview.rows[0]).toMatchObject({
    outcome: "import",
    name: "Vị Thủ",
  });
});

test("a commune that is surely another is refused; papers' numbers in other cells are dropped", async () => {
  const { commune, officer } = await place("Ở Đây");
  await place("Ở Xa");
  const { preview } = await plan(
    officer,
    commune,
    await sheetsOf({
      name: "TTV",
      rows: [
        ["Họ tên", "Số QĐ", "Ngày QĐ", "Đơn vị", "Liên hệ"],
        ["Nguyễn Hữu Phước", "5/QĐ-UBND", "3/1/2025", "Xã Ở Xa", null],
        ["Ya Thuần", "5/QĐ-UBND", "3/1/2025", "Xã Ở Đây", "0263 3822555, CCCD 068085001234"],
        [null, "5/QĐ-UBND", "3/1/2025", "Xã Ở Đây", null],
        ["???", "5/QĐ-UBND", "hôm qua", "Xã Ở Đây", null],
      ],
    }),
  );
  expect(preview.rows.map((r) => [r.outcome, r.reason])).toEqual([
    ["reject", "roster.unit-outside"],
    ["import", null],
    ["reject", "roster.name-missing"],
    ["reject", "roster.name-unreadable"],
  ]);
  expect(preview.rows[1]).toMatchObject({ officeContact: "0263 3822555", unitId: commune });
});

test("where the file is silent: the kind by the unit's level or as chosen, the decision as chosen, each said so", async () => {
  const { commune, officer } = await place("Im Lặng");
  const sheets = await sheetsOf({
    name: "Trang 1",
    rows: [["DANH SÁCH BCV, TTV"], ["STT", "Họ tên", "Chức vụ"], [1, "Ya Thuần", "Trưởng thôn"]],
  });
  expect((await plan(officer, commune, sheets)).preview.rows[0]).toMatchObject({
    outcome: "reject",
    reason: "roster.start-missing",
    kind: "grassrootsCommunicator",
  });
  const { preview } = await inTransaction(db.database.pool, officer, (tx) =>
    planRosterImport(tx, {
      principal: officer,
      unitId: commune,
      sheets,
      fontsConfirmed: true,
      today,
      defaults: { kind: "collaborator", decisionSymbol: "7/qđ-ubnd", decisionDate: asCivilDate("2026-01-05") },
    }),
  );
  expect(preview.rows[0]).toMatchObject({
    outcome: "import",
    kind: "collaborator",
    decisionSymbol: "7/QĐ-UBND",
    termFrom: "2026-01-05",
    notes: [{ code: "kind-assumed" }, { code: "default-decision" }],
  });
});

test("names of units that were merged since lead to what they have become", async () => {
  const { pool } = db.database;
  const { province, commune: dran } = await place("Sáp Nhập");
  const old = await buildUnit(pool, { name: "Xã Lạc Xuân Cũ", kind: "commune", parentId: province });
  await executeCommand({ pool, commands: unitCommands as never }, unitAdministrator, {
    id: newId(),
    name: "unit.operate",
    payload: {
      kind: "merge",
      on: "2025-07-01",
      legalBasis: "1671/NQ-UBTVQH15",
      unitIds: [dran, old],
      into: { name: "Xã D'Ran Mới", kind: "commune", code: null, parentId: province },
    },
  });
  const { preview } = await plan(
    unitAdministrator,
    province,
    await sheetsOf({
      name: "TTV",
      rows: [
        ["Họ tên", "Số QĐ", "Ngày QĐ", "Xã"],
        ["Ya Thuần", "1/QĐ-UBND", "1/8/2025", "Xã Lạc Xuân Cũ"],
      ],
    }),
  );
  expect(preview.rows[0]).toMatchObject({ outcome: "import", unitName: "Xã D'Ran Mới", workplace: "Xã Lạc Xuân Cũ" });
});

test("the rest comes back as a workbook that can be put right and imported", async () => {
  const { commune, officer } = await place("Còn Lại");
  const planned = await plan(officer, commune, await sheetsOf(damRongList()));
  const bytes = await asSystem(db.database.pool, async (tx) => writeRest(planned, await loadCatalogue(tx), "vi"));
  const sheets = await readWorkbook(bytes as Uint8Array);
  const flat = sheets[0]!.rows.map((row) => row.map((cell) => cell.value));
  const header = flat.findIndex((row) => row[0] === "Dòng");
  expect(flat[header]).toEqual([
    "Dòng",
    "STT",
    "Họ và tên",
    "Loại",
    "Số quyết định công nhận",
    "Ngày quyết định",
    "Nơi công tác",
    "Điện thoại cơ quan",
    "Kết quả",
    "Lý do",
  ]);
  expect(flat.slice(header + 1).map((row) => [row[0], row[2], row[8], row[9]])).toEqual([
    [11, "Lê Thị Hòa", "Không nhập", "Ô G11: ngày 31/02/2026 không có trong lịch."],
    [15, "Phạm Quốc Hải", "Trùng", "Cùng người với dòng 14 trong tệp này."],
    [16, "Kră Jẵn K' Thủy", "Không nhập", "Ô F16: loại này cần số quyết định công nhận."],
  ]);
  const again = await plan(officer, commune, sheets);
  expect(again.preview.rows.map((r) => [r.name, r.outcome])).toEqual([
    ["Lê Thị Hòa", "reject"],
    ["Phạm Quốc Hải", "import"],
    ["Kră Jẵn K' Thủy", "reject"],
  ]);
});

test("nothing of it is written when anything fails, when the preview is old, or by who may not", async () => {
  const { commune, officer } = await place("Tất Cả");
  const sheets = await sheetsOf(groupedList());
  await expect(importInto(officer, commune, sheets, "an older digest")).rejects.toMatchObject({
    code: "roster.import-changed",
  });
  const other = await place("Khác");
  await expect(importInto(other.officer, commune, sheets)).rejects.toMatchObject({ code: "access.denied" });
  await db.owner.schema
    .alterTable("appointment")
    .addCheckConstraint(
      "nobody_called_nghiem",
      (await import("kysely")).sql`unit_id <> ${(await import("kysely")).sql.lit(commune)} or kind <> 'rapporteur'`,
    )
    .execute();
  await expect(importInto(officer, commune, sheets)).rejects.toThrow(/nobody_called_nghiem/);
  await db.owner.schema.alterTable("appointment").dropConstraint("nobody_called_nghiem").execute();
  expect(await db.owner.selectFrom("person").select("id").where("unit_id", "=", commune).execute()).toEqual([]);
});

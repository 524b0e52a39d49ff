import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { writeLegacy } from "#kernel/text/legacy-tables.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitAdministrator } from "#modules/units/server.ts";
import type { SourceSheet } from "../import/sheet.ts";
import { planRosterImport } from "./import-plan.ts";
import { importRosterCommand, type RosterImported } from "./import-roster.ts";
import { workbookOf } from "./messy-workbooks.ts";

const db = useTestDatabase();

test("twenty thousand rows, with progress", async () => {
  const commune = await buildUnit(db.database.pool, {
    name: "Xã Rất Đông",
    kind: "commune",
    parentId: await buildUnit(db.database.pool, { name: "Tỉnh Rất Đông" }),
  });
  const family = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Võ", "Bùi", "Đỗ", "Hồ"];
  const middle = ["Văn", "Thị", "Hữu", "Ngọc", "Quốc", "Minh", "Thanh", "Xuân", "Đức", "Kim"];
  const given = ["An", "Bình", "Chi", "Dũng", "Đạt", "Hà", "Hải", "Hoà", "Lan", "Nguyệt"];
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    const name = `${family[i % 10] as string} ${middle[Math.floor(i / 10) % 10] as string} ${given[Math.floor(i / 100) % 10] as string}`;
    return [
      i + 1,
      i % 7 === 0 ? writeLegacy("tcvn3", name) : name,
      "TTV",
      "118/QĐ-UBND",
      i % 5 === 0 ? 45839 : "01/7/2025",
      `Thôn ${Math.floor(i / 1000) + 1}`,
    ];
  });
  const sheets: SourceSheet[] = await readWorkbook(
    await workbookOf({
      name: "DS",
      rows: [["DANH SÁCH"], ["STT", "Họ và tên", "Loại", "Số QĐ", "Ngày QĐ", "Thôn"], ...rows],
    }),
  );
  const steps: string[] = [];
  const command = importRosterCommand(sheets, (step, done, total) => {
    steps.push(`${step} ${done === total ? "all" : "some"}`);
  });
  const receipt = await executeCommand<RosterImported>(
    { pool: db.database.pool, commands: { [command.name]: command as never } },
    unitAdministrator,
    {
      id: newId(),
      name: command.name,
      payload: { unitId: commune, fileName: "x.xlsx", fileHash: "", fontsConfirmed: true, digest: null },
    },
  );
  expect(receipt.answer).toEqual({ people: 20_000, appointments: 20_000, duplicates: 0, rejected: 0 });
  expect(new Set(steps)).toEqual(
    new Set(["reading some", "checking some", "checking all", "writing some", "writing all"]),
  );
  const again = await inTransaction(db.database.pool, unitAdministrator, (tx) =>
    planRosterImport(tx, {
      principal: unitAdministrator,
      unitId: commune,
      sheets,
      fontsConfirmed: true,
      today: asCivilDate("2026-03-20"),
    }),
  );
  expect(again.preview.counts).toMatchObject({ people: 20_000, duplicate: 20_000 });
}, 120_000);

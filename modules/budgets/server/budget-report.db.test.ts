import { beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentCommands } from "#modules/documents/server.ts";
import { budgetWorld, now } from "./budget-world.ts";
import { budgetYearsToMerge } from "./merge-budgets.ts";

const db = useTestDatabase();
const { world, build, open, allocate, activity, spend } = budgetWorld(db);
beforeAll(build);

test("a year's money is an official report: spent against planned by line and activity, sums as they stand in the ledger", async () => {
  const whole = await open(world.khanh, world.province, 500_000_000);
  const given = await allocate(world.khanh, whole, world.dran, 60_000_000);
  const leaflets = await activity(world.ha, given, 5_000_000, "In tờ rơi phòng cháy, chữa cháy rừng");
  const evening = await activity(world.ha, given, 2_000_000, "Buổi nói chuyện ở thôn Suối Thông A");
  await spend(world.ha, leaflets, 4_250_000);
  await spend(world.ha, evening, 2_300_000);

  const call = { principal: world.ha, unitId: world.dran, today: "2026-11-02" as never };
  const choices = await inTransaction(db.database.pool, world.ha, (tx) =>
    budgetYearsToMerge.choices({ ...call, tx, search: "" }),
  );
  expect(choices).toEqual([
    { id: "2026", label: "Năm 2026", note: "Tổng nguồn 60.000.000 đồng, đã chi 6.550.000 đồng" },
  ]);

  const commands = buildDocumentCommands([budgetYearsToMerge]) as never;
  const run = async <A>(name: string, payload: object) =>
    (
      await executeCommand<A>({ pool: db.database.pool, commands, now: () => now }, world.ha, {
        id: newId(),
        name,
        payload,
      })
    ).answer;
  const draftId = newId();
  const merged = { source: "budgets.years", sourceIds: ["2026"], values: { limits: "Giá giấy in tăng." } };
  await run("document.create-draft", { draftId, unitId: world.dran, template: "report-budget", ...merged });
  const { documentId } = await run<{ documentId: string }>("document.issue-draft", {
    draftId,
    version: 1,
    issuedOn: "2026-11-02",
    signerName: "Trương Công Lý",
  });
  const { rows } = await sql<{
    content: Buffer;
  }>`select content from issued_document where id = ${documentId}::uuid`.execute(db.owner);
  const bytes = new Uint8Array(rows[0]!.content);
  expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  const words = JSON.stringify(readDocx(bytes));
  for (const said of [
    "Tổng nguồn: 60.000.000 đồng; đã chi: 6.550.000 đồng (bằng chữ: sáu triệu năm trăm năm mươi nghìn đồng); còn lại: 53.450.000 đồng.",
    "In tờ rơi phòng cháy, chữa cháy rừng",
    "-300.000",
    "7.000.000",
    "Giá giấy in tăng.",
  ])
    expect(words).toContain(said);
  // who looks after the province reports on all that is under it, and what was handed down counts once
  const above = await inTransaction(db.database.pool, world.khanh, (tx) =>
    budgetYearsToMerge.choices({ ...call, tx, principal: world.khanh, unitId: world.province }),
  );
  expect(above[0]!.note).toBe("Tổng nguồn 500.000.000 đồng, đã chi 6.550.000 đồng");
});

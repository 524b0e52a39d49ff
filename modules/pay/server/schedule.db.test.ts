import { mkdirSync, writeFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { newId, spokenCode } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentCommands } from "#modules/documents/server.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { getNamedRun } from "./issue-schedule.ts";
import { runsToMerge } from "./merge-runs.ts";
import { payWorld } from "./pay-world.ts";
import { gatherSchedule, scheduleDocument, writeScheduleWorkbook } from "./schedule.ts";

const db = useTestDatabase();
const { build, world, act, rate, talk, make, approve } = payWorld(db);
beforeAll(build);
const today = "2026-11-02" as never;

/** SAMPLES=folder keeps the files, to be opened in an office suite and looked at (docs/documents). */
function keep(name: string, bytes: Uint8Array): void {
  const folder = process.env["SAMPLES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}`, bytes);
}

test("pay's own schedule and the template's are one text; many lines, differences and caps keep their sum", async () => {
  await rate(world.province, { kind: "grassrootsCommunicator", coreOnly: true, amount: 250_000, mostAmount: 900_000 });
  const people = [world.thuan, world.nghiem];
  for (const name of ["Touprong Nai Suối", "K' Brẻh", "Bon Niêng Ha Sen", "Nguyễn Thị Thanh Hằng", "Kon Sơ Ha Điệp"])
    people.push(
      (
        await buildPerson(db.database.pool, {
          fullName: name,
          unitId: world.a,
          appointment: { termFrom: "2024-07-01" as never },
        })
      ).personId,
    );
  const talks: string[] = [];
  for (let i = 0; i < 63; i++)
    talks.push(
      await talk(
        world.a,
        `2026-09-${String(1 + Math.floor(i / 3)).padStart(2, "0")}T${String(1 + (i % 3) * 4).padStart(2, "0")}:00:00Z`,
        [people[i % 7]!],
        {
          title: ["Giữ rừng và phòng cháy mùa khô", "Bảo hiểm y tế hộ gia đình", "Chuyển đổi cây trồng trên đất dốc"][
            i % 3
          ],
        },
      ),
    );
  const first = await make(world.ha, world.a, "2026-09");
  await approve(world.ha, world.mai, first);
  await sql`update talk set status = 'delivered', version = version + 1 where id = ${talks[1]}::uuid`.execute(db.owner);
  await talk(world.a, "2026-10-03T12:00:00Z", [world.nghiem]);
  const second = await make(world.ha, world.a, "2026-10");
  expect(second).toMatchObject({ lines: 2, total: 0 });
  await talk(world.a, "2026-10-04T12:00:00Z", [world.nghiem]);
  await approve(world.ha, world.mai, await act(world.ha, "pay.compute-run", { runId: second.runId }));

  for (const [name, runId] of [
    ["bang-ke-nhieu-khoan", first.runId],
    ["bang-ke-chenh-lech", second.runId],
  ] as const) {
    const schedule = await inTransaction(db.database.pool, world.ha, async (tx) =>
      gatherSchedule(tx, await getNamedRun(tx, runId)),
    );
    const document = await inTransaction(db.database.pool, world.ha, (tx) => scheduleDocument(tx, schedule, today));
    const bytes = await document.write({
      number: 7,
      symbol: `TTr-${document.issuerSymbol}`,
      date: "2026-11-02",
      signer: { name: "Trương Công Lý", position: "CHỦ TỊCH" },
    });
    keep(`${name}.docx`, bytes);
    keep(`${name}.xlsx`, await writeScheduleWorkbook(schedule, document.issuer.issuer));
    expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
    expect(lintOffice(bytes)).toEqual([]);
    const table = document.content.annexes[0]!.body.find((b) => b.kind === "table");
    const rows = table?.kind === "table" ? table.rows : [];
    expect(rows).toHaveLength(schedule.run.lines + 1);
    const total = rows.at(-1)!.cells[5]!;
    expect(Number(total.replaceAll(".", ""))).toBe(schedule.run.total);
    const words = JSON.stringify(document.content);
    expect(words).toContain(spokenCode(runId));
    expect(words).not.toContain("[…]");

    // the same, begun under Documents from the same run
    const commands = buildDocumentCommands([runsToMerge]) as never;
    const draftId = newId();
    await executeCommand({ pool: db.database.pool, commands, now: () => new Date("2026-11-02T03:00:00Z") }, world.ha, {
      id: newId(),
      name: "document.create-draft",
      payload: { draftId, unitId: world.a, template: "payment-schedule", source: "pay.runs", sourceIds: [runId] },
    });
    const { rows: drafts } = await sql<{
      content: unknown;
    }>`select content from document_draft where id = ${draftId}::uuid`.execute(db.owner);
    expect(drafts[0]!.content).toEqual(JSON.parse(JSON.stringify(document.content)));
  }

  // issued once, by pay; then it is offered no more
  const call = { principal: world.ha, unitId: world.a, today };
  const offered = () =>
    inTransaction(db.database.pool, world.ha, (tx) => runsToMerge.choices({ ...call, tx, search: "09/2026" }));
  expect(await offered()).toMatchObject([{ id: first.runId, label: "Tháng 09/2026, đợt 1" }]);
  const issued = await act<{ symbol: string }>(world.ha, "pay.issue-schedule", {
    runId: first.runId,
    issuedOn: "2026-11-02",
    signerName: "Trương Công Lý",
  });
  expect(issued.symbol).toMatch(/^01\/TTr-/);
  expect(await offered()).toEqual([]);
  const kept = await sql<{ abstract: string; words: string | null }>`
    select abstract, content_source->>'abstract' as words from issued_document where subject_id = ${first.runId}`.execute(
    db.owner,
  );
  expect(kept.rows[0]!.abstract).toBe(
    "Về việc thanh toán thù lao báo cáo viên, tuyên truyền viên tháng 9 năm 2026 (đợt 1)",
  );
  expect(kept.rows[0]!.words).toBe(kept.rows[0]!.abstract);
});

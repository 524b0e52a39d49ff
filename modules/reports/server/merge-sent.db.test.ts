import { mkdirSync, writeFileSync } from "node:fs";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentCommands } from "#modules/documents/server.ts";
import { sentReportsToMerge } from "./merge-sent.ts";
import { buildReform, principalOf, tellTalk } from "./reform-story.ts";
import { actsOn } from "./sending-story.ts";

const db = useTestDatabase();
const now = new Date("2026-01-05T03:00:00Z");
const today = asCivilDate("2026-01-05");

test("a letter goes with a report that was sent: to whom, with which document, why anew, what it says", async () => {
  const reform = await buildReform(db.owner);
  const ha = principalOf("thu.ha", "officer", reform.dran);
  const ly = { ...principalOf("cong.ly", "unitHead", reform.dran), displayName: "Trương Công Lý" };
  const anh = principalOf("hoang.anh", "officer", reform.province);
  const acts = actsOn(db, () => now);
  await tellTalk(db.owner, { place: reform.diom, on: "2025-10-05", attendance: 1064, questions: 2 });
  const call = { principal: ha, unitId: reform.dran, today };
  const at = <T>(work: (c: Parameters<typeof sentReportsToMerge.choices>[0]) => Promise<T>) =>
    inTransaction(db.database.pool, ha, (tx) => work({ ...call, tx }));

  const reportId = await acts.begin(reform.dran, "2025-10", ha);
  await acts.freeze(reportId, ha);
  await acts.sign(reportId, ha, ly);
  expect(await at((c) => sentReportsToMerge.choices(c))).toEqual([]);
  const { sendingId } = await acts.send(reportId, ha, reform.province);
  expect(await at((c) => sentReportsToMerge.choices(c))).toMatchObject([
    { id: reportId, note: "gửi ngày 05/01/2026 tới Tỉnh Lâm Đồng · chưa phát hành văn bản" },
  ]);
  const first = await at((c) => sentReportsToMerge.merge({ ...c, template: "letter-report" }, [reportId]));
  expect(first).not.toHaveProperty("document");
  expect(first).not.toHaveProperty("again");

  await acts.run("report.return", { sendingId, reason: "Chưa nêu đề nghị sửa loa." }, anh);
  expect(await at((c) => sentReportsToMerge.choices(c))).toEqual([]);
  await acts.sign(reportId, ha, ly);
  await acts.send(reportId, ha, reform.province);
  const issued = await acts.run<{ number: number; symbol: string }>(
    "report.issue",
    { reportId, issuedOn: "2026-01-05" },
    ha,
  );
  expect(await at((c) => sentReportsToMerge.choices({ ...c, search: "lam dong" }))).toHaveLength(1);
  expect(await at((c) => sentReportsToMerge.choices({ ...c, search: "tay ninh" }))).toEqual([]);
  const values = await at((c) => sentReportsToMerge.merge({ ...c, template: "letter-report" }, [reportId]));
  expect(values).toMatchObject({
    addressee: ["Ủy ban nhân dân tỉnh Lâm Đồng"],
    document: `số 0${issued.number}/${issued.symbol} ngày 05/01/2026`,
    again: "Chưa nêu đề nghị sửa loa",
  });
  expect(values["subject"]).toMatch(/tháng 10 năm 2025$/);
  expect(values["figures"]).toEqual(expect.arrayContaining([expect.objectContaining({ value: "1 buổi" })]));
  expect(JSON.stringify(values["figures"])).toContain("1.064");
  expect(JSON.stringify(values["figures"])).not.toContain("âu hỏi");
  // nothing of a report of another unit, by whose id soever
  expect(
    await inTransaction(db.database.pool, anh, (tx) =>
      sentReportsToMerge.merge({ ...call, principal: anh, unitId: reform.province, tx, template: "letter-report" }, [
        reportId,
      ]),
    ),
  ).toEqual({});

  const commands = buildDocumentCommands([sentReportsToMerge]) as never;
  const run = (name: string, payload: object) =>
    executeCommand<{ documentId: string }>({ pool: db.database.pool, commands, now: () => now }, ha, {
      id: newId(),
      name,
      payload,
    });
  const draftId = newId() as string;
  const made = { draftId, unitId: reform.dran, template: "letter-report" };
  await run("document.create-draft", { ...made, source: "reports.sent", sourceIds: [reportId] });
  const { answer } = await run("document.issue-draft", {
    draftId,
    version: 1,
    issuedOn: "2026-01-05",
    signerName: "Trương Công Lý",
  });
  const { rows } = await sql<{ content: Buffer }>`
    select content from issued_document where id = ${answer!.documentId}::uuid`.execute(db.owner);
  const file = new Uint8Array(rows[0]!.content);
  // SAMPLES=folder keeps the file, to be opened in an office suite and looked at (docs/documents)
  const folder = process.env["SAMPLES"];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/letter-report.docx`, file);
  }
  expect(checkDocument(file).filter((f) => f.verdict === "broken")).toEqual([]);
  expect(lintOffice(file)).toEqual([]);
  const words = readDocx(file)
    .paragraphs.map((p) => p.text)
    .join("\n");
  expect(words).toContain(`Báo cáo số 0${issued.number}/${issued.symbol} ngày 05/01/2026 về`);
  expect(words).toContain("sau khi được trả lại với ý kiến: Chưa nêu đề nghị sửa loa.");
});

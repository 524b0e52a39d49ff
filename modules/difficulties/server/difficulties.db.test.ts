import { writeFile } from "node:fs/promises";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { talkCommands } from "#modules/talks/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { difficultyCommands } from "./commands.ts";
import { readDifficultyPage } from "./difficulty-page.ts";
import { exportDifficulties } from "./export-difficulties.ts";
import { DifficultyQuery, listDifficulties } from "./list-difficulties.ts";

const db = useTestDatabase();
let province: number;
let dran: number;
let damRong: number;
let ha: Principal;
let anh: Principal;
const officer = (userId: string, unitId: number): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  grants: [{ role: "officer", unitId }],
  homeUnitId: unitId,
});
const now = new Date("2026-11-02T03:00:00Z");

beforeAll(async () => {
  const { pool } = db.database;
  province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: province });
  damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", code: "24886", kind: "commune", parentId: province });
  ha = officer("thu.ha", dran);
  anh = officer("hoang.anh", province);
});

const act = async <A = unknown>(by: Principal, name: string, payload: unknown, at = now) =>
  (
    await executeCommand<A>(
      { pool: db.database.pool, commands: { ...difficultyCommands, ...talkCommands } as never, now: () => at },
      by,
      { id: newId(), name, payload },
    )
  ).answer;
const list = (by: Principal, query: object = {}) =>
  inTransaction(db.database.pool, by, (tx) => listDifficulties(tx, by, DifficultyQuery.parse(query)));
const page = (by: Principal, id: string) => inTransaction(db.database.pool, by, (tx) => readDifficultyPage(tx, by, id));
const report = async (by: Principal, unitId: number, text: string, proposal: string | null = null, at = now) => {
  const difficultyId = newId();
  await act(by, "difficulty.report", { difficultyId, unitId, text, proposal }, at);
  return difficultyId;
};

test("a unit's report goes to its province with a deadline; what a speaker met at a talk comes by itself", async () => {
  const reported = await act<{ handlerId: number; dueOn: string }>(ha, "difficulty.report", {
    difficultyId: newId(),
    unitId: dran,
    text: "Nhà văn hóa thôn chưa có điện, không dùng được loa.",
  });
  expect(reported).toMatchObject({ handlerId: province, dueOn: "2026-11-17" });
  const met = newId();
  await act(
    ha,
    "talk.record",
    {
      talkId: newId(),
      unitId: dran,
      placeUnitId: dran,
      kind: "residentMeeting",
      title: "Bảo hiểm y tế hộ gia đình",
      startsAt: "2026-10-30T12:00:00Z",
      attendance: 40,
      difficulties: [{ id: met, text: "Bà con không hiểu tiếng phổ thông, chưa có tài liệu tiếng K'Ho." }],
    },
    new Date("2026-11-01T03:00:00Z"),
  );
  const { items } = await list(ha);
  expect(items.map((d) => [d.origin, d.dueOn, d.mine])).toEqual([
    ["talk", "2026-11-16", false],
    ["unit", "2026-11-17", false],
  ]);
  expect(await page(ha, met)).toMatchObject({
    talk: { title: "Bảo hiểm y tế hộ gia đình" },
    handler: { id: province, name: "Tỉnh Lâm Đồng" },
    steps: [{ kind: "reported" }],
  });
});

test("an identity in a text is refused and nothing is stored; a stranger reports and settles nothing", async () => {
  const before = (await list(anh, { view: "all" })).items.length;
  await expect(report(ha, dran, "Liên hệ chị Lan 0912 345 678 để biết thêm")).rejects.toMatchObject({
    code: "difficulty.identity-in-text",
    detail: { fields: { "/text": "difficulty.identity-in-text" } },
  });
  await expect(report(ha, damRong, "Loa hỏng")).rejects.toMatchObject({ code: "access.denied" });
  expect((await list(anh, { view: "all" })).items).toHaveLength(before);
  const [first] = (await list(ha)).items;
  await expect(
    act(ha, "difficulty.answer", { difficultyId: first!.id, version: 1, answer: "Tự trả lời" }),
  ).rejects.toMatchObject({ status: expect.toBeOneOf([403, 404]) });
});

test("several are drawn up as one, answered once, and one is taken out", async () => {
  const a = await report(ha, dran, "Đường vào thôn sạt lở, không tới được.", null, new Date("2026-10-20T03:00:00Z"));
  const b = await report(officer("k.duyen", damRong), damRong, "Cầu treo hỏng, thôn bị chia cắt khi mưa.");
  const c = await report(ha, dran, "Thiếu máy chiếu ở nhà văn hóa.");
  const whole = newId();
  const made = await act<{ members: number; dueOn: string }>(anh, "difficulty.consolidate", {
    difficultyId: whole,
    text: "Nhiều thôn bị chia cắt trong mùa mưa, không tổ chức được buổi tuyên truyền.",
    memberIds: [a, b, c],
  });
  expect(made).toMatchObject({ members: 3, dueOn: "2026-11-04" });
  await expect(
    act(anh, "difficulty.consolidate", { difficultyId: newId(), text: "Lần nữa", memberIds: [a] }),
  ).rejects.toMatchObject({ code: "difficulty.not-alike" });
  await act(anh, "difficulty.separate", { difficultyId: c });
  expect((await page(ha, c)).status).toBe("open");
  const seen = await page(anh, whole);
  expect(seen).toMatchObject({ origin: "consolidated", members: 2, mine: true, unit: { id: province } });
  await expect(act(anh, "difficulty.answer", { difficultyId: whole, version: 99, answer: "…" })).rejects.toMatchObject({
    code: "difficulty.changed-since",
  });
  await act(anh, "difficulty.answer", {
    difficultyId: whole,
    version: seen.version,
    answer: "Tỉnh đã bố trí kinh phí sửa đường, cầu trong quý IV.",
    basis: "973/QĐ-UBND ngày 01/11/2026",
  });
  // the commune sees what its own was drawn into, with the answer, and not the other commune's part
  expect(await page(ha, a)).toMatchObject({ status: "consolidated", settled: "answered" });
  expect((await page(ha, a)).under).toMatchObject({ id: whole, answer: expect.stringContaining("quý IV") });
  expect((await page(ha, whole)).parts.map((d) => d.id)).toEqual([a]);
  expect((await list(ha, { view: "answered" })).items.map((d) => d.id).toSorted()).toEqual([a, whole].toSorted());
  // and what is settled waits for nobody
  expect((await list(anh)).items.map((d) => d.id)).not.toContain(whole);
});

test("taken higher with a numbered letter in the format of Decree 30; answered; reopened", async () => {
  const id = await report(
    ha,
    dran,
    "Chưa có định mức chi cho cộng tác viên người dân tộc thiểu số.",
    "Ban hành mức chi.",
  );
  const words = {
    subject: "đề nghị hướng dẫn mức chi cho cộng tác viên",
    addressees: ["Bộ Văn hóa, Thể thao và Du lịch", "Bộ Tài chính"],
  };
  const answer = await act<{ documentId: string; symbol: string; dueOn: string }>(anh, "difficulty.escalate", {
    difficultyId: id,
    version: 1,
    ...words,
    issuedOn: "2026-11-02",
    signerName: "Phan Đình Nghị",
  });
  expect(answer).toMatchObject({ symbol: expect.stringMatching(/^01\/UBND/), dueOn: "2026-12-02" });
  const { rows } = await sql<{ content: Buffer; type: string; subject_id: string }>`
    select content, type, subject_id from issued_document where id = ${answer.documentId}`.execute(db.owner);
  expect(rows[0]).toMatchObject({ type: "official-letter", subject_id: id });
  const bytes = new Uint8Array(rows[0]!.content);
  expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  if (process.env.LOOK_AT_DOCUMENTS) await writeFile(`${process.env.LOOK_AT_DOCUMENTS}/cong-van.docx`, bytes);
  expect(await page(anh, id)).toMatchObject({
    status: "escalated",
    steps: [{ kind: "reported" }, { kind: "escalated", document: { symbol: answer.symbol }, dueOn: "2026-12-02" }],
  });
  // a letter of the future takes no number
  await expect(
    act(anh, "difficulty.escalate", {
      difficultyId: id,
      version: 2,
      ...words,
      issuedOn: "2026-12-30",
      signerName: "Phan Đình Nghị",
    }),
  ).rejects.toMatchObject({ code: "documents.future-date" });
  await act(anh, "difficulty.answer", { difficultyId: id, version: 2, answer: "Đã có hướng dẫn.", basis: null });
  await act(anh, "difficulty.reopen", { difficultyId: id, reason: "Hướng dẫn chưa đủ" });
  expect(await page(anh, id)).toMatchObject({ status: "open", answer: null, dueOn: "2026-11-17" });
  await act(anh, "difficulty.set-aside", { difficultyId: id, reason: "Trùng với việc đã giải quyết" });
  expect((await page(ha, id)).setAsideReason).toBe("Trùng với việc đã giải quyết");
});

test("each sees their own, a stranger nothing; pages of the list hold every one once; the workbook is the list", async () => {
  const stranger = officer("x", damRong);
  const own = (await list(ha, { view: "all" })).items;
  expect((await list(stranger, { view: "all" })).items.every((d) => d.unit.id !== dran)).toBe(true);
  await expect(page(stranger, own[0]!.id)).rejects.toMatchObject({ code: "difficulty.not-found" });
  for (const view of ["all", "waiting"]) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const part: Awaited<ReturnType<typeof list>> = await list(anh, { view, limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...part.items.map((d) => d.id));
      cursor = part.nextCursor;
    } while (cursor !== null);
    const all = (await list(anh, { view, limit: 200 })).items.map((d) => d.id);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  }
  const file = await inTransaction(db.database.pool, ha, (tx) =>
    exportDifficulties(tx, ha, { view: "all", under: undefined }, "vi"),
  );
  const [sheet] = await readWorkbook(file.bytes as Uint8Array);
  expect(sheet!.rows).toHaveLength(own.length + 1);
});

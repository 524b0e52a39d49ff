import { beforeAll, expect, test } from "vitest";
import { type Principal, publicCaller } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildLaw } from "#modules/laws/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { findPublicCorrection, listPublicCorrections } from "../portal/public-corrections.ts";
import { listCorrections } from "./read-corrections.ts";
import { correctionCommands } from "./write-correction.ts";

const db = useTestDatabase();
let dran: number;
let damRong: number;
let lawId: string;
const someone = (role: Principal["grants"][number]["role"], unitId: number): Principal => ({
  userId: `${role}-${unitId}`,
  personId: null,
  displayName: role,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const act = async (by: Principal, name: string, payload: unknown) =>
  (
    await executeCommand<{ id: string; version: number; status: string }>(
      { pool: db.database.pool, commands: correctionCommands },
      by,
      { id: newId(), name: `correction.${name}`, payload },
    )
  ).answer;
const words = (rest: object = {}) => ({
  topic: "local-affairs",
  claim: "Có tin xã thu hồi đất rẫy mà không đền bù",
  truth: "",
  lawId: null,
  lawPassage: null,
  sourceText: null,
  statedOn: "2026-11-02",
  nextUpdateOn: null,
  ...rest,
});
const listPublic = (q?: string) =>
  inTransaction(db.database.pool, publicCaller, (tx) => listPublicCorrections(tx, q === undefined ? {} : { q }));

beforeAll(async () => {
  const { pool } = db.database;
  const province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: province });
  damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: province });
  lawId = await buildLaw(pool, someone("officer", dran), {
    unitId: dran,
    kind: "decree",
    symbol: "49/2024/NĐ-CP",
    issuedOn: asCivilDate("2024-05-10"),
  });
});

test("draft, approved, published, withdrawn: without a source it stays a draft, and the public page follows", async () => {
  const [ha, ly] = [someone("officer", dran), someone("unitHead", dran)];
  const id = newId();
  let { version } = await act(ha, "add", { id, unitId: dran, ...words() });
  await expect(act(ha, "approve", { id, seenVersion: version })).rejects.toMatchObject({ code: "access.denied" });
  await expect(act(ly, "approve", { id, seenVersion: version })).rejects.toMatchObject({
    code: "correction.truth-missing",
  });
  ({ version } = await act(ha, "edit", {
    id,
    seenVersion: version,
    ...words({ truth: "Không có quyết định thu hồi nào." }),
  }));
  await expect(act(ly, "approve", { id, seenVersion: version })).rejects.toMatchObject({
    code: "correction.source-missing",
  });
  await expect(act(ly, "publish", { id, seenVersion: version })).rejects.toMatchObject({ code: "correction.state" });
  await expect(act(ha, "edit", { id, seenVersion: 1, ...words() })).rejects.toMatchObject({
    code: "correction.edited-elsewhere",
  });
  ({ version } = await act(ha, "edit", {
    id,
    seenVersion: version,
    ...words({ truth: "Không có quyết định thu hồi nào.", lawId, lawPassage: "khoản 2 Điều 5" }),
  }));
  ({ version } = await act(ly, "approve", { id, seenVersion: version }));
  expect((await listPublic()).items).toEqual([]);
  expect(await inTransaction(db.database.pool, publicCaller, (tx) => findPublicCorrection(tx, id))).toBeNull();
  ({ version } = await act(ly, "publish", { id, seenVersion: version }));
  const [shown] = (await listPublic("thu hoi dat")).items;
  expect(shown).toMatchObject({
    id,
    status: "published",
    issuer: "Xã D'Ran",
    claim: "Có tin xã thu hồi đất rẫy mà không đền bù",
    truth: "Không có quyết định thu hồi nào.",
    source: "Nghị định số 49/2024/NĐ-CP, khoản 2 Điều 5",
  });
  expect((await listPublic("lũ lụt")).items).toEqual([]);
  await act(ly, "withdraw", { id, seenVersion: version, reason: "Có quyết định mới" });
  expect((await listPublic()).items).toEqual([]);
  expect(await inTransaction(db.database.pool, publicCaller, (tx) => findPublicCorrection(tx, id))).toMatchObject({
    status: "withdrawn",
    claim: null,
    truth: null,
    source: null,
  });
  const journal = await db.owner
    .selectFrom("journal")
    .select("action")
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute();
  expect(journal.map((j) => j.action)).toEqual([
    "correction.added",
    "correction.edited",
    "correction.edited",
    "correction.approved",
    "correction.published",
    "correction.withdrawn",
  ]);
});

test("nothing that leads to a person is stored in any field, and the answer names the field, not the text", async () => {
  const ha = someone("officer", dran);
  const refused = async (rest: object) => {
    try {
      await act(ha, "add", { id: newId(), unitId: dran, ...words(rest) });
    } catch (error) {
      const { code, detail } = error as { code: string; detail: unknown };
      return { code, detail };
    }
    return null;
  };
  expect(await refused({ claim: "Ông Nguyễn Văn An nói đập vỡ" })).toEqual({
    code: "correction.author",
    detail: { fields: { "/claim": "correction.author" } },
  });
  expect(await refused({ claim: "Xem facebook.com/abc" })).toMatchObject({ code: "correction.link" });
  expect(await refused({ claim: "Theo @taikhoan thì…" })).toMatchObject({ code: "correction.account" });
  expect(await refused({ truth: "Gọi 0912 345 678" })).toMatchObject({
    code: "correction.identity",
    detail: { fields: { "/truth": "correction.identity" } },
  });
  expect(await refused({ sourceText: "Bài trên zalo.me/123" })).toMatchObject({ code: "correction.link" });
  expect(await refused({ sourceText: "Thông báo trên https://lamdong.gov.vn" })).toBeNull();
  const { n } = await db.owner
    .selectFrom("correction")
    .select((e) => e.fn.countAll<string>().as("n"))
    .where("claim", "like", "%Nguyễn Văn An%")
    .executeTakeFirstOrThrow();
  expect(Number(n)).toBe(0);
});

test("another commune sees what is published and cannot touch it; the database refuses approval without a source", async () => {
  const [ly, other] = [someone("unitHead", dran), someone("unitHead", damRong)];
  const [open, kept] = [newId(), newId()];
  for (const id of [open, kept])
    await act(ly, "add", {
      id,
      unitId: dran,
      ...words({ truth: "Không có, kể cả ở D'Ran.", sourceText: "Thông báo của xã" }),
    });
  await act(ly, "approve", { id: open, seenVersion: 1 });
  const { version } = await act(ly, "publish", { id: open, seenVersion: 2 });
  const seen = await inTransaction(db.database.pool, other, (tx) => listCorrections(tx, {}, 50));
  expect(seen.items.map((c) => c.id)).toEqual([open]);
  for (const q of ["o dran", "d-ran", "ke ca o D’Ran"]) {
    const found = await inTransaction(db.database.pool, other, (tx) => listCorrections(tx, { q }, 50));
    expect(
      found.items.map((c) => c.id),
      q,
    ).toEqual([open]);
    expect(
      (await listPublic(q)).items.map((c) => c.id),
      q,
    ).toContain(open);
  }
  await expect(act(other, "withdraw", { id: open, seenVersion: version, reason: "…" })).rejects.toMatchObject({
    code: "access.denied",
  });
  await expect(
    db.owner.updateTable("correction").set({ status: "approved", source_text: null }).where("id", "=", kept).execute(),
  ).rejects.toThrow(/check constraint/);
});

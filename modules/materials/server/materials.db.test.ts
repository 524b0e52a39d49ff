import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand, type CommandServices } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { materialCommands } from "./commands.ts";
import { approveThrough, buildMaterial } from "./factory.ts";
import { findMaterials } from "./find-materials.ts";
import { readMaterialPage } from "./material-page.ts";
import { phoneMaterials } from "./phone-materials.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "commission" | "commune" | "hamlet" | "other", number>;
const someone = (role: Principal["grants"][number]["role"], unitId: number | null): Principal => ({
  userId: `${role}-${unitId}`,
  personId: null,
  displayName: role,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const head = () => someone("unitHead", units.province);
/** Whoever writes does not approve. */
const author = (): Principal => ({ ...head(), userId: `${head().userId}.author` });
const services = (): CommandServices => ({ pool: db.database.pool, commands: materialCommands });
const command = <A = unknown>(by: Principal, name: string, payload: unknown) =>
  executeCommand<A>(services(), by, { id: newId(), name, payload });
const reading = <T>(by: Principal, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction<T>(db.database.pool, by, work, { readOnly: true });
const titles = async (by: Principal, q: string) =>
  (await reading(by, (tx) => findMaterials(tx, { q }, 20))).items.map((m) => m.title);

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.commission = await buildUnit(pool, {
    name: "Ban Tuyên giáo và Dân vận",
    kind: "party-commission",
    parentId: units.province,
  });
  units.commune = await buildUnit(pool, { name: "Xã Hiệp Thạnh", kind: "commune", parentId: units.province });
  units.hamlet = await buildUnit(pool, { name: "Thôn Phi Nôm", kind: "hamlet", parentId: units.commune });
  units.other = await buildUnit(pool, { name: "Xã Ka Đô", kind: "commune", parentId: units.province });
});

test("a phrase without diacritics finds; exact tones stand first, the title before the text, the newest before the older", async () => {
  const make = (title: string, rest: Partial<Parameters<typeof buildMaterial>[2]> = {}) =>
    buildMaterial(db.database.pool, head(), { title, unitId: units.province, ...rest });
  await make("Hỏi đáp về thù lao, năm 2025");
  await make("Thu lao vụ cũ"); // toneless on purpose
  await make("Quy chế chi", { body: "Mức thù lao cho tuyên truyền viên." });
  await make("Hoà giải ở cơ sở");
  await make("Cấp nước sạch");
  expect(await titles(head(), "thu lao")).toEqual(["Thu lao vụ cũ", "Hỏi đáp về thù lao, năm 2025", "Quy chế chi"]);
  expect(await titles(head(), "thù lao")).toEqual(["Hỏi đáp về thù lao, năm 2025", "Quy chế chi", "Thu lao vụ cũ"]);
  expect(await titles(head(), "THÙ LAO, năm")).toEqual(["Hỏi đáp về thù lao, năm 2025"]);
  expect(await titles(head(), "hòa giải")).toEqual(["Hoà giải ở cơ sở"]);
  expect(await titles(head(), "lao thu")).toEqual([]);
  expect(await titles(head(), "uoc sac")).toEqual(["Cấp nước sạch"]);
  expect(await titles(head(), "  ,, ")).toEqual([]);
  expect(await titles(head(), "%")).toEqual([]);
});

test("a name with an apostrophe is found however it is typed: d ran, d'ran, dran; in the text too", async () => {
  await buildMaterial(db.database.pool, head(), { title: "Nước sạch ở D'Ran, xã mới", unitId: units.province });
  await buildMaterial(db.database.pool, head(), {
    title: "Chữ viết",
    body: "Lớp dạy tiếng K’Ho ở thôn.",
    unitId: units.province,
  });
  for (const typed of ["d ran", "D'Ran", "dran", "o dran xa moi"])
    expect(await titles(head(), typed)).toEqual(["Nước sạch ở D'Ran, xã mới"]);
  for (const typed of ["k ho", "k'ho", "kho", "tieng kho o thon"])
    expect(await titles(head(), typed)).toEqual(["Chữ viết"]);
});

test("a frequent phrase and a rare one give what a plain scan gives", async () => {
  await db.owner.transaction().execute(async (trx) => {
    const rows = Array.from({ length: 700 }, (_, i) => ({
      id: newId(),
      version: newId(),
      title: i % 7 === 0 ? `Sổ tay chuyển đổi số quyển ${i}` : `Sổ tay chuyển đổi cây trồng quyển ${i}`,
      at: new Date(Date.UTC(2025, 0, 1, 0, i)),
    }));
    await trx
      .insertInto("material")
      .values(
        rows.map((r) => ({
          id: r.id,
          unit_id: units.province,
          reach_id: units.province,
          topic: "knowledge",
          created_by: "t",
        })),
      )
      .execute();
    await trx
      .insertInto("material_version")
      .values(
        rows.map((r) => ({
          id: r.version,
          material_id: r.id,
          unit_id: units.province,
          reach_id: units.province,
          topic: "knowledge",
          number: 1,
          status: "approved",
          title: r.title,
          approved_at: r.at,
          created_by: "t",
        })),
      )
      .execute();
  });
  for (const phrase of [
    "chuyển đổi",
    "chuyen doi",
    "chuyen doi so",
    "chuyển đổi số quyển",
    "so tay chuyen doi cay trong quyen 690",
    "quyen 7",
    "quyen",
  ]) {
    const found = await reading(head(), (tx) => findMaterials(tx, { q: phrase }, 20));
    const plain = await db.owner
      .selectFrom("material_version")
      .select(["id", "text_key", "text_fold", "title_key", "title_fold", "approved_at"])
      .where("status", "=", "approved")
      .execute();
    const [key, folded] = await Promise.all(
      ["key_vi", "fold_vi"].map(
        async (fn) =>
          (await db.database.pool.query<{ w: string }>(`select search_words(${fn}($1)) as w`, [phrase])).rows[0]!.w,
      ),
    );
    const tier = (v: (typeof plain)[number]) =>
      v.title_key.includes(key!)
        ? 1
        : v.text_key.includes(key!)
          ? 2
          : v.title_fold.includes(folded!)
            ? 3
            : v.text_fold.includes(folded!)
              ? 4
              : 9;
    const expected = plain
      .filter((v) => tier(v) < 9)
      .sort(
        (a, b) => tier(a) - tier(b) || +new Date(b.approved_at!) - +new Date(a.approved_at!) || (a.id < b.id ? 1 : -1),
      )
      .slice(0, 20)
      .map((v) => v.id);
    expect(
      found.items.map((m) => m.versionId),
      phrase,
    ).toEqual(expected);
  }
});

test("from draft to approved to superseded to recalled; each state says what may be done", async () => {
  const { materialId, versionId } = await buildMaterial(db.database.pool, head(), {
    title: "Đề cương một",
    unitId: units.commission,
    approve: false,
  });
  const page = (number?: number, by = head()) => reading(by, (tx) => readMaterialPage(tx, by, materialId, number));
  expect((await page()).may).toEqual(["material.edit", "material.approve"]);
  const content = {
    topic: "knowledge",
    title: "Đề cương một, sửa",
    keyMessages: "Một câu.",
    body: "",
    qa: [],
    source: "Báo cáo",
    legalBasis: null,
  };
  await command(author(), "material.edit", { versionId, edition: 1, ...content });
  await expect(
    command(author(), "material.edit", { versionId, edition: 1, ...content, title: "Người khác" }),
  ).rejects.toMatchObject({ code: "material.edited-elsewhere" });
  await expect(
    command(head(), "material.approve", { versionId, edition: 1, validFrom: "2025-01-01", validTo: null }),
  ).rejects.toMatchObject({ code: "material.edited-elsewhere" });
  await expect(
    command(head(), "material.approve", { versionId, edition: 2, validFrom: "2025-02-01", validTo: "2025-01-01" }),
  ).rejects.toMatchObject({ code: "material.dates" });
  await approveThrough(db.database.pool, head(), versionId, { edition: 2 });
  await expect(command(head(), "material.edit", { versionId, edition: 2, ...content })).rejects.toMatchObject({
    code: "material.not-a-draft",
  });
  const second = newId();
  await command(author(), "material.revise", { materialId, versionId: second });
  await expect(command(head(), "material.revise", { materialId, versionId: newId() })).rejects.toMatchObject({
    code: "material.draft-exists",
  });
  await approveThrough(db.database.pool, head(), second, {
    validFrom: asCivilDate("2025-03-01"),
    validTo: asCivilDate("2030-12-31"),
  });
  const after = await page();
  expect(after.versions.map((v) => [v.number, v.status])).toEqual([
    [2, "approved"],
    [1, "superseded"],
  ]);
  expect(after.version).toMatchObject({
    number: 2,
    title: "Đề cương một, sửa",
    validFrom: "2025-03-01",
    validTo: "2030-12-31",
  });
  await command(head(), "material.recall", { versionId: second, reason: "Số liệu sai", blockedFrom: "2199-01-01" });
  const [onPhone] = await reading(someone("speaker", units.hamlet), (tx) => phoneMaterials.load(tx, head(), [second]));
  expect(onPhone?.data).toMatchObject({
    status: "recalled",
    recallReason: "Số liệu sai",
    validTo: "2030-12-31",
    issuer: "Ban Tuyên giáo và Dân vận",
  });
  await expect(
    command(head(), "material.recall", { versionId: second, reason: "x", blockedFrom: "2199-01-01" }),
  ).rejects.toMatchObject({ code: "material.state" });
  expect(await titles(head(), "đề cương một")).toEqual([]);
});

test("an incomplete draft is not approved; two approvals at once leave one", async () => {
  const { versionId } = await buildMaterial(db.database.pool, head(), {
    title: "Thiếu nguồn",
    unitId: units.province,
    approve: false,
    keyMessages: "",
  });
  const approve = () =>
    command(head(), "material.approve", { versionId, edition: 1, validFrom: "2025-01-01", validTo: null });
  await expect(approve()).rejects.toMatchObject({ code: "material.incomplete" });
  const { versionId: whole } = await buildMaterial(db.database.pool, head(), {
    title: "Đủ",
    unitId: units.province,
    approve: false,
  });
  await approveThrough(db.database.pool, head(), whole, { until: "decide" });
  const both = await Promise.allSettled(
    [1, 2].map(() =>
      command(head(), "material.approve", { versionId: whole, edition: 1, validFrom: "2025-01-01", validTo: null }),
    ),
  );
  expect(both.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("whose it is for: a commission's reaches every hamlet, a commune's stays there, a draft stays with its writers", async () => {
  const { pool } = db.database;
  await buildMaterial(pool, head(), { title: "Chung cả tỉnh cáo", unitId: units.commission });
  await buildMaterial(pool, head(), { title: "Riêng Hiệp Thạnh cáo", unitId: units.commune });
  await buildMaterial(pool, head(), { title: "Chỉ cho Ka Đô cáo", unitId: units.commission, reachUnitId: units.other });
  const draft = await buildMaterial(pool, head(), { title: "Còn nháp cáo", unitId: units.commune, approve: false });
  const speaker = someone("speaker", units.hamlet);
  expect((await titles(speaker, "cáo")).sort()).toEqual(["Chung cả tỉnh cáo", "Riêng Hiệp Thạnh cáo"]);
  expect((await titles(someone("officer", units.other), "cáo")).sort()).toEqual([
    "Chung cả tỉnh cáo",
    "Chỉ cho Ka Đô cáo",
  ]);
  expect((await titles(someone("analyst", units.province), "cáo")).sort()).toEqual([
    "Chung cả tỉnh cáo",
    "Chỉ cho Ka Đô cáo",
    "Riêng Hiệp Thạnh cáo",
  ]);
  const snapshot = await reading(speaker, (tx) => phoneMaterials.snapshot(tx, speaker, 1000));
  expect(snapshot.map((i) => (i.data as { title: string }).title)).toEqual(
    expect.arrayContaining(["Chung cả tỉnh cáo", "Riêng Hiệp Thạnh cáo"]),
  );
  expect(snapshot.map((i) => (i.data as { title: string }).title)).not.toContain("Chỉ cho Ka Đô cáo");
  await expect(reading(speaker, (tx) => readMaterialPage(tx, speaker, draft.materialId))).rejects.toMatchObject({
    code: "material.not-found",
  });
  await expect(
    buildMaterial(pool, someone("officer", units.commune), {
      title: "X",
      unitId: units.commune,
      reachUnitId: units.province,
      approve: false,
    }),
  ).rejects.toMatchObject({ code: "material.reach-outside" });
  await expect(
    buildMaterial(pool, someone("officer", units.commune), { title: "X", unitId: units.other, approve: false }),
  ).rejects.toMatchObject({ code: "access.denied" });
  await expect(
    buildMaterial(pool, someone("officer", units.commune), { title: "Không được tự duyệt", unitId: units.commune }),
  ).rejects.toMatchObject({ code: "access.denied" });
});

test("row-level security leaks nothing when the policy is bypassed", async () => {
  const { pool } = db.database;
  const { versionId } = await buildMaterial(pool, head(), { title: "Bí truyền", unitId: units.commune });
  const stranger = someone("officer", units.other);
  const seen = await reading(stranger, (tx) =>
    tx.selectFrom("material_version").select("id").where("id", "=", versionId).execute(),
  );
  expect(seen).toEqual([]);
  const changed = await inTransaction(pool, stranger, (tx) =>
    tx.updateTable("material_version").set({ title: "Trộm" }).where("id", "=", versionId).executeTakeFirst(),
  );
  expect(Number(changed.numUpdatedRows)).toBe(0);
  await expect(
    reading(stranger, (tx) => tx.selectFrom("material_title_suffix").select("suffix").execute()),
  ).rejects.toThrow(/permission denied/);
  const { rows } = await pool.query("select * from search_materials('bí truyền', 20)");
  expect(rows).toEqual([]);
});

test("the list pages without gaps or repeats, by state and by issuer", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof findMaterials>> = await reading(head(), (tx) =>
      findMaterials(tx, {}, 100, cursor),
    );
    seen.push(...page.items.map((m) => m.id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(seen.length);
  const drafts = await reading(head(), (tx) => findMaterials(tx, { status: "draft", under: units.commune }, 50));
  expect(drafts.items.map((m) => m.title)).toEqual(["Không được tự duyệt", "Còn nháp cáo"]);
  const usable = await reading(head(), (tx) =>
    findMaterials(tx, { usableOn: asCivilDate("2024-12-31"), under: units.commission }, 50),
  );
  expect(usable.items).toEqual([]);
});

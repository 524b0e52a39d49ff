import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Principal, Role } from "#kernel/access.ts";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { materialCommands } from "./commands.ts";
import { buildMaterial } from "./factory.ts";
import { exportGaps, languageGaps } from "./language-gaps.ts";
import { phoneMaterials } from "./phone-materials.ts";
import { noteHoldings, readReach } from "./reach.ts";
import { readSettings } from "./settings.ts";
import { listPlainWords, writingAids } from "./words.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "dran" | "kado", number>;
const today = todayInVietnam();
const as = (userId: string, role: Role, unitId: number | null): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  homeUnitId: unitId,
  grants: [{ role, unitId }],
});
const head = () => as("head", "unitHead", units.province);
const admin = () => as("admin", "administrator", null);
const reading = <T>(by: Principal, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction<T>(db.database.pool, by, work, { readOnly: true });
const say = (by: Principal, name: string, payload: object) =>
  executeCommand({ pool: db.database.pool, commands: materialCommands }, by, {
    id: newId(),
    name: `material.${name}`,
    payload,
  });
const report = (by: Principal, holder: string, versions: string[]) =>
  inTransaction(db.database.pool, by, (tx) => noteHoldings(tx, by, { holder, versions }));
const reach = async (by: Principal, materialId: string) =>
  (await reading(by, (tx) => readReach(tx, by, materialId, today))).items;

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: units.province });
  units.kado = await buildUnit(pool, { name: "Xã Ka Đô", kind: "commune", parentId: units.province });
});

test("communes whose phones hold the version in use, one out of use, or none; numbers only from five on", async () => {
  const { materialId, versionId } = await buildMaterial(db.database.pool, head(), {
    title: "Phòng cháy rừng",
    unitId: units.province,
  });
  const dran = Array.from({ length: 7 }, (_, i) => ({
    by: as(`d${i}`, "speaker", units.dran),
    holder: crypto.randomUUID(),
  }));
  for (const [i, { by, holder }] of dran.entries()) await report(by, holder, i < 6 ? [versionId] : []);
  const kado = { by: as("k", "speaker", units.kado), holder: crypto.randomUUID() };
  await report(kado.by, kado.holder, [versionId]);
  expect(await reach(head(), materialId)).toMatchObject([
    // the one that lacks it is not told apart: neither shown nor part of the total
    { unit: { name: "Xã D'Ran" }, heard: true, holds: true, outdated: false, phones: 6, valid: 6 },
    { unit: { name: "Xã Ka Đô" }, heard: true, holds: true, outdated: false, phones: null, valid: null },
  ]);
  // who looks after one commune sees that one
  expect((await reach(as("ha", "officer", units.dran), materialId)).map((r) => [r.unit.name, r.holds])).toEqual([
    ["Xã D'Ran", true],
  ]);
  await expect(reach(as("s", "speaker", units.dran), materialId)).rejects.toMatchObject({ code: "access.denied" });

  await say(head(), "recall", { versionId, reason: "Sai số liệu", blockedFrom: addDays(today, 1) });
  const after = await reach(head(), materialId);
  expect(after.every((r) => r.outdated && !r.holds)).toBe(true);
  for (const { by, holder } of dran) await report(by, holder, []);
  expect((await reach(head(), materialId)).map((r) => [r.unit.name, r.outdated])).toEqual([
    ["Xã Ka Đô", true],
    ["Xã D'Ran", false],
  ]);
});

test("what a phone reports leads to no account: no column, no command, no journal entry, no right to read it", async () => {
  const speaker = as("private", "speaker", units.dran);
  await report(speaker, crypto.randomUUID(), [newId()]);
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns where table_name = 'phone_holding' order by 1`.execute(
    db.owner,
  );
  expect(rows.map((r) => r.name)).toEqual(["holder", "reported_on", "unit_id", "versions"]);
  const traces = await sql<{ n: number }>`
    select (select count(*) from command where user_id = 'private')::int + (select count(*) from journal where user_id = 'private')::int
      + (select count(*) from device where user_id = 'private')::int as n`.execute(db.owner);
  expect(traces.rows[0]!.n).toBe(0);
  await expect(reading(admin(), (tx) => sql`select * from phone_holding`.execute(tx))).rejects.toThrow(
    /permission denied/,
  );
  const stranger = as("x", "unitHead", units.kado);
  const counts = await reading(stranger, (tx) =>
    sql`select * from phone_reach(${newId()}::uuid, ${[units.dran]}::int[])`.execute(tx),
  );
  expect(counts.rows).toEqual([]);
});

test("received and read: said once by each for themselves, seen by others as a number from five on", async () => {
  const { materialId, versionId } = await buildMaterial(db.database.pool, head(), {
    title: "Bảo hiểm y tế",
    unitId: units.province,
  });
  const speakers = Array.from({ length: 5 }, (_, i) => as(`t${i}`, "speaker", units.dran));
  for (const speaker of speakers.slice(0, 4)) await say(speaker, "acknowledge", { versionId });
  const ticks = async () => (await reach(head(), materialId)).find((r) => r.unit.id === units.dran);
  expect(await ticks()).toMatchObject({ ticks: null, ticked: true });
  await say(speakers[0]!, "acknowledge", { versionId });
  await say(speakers[4]!, "acknowledge", { versionId });
  expect(await ticks()).toMatchObject({ ticks: 5 });
  const onPhone = async (by: Principal) =>
    ((await reading(by, (tx) => phoneMaterials.load(tx, by, [versionId])))[0]!.data as { receivedAt: string | null })
      .receivedAt;
  expect(await onPhone(speakers[0]!)).not.toBeNull();
  expect(await onPhone(as("other", "speaker", units.dran))).toBeNull();
  const seen = await reading(head(), (tx) => tx.selectFrom("material_receipt").selectAll().execute());
  expect(seen).toEqual([]);
  const draft = await buildMaterial(db.database.pool, head(), { title: "Nháp", unitId: units.dran, approve: false });
  await expect(
    say(as("o", "officer", units.dran), "acknowledge", { versionId: draft.versionId }),
  ).rejects.toMatchObject({
    code: "material.not-in-use",
  });
});

test("a commune sees which valid materials lack a language of its speakers; a reviewed version closes the gap", async () => {
  const person = (fullName: string, unitId: number, workingLanguages: string[], appointment = {}) =>
    buildPerson(db.database.pool, { fullName, unitId, workingLanguages, appointment });
  const brem = await person("K' Brèm", units.kado, ["vi", "kpm"]);
  const lan = await person("K' Lan", units.kado, ["vi", "kpm"]);
  await person("Ma Thôi", units.kado, ["vi", "cje"], { termFrom: "2024-01-01", termTo: "2025-01-01" });
  const one = await buildMaterial(db.database.pool, head(), { title: "Dành cho Ka Đô", unitId: units.kado });
  await buildMaterial(db.database.pool, head(), { title: "Dành cho D'Ran", unitId: units.dran });
  await buildMaterial(db.database.pool, head(), { title: "Hết hạn", unitId: units.kado, validTo: addDays(today, -1) });
  const gap = async () =>
    (await reading(head(), (tx) => languageGaps(tx, units.kado, today))).find((g) => g.language === "kpm")!;
  const before = await gap();
  // a language that only a former speaker has is none of today's
  expect((await reading(head(), (tx) => languageGaps(tx, undefined, today))).map((g) => g.language)).toEqual(["kpm"]);
  expect(before).toMatchObject({ unit: { name: "Xã Ka Đô" }, speakers: 2 });
  const titles = before.lacking.map((m) => m.title);
  expect(titles).toContain("Dành cho Ka Đô");
  expect(titles).not.toContain("Dành cho D'Ran");
  expect(titles).not.toContain("Hết hạn");
  const key = { versionId: one.versionId, language: "kpm" };
  await say(head(), "set-language", { ...key, title: "K'Ho", body: "…", translatorId: brem.personId });
  expect((await gap()).lacking).toHaveLength(titles.length);
  await say(head(), "review-language", { ...key, reviewerId: lan.personId });
  expect((await gap()).lacking.map((m) => m.title)).not.toContain("Dành cho Ka Đô");
  const [sheet] = await readWorkbook((await reading(head(), (tx) => exportGaps(tx, undefined, today, "vi"))).bytes);
  expect(sheet?.rows[1]?.map((c) => c?.value)).toEqual(expect.arrayContaining(["Xã Ka Đô", "K'Ho"]));
});

test("word lists are mended by those who check texts, one after the other, each term once", async () => {
  const ha = as("ha", "officer", units.dran);
  const line = { term: "quán triệt", plain: "hiểu và làm theo", note: null };
  await expect(
    say(ha, "set-plain-word", { id: newId(), ...line, term: "Quán  triệt", seenVersion: 0 }),
  ).rejects.toMatchObject({
    code: "material.word-known",
  });
  const known = (await reading(ha, (tx) => listPlainWords(tx))).find((w) => w.term === "quán triệt")!;
  await say(ha, "set-plain-word", { id: known.id, ...line, seenVersion: 1 });
  await expect(say(ha, "set-plain-word", { id: known.id, ...line, seenVersion: 1 })).rejects.toMatchObject({
    code: "material.word-changed",
  });
  await say(ha, "set-plain-word", { id: known.id, ...line, active: false, seenVersion: 2 });
  const aids = await reading(ha, (tx) => writingAids(tx, today));
  expect(aids.words.some((w) => w.term === "quán triệt")).toBe(false);
  expect(aids.words.length).toBeGreaterThan(40);
  await expect(
    say(as("s", "speaker", units.dran), "set-plain-word", { id: newId(), ...line, term: "x", seenVersion: 0 }),
  ).rejects.toMatchObject({ code: "access.denied" });
  const term = { id: newId(), language: "kpm", term: "nước", translation: "dà", note: null, seenVersion: 0 };
  await say(ha, "set-language-term", term);
  await expect(say(ha, "set-language-term", { ...term, id: newId(), term: "Nước" })).rejects.toMatchObject({
    code: "material.word-known",
  });
  await say(ha, "set-language-term", { ...term, id: newId(), language: "cje" });
});

test("a figure changes from a day on, with its source; the editor counts by the one of today", async () => {
  const rule = {
    key: "longSentence",
    value: 20,
    from: addDays(today, 1),
    source: "Hướng dẫn của tỉnh",
    verified: true,
  };
  await expect(say(head(), "set-rule", rule)).rejects.toMatchObject({ code: "access.denied" });
  await say(admin(), "set-rule", rule);
  expect((await reading(head(), (tx) => writingAids(tx, today))).rules.longSentence.value).toBe(25);
  expect((await reading(head(), (tx) => writingAids(tx, addDays(today, 1)))).rules.longSentence).toMatchObject({
    value: 20,
    verified: true,
  });
  const settings = await reading(head(), (tx) => readSettings(tx, head(), today));
  expect(settings.mayChange).toBe(false);
  expect(settings.rules.filter((r) => r.key === "longSentence")).toMatchObject([
    { value: 25, until: today },
    { value: 20, from: addDays(today, 1) },
  ]);
});

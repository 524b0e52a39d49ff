import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { openFileStore } from "#platform/files/file-store.ts";
import { buildApi } from "#platform/http/api.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit, unitAdministrator, unitCommands, unitPolicy, unitRoutes } from "#modules/units/server.ts";
import { unitMessagesEn, unitMessagesVi } from "#modules/units/shared.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { materialPolicy } from "../policy.ts";
import { materialCommands } from "./commands.ts";
import { buildMaterialRoutes } from "./routes.ts";

const db = useTestDatabase();
let folder: string;
let api: ReturnType<typeof buildApi>;
let province: number;
let who = unitAdministrator;
const decision = { edition: 1, validFrom: "2025-01-01", validTo: null };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "caunoi-files-"));
  api = buildApi({
    rooms: [unitRoutes, buildMaterialRoutes({ files: openFileStore(folder) })],
    policies: [unitPolicy, materialPolicy],
    messages: { vi: { ...unitMessagesVi, ...messagesVi }, en: { ...unitMessagesEn, ...messagesEn } },
    pool: db.database.pool,
    commands: { ...unitCommands, ...materialCommands },
    authenticate: () => ({ principal: who, byCookie: false }),
    version: "test",
    checkAnswers: true,
  });
  province = await buildUnit(db.database.pool, { name: "Tỉnh Lâm Đồng", code: "68" });
});
afterAll(() => rm(folder, { recursive: true }));

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const bytes = body instanceof Uint8Array;
  const response = await api.request(`/api${path}`, {
    method,
    headers: { ...(body === undefined || bytes ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: (bytes ? body : JSON.stringify(body)) as BodyInit }),
  });
  const type = response.headers.get("content-type") ?? "";
  return {
    status: response.status,
    type,
    answer: type.includes("json") ? await response.json() : new Uint8Array(await response.arrayBuffer()),
  };
}

test("a material is written, attached to, approved, found, exported and recalled over HTTP; a repeat does nothing twice", async () => {
  const key = newId();
  const person = async (fullName: string) =>
    (await buildPerson(db.database.pool, { fullName, unitId: province, workingLanguages: ["vi", "kpm"] })).personId;
  const [brem, hon] = [await person("K' Brèm"), await person("Ka Hờn")];
  const draft = {
    unitId: province,
    topic: "knowledge",
    title: "Chuyển đổi số ở thôn",
    keyMessages: "Nộp hồ sơ tại nhà.",
    source: "Sở Khoa học và Công nghệ",
  };
  const made = await ask("POST", "/materials", draft, { "idempotency-key": key });
  expect(made.status).toBe(201);
  expect((await ask("POST", "/materials", draft, { "idempotency-key": key })).answer).toEqual(made.answer);
  const { materialId, versionId } = made.answer;
  const file = new TextEncoder().encode("%PDF-1.7");
  const attached = await ask(
    "POST",
    `/materials/versions/${versionId}/files?fileName=${encodeURIComponent("Phụ lục.pdf")}`,
    file,
  );
  expect(attached).toMatchObject({ status: 201, answer: { fileName: "Phụ lục.pdf", size: 8 } });
  expect((await ask("POST", `/materials/versions/${versionId}/files?fileName=x.html`, file)).status).toBe(415);
  const kho = `/materials/versions/${versionId}/languages/kpm`;
  expect((await ask("PUT", kho, { title: "K'Ho", translatorId: brem })).status).toBe(200);
  expect((await ask("POST", `${kho}/review`, { reviewerId: hon })).answer).toMatchObject({
    code: "material.language-empty",
  });
  expect((await ask("PUT", `${kho}/audio`, new TextEncoder().encode("<html>no sound at all"))).status).toBe(415);
  const sound = new Uint8Array([...new TextEncoder().encode("OggS"), ...Array<number>(60).fill(0)]);
  expect((await ask("PUT", `${kho}/audio?seconds=2`, sound)).status).toBe(200);
  expect((await ask("GET", `${kho}/audio`)).type).toBe("audio/ogg");
  expect((await ask("POST", `${kho}/review`, { reviewerId: hon })).status).toBe(200);
  expect((await ask("POST", `/materials/versions/${versionId}/approve`, decision)).answer).toMatchObject({
    code: "material.own-text",
  });
  const send = (path: string, body: unknown) => ask("POST", `/materials/versions/${versionId}/${path}`, body);
  expect((await send("submit", { edition: 1 })).answer).toMatchObject({ waiting: 2 });
  who = { ...unitAdministrator, userId: "specialist" };
  const said = await send("comments", {
    edition: 1,
    part: "keyMessages",
    quote: "tại nhà",
    near: 0,
    text: "Nói rõ ở đâu",
  });
  expect((await ask("POST", `/materials/comments/${said.answer.id}/resolve`, { resolution: "Đã rõ" })).status).toBe(
    200,
  );
  expect((await ask("GET", "/materials/waiting")).answer.items).toMatchObject([
    { versionId, position: 2, mine: false },
  ]);
  expect((await send("pass", { edition: 1 })).answer).toMatchObject({ waiting: 3 });
  who = { ...unitAdministrator, userId: "head" };
  expect((await send("approve", decision)).status).toBe(200);
  const found = await ask("GET", "/materials?q=chuyen%20doi%20so&limit=20");
  expect(found.answer.items).toMatchObject([{ id: materialId, match: "title", unit: { name: "Tỉnh Lâm Đồng" } }]);
  expect((await ask("GET", `/materials?q=chuyen&under=${province}&usableOn=2024-12-31`)).answer.items).toEqual([]);
  const page = await ask("GET", `/materials/${materialId}?version=1`);
  expect(page.answer).toMatchObject({
    may: ["material.revise", "material.recall"],
    version: { languages: [{ reviewer: "Ka Hờn", audio: { mediaType: "audio/ogg", seconds: 2 } }] },
    approval: { waiting: null, steps: [{ state: "done" }, { state: "done" }, { state: "done" }] },
  });
  const taken = await ask("GET", `/materials/files/${attached.answer.id}`);
  expect(Buffer.from(taken.answer as Uint8Array).toString()).toBe("%PDF-1.7");
  const [sheet] = await readWorkbook((await ask("GET", "/materials/export?q=chuyen")).answer as Uint8Array);
  expect(sheet?.rows[1]?.[0]?.value).toBe("Chuyển đổi số ở thôn");
  expect(
    (await ask("POST", `/materials/versions/${versionId}/recall`, { reason: "Sai số liệu", blockedFrom: "2030-01-01" }))
      .status,
  ).toBe(200);
  expect((await ask("GET", "/materials?status=recalled")).answer.items).toHaveLength(1);
  expect((await ask("POST", `/materials/${materialId}/versions`, {})).answer).toMatchObject({ number: 2 });
  expect((await ask("GET", "/materials/topics")).answer.items.length).toBeGreaterThan(8);
});

test("units answer as of a day, preview, change and take lists over HTTP", async () => {
  const csv = new TextEncoder().encode(
    "code,name,kind,parent_code,level\n24958,Xã Hiệp Thạnh,commune,68,3\n24961,Xã Liên Hiệp,commune,68,3\n9,Xã Lạc,commune,404,3\n",
  );
  const imported = await ask("POST", "/units/import?validFrom=2010-01-01&fileName=a.csv", csv);
  expect(imported.answer).toMatchObject({
    founded: 2,
    unplaced: 1,
    remarks: [{ line: 4, reason: "unit.parent-unknown" }],
  });
  const communes = (await ask("GET", `/units?under=${province}&level=commune&on=2020-01-01`)).answer.items;
  expect(communes.map((u: { name: string }) => u.name)).toEqual(["Xã Hiệp Thạnh", "Xã Liên Hiệp"]);
  const merge = {
    kind: "merge",
    on: "2025-07-01",
    legalBasis: "1671/NQ-UBTVQH15",
    unitIds: communes.map((u: { id: number }) => u.id),
    into: { name: "Xã Hiệp Thạnh", kind: "commune", code: "24958", parentId: province },
  };
  const preview = await ask("POST", "/units/operations/preview", merge);
  expect(preview.answer).toMatchObject({
    founds: [{ name: "Xã Hiệp Thạnh" }],
    successions: [{ extent: "full" }, { extent: "full" }],
  });
  const done = await ask("POST", "/units/operations", merge);
  const page = await ask("GET", `/units/${communes[0].id}?on=2026-01-01`);
  expect(page.answer).toMatchObject({
    dissolvedOn: "2025-07-01",
    now: { id: done.answer.unitIds[0] },
    validTo: "2025-06-30",
  });
  expect((await ask("GET", `/units/${done.answer.unitIds[0]}/history`)).answer.predecessors).toHaveLength(2);
  expect(
    (await ask("POST", "/units/operations", { ...merge, into: { ...merge.into, name: "X" } })).answer,
  ).toMatchObject({ code: "unit.not-on-day" });
  const again = await ask("POST", "/units/reorganise", {
    on: "2025-07-01",
    unitsFile: "u",
    successionsFile: "s",
    unitsText: "code,name,kind,parent_code,level\n24958,Xã Hiệp Thạnh,commune,68,2\n",
    successionsText: "old_level,old_code,new_code,extent\n3,24958,24958,full\n3,24961,24958,full\n",
  });
  expect(again.answer).toMatchObject({ already: 1, founded: 0, successions: 0, unplaced: 0 });
  expect(
    (
      await ask("POST", `/units/${province}/population`, {
        asOf: "2024-01-01",
        people: 3_300_000,
        source: "Niên giám thống kê",
      })
    ).status,
  ).toBe(200);
  expect((await ask("GET", `/units/${province}`)).answer.population).toMatchObject({ people: 3_300_000 });
  expect((await ask("GET", "/units/operations")).answer.items[0]).toMatchObject({ kind: "merge" });
  expect((await ask("GET", "/units/kinds")).answer.items.length).toBeGreaterThan(20);
  expect((await ask("GET", `/units/imports/${newId()}`)).answer).toBeNull();
  const [sheet] = await readWorkbook(
    (await ask("GET", `/units/export?under=${province}&on=2020-01-01`)).answer as Uint8Array,
  );
  expect(sheet?.rows.at(-1)?.[1]?.value).toBe("Xã Liên Hiệp");
  expect(
    (await ask("POST", "/units/import?validFrom=2010-01-01", new TextEncoder().encode("a,b\n1,2"))).answer,
  ).toMatchObject({ code: "unit.file-columns" });
});

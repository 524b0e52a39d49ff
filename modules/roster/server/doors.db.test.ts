import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import type { CliCall } from "#platform/cli/command.ts";
import { buildApi } from "#platform/http/api.ts";
import { messagesEn as httpEn } from "#platform/http/messages.en.ts";
import { messagesVi as httpVi } from "#platform/http/messages.vi.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitAdministrator, unitPolicy } from "#modules/units/server.ts";
import type { PersonDetail, PersonItem } from "../answers.ts";
import type { ImportPreview, ImportRow } from "../import/import-row.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { rosterPolicy } from "../policy.ts";
import { rosterCliCommands } from "./cli.ts";
import { rosterCommands } from "./commands.ts";
import { damRongList, groupedList, workbookOf } from "./messy-workbooks.ts";
import { rosterRoutes } from "./routes.ts";

const db = useTestDatabase();
const at = { province: 0, commune: 0, other: 0 };
let caller: Principal | null = null;
let folder = "";

beforeAll(async () => {
  const { pool } = db.database;
  at.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  at.commune = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", code: "24886", parentId: at.province });
  at.other = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", code: "24934", parentId: at.province });
  folder = await mkdtemp(join(tmpdir(), "đội ngũ "));
});
afterAll(() => rm(folder, { recursive: true }));

function signedIn(role: Principal["grants"][number]["role"], unitId: number | null): void {
  caller = {
    userId: `${role}-${unitId}`,
    personId: null,
    displayName: role,
    homeUnitId: unitId,
    grants: [{ role, unitId }],
  };
}

async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T; bytes: Uint8Array }> {
  const app = buildApi({
    rooms: [rosterRoutes],
    policies: [rosterPolicy, unitPolicy],
    messages: { vi: { ...httpVi, ...messagesVi }, en: { ...httpEn, ...messagesEn } },
    pool: db.database.pool,
    commands: rosterCommands as never,
    authenticate: () => (caller === null ? null : { principal: caller, byCookie: false }),
    version: "0",
    checkAnswers: true,
  });
  const raw = body instanceof Uint8Array;
  const response = await app.request(`/api${path}`, {
    method,
    headers:
      body === undefined
        ? {}
        : {
            "content-type": raw
              ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              : "application/json",
          },
    ...(body === undefined ? {} : { body: raw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, body: (isJson ? JSON.parse(new TextDecoder().decode(bytes)) : null) as T, bytes };
}

describe("over HTTP", () => {
  test("a person is added, found, edited, appointed, attested, ended; each answer is as it was declared", async () => {
    signedIn("officer", at.commune);
    const rules = await ask<{ standards: { id: number; kind: string }[] }>("GET", "/people/rules");
    expect(rules.status).toBe(200);
    const made = await ask<{ personId: string; appointmentId: string }>("POST", "/people", {
      fullName: "Rơ Ông K' Lan",
      unitId: at.commune,
      workingLanguages: ["vi", "kpm"],
      appointment: {
        kind: "grassrootsCommunicator",
        unitId: at.commune,
        decisionSymbol: "41/qđ-ubnd",
        termFrom: "2026-02-05",
      },
    });
    expect(made.status).toBe(201);
    const { personId, appointmentId } = made.body;
    const list = await ask<{ items: PersonItem[]; total: number }>("GET", `/people?under=${at.commune}&q=ro%20ong`);
    expect(list.body).toMatchObject({
      total: 1,
      items: [
        {
          id: personId,
          sortKey: "Lan, Rơ Ông K'",
          unitName: "Xã Đam Rông 1",
          appointments: [{ decisionSymbol: "41/QĐ-UBND", state: "current" }],
        },
      ],
    });
    expect(
      (await ask("PATCH", `/people/${personId}`, { version: 1, changes: { position: "Trưởng thôn" } })).status,
    ).toBe(200);
    expect(
      (
        await ask("POST", `/people/${personId}/appointments`, {
          kind: "spokesperson",
          unitId: at.commune,
          termFrom: "2026-03-01",
        })
      ).status,
    ).toBe(201);
    const standard = rules.body.standards.find((s) => s.kind === "grassrootsCommunicator");
    expect(
      (
        await ask("POST", `/appointments/${appointmentId}/attestations`, {
          attestedOn: "2026-02-05",
          items: [{ standardId: standard?.id, met: true }],
        })
      ).status,
    ).toBe(200);
    expect(
      (await ask("PATCH", `/appointments/${appointmentId}`, { version: 1, changes: { termTo: "2031-02-04" } })).status,
    ).toBe(200);
    expect(
      (await ask("POST", `/appointments/${appointmentId}/end`, { lastDay: "2026-06-30", reason: "moved" })).status,
    ).toBe(200);
    const page = await ask<PersonDetail>("GET", `/people/${personId}`);
    expect(page.body).toMatchObject({ mayEdit: true, position: "Trưởng thôn" });
    expect(page.body.history.map((h) => h.action)).toEqual([
      "appointment.ended",
      "appointment.edited",
      "appointment.attested",
      "appointment.made",
      "person.edited",
      "appointment.made",
      "person.added",
    ]);
    for (const path of [
      "/people/endings",
      `/people/quotas?under=${at.commune}`,
      `/people/speakers?place=${at.commune}`,
    ])
      expect((await ask("GET", path)).status).toBe(200);
    expect((await readWorkbook((await ask("GET", "/people/export?state=all")).bytes))[0]?.rows.length).toBeGreaterThan(
      3,
    );
  });

  test("what is wrong is said field by field", async () => {
    signedIn("officer", at.commune);
    const answer = await ask<{ code: string; fields: Record<string, string>; title: string }>("POST", "/people", {
      fullName: "Ya Thuần",
      unitId: at.commune,
      appointment: { kind: "rapporteur", unitId: at.commune, termFrom: "2026-02-05", termTo: "2026-02-04" },
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: "roster.invalid",
      fields: {
        "/appointment/level": "roster.level-needed",
        "/appointment/decisionSymbol": "roster.decision-missing",
        "/appointment/termTo": "roster.term-reversed",
      },
    });
  });

  test("a file is looked at, imported as it was seen, and its rest comes back", async () => {
    signedIn("officer", at.commune);
    const file = await workbookOf(damRongList());
    const progress = newId();
    const preview = await ask<ImportPreview>(
      "POST",
      `/people/import/preview?unitId=${at.commune}&progress=${progress}`,
      file,
    );
    expect(preview.body.counts).toMatchObject({ people: 9, import: 6, duplicate: 1, reject: 2 });
    expect((await ask("GET", `/people/import/progress/${progress}`)).body).toEqual({ progress: null });
    const path = `/people/import?unitId=${at.commune}&digest=${preview.body.digest}&fileName=DS.xlsx`;
    expect((await ask<{ code: string }>("POST", path, file)).body.code).toBe("roster.import-unconfirmed");
    const rest = await readWorkbook((await ask("POST", `/people/import/rest?unitId=${at.commune}`, file)).bytes);
    expect(rest[0]?.rows.flat().map((c) => c.value)).toContain("Ô F16: loại này cần số quyết định công nhận.");
    expect((await ask("POST", `${path}&fontsRead=yes`, file)).body).toMatchObject({
      appointments: 6,
      duplicates: 1,
      rejected: 2,
    });
    expect((await ask<{ code: string }>("POST", `${path}&fontsRead=yes`, file)).body.code).toBe(
      "roster.import-changed",
    );
  });

  test("not from elsewhere, not without signing in, not a file that is none", async () => {
    const file = await workbookOf(groupedList());
    caller = null;
    expect((await ask("GET", "/people")).status).toBe(401);
    signedIn("officer", at.other);
    expect((await ask("POST", `/people/import/preview?unitId=${at.commune}`, file)).status).toBe(403);
    expect((await ask("GET", `/people?under=${at.commune}`)).status).toBe(403);
    signedIn("officer", at.commune);
    expect(
      (
        await ask<{ code: string }>(
          "POST",
          `/people/import/preview?unitId=${at.commune}`,
          new TextEncoder().encode("no zip"),
        )
      ).status,
    ).toBeGreaterThanOrEqual(400);
    const money = await workbookOf({
      name: "Kinh phí",
      rows: [
        ["STT", "Nội dung", "Số tiền"],
        [1, "Nước uống", 1_200_000],
      ],
    });
    expect((await ask<{ code: string }>("POST", `/people/import/preview?unitId=${at.commune}`, money)).body.code).toBe(
      "roster.import-no-table",
    );
  });
});

describe("on the command line", () => {
  const command = rosterCliCommands[0]!;

  async function call(file: string, options: Record<string, string | true>) {
    const out = { rows: [] as ImportRow[], said: [] as string[], complained: [] as string[] };
    const cli: CliCall = {
      args: [file],
      json: true,
      dataDir: folder,
      database: db.database,
      principal: unitAdministrator,
      services: { pool: db.database.pool, commands: rosterCommands as never },
      text: (name) => options[name] as string | undefined,
      required: (name) => options[name] as string,
      flag: (name) => options[name] === true,
      answer: (data) => void (out.rows = data as ImportRow[]),
      say: (vi) => void out.said.push(vi),
      complain: (vi) => void out.complained.push(vi),
      progress: () => {},
      table: () => {},
    };
    return {
      ...out,
      code: await command.run(cli),
      get rows() {
        return out.rows;
      },
    };
  }

  test("a dry run says what each row would become and writes nothing; then it is imported; then all is there", async () => {
    const file = join(folder, "DS BCV, TTV (sửa lần 3).xlsx");
    await writeFile(file, await workbookOf(groupedList()));
    const look = await call(file, { unit: "24934", "dry-run": true });
    expect(look.code).toBe(1);
    expect(look.rows.map(({ sheet, row, outcome, reason, name }) => ({ sheet, row, outcome, reason, name }))).toEqual([
      { sheet: "BCV-TTV 2026", row: 5, outcome: "import", reason: null, name: "Nguyễn Hữu Phước" },
      { sheet: "BCV-TTV 2026", row: 6, outcome: "import", reason: null, name: "Võ Thị Ánh Nguyệt" },
      { sheet: "BCV-TTV 2026", row: 7, outcome: "import", reason: null, name: "Touneh Ma Nghiêm" },
      { sheet: "BCV-TTV 2026", row: 8, outcome: "reject", reason: "roster.date-impossible", name: "Ông Đặng Ngọc Ẩn" },
    ]);
    expect(look.rows[0]).not.toHaveProperty("knownAs");
    expect(await db.owner.selectFrom("person").select("id").where("unit_id", "=", at.other).execute()).toEqual([]);
    expect((await call(file, { unit: "24934" })).code).toBe(1);
    expect(await db.owner.selectFrom("person").select("id").where("unit_id", "=", at.other).execute()).toHaveLength(3);
    const rest = await readWorkbook(await readFile(join(folder, "DS BCV, TTV (sửa lần 3) - con lai.xlsx")));
    expect(rest[0]?.rows.flat().map((c) => c.value)).toContain("Ô L8: ngày 31/4/2030 không có trong lịch.");
    expect((await call(file, { unit: "24934", "dry-run": true })).rows.map((r) => r.outcome)).toEqual([
      "duplicate",
      "duplicate",
      "duplicate",
      "reject",
    ]);
  });

  test("an unknown code and a missing file are said", async () => {
    const file = join(folder, "a.xlsx");
    await writeFile(file, await workbookOf(groupedList()));
    await expect(call(file, { unit: "99999" })).rejects.toMatchObject({ code: "unit.code-unknown" });
    await expect(call(join(folder, "none.xlsx"), { unit: "24934" })).rejects.toMatchObject({ name: "WrongUse" });
  });
});

import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentCommands } from "./commands.ts";
import { issueDocument, type IssueRequest } from "./issue-document.ts";
import { issuerOf } from "./issuers.ts";
import { listDocuments, readDocumentFile } from "./list-documents.ts";

const db = useTestDatabase();
let dran: number;
let damRong: number;
let officer: Principal;

beforeAll(async () => {
  const unit = async (name: string, kind: string, parent: number | null) => {
    const { rows } = await sql<{ id: number }>`insert into unit (founded) values ('2020-01-01') returning id`.execute(
      db.owner,
    );
    const id = rows[0]!.id;
    await sql`insert into unit_version (unit_id, kind, name, parent_id, valid) values (${id}, ${kind}, ${name}, ${parent}, '[2020-01-01,)')`.execute(
      db.owner,
    );
    return id;
  };
  const province = await unit("Tỉnh Lâm Đồng", "province", null);
  dran = await unit("Xã D'Ran", "commune", province);
  damRong = await unit("Xã Đam Rông 1", "commune", province);
  await sql`select refresh_units(null, '2026-11-23')`.execute(db.owner);
  officer = {
    userId: "ha",
    personId: null,
    displayName: "Hà",
    grants: [{ role: "officer", unitId: dran }],
    homeUnitId: dran,
  };
});

const at = new Date("2026-11-23T03:00:00Z");
const request = (over: Partial<IssueRequest> = {}): IssueRequest => ({
  unitId: dran,
  type: "report",
  issuerSymbol: "UBND",
  abstract: "Kết quả năm 2025",
  issuedOn: "2026-01-05",
  today: "2026-11-23",
  signer: { name: "Kra Jăn Ha Tư", position: "Chủ tịch" },
  file: { name: "bao-cao.docx", mediaType: "application/octet-stream" },
  at,
  write: async ({ number, symbol }) => new TextEncoder().encode(`Số: ${number}/${symbol}`),
  ...over,
});
const issue = (over: Partial<IssueRequest> = {}) =>
  inTransaction(db.database.pool, officer, (tx) => issueDocument(tx, request(over)));
const list = (query: { unitId?: number; year?: number } = {}) =>
  inTransaction(db.database.pool, officer, (tx) => listDocuments(tx, { limit: 200, ...query }));

describe("the yearly register", () => {
  test("starts at 1 in each year, and copies have a series of their own", async () => {
    expect(await issue()).toMatchObject({ number: 1, symbol: "BC-UBND" });
    expect(await issue({ type: "plan" })).toMatchObject({ number: 2, symbol: "KH-UBND" });
    expect(await issue({ issuedOn: "2025-12-31" })).toMatchObject({ number: 1 });
    expect(await issue({ type: "certified-copy" })).toMatchObject({ number: 1, symbol: "SY-UBND" });
    expect(await issue({ type: "official-letter", issuerSymbol: "UBND-VHXH" })).toMatchObject({
      number: 3,
      symbol: "UBND-VHXH",
    });
    expect((await list({ year: 2025 })).items.map((d) => d.fullSymbol)).toEqual(["01/BC-UBND"]);
  });

  test("has neither a gap nor a double when forty issue at once and some of them fail", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        issue({
          issuedOn: "2024-05-05",
          write: async ({ number, symbol }) => {
            if (i % 5 === 0) throw new Error("the printer is on fire");
            return new TextEncoder().encode(`Số: ${number}/${symbol}`);
          },
        }),
      ),
    );
    expect(results.filter((r) => r.status === "rejected")).toHaveLength(8);
    const numbers = (await list({ year: 2024 })).items.map((d) => d.number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
  });

  test("keeps the very bytes with their hash, and refuses to change them even to the owner", async () => {
    const issued = await issue();
    const file = await inTransaction(db.database.pool, officer, (tx) => readDocumentFile(tx, issued.id));
    expect(new TextDecoder().decode(file.bytes)).toBe(`Số: ${issued.number}/BC-UBND`);
    await expect(
      sql`update issued_document set abstract = 'x' where id = ${issued.id}`.execute(db.owner),
    ).rejects.toThrow(/never changed/);
    await expect(sql`delete from issued_document where id = ${issued.id}`.execute(db.owner)).rejects.toThrow(
      /never changed/,
    );
  });

  test("refuses a day after today, an unknown type and a unit out of reach", async () => {
    await expect(issue({ issuedOn: "2026-11-24" })).rejects.toMatchObject({ code: "documents.future-date" });
    await expect(issue({ type: "poem" })).rejects.toMatchObject({ code: "documents.unknown-type" });
    await expect(issue({ unitId: damRong })).rejects.toThrow(/row-level security/);
    const stranger = { ...officer, grants: [{ role: "officer" as const, unitId: damRong }] };
    expect((await inTransaction(db.database.pool, stranger, (tx) => listDocuments(tx, { limit: 200 }))).items).toEqual(
      [],
    );
  });
});

describe("how a unit signs", () => {
  test("is proposed from its kind, then as the unit has said; two who save at once do not overwrite each other", async () => {
    const read = () => inTransaction(db.database.pool, officer, (tx) => issuerOf(tx, dran, "2026-11-23"));
    const { version, ...proposed } = await read();
    expect(proposed).toMatchObject({ issuer: "Ủy ban nhân dân xã D'Ran", abbreviation: "UBND" });
    const save = (seenVersion: number) =>
      executeCommand({ pool: db.database.pool, commands: buildDocumentCommands([]) as never }, officer, {
        id: newId(),
        name: "document.set-issuer",
        payload: { ...proposed, signerName: "Kra Jăn Ha Tư", seenVersion },
      });
    await save(version);
    expect(await read()).toMatchObject({ signerName: "Kra Jăn Ha Tư", version: 1 });
    await expect(save(0)).rejects.toMatchObject({ code: "documents.changed-since" });
  });
});

import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { chance } from "#platform/testing/faulty-wire.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildDocumentCommands } from "./commands.ts";
import { issueDocument } from "./issue-document.ts";

const db = useTestDatabase();
const commands = buildDocumentCommands([]) as never;
const clerks = 50;
let units: number[];

beforeAll(async () => {
  units = [];
  for (const name of ["Tỉnh Lâm Đồng", "Xã D'Ran", "Xã Đam Rông 1", "Phường 1"]) {
    const { rows } = await sql<{ id: number }>`insert into unit (founded) values ('2020-01-01') returning id`.execute(
      db.owner,
    );
    const id = rows[0]!.id;
    await sql`insert into unit_version (unit_id, kind, name, parent_id, valid) values (${id}, ${units.length === 0 ? "province" : "commune"}, ${name}, ${units[0] ?? null}, '[2020-01-01,)')`.execute(
      db.owner,
    );
    units.push(id);
  }
  await sql`select refresh_units(null, '2026-11-23')`.execute(db.owner);
});

const clerk = (i: number): Principal => ({
  userId: `clerk-${i}`,
  personId: null,
  displayName: `Văn thư ${i}`,
  grants: [{ role: "officer", unitId: units[0]! }],
  homeUnitId: units[0]!,
});

/** Numbers 1 to n, each once, and the register says n. */
async function expectWhole(table: "issued_document" | "incoming_document", register: string, series: boolean) {
  const by = series ? sql`, series` : sql``;
  const { rows } = await sql<{ n: number; distinct: number; least: number; most: number; last: number | null }>`
    select count(*)::int as n, count(distinct d.number)::int as "distinct", min(d.number)::int as least, max(d.number)::int as most,
           (select r.last_number from ${sql.table(register)} r where r.unit_id = d.unit_id and r.year = d.year ${series ? sql`and r.series = d.series` : sql``}) as last
      from ${sql.table(table)} d group by d.unit_id, d.year ${by}`.execute(db.owner);
  for (const r of rows) expect(r).toEqual({ n: r.n, distinct: r.n, least: 1, most: r.n, last: r.n });
  return rows.reduce((sum, r) => sum + r.n, 0);
}

describe("fifty clerks at once", () => {
  test("issue for several units, years and series, with transactions that fail: no gap, no double", async () => {
    const random = chance(17);
    let failed = 0;
    const types = ["report", "plan", "official-letter", "certified-copy"] as const;
    await Promise.all(
      Array.from({ length: clerks }, async (_, i) => {
        for (let turn = 0; turn < 6; turn++) {
          const [unit, year, type, fate] = [
            units[random.below(4)]!,
            2023 + random.below(4),
            types[random.below(4)]!,
            random.below(10),
          ];
          const work = inTransaction(db.database.pool, clerk(i), async (tx) => {
            await issueDocument(tx, {
              unitId: unit,
              type,
              issuerSymbol: "UBND",
              abstract: `Việc ${i}.${turn}`,
              issuedOn: `${year}-03-0${1 + (turn % 9)}`,
              today: "2026-11-23",
              signer: { name: "Trương Công Lý", position: "Chủ tịch" },
              file: { name: "a.docx", mediaType: "application/octet-stream" },
              at: new Date("2026-11-23T03:00:00Z"),
              write: async ({ number }) => {
                if (fate === 0) throw new Error("the printer is on fire");
                return new TextEncoder().encode(String(number));
              },
            });
            // after the number was taken, as when the caller's own rows are refused
            if (fate === 1) throw new Error("refused later");
          });
          await work.catch(() => failed++);
        }
      }),
    );
    expect(failed).toBeGreaterThan(20);
    expect(await expectWhole("issued_document", "document_register", true)).toBe(clerks * 6 - failed);
  });

  test("register what arrives, some sent twice and some refused: no gap, no double", async () => {
    const random = chance(23);
    let kept = 0;
    await Promise.all(
      Array.from({ length: clerks }, async (_, i) => {
        for (let turn = 0; turn < 4; turn++) {
          const wrong = random.below(5) === 0;
          const envelope = {
            id: newId(),
            name: "document.register-incoming",
            payload: {
              incomingId: newId(),
              unitId: units[random.below(4)]!,
              arrivedOn: `${2024 + random.below(3)}-05-05`,
              sender: "Sở Văn hóa, Thể thao và Du lịch",
              symbol: `${i}/SVHTTDL-TTCS`,
              // issued after it arrived: refused
              issuedOn: wrong ? "2026-11-01" : "2024-01-02",
              type: "official-letter",
              abstract: `V/v việc ${i}.${turn}`,
              urgency: null,
              isCopy: false,
              dueOn: null,
            },
          };
          const send = () => executeCommand({ pool: db.database.pool, commands }, clerk(i), envelope);
          if (wrong) await expect(send()).rejects.toMatchObject({ code: "documents.impossible-day" });
          else {
            kept++;
            await send();
            if (turn === 0) expect((await send()).repeated).toBe(true);
          }
        }
      }),
    );
    expect(await expectWhole("incoming_document", "incoming_register", false)).toBe(kept);
  });

  test("one draft that fifty want to issue becomes one document", async () => {
    const draftId = newId();
    const run = (who: Principal, name: string, payload: object) =>
      executeCommand({ pool: db.database.pool, commands }, who, { id: newId(), name, payload });
    await run(clerk(0), "document.create-draft", {
      draftId,
      unitId: units[1],
      template: "official-letter",
      values: { subject: "Trao đổi lịch", addressee: ["Phường 1"], message: "Đề nghị trao đổi lịch tháng 12." },
    });
    const before = await expectWhole("issued_document", "document_register", true);
    const results = await Promise.allSettled(
      Array.from({ length: clerks }, (_, i) =>
        run(clerk(i), "document.issue-draft", {
          draftId,
          version: 1,
          issuedOn: "2026-11-20",
          signerName: "Trương Công Lý",
        }),
      ),
    );
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    for (const r of results)
      if (r.status === "rejected") expect(r.reason).toMatchObject({ code: "documents.draft-frozen" });
    expect(await expectWhole("issued_document", "document_register", true)).toBe(before + 1);
  });
});

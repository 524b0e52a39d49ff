import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { unitAdministrator } from "#modules/units/server.ts";
import { difficultyCommands } from "./commands.ts";
import { readDeadlines } from "./settings.ts";

const db = useTestDatabase();
const now = new Date("2026-11-02T03:00:00Z");
const set = (by: Principal, from: string, days: number) =>
  executeCommand({ pool: db.database.pool, commands: difficultyCommands as never, now: () => now }, by, {
    id: newId(),
    name: "difficulty.set-deadline",
    payload: { stage: "answer", days, from, legalBasis: "Quyết định 12/QĐ-UBND" },
  });

test("a deadline from a day on: the row before ends, nothing goes back, the journal has it, only an administrator sets it", async () => {
  await set(unitAdministrator, "2026-12-01", 10);
  await expect(set(unitAdministrator, "2026-11-15", 12)).rejects.toMatchObject({ code: "difficulty.setting-past" });
  await expect(set(unitAdministrator, "2026-10-01", 12)).rejects.toMatchObject({ code: "difficulty.setting-past" });
  const officer: Principal = { ...unitAdministrator, userId: "o", grants: [{ role: "officer", unitId: 1 }] };
  await expect(set(officer, "2027-01-01", 5)).rejects.toMatchObject({ code: "access.denied" });
  const rows = await inTransaction(db.database.pool, unitAdministrator, readDeadlines);
  expect(rows.filter((r) => r.stage === "answer")).toEqual([
    { stage: "answer", days: 10, from: "2026-12-01", to: null, legalBasis: "Quyết định 12/QĐ-UBND" },
    expect.objectContaining({ days: 15, from: null, to: "2026-12-01" }),
  ]);
  const { rows: lines } = await sql<{ after: { days: number } }>`
    select after from journal where action = 'difficulty.deadline-set'`.execute(db.owner);
  expect(lines).toMatchObject([{ after: { days: 10 } }]);
});

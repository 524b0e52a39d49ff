import { beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { buildUnit } from "#modules/units/server.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { computeFigures } from "./compute-figures.ts";
import { liveFacts } from "./facts.ts";
import { scopeOf } from "./scope.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "department" | "dran", number>;
const days = { from: "2026-01-01", to: "2026-06-30" };

/** A draft as its room stores it, with the day on which it entered its first stage. */
async function draft(
  unitId: number,
  wish: { entered: string; ended?: string; inScope?: boolean; material?: string },
): Promise<void> {
  const id = newId();
  await sql`
    insert into policy_draft (id, unit_id, reach_id, title, topic, criteria, outcome, ended_on)
    values (${id}::uuid, ${unitId}, ${units.province}, 'Dự thảo', 'other', ${wish.inScope === false ? [] : ["wide-impact"]}::text[],
      ${wish.ended === undefined ? null : "passed"}, ${wish.ended ?? null}::date)`.execute(db.owner);
  await sql`insert into policy_draft_stage (draft_id, stage, entered_on) values (${id}::uuid, 'proposal', ${wish.entered}::date)`.execute(
    db.owner,
  );
  if (wish.material === undefined) return;
  const [materialId, versionId] = [newId(), newId()];
  await sql`insert into material (id, unit_id, reach_id, topic) values (${materialId}::uuid, ${unitId}, ${units.province}, 'other')`.execute(
    db.owner,
  );
  await sql`
    insert into material_version (id, material_id, unit_id, reach_id, topic, number, status, title, approved_at)
    values (${versionId}::uuid, ${materialId}::uuid, ${unitId}, ${units.province}, 'other', 1, 'approved', 'Hỏi đáp', ${wish.material}::date)`.execute(
    db.owner,
  );
  await sql`insert into policy_draft_link (draft_id, material_id, linked_at) values (${id}::uuid, ${materialId}::uuid, ${wish.material}::date)`.execute(
    db.owner,
  );
}

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.department = await buildUnit(pool, { name: "Sở Nông nghiệp", kind: "department", parentId: units.province });
  units.dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: units.province });
  await draft(units.department, { entered: "2026-02-01", material: "2026-03-01" });
  await draft(units.province, { entered: "2025-11-01" });
  await draft(units.dran, { entered: "2026-05-01", material: "2026-07-15" }); // communicated after the period
  await draft(units.dran, { entered: "2025-02-01", ended: "2026-01-10", material: "2025-03-01" });
  await draft(units.dran, { entered: "2025-02-01", ended: "2025-12-31", material: "2025-03-01" }); // over before it
  await draft(units.dran, { entered: "2026-07-01" }); // after it
  await draft(units.province, { entered: "2026-02-01", inScope: false });
});

test("drafts under way in the period: those in scope, those communicated by its end, and the share", async () => {
  const reader: Principal = {
    userId: "a",
    personId: null,
    displayName: "a",
    homeUnitId: units.province,
    grants: [{ role: "analyst", unitId: units.province }],
  };
  const figures = await inTransaction(db.database.pool, reader, async (tx) =>
    computeFigures(tx, await scopeOf(tx, units.province, "as-is", "2026-11-23", days.to), liveFacts(days, null), days),
  );
  const total = (code: "drafts.in-scope" | "drafts.communicated" | "drafts.coverage") => figures.get(code)!.total;
  expect([total("drafts.in-scope"), total("drafts.communicated"), total("drafts.coverage")]).toEqual([4, 2, 50]);
  expect(figures.get("drafts.in-scope")!.units.get(units.dran)).toBe(2);
});

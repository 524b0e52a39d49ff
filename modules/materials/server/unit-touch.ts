import { sql } from "kysely";
import { registerUnitTouch } from "#modules/units/server.ts";

/** What an operation on units touches here: materials that one of them issued or that are for one of them. They stay as they are. */
registerUnitTouch({
  key: "materials",
  labelVi: "tài liệu do đơn vị ban hành hoặc dành cho đơn vị",
  labelEn: "materials issued by or for these units",
  async count(tx, unitIds) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from material where unit_id = any (${unitIds}::int[]) or reach_id = any (${unitIds}::int[])`.execute(
      tx,
    );
    return rows[0]?.n ?? 0;
  },
});

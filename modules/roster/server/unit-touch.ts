import { sql } from "kysely";
import { registerUnitTouch } from "#modules/units/server.ts";

/** What an operation on units touches here: people whose own unit it is. They move with it by `unit_now`, nothing is rewritten. */
registerUnitTouch({
  key: "people",
  labelVi: "người trong đội ngũ",
  labelEn: "people on the roster",
  async count(tx, unitIds) {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from person where unit_id = any (${unitIds}::int[])`.execute(tx);
    return rows[0]?.n ?? 0;
  },
});

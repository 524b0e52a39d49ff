import { sql } from "kysely";
import { registerUnitTouch } from "#modules/units/server.ts";

/** What an operation on units touches here: roles granted there. They follow into one successor; the rest is listed. */
registerUnitTouch({
  key: "roles",
  labelVi: "vai trò được giao",
  labelEn: "roles granted",
  async count(tx, unitIds, on) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from role_grant where unit_id = any (${unitIds}::int[]) and (upper_inf(valid) or upper(valid) > ${on}::date)`.execute(
      tx,
    );
    return rows[0]?.n ?? 0;
  },
});

import { sql } from "kysely";
import { z } from "zod";
import { roles } from "#kernel/access.ts";
import { addDays, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";

const UnitRef = z.object({ id: z.int(), name: z.string() });

/** A role at a unit that has ended, which did not follow: the unit was divided, or has no successor. */
export const StrandedGrant = z.object({
  userId: z.string(),
  displayName: z.string(),
  role: z.enum(roles),
  unit: UnitRef,
  endedOn: z.string().describe("Last day of the unit"),
  successors: z.array(UnitRef).describe("What parts of it went to; an administrator grants the role where it belongs"),
});
export type StrandedGrant = z.infer<typeof StrandedGrant>;

/** For an administrator to decide; as far as the caller sees the grants. */
export async function listStrandedGrants(tx: Tx): Promise<StrandedGrant[]> {
  const { rows } = await sql<{
    userId: string;
    displayName: string;
    role: (typeof roles)[number];
    unitId: number;
    dissolved: CivilDate;
    successors: number[];
  }>`
    select g.user_id as "userId", a.name as "displayName", g.role, g.unit_id as "unitId", u.dissolved::text as dissolved,
      array(select distinct s.to_id from unit_succession s where s.from_id = u.id order by 1) as successors
    from role_grant g join unit u on u.id = g.unit_id join account_user a on a.id = g.user_id
    where u.dissolved <= ${todayInVietnam()}::date and a.disabled_at is null
      and (upper_inf(g.valid) or (upper(g.valid) > u.dissolved and upper(g.valid) > ${todayInVietnam()}::date))
    order by u.dissolved desc, a.name, g.id limit 500`.execute(tx);
  const { tree } = await unitState(tx);
  return rows.map((r) => {
    const endedOn = addDays(r.dissolved, -1);
    const unit = (id: number, on: CivilDate) => ({ id, name: tree.versionNear(id, on)?.name ?? `#${id}` });
    return {
      userId: r.userId,
      displayName: r.displayName,
      role: r.role,
      unit: unit(r.unitId, endedOn),
      endedOn,
      successors: r.successors.map((id) => unit(id, r.dissolved)),
    };
  });
}

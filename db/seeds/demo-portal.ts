import { systemCaller as system } from "#kernel/access.ts";
import { sql } from "kysely";
import { inTransaction } from "#platform/db/session.ts";
import { type DemoFill } from "./demo-fill.ts";

/** What the demo's officers opened to everybody: the province's materials, and D'Ran's meetings of the coming days. */
export async function fillPublic(fill: DemoFill): Promise<void> {
  const { materials, talks } = await inTransaction(
    fill.database.pool,
    system,
    async (tx) => ({
      materials: (
        await sql<{
          id: string;
        }>`select distinct material_id as id from material_version where status in ('approved', 'recalled') order by 1`.execute(
          tx,
        )
      ).rows,
      talks: (
        await sql<{ id: string }>`select id from talk where status in ('planned', 'assigned', 'accepted')
          and kind in ('residentMeeting', 'voterContactMeeting', 'dialogueMeeting') and starts_at > ${fill.today} order by starts_at, id`.execute(
          tx,
        )
      ).rows,
    }),
    { readOnly: true },
  );
  for (const { id } of materials)
    await fill.act(fill.accounts.get("dung")!, "material.set-public", { materialId: id, public: true });
  for (const { id } of talks) await fill.act(fill.accounts.get("ha")!, "talk.set-public", { talkId: id, public: true });
}

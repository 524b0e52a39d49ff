import { sql } from "kysely";
import { z } from "zod";
import { civilDateOf, todayInVietnam } from "#kernel/civil-date.ts";
import { spokenCode } from "#kernel/ids.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageQuery } from "#platform/http/cursor.ts";
import { unitState } from "#modules/units/server.ts";
import { type DialogueRow, type DialogueStatus, dialogueStatuses } from "../contract.ts";

export const DialogueQuery = z.object({
  status: z.enum(dialogueStatuses).optional(),
  /** Held, and something promised there is not done yet. */
  promises: z.enum(["open"]).optional(),
  under: z.coerce.number().int().positive().optional().describe("Of this unit or one below it"),
  ...pageQuery,
});
export type DialogueQuery = z.output<typeof DialogueQuery>;

interface Row {
  id: string;
  title: string;
  unitId: number;
  placeUnitId: number;
  startsAt: Date;
  status: DialogueStatus;
  questions: number;
  commitments: number;
  openCommitments: number;
  minutesIssued: boolean;
  public: boolean;
}

/** Meetings that the caller may see, the newest first. */
export async function listDialogues(
  tx: Tx,
  query: DialogueQuery,
): Promise<{ items: DialogueRow[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const { rows } = await sql<Row>`
    select d.id, d.title, d.unit_id as "unitId", d.place_unit_id as "placeUnitId", d.starts_at as "startsAt", d.status, d.public,
           d.minutes_id is not null as "minutesIssued",
           (select count(*)::int from dialogue_question g where g.dialogue_id = d.id) as questions,
           (select count(*)::int from commitment c where c.dialogue_id = d.id) as commitments,
           (select count(*)::int from commitment c where c.dialogue_id = d.id and c.status = 'open') as "openCommitments"
      from dialogue d
     where ${query.status === undefined ? sql`true` : sql`d.status = ${query.status}`}
       ${query.promises === undefined ? sql`` : sql`and exists (select from commitment c where c.dialogue_id = d.id and c.status = 'open')`}
       ${query.under === undefined ? sql`` : sql`and d.unit_id in (select descendant_id from unit_scope where ancestor_id = ${query.under}::int)`}
       ${after === undefined ? sql`` : sql`and (d.starts_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
     order by d.starts_at desc, d.id desc limit ${query.limit + 1}`.execute(tx);
  const { tree } = await unitState(tx);
  const today = todayInVietnam();
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  return page(
    rows,
    query.limit,
    (r) => [r.startsAt.toISOString(), r.id],
    ({ unitId, placeUnitId, startsAt, ...r }) => ({
      ...r,
      code: spokenCode(r.id),
      unit: unit(unitId),
      place: unit(placeUnitId),
      startsAt: startsAt.toISOString(),
      heldOn: civilDateOf(startsAt),
    }),
  );
}

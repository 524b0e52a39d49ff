import { sql } from "kysely";
import { z } from "zod";

import { addDays, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page, pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitName } from "#modules/units/server.ts";
import { JournalEntry, JournalQuery } from "../contract.ts";
import { accountPolicy } from "../policy.ts";
import { exportJournal, exportLimit, xlsx } from "./export-lists.ts";
import { unitsWith } from "./account-store.ts";

interface Row {
  id: number;
  at: Date;
  device_at: Date | null;
  user_id: string;
  user_name: string | null;
  unit_id: number | null;
  command_id: string | null;
  action: string;
  subject: string;
  subject_id: string;
  before: unknown;
  after: unknown;
}

/** Days in Vietnam as moments, the last one included. */
const startOf = (day: string) => new Date(`${day}T00:00:00+07:00`).toISOString();

export const journalRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/journal",
      verb: "journal.read",
      summary: "Who changed what, newest first, within the caller's units",
      query: JournalQuery.extend(pageQuery),
      answer: pageOf(JournalEntry),
    },
    async ({ tx, principal, input }) => {
      const within = unitsWith(principal, accountPolicy["journal.read"].roles);
      const before = decodeCursor(input.cursor, z.tuple([z.number().int()]))?.[0];
      const rows = await readJournal(tx, input, within, before);
      const shown = page(
        rows,
        input.limit,
        (row) => [Number(row.id)],
        (row) => row,
      );
      return { ...shown, items: await Promise.all(shown.items.map((row) => present(tx, row))) };
    },
  );
  r.get(
    {
      path: "/journal/export",
      verb: "journal.read",
      summary: "The entries as a workbook, the newest of them",
      query: JournalQuery,
      produces: [xlsx],
    },
    async ({ tx, principal, input, language }) => {
      const rows = await readJournal(
        tx,
        { ...input, limit: exportLimit },
        unitsWith(principal, accountPolicy["journal.read"].roles),
        undefined,
      );
      return exportJournal(await Promise.all(rows.slice(0, exportLimit).map((row) => present(tx, row))), language);
    },
  );
});

type Filter = z.output<typeof JournalQuery> & { limit: number };

async function readJournal(
  tx: Tx,
  filter: Filter,
  within: number[] | null,
  before: number | undefined,
): Promise<Row[]> {
  const below = (units: number[]) =>
    sql`and j.unit_id in (select descendant_id from unit_scope where ancestor_id = any(${units}))`;
  const { rows } = await sql<Row>`
    select j.id, j.at, j.device_at, j.user_id, account_name(j.user_id) as user_name, j.unit_id, j.command_id, j.action, j.subject, j.subject_id, j.before, j.after
    from journal j where true
      ${within === null ? sql`` : below(within)}
      ${filter.unit === undefined ? sql`` : below([filter.unit])}
      ${filter.action === undefined ? sql`` : sql`and j.action = ${filter.action}`}
      ${filter.subject === undefined ? sql`` : sql`and j.subject = ${filter.subject}`}
      ${filter.subjectId === undefined ? sql`` : sql`and j.subject_id = ${filter.subjectId}`}
      ${filter.user === undefined ? sql`` : sql`and j.user_id = ${filter.user}`}
      ${filter.from === undefined ? sql`` : sql`and j.at >= ${startOf(filter.from)}`}
      ${filter.to === undefined ? sql`` : sql`and j.at < ${startOf(addDays(filter.to as CivilDate, 1))}`}
      ${before === undefined ? sql`` : sql`and j.id < ${before}`}
    order by j.id desc limit ${filter.limit + 1}`.execute(tx);
  return rows;
}

async function present(tx: Tx, row: Row): Promise<JournalEntry> {
  return {
    id: Number(row.id),
    at: new Date(row.at).toISOString(),
    deviceAt: row.device_at === null ? null : new Date(row.device_at).toISOString(),
    userId: row.user_id,
    userName: row.user_name,
    unitId: row.unit_id,
    unitName: row.unit_id === null ? null : await unitName(tx, row.unit_id, todayInVietnam()),
    commandId: row.command_id,
    action: row.action,
    subject: row.subject,
    subjectId: row.subject_id,
    before: row.before,
    after: row.after,
  };
}

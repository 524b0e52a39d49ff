import { sql } from "kysely";
import { z } from "zod";
import { systemCaller } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { countTalks, giveBackTalks } from "#modules/talks/server.ts";
import { changedFacts, lateRelation, pinTalks, unpinTalks } from "./late-talks.ts";
import type { StoredReport } from "./report-store.ts";
import { stride } from "./stride.ts";
import type { Work } from "./work.ts";

const TaskOnly = z.object({ taskId: z.uuid() });

/** Who pins and who gives back do not meet: between "no report holds it" and "verified again" nobody pins it. */
const holdPins = (tx: Tx, how: "shared" | "alone") =>
  how === "shared"
    ? sql`select pg_advisory_xact_lock_shared(hashtext('report pins'))`.execute(tx)
    : sql`select pg_advisory_xact_lock(hashtext('report pins'))`.execute(tx);

interface LateRow {
  talk_id: string;
  why: "added" | "moved" | "withdrawn";
}

interface Walk {
  /** Pinned by an attempt before this one. */
  before: number;
  rows: readonly LateRow[];
}

/**
 * What has to be pinned is read first and whole, by id only: a reader that stayed open beside the writing would keep the
 * database from tidying behind it, and each step would take longer than the one before. Then short transactions write,
 * each as much as a quarter second takes.
 */
export async function pinInSteps(work: Work, report: StoredReport, today: string): Promise<void> {
  const { before, rows } = await readWalk(work, report, today);
  const pace = stride();
  for (let at = 0; at < rows.length;) {
    const some = rows.slice(at, at + pace.size());
    const pin = pinCommand(work, report, some);
    const services = { pool: work.pool, commands: { [pin.name]: pin as never }, now: work.now };
    await pace.step(some.length, () =>
      executeCommand(services, systemCaller, { id: newId(), name: pin.name, payload: { taskId: work.task.id } }),
    );
    at += some.length;
    await work.step("pinning", before + at, before + rows.length);
  }
}

function readWalk({ pool, task }: Work, report: StoredReport, today: string): Promise<Walk> {
  return asSystem(pool, async (tx) => {
    await sql`select set_config('jit', 'off', true)`.execute(tx);
    // what is pinned for this revision is right: takeBackStalePins has seen to it
    const { rows: pinned } = await sql<{ n: number }>`
      select count(*)::int as n from report_talk p where p.report_id = ${report.id}::uuid and p.since_revision = ${task.revision}::int`.execute(
      tx,
    );
    const before = pinned[0]?.n ?? 0;
    const left =
      before === 0
        ? sql`true`
        : sql`not exists (select from report_talk p where p.report_id = ${report.id}::uuid and p.since_revision = ${task.revision}::int and p.talk_id = d.talk_id)`;
    const { rows } = await sql<LateRow>`
      select d.talk_id::text, d.why from ${await lateRelation(tx, report, today)} d where ${left} order by 1`.execute(
      tx,
    );
    return { before, rows };
  });
}

function pinCommand({ task }: Work, report: StoredReport, rows: readonly LateRow[]) {
  return defineCommand({
    name: "report.pin",
    input: TaskOnly,
    async run({ tx }) {
      await holdPins(tx, "shared");
      const of = (why: LateRow["why"]) => rows.filter((r) => r.why === why).map((r) => r.talk_id);
      const changed = await changedFacts(tx, report, of("moved"));
      const pin = [...of("added"), ...changed].sort();
      const { journal } = await countTalks(tx, pin, report.id);
      await unpinTalks(tx, report.id, [...changed, ...of("withdrawn")], report.revision);
      await pinTalks(tx, report.id, pin, task.revision);
      const done: JournalEntry = {
        action: "report.pinned",
        subject: "report",
        subjectId: report.id,
        unitId: report.unitId,
        after: { taskId: task.id, talks: pin.length },
      };
      return { answer: { pinned: pin.length }, journal: [done, ...journal] };
    },
  });
}

/** What an attempt that was broken off left and is not right any more: pins of talks that moved since, ends that were set. */
export async function takeBackStalePins(work: Work, report: StoredReport): Promise<void> {
  await takeBack(work, report, {
    which: sql`not exists (select from talk t
        where t.id = p.talk_id and t.version = p.talk_version and t.commune_id = p.commune_id and t.status = 'counted')`,
    stop: async () => false,
  });
}

/**
 * A freeze that failed for good leaves nothing: its pins go and the talks that no other report holds are verified again. Where
 * the report is frozen anew meanwhile, the new attempt takes over what lies there.
 */
export async function giveBackPins(work: Pick<Work, "pool" | "now" | "task">, report: StoredReport): Promise<void> {
  await takeBack(work, report, {
    which: sql`true`,
    async stop(tx) {
      // whoever asks for a freeze locks the report first, so that no new one begins beside this step
      await sql`select from report where id = ${report.id}::uuid for update`.execute(tx);
      const { rows } = await sql`select from report_task k join report r on r.id = k.report_id
        where k.report_id = ${report.id}::uuid and ((k.kind <> 'file' and k.state in ('waiting', 'running')) or r.revision <> ${report.revision}::int) limit 1`.execute(
        tx,
      );
      return rows.length > 0;
    },
  });
}

interface Back {
  /** Which pins `p` of the revision that does not stand. */
  which: ReturnType<typeof sql>;
  /** Asked at the beginning of each step. */
  stop(tx: Tx): Promise<boolean>;
}

async function takeBack(work: Pick<Work, "pool" | "now" | "task">, report: StoredReport, back: Back): Promise<void> {
  const pace = stride();
  for (let left = true; left;) {
    const size = pace.size();
    const command = defineCommand({
      name: "report.unpin",
      input: TaskOnly,
      async run({ tx }) {
        await holdPins(tx, "alone");
        if (await back.stop(tx)) return { answer: { left: false }, journal: [takenBack(work.task.id, report, 0)] };
        // what to touch is settled first: as a subquery it could be looked for anew for each row
        const ended = await sql`
          with open as materialized (
            select p.talk_id, p.since_revision from report_talk p
             where p.report_id = ${report.id}::uuid and p.until_revision >= ${report.revision}::int limit ${size})
          update report_talk d set until_revision = null from open o
           where d.report_id = ${report.id}::uuid and d.talk_id = o.talk_id and d.since_revision = o.since_revision`.execute(
          tx,
        );
        const { rows } = await sql<{ talk_id: string }>`
          with gone as materialized (
            select p.talk_id, p.since_revision from report_talk p
             where p.report_id = ${report.id}::uuid and p.since_revision > ${report.revision}::int and ${back.which} limit ${size})
          delete from report_talk d using gone g
           where d.report_id = ${report.id}::uuid and d.talk_id = g.talk_id and d.since_revision = g.since_revision returning d.talk_id`.execute(
          tx,
        );
        const ids = rows.map((r) => r.talk_id);
        const { rows: alone } = await sql<{ id: string }>`
          select id from report_left_talks(${ids}::uuid[]) as l (id) order by 1`.execute(tx);
        const { journal } = await giveBackTalks(
          tx,
          alone.map((r) => r.id),
          report.id,
        );
        return {
          answer: { left: ids.length + Number(ended.numAffectedRows ?? 0) > 0 },
          journal: [takenBack(work.task.id, report, ids.length), ...journal],
        };
      },
    });
    if (!(await pinsBeyond(work, report))) return;
    const services = { pool: work.pool, commands: { [command.name]: command as never }, now: work.now };
    const receipt = await pace.step(size, () =>
      executeCommand<{ left: boolean }>(services, systemCaller, {
        id: newId(),
        name: command.name,
        payload: { taskId: work.task.id },
      }),
    );
    left = receipt.answer!.left;
  }
}

/** Whether a revision is in the making that does not stand: pins of it, ends that it has set. */
export function pinsBeyond({ pool }: Pick<Work, "pool">, report: StoredReport): Promise<boolean> {
  return asSystem(pool, async (tx) => {
    const { rows } = await sql`select from report_talk p where p.report_id = ${report.id}::uuid
       and (p.since_revision > ${report.revision}::int or p.until_revision >= ${report.revision}::int) limit 1`.execute(
      tx,
    );
    return rows.length > 0;
  });
}

function takenBack(taskId: string, report: StoredReport, talks: number): JournalEntry {
  return {
    action: "report.unpinned",
    subject: "report",
    subjectId: report.id,
    unitId: report.unitId,
    after: { taskId, talks },
  };
}

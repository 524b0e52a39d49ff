import { sql } from "kysely";
import { type Principal, refusal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { formatNumber } from "#kernel/text/numbers.ts";
import type { Tx } from "#platform/db/session.ts";
import {
  holdsAny,
  mostWaiting,
  readingRoles,
  waitGroup,
  type WaitCall,
  type WaitSource,
} from "#platform/waiting/wait-source.ts";
import { unitPath } from "#modules/units/server.ts";
import { payPolicy } from "../policy.ts";
import { unitNaming } from "./names.ts";
import { runColumns, type StoredRun } from "./store.ts";

/** Runs that somebody else has to check, and drafts whose exceptions wait for a decision. */
export const payWaiting: WaitSource = async (call) => {
  if (!holdsAny(call.principal, readingRoles)) return [];
  const unit = await unitNaming(call.tx);
  const item = (run: StoredRun, at: Date | null, note: string) => ({
    to: `/pay/${run.id}`,
    day: at === null ? null : civilDateOf(at),
    title: call.say("wait.pay.run", { unit: unit(run.unitId).name, month: monthWords(run.month), number: run.number }),
    under: call.say("pay.people-count", { n: run.people }),
    note,
  });
  const check = await openRuns(call, "submitted");
  const mine: StoredRun[] = [];
  for (const run of check) if (await mayCheck(call.tx, call.principal, run)) mine.push(run);
  const undecided = (await openRuns(call, "draft")).filter((run) => run.undecided > 0);
  const writes: StoredRun[] = [];
  for (const run of undecided)
    if (refusal(payPolicy, "pay.write", call.principal, { unitPath: await unitPath(call.tx, run.unitId) }) === null)
      writes.push(run);
  return [
    ...waitGroup(mine, { code: "pay.to-check", title: call.say("wait.pay.to-check"), to: "/pay" }, (run) =>
      item(run, run.submittedAt, `${formatNumber(run.total)} đ`),
    ),
    ...waitGroup(writes, { code: "pay.to-decide", title: call.say("wait.pay.to-decide"), to: "/pay" }, (run) =>
      item(run, run.computedAt, call.say("wait.pay.exceptions", { n: run.undecided })),
    ),
  ];
};

const monthWords = (month: string) => `${month.slice(5)}/${month.slice(0, 4)}`;

async function openRuns({ tx, under }: WaitCall, status: "draft" | "submitted"): Promise<StoredRun[]> {
  const { rows } = await sql<StoredRun>`
    select ${runColumns} from pay_run r where r.status = ${status}
      ${under === null ? sql`` : sql`and r.unit_id in (select descendant_id from unit_scope where ancestor_id = ${under}::int)`}
     order by r.computed_at, r.id limit ${mostWaiting + 1}`.execute(tx);
  return rows;
}

async function mayCheck(tx: Tx, principal: Principal, run: StoredRun): Promise<boolean> {
  const placed = { unitPath: await unitPath(tx, run.unitId), makers: run.makers, paidPersonIds: [] };
  return refusal(payPolicy, "pay.check", principal, placed) === null;
}

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { contentHash } from "#kernel/canonical.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { rollUp, unitPath, unitState } from "#modules/units/server.ts";
import { DecideExceptions, MakeRun, RunRef } from "../contract.ts";
import type { ExceptionDetail, PayFacts } from "../facts.ts";
import { payPolicy } from "../policy.ts";
import { payProblem } from "../problems.ts";
import { type DueException, type DueLine, type ExceptionKind, toldOnly } from "../rules.ts";
import { lockRun, runEntry } from "./store.ts";
import { askTask } from "./tasks.ts";

export interface Computed {
  lines: DueLine[];
  exceptions: DueException[];
  total: number;
  people: number;
  undecided: number;
  hash: string;
}

/** All that decides about what the run would hold now. */
export async function gatherFacts(tx: Tx, runId: string, now: Date): Promise<PayFacts> {
  const { rows } = await sql<{ facts: PayFacts }>`
    select pay_facts(r.unit_id, r.month, ${civilDateOf(now)}::date, r.id) as facts from pay_run r where r.id = ${runId}::uuid`.execute(
    tx,
  );
  if (rows[0] === undefined) throw payProblem("pay.not-found", { id: runId });
  return rows[0].facts;
}

export function summed({ lines, exceptions }: Pick<Computed, "lines" | "exceptions">): Computed {
  return {
    lines,
    exceptions,
    total: lines.reduce((sum, line) => sum + line.amount, 0),
    people: new Set(lines.map((line) => line.personId)).size,
    undecided: exceptions.filter((e) => e.decided === null && !toldOnly.includes(e.kind)).length,
    // the fingerprint of a month also changes with what is nothing to the lines
    hash: contentHash({ lines: lines.map(({ monthMark: _mark, ...line }) => line), exceptions }),
  };
}

/** Lines of one statement. */
const atOnce = 1000;
/** The hash of a run that was never computed. */
const notComputed = "0".repeat(64);

/** Puts what was computed in place of what the draft held. */
export async function writeComputed(
  tx: Tx,
  runId: string,
  computed: Computed,
  { by, now, tell }: { by: string; now: Date; tell: (done: number) => void },
): Promise<void> {
  tell(0);
  await sql`delete from pay_line where run_id = ${runId}::uuid`.execute(tx);
  await sql`delete from pay_exception where run_id = ${runId}::uuid`.execute(tx);
  for (let done = 0; done < computed.lines.length; done += atOnce) {
    await writeLines(tx, runId, computed.lines.slice(done, done + atOnce));
    tell(Math.min(done + atOnce, computed.lines.length));
  }
  const exceptions = computed.exceptions.map((e) => ({
    ...e,
    decision: e.decided?.decision ?? null,
    rateId: e.decided?.rateId ?? null,
    reason: e.decided?.reason ?? null,
    by: e.decided?.by ?? null,
    at: e.decided?.at ?? null,
  }));
  await sql`
    insert into pay_exception (run_id, person_id, claim, kind, month, talk_id, detail, decision, rate_id, reason, decided_by, decided_at)
    select ${runId}::uuid, e."personId", e.claim, e.kind, (e.month || '-01')::date, e."talkId", e.detail, e.decision, e."rateId", e.reason, e.by, e.at
      from jsonb_to_recordset(${JSON.stringify(exceptions)}::jsonb) as e("personId" uuid, claim text, kind text, month text, "talkId" uuid, detail jsonb,
        decision text, "rateId" uuid, reason text, by text, at timestamptz)`.execute(tx);
  await sql`
    update pay_run set total = ${computed.total}, people = ${computed.people}, lines = ${computed.lines.length}, undecided = ${computed.undecided},
        content_hash = ${computed.hash}, computed_at = ${now}, version = case content_hash when ${notComputed} then version else version + 1 end,
        makers = case when ${by} = any (makers) then makers else makers || ${by}::text end
     where id = ${runId}::uuid`.execute(tx);
}

/** Always in the order of people and claims, so that two runs that meet wait for each other and never in a ring. */
async function writeLines(tx: Tx, runId: string, lines: readonly DueLine[]): Promise<void> {
  await sql`
    insert into pay_line (id, run_id, person_id, claim, turn, amount, entitled, paid_before, month, rate_id, talk_id, talk_version, facts_mark, month_mark, appointment_id,
        appointment_version, derivation)
    select gen_random_uuid(), ${runId}::uuid, l."personId", l.claim, l.turn, l.amount, l.entitled, l."paidBefore", (l.month || '-01')::date, l."rateId", l."talkId",
        l."talkVersion", l.mark, l."monthMark", l."appointmentId", l."appointmentVersion", l.derivation
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l("personId" uuid, claim text, turn int, amount bigint, entitled bigint,
        "paidBefore" bigint, month text, "rateId" uuid, "talkId" uuid, "talkVersion" int, mark text, "monthMark" text, "appointmentId" uuid, "appointmentVersion" int, derivation jsonb)
     order by l."personId", l.claim`.execute(tx);
}

/** A run of a unit and a month; a job computes it from the talks that are verified. */
export const makeRun = defineCommand({
  name: "pay.make-run",
  input: MakeRun,
  async run({ tx, principal, now }, { runId, unitId, month }) {
    authorise(payPolicy, "pay.write", principal, { unitPath: await unitPath(tx, unitId) });
    const today = civilDateOf(now);
    await refuseEndedUnit(tx, unitId, today);
    if (month > today.slice(0, 7))
      throw payProblem("pay.month-not-over", { fields: { "/month": "pay.month-not-over" } });
    // two who press at once for the same unit and month come one after the other; nobody else waits
    await sql`select pg_advisory_xact_lock(hashtextextended(${`pay-run ${unitId} ${month}`}::text, 0))`.execute(tx);
    const { rows } = await sql<{ open: string | null; last: number }>`
      select (select id from pay_run where unit_id = ${unitId} and month = ${`${month}-01`}::date and status in ('draft', 'submitted')) as open,
             coalesce(max(number), 0)::int as last from pay_run where unit_id = ${unitId} and month = ${`${month}-01`}::date`.execute(
      tx,
    );
    const { open, last } = rows[0]!;
    if (open !== null) throw payProblem("pay.run-open", { runId: open });
    await sql`insert into pay_run (id, unit_id, month, number, made_by, made_at, makers, computed_at, content_hash)
      values (${runId}, ${unitId}, ${`${month}-01`}::date, ${last + 1}, ${principal.userId}, ${now}, ${[principal.userId]}::text[], ${now}, ${notComputed})`.execute(
      tx,
    );
    return {
      answer: await askTask(tx, principal, { runId, kind: "compute", version: 1 }),
      journal: [runEntry("pay.run-made", { id: runId, unitId }, { after: { month, number: last + 1 } })],
    };
  },
});

/** A run belongs to a unit of today: who was merged is paid by what they became. */
async function refuseEndedUnit(tx: Tx, unitId: number, today: string): Promise<void> {
  const { tree } = await unitState(tx);
  if (!tree.units.has(unitId)) throw payProblem("pay.unknown-unit", { fields: { "/unitId": "pay.unknown-unit" } });
  if (tree.versionOn(unitId, today as never) !== undefined) return;
  const nowId = (await rollUp(tx, [unitId])).get(unitId)?.nowId ?? null;
  throw payProblem("pay.unit-ended", { nowId, fields: { "/unitId": "pay.unit-ended" } });
}

/** The draft again from what is so now. What was decided stays decided, where it is still asked. */
export const computeRun = defineCommand({
  name: "pay.compute-run",
  input: RunRef,
  async run({ tx, principal }, { runId }) {
    const run = await lockRun(tx, principal, "pay.write", { runId, status: ["draft"] });
    return {
      answer: await askTask(tx, principal, { runId, kind: "compute", version: run.version }),
      journal: [runEntry("pay.run-compute-asked", run)],
    };
  },
});

/** Pay it, or leave it, with the reason; the draft is computed again with it. */
export const decideExceptions = defineCommand({
  name: "pay.decide",
  input: DecideExceptions,
  async run({ tx, principal, now }, { runId, kind, about, decision, rateId, reason }) {
    const run = await lockRun(tx, principal, "pay.write", { runId, status: ["draft"] });
    if (toldOnly.includes(kind)) throw payProblem("pay.nothing-to-decide", { kind });
    const { rows } = await sql<{ personId: string; claim: string; kind: ExceptionKind; detail: ExceptionDetail }>`
      select e.person_id as "personId", e.claim, e.kind, e.detail from pay_exception e
        join jsonb_to_recordset(${JSON.stringify(about)}::jsonb) as a("personId" uuid, claim text) on a."personId" = e.person_id and a.claim = e.claim
       where e.run_id = ${runId}::uuid and e.kind = ${kind}`.execute(tx);
    if (rows.length !== about.length) throw payProblem("pay.no-such-exception", { found: rows.length });
    for (const { detail } of rows) {
      if (decision === "leave" || detail.rateIds === undefined) continue;
      if (rateId === null) throw payProblem("pay.rate-missing", { fields: { "/rateId": "pay.rate-missing" } });
      if (!detail.rateIds.includes(rateId))
        throw payProblem("pay.rate-not-offered", { fields: { "/rateId": "pay.rate-not-offered" } });
    }
    await sql`
      update pay_exception e set decision = ${decision}, rate_id = case when e.detail ? 'rateIds' and ${decision} = 'pay' then ${rateId}::uuid end,
          reason = ${reason}, decided_by = ${principal.userId}, decided_at = ${now}
        from jsonb_to_recordset(${JSON.stringify(about)}::jsonb) as a("personId" uuid, claim text)
       where e.run_id = ${runId}::uuid and e.kind = ${kind} and a."personId" = e.person_id and a.claim = e.claim`.execute(
      tx,
    );
    return {
      answer: await askTask(tx, principal, { runId, kind: "compute", version: run.version }),
      journal: [runEntry("pay.exceptions-decided", run, { after: { kind, about, decision, rateId, reason } })],
    };
  },
});

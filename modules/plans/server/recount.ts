import { sql } from "kysely";
import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { planPolicy } from "../policy.ts";

/** A kept total and what counting everything gives. */
export interface TotalDifference {
  source: string;
  base: string;
  unitId: number;
  month: string;
  kind: string;
  topic: string;
  stage: string;
  things: number;
  n: string;
  reallyThings: number;
  reallyN: string;
}
export interface Recounted {
  totals: TotalDifference[];
  /** Talks whose kept tie to a task differs. */
  ties: string[];
}

/** Every kept total against a count from scratch; empty lists when all are right. Seen whole by the system alone. */
export async function planDifferences(tx: Tx): Promise<Recounted> {
  const { rows } = await sql<TotalDifference>`
    select source, base, unit_id as "unitId", month::text as month, kind, topic, stage, things, n::text as n, really_things as "reallyThings", really_n::text as "reallyN"
      from plan_total_differences()`.execute(tx);
  const ties = await sql<{ id: string }>`select plan_tie_differences() as id`.execute(tx);
  return { totals: rows, ties: ties.rows.map((t) => t.id) };
}

const written = 200;

/** Compares with everything counted anew and sets right what differs; the journal keeps both figures. */
export const recountPlans = defineCommand({
  name: "plan.recount",
  input: z.object({}),
  async run({ tx, principal }) {
    authorise(planPolicy, "plan.recount", principal, { unitPath: [] });
    // nobody writes between what the journal says and what is set right
    await sql`select plan_totals_hold()`.execute(tx);
    const found = await planDifferences(tx);
    await sql`select plan_repair()`.execute(tx);
    return {
      answer: found,
      journal: [
        {
          action: "plan.totals-set-right",
          subject: "plan-totals",
          subjectId: "all",
          unitId: null,
          before: { totals: found.totals.length, ties: found.ties.length },
          after: { totals: found.totals.slice(0, written), ties: found.ties.slice(0, written) },
        },
      ],
    };
  },
});

/** Says at night what differs; setting it right is a person's decision (`plan recount`). */
const compareTotals = defineJob({
  name: "plans.compare-totals",
  schedule: "50 19 * * *",
  async run({ pool, log }) {
    const { totals, ties } = await asSystem(pool, planDifferences);
    for (const row of totals.slice(0, 20)) log("a plan's total differs from its recount", { ...row });
    if (totals.length + ties.length > 0)
      log("plans' totals differ: caunoi plan recount", { totals: totals.length, ties: ties.length });
  },
});

export const planJobs = [compareTotals];

import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { defineJob, type JobContext } from "#platform/jobs/define.ts";
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
export function planDifferences(tx: Tx): Promise<Recounted> {
  return differences(tx, sql`plan_total_differences()`, sql`plan_tie_differences()`);
}

async function differences(tx: Tx, totals: RawBuilder<unknown>, ties: RawBuilder<unknown>): Promise<Recounted> {
  const { rows } = await sql<TotalDifference>`
    select source, base, unit_id as "unitId", month::text as month, kind, topic, stage, things, n::text as n, really_things as "reallyThings", really_n::text as "reallyN"
      from ${totals}`.execute(tx);
  const tied = await sql<{ id: string }>`select ${ties} as id`.execute(tx);
  return { totals: rows, ties: tied.rows.map((t) => t.id) };
}

const written = 200;

/** Compares with everything counted anew and sets right what differs; the journal keeps both figures. */
export const recountPlans = defineCommand({
  name: "plan.recount",
  input: z.object({}),
  async run({ tx, principal }) {
    authorise(planPolicy, "plan.recount", principal, { unitPath: [] });
    // what the journal says is what was set right: both come from one statement
    const found = await differences(tx, sql`plan_repair()`, sql`plan_repair_ties()`);
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

const foldedAtOnce = 20_000;

/** Takes what was added since into the totals. Sums are the same before and after; only fewer rows are read for them. */
export async function foldTotals(pool: JobContext["pool"]): Promise<void> {
  for (let folded = foldedAtOnce; folded === foldedAtOnce;) {
    const { rows } = await asSystem(pool, (tx) =>
      sql<{ folded: number }>`select plan_fold(${foldedAtOnce}) as folded`.execute(tx),
    );
    folded = rows[0]!.folded;
  }
}

const foldTotalsJob = defineJob({
  name: "plans.fold-totals",
  schedule: "*/5 * * * *",
  run: ({ pool }) => foldTotals(pool),
});

export const planJobs = [compareTotals, foldTotalsJob];

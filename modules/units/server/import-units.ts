import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { addDays, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { contentHash } from "#kernel/canonical.ts";
import { type Command, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type ImportResult, UnitImport, UnitReorganisation } from "../contract.ts";
import { type ListPlan, planImport } from "../import-rules.ts";
import { isEmpty } from "../plan.ts";
import { unitPolicy } from "../policy.ts";
import { unitProblem } from "../problems.ts";
import { planReorganisation } from "../reorganise-rules.ts";
import { applyPlan, lockUnits, type Progress } from "./apply-plan.ts";
import { loadTree } from "./load-tree.ts";

/** Where each running list is, by its command id, for a screen that asks. */
const running = new Map<string, { step: string; done: number; total: number }>();

export function progressOf(commandId: string): { step: string; done: number; total: number } | null {
  return running.get(commandId) ?? null;
}

type ImportCommand<Input> = Command<Input, ImportResult>;

/** A list of units that exist from a day on, whole country or one province, in one transaction. */
export function importUnitsCommand(progress: Progress = () => {}): ImportCommand<UnitImport> {
  return defineCommand({
    name: "unit.import",
    input: UnitImport,
    run: ({ tx, principal, commandId, now }, input) =>
      runList(tx, progress, {
        verb: "unit.import",
        principal,
        commandId,
        today: civilDateOf(now),
        on: input.validFrom,
        legalBasis: null,
        rows: input.rows.length,
        files: [{ name: input.fileName, hash: contentHash(input.rows) }],
        plan: (tree) =>
          planImport(
            tree,
            input.rows,
            input.validFrom,
            input.validUntil === null ? null : addDays(input.validUntil, 1),
          ),
      }),
  });
}

/** A whole reorganisation from the list of new units and the list of successions, in one transaction. */
export function reorganiseUnitsCommand(progress: Progress = () => {}): ImportCommand<UnitReorganisation> {
  return defineCommand({
    name: "unit.reorganise",
    input: UnitReorganisation,
    run: ({ tx, principal, commandId, now }, input) =>
      runList(tx, progress, {
        verb: "unit.reorganise",
        principal,
        commandId,
        today: civilDateOf(now),
        on: input.on,
        legalBasis: input.legalBasis,
        rows: input.units.length + input.successions.length,
        files: [
          { name: input.unitsFile, hash: contentHash(input.units) },
          { name: input.successionsFile, hash: contentHash(input.successions) },
        ],
        plan: (tree) => planReorganisation(tree, input.units, input.successions, input.on),
      }),
  });
}

interface ListJob {
  verb: "unit.import" | "unit.reorganise";
  principal: Principal;
  commandId: string;
  today: CivilDate;
  on: CivilDate;
  legalBasis: string | null;
  rows: number;
  files: { name: string; hash: string }[];
  plan: (tree: Awaited<ReturnType<typeof loadTree>>) => ListPlan;
}

async function runList(tx: Tx, told: Progress, job: ListJob) {
  const progress: Progress = (step, done, total) => {
    running.set(job.commandId, { step, done, total });
    told(step, done, total);
  };
  try {
    return await placeList(tx, progress, job);
  } finally {
    running.delete(job.commandId);
  }
}

async function placeList(tx: Tx, progress: Progress, job: ListJob) {
  // lists reach across the whole tree, so the right must hold for the whole instance
  authorise(unitPolicy, job.verb, job.principal, { unitPath: [] });
  if (job.rows === 0) throw unitProblem("unit.file-empty");
  progress("reading", 0, 4);
  // one of these statements may take longer than a request should, on a busy machine
  await sql`set local statement_timeout = '10min'`.execute(tx);
  await lockUnits(tx);
  const tree = await loadTree(tx);
  progress("planning", 0, 4);
  const { plan, remarks, founded, continued, already } = job.plan(tree);
  const counts = {
    rows: job.rows,
    founded,
    continued,
    already,
    dissolved: plan.dissolve.length,
    successions: plan.edges.length,
    unplaced: remarks.filter((r) => r.outcome === "unplaced").length,
  };
  const applied = isEmpty(plan)
    ? null
    : await applyPlan(
        tx,
        plan,
        {
          kind: job.verb === "unit.import" ? "import" : "reorganise",
          on: job.on,
          legalBasis: job.legalBasis,
          commandId: job.commandId,
          summary: { ...counts, files: job.files },
          today: job.today,
        },
        progress,
      );
  const answer: ImportResult = { operationId: applied?.operationId ?? null, ...counts, remarks };
  return {
    answer,
    journal: [
      {
        action: job.verb === "unit.import" ? "unit.imported" : "unit.reorganised",
        subject: "unit_operation",
        subjectId: String(applied?.operationId ?? "none"),
        unitId: null,
        after: { on: job.on, legalBasis: job.legalBasis, files: job.files, ...counts },
      },
    ] as [{ action: string; subject: string; subjectId: string; unitId: null; after: unknown }],
  };
}

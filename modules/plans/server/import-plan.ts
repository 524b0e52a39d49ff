import { civilDateOf } from "#kernel/civil-date.ts";
import { authorise } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { sql } from "kysely";
import { type Command, defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { ImportPlan } from "../contract.ts";
import { planPolicy } from "../policy.ts";
import { planProblem } from "../problems.ts";
import type { PlanReading, ReadTime } from "../reading/reading.ts";
import { insertMany, planLine } from "./store.ts";

export interface PlanImported {
  planId: string;
  tasks: number;
  clauses: number;
  withoutTask: number;
}

/** Keeps what was read from one file as a draft that a person corrects; the reading goes beside the command's content. */
export function importPlanCommand(reading: PlanReading): Command<ImportPlan, PlanImported> {
  return defineCommand({
    name: "plan.import",
    input: ImportPlan,
    async run({ tx, principal, now }, input) {
      const today = civilDateOf(now);
      const { tree } = await unitState(tx);
      if (tree.versionOn(input.unitId, today) === undefined)
        throw planProblem("plan.unknown-unit", { fields: { "/unitId": "plan.unknown-unit" } });
      authorise(planPolicy, "plan.import", principal, { unitPath: await unitPath(tx, input.unitId) });
      const { head } = reading;
      const [startsOn, endsOn] = periodOf(reading, today);
      await sql`insert into plan (id, unit_id, title, issuer, symbol, issued_on, starts_on, ends_on, source, source_name, source_sha256, bases, terms, doubts, created_at, created_by)
        values (${input.planId}, ${input.unitId}, ${(head.title ?? input.fileName).slice(0, 500)}, ${head.issuer?.slice(0, 300) ?? null}, ${head.symbol?.slice(0, 60) ?? null}, ${head.issuedOn}::date,
          ${startsOn}::date, ${endsOn}::date, ${reading.text}, ${input.fileName}, ${input.fileHash}, ${JSON.stringify(reading.bases)}::jsonb, ${JSON.stringify(reading.terms)}::jsonb,
          ${JSON.stringify(reading.doubts)}::jsonb, ${now}, ${principal.userId})`.execute(tx);
      await keepReading(tx, input.planId, reading);
      const counts = {
        tasks: reading.tasks.length,
        clauses: reading.clauses.length,
        withoutTask: reading.withoutTask.length,
      };
      return {
        answer: { planId: input.planId, ...counts },
        journal: [
          planLine(
            "plan.imported",
            { id: input.planId, unitId: input.unitId },
            { after: { fileName: input.fileName, sha256: input.fileHash, symbol: head.symbol, ...counts } },
          ),
        ],
      };
    },
  });
}

/** The year that the title names, else from its day to the end of the year; a person sets it right. */
function periodOf({ head }: PlanReading, today: string): [string, string] {
  const span = /(?:giai đoạn|năm)\s+((?:19|20)\d{2})\s*-\s*((?:19|20)\d{2})/iu.exec(head.title ?? "");
  if (span && span[1]! <= span[2]!)
    return [head.issuedOn ?? `${span[1]}-01-01`, `${span[2]}-12-31`].toSorted() as [string, string];
  const year = /năm\s+((?:19|20)\d{2})/iu.exec(head.title ?? "")?.[1];
  if (year !== undefined) return [`${year}-01-01`, `${year}-12-31`];
  const from = head.issuedOn ?? (today as string);
  return [from, `${from.slice(0, 4)}-12-31`];
}

const repeating = new Set([
  "weekly",
  "monthly",
  "quarterly",
  "half-yearly",
  "yearly",
  "periodic",
  "regular",
  "promptly",
]);
const firstDue = (times: readonly ReadTime[]) =>
  times
    .map((t) => t.due)
    .filter((d) => d !== null)
    .toSorted()[0] ?? null;

/** Clauses without a task of their own whose words a duty took over: nobody has to look at "- Đơn vị chủ trì: …" again. */
function heardClauses(reading: PlanReading): Set<number> {
  const without = new Set(reading.withoutTask);
  const tasks = new Set<number>();
  for (const t of reading.tasks)
    for (let at: number | null = t.clause; at !== null; at = reading.clauses[at]!.parent) tasks.add(at);
  return new Set(reading.clauses.flatMap((c, i) => (c.heading || without.has(i) || tasks.has(i) ? [] : [i])));
}

async function keepReading(tx: Tx, planId: string, reading: PlanReading): Promise<void> {
  const clauseIds = reading.clauses.map(() => newId());
  const heard = heardClauses(reading);
  await insertMany(
    tx,
    "plan_clause",
    "id uuid, plan_id uuid, parent_id uuid, position int, kind text, marker text, heading boolean, starts_at int, ends_at int, aside_reason text",
    reading.clauses.map((c, i) => ({
      id: clauseIds[i],
      plan_id: planId,
      parent_id: c.parent === null ? null : clauseIds[c.parent],
      position: i,
      kind: c.kind,
      marker: c.marker,
      heading: c.heading,
      starts_at: c.start,
      ends_at: c.end,
      aside_reason: heard.has(i) ? "Ai làm, khi nào: đã đọc vào nhiệm vụ ở trên" : null,
    })),
  );
  const taskIds = reading.tasks.map(() => newId());
  await insertMany(
    tx,
    "plan_task",
    "id uuid, plan_id uuid, clause_id uuid, position numeric, text text, nature text, starts_at int, ends_at int, due_on date, repeats text",
    reading.tasks.map((t, i) => ({
      id: taskIds[i],
      plan_id: planId,
      clause_id: clauseIds[t.clause],
      position: i + 1,
      text: t.text.slice(0, 4000),
      nature: t.nature,
      starts_at: t.start,
      ends_at: t.end,
      due_on: firstDue(t.times),
      repeats: t.times.find((x) => repeating.has(x.kind))?.kind ?? null,
    })),
  );
  await insertMany(
    tx,
    "plan_actor",
    "id uuid, task_id uuid, position int, role text, name text, starts_at int, ends_at int, inherited boolean",
    reading.tasks.flatMap((t, i) =>
      t.actors.map((a, at) => ({
        id: newId(),
        task_id: taskIds[i],
        position: at,
        role: a.role,
        name: a.name.slice(0, 300),
        starts_at: a.start,
        ends_at: a.end,
        inherited: a.inherited,
      })),
    ),
  );
}

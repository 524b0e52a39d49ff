import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type ActivityKind, AddActivity, PlanActivity, Reverse, Spend } from "../contract.ts";
import { budgetProblem } from "../problems.ts";
import { getLine, lineEntry, mayAt, type Movement, postEntry, refuseIdentities, type StoredLine } from "./store.ts";

const columnOf = { planTask: "plan_task_id", talk: "talk_id", dialogue: "dialogue_id", kit: "kit_id" } as const;

/** The thing's own title, seen with the caller's eyes. @throws budget.activity-unknown */
async function titleOf(tx: Tx, kind: ActivityKind, refId: string | null, typed: string | null): Promise<string> {
  const unknown = (field: string) =>
    budgetProblem("budget.activity-unknown", { fields: { [field]: "budget.activity-unknown" } });
  if (kind === "other") {
    if (typed === null || refId !== null) throw unknown("/title");
    return tidyLine(typed);
  }
  if (refId === null) throw unknown("/refId");
  const table = { planTask: "plan_task", talk: "talk", dialogue: "dialogue", kit: "kit" }[kind];
  const column = kind === "planTask" ? "text" : "title";
  const { rows } = await sql<{ title: string }>`
    select left(${sql.ref(column)}, 300) as title from ${sql.table(table)} where id = ${refId}::uuid`.execute(tx);
  if (rows[0] === undefined) throw unknown("/refId");
  return tidyLine(rows[0].title).slice(0, 300);
}

export const addActivity = defineCommand({
  name: "budget.add-activity",
  input: AddActivity,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ title: input.title });
    const line = await getLine(tx, input.lineId);
    await mayAt(tx, principal, line.unitId, "budget.write");
    if (line.closed) throw budgetProblem("budget.year-closed");
    const activityId = input.activityId ?? newId();
    const title = await titleOf(tx, input.kind, input.refId, input.title);
    const column = input.kind === "other" ? null : columnOf[input.kind];
    await sql`
      insert into budget_activity (id, line_id, kind, title${column === null ? sql`` : sql`, ${sql.ref(column)}`})
      values (${activityId}::uuid, ${line.id}::uuid, ${input.kind}, ${title}${column === null ? sql`` : sql`, ${input.refId}::uuid`})`.execute(
      tx,
    );
    if (input.planned > 0)
      await sql`insert into budget_planned (id, activity_id, change, at) values (${newId()}::uuid, ${activityId}::uuid, ${input.planned}, ${now})`.execute(
        tx,
      );
    return {
      answer: { activityId, title },
      journal: [
        lineEntry("budget.activity-added", line, {
          after: { activityId, kind: input.kind, refId: input.refId, title, planned: input.planned },
        }),
      ],
    };
  },
});

interface StoredActivity {
  id: string;
  title: string;
  planned: number;
}

export async function getActivity(tx: Tx, id: string): Promise<{ activity: StoredActivity; line: StoredLine }> {
  const { rows } = await sql<StoredActivity & { lineId: string }>`
    select id, line_id as "lineId", title, planned from budget_activity where id = ${id}::uuid`.execute(tx);
  if (rows[0] === undefined) throw budgetProblem("budget.activity-not-found", { id });
  return { activity: rows[0], line: await getLine(tx, rows[0].lineId) };
}

/** Planned anew: the change is kept with its reason, the figure before stays to be seen. */
export const planActivity = defineCommand({
  name: "budget.plan-activity",
  input: PlanActivity,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reason: input.reason });
    const { line } = await getActivity(tx, input.activityId);
    await mayAt(tx, principal, line.unitId, "budget.write");
    // two who plan at once come one after the other: the line's lock is the lock of its activities
    await sql`select pg_advisory_xact_lock(hashtextextended('budget-planned ' || ${input.activityId}::text, 0))`.execute(
      tx,
    );
    const { activity } = await getActivity(tx, input.activityId);
    const change = input.planned - activity.planned;
    if (change !== 0)
      await sql`insert into budget_planned (id, activity_id, change, reason, at) values (${newId()}::uuid, ${activity.id}::uuid, ${change}, ${input.reason}, ${now})`.execute(
        tx,
      );
    return {
      answer: { activityId: activity.id, planned: input.planned },
      journal: [
        lineEntry("budget.activity-planned", line, {
          before: { activityId: activity.id, planned: activity.planned },
          after: { planned: input.planned, reason: input.reason },
        }),
      ],
    };
  },
});

export const spend = defineCommand({
  name: "budget.spend",
  input: Spend,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reference: input.reference, note: input.note });
    const entryId = input.entryId ?? newId();
    const { activity, line } = await getActivity(tx, input.activityId);
    await mayAt(tx, principal, line.unitId, "budget.write");
    await postEntry(tx, now, civilDateOf(now), line.year, {
      ...input,
      id: entryId,
      kind: "spending",
      fromId: line.id,
      toId: null,
      activityId: activity.id,
    });
    const { amount, onDate, reference } = input;
    const after = { entryId, activityId: activity.id, amount, onDate, reference };
    return { answer: { entryId }, journal: [lineEntry("budget.spent", line, { after })] };
  },
});

interface StoredEntry extends Movement {
  amount: number;
  reversesId: string;
}

/** Taken out by a counter-entry and, where it was only wrong, entered as it should have been; both or neither. */
export const reverse = defineCommand({
  name: "budget.reverse",
  input: Reverse,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reason: input.reason, reference: input.instead?.reference });
    const { rows } = await sql<StoredEntry>`
      select id, kind, from_id as "fromId", to_id as "toId", amount, activity_id as "activityId", sponsorship_id as "sponsorshipId", reference
        from budget_entry where id = ${input.reversesId}::uuid`.execute(tx);
    const found = rows[0];
    if (found === undefined) throw budgetProblem("budget.entry-unknown", { id: input.reversesId });
    const line = await getLine(tx, (found.fromId ?? found.toId)!);
    await mayAt(tx, principal, line.unitId, "budget.write");
    if (found.sponsorshipId !== null) throw budgetProblem("budget.goes-with-sponsorship");
    const today = civilDateOf(now);
    const entryId = input.entryId ?? newId();
    const insteadId = input.instead === null ? null : (input.instead.entryId ?? newId());
    const same = { kind: found.kind, fromId: found.fromId, toId: found.toId, activityId: found.activityId ?? null };
    await postEntry(tx, now, today, line.year, {
      ...same,
      id: entryId,
      amount: -found.amount,
      onDate: input.onDate,
      reference: found.reference,
      reversesId: found.id,
      reason: input.reason,
    });
    if (input.instead !== null && insteadId !== null)
      await postEntry(tx, now, today, line.year, { ...same, ...input.instead, id: insteadId });
    return {
      answer: { entryId, insteadId },
      journal: [
        lineEntry("budget.reversed", line, {
          before: { entryId: found.id, kind: found.kind, amount: found.amount, reference: found.reference },
          after: { entryId, reason: input.reason, instead: input.instead },
        }),
      ],
    };
  },
});

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import { rollUp } from "#modules/units/server.ts";
import { AllowOver, CloseYear, HandOver, SetPublicity, SetSource } from "../contract.ts";
import { budgetPolicy } from "../policy.ts";
import { budgetProblem } from "../problems.ts";
import { getLine, lineEntry, mayAt, openLineRow, postEntry, refuseDays, refuseIdentities } from "./store.ts";

/** A head decides that a line may go below nothing, or that it may no longer: with a reason and the document. */
export const allowOver = defineCommand({
  name: "budget.allow-over",
  input: AllowOver,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reason: input.reason, reference: input.reference });
    const line = await getLine(tx, input.lineId);
    await mayAt(tx, principal, line.unitId, "budget.decide");
    await sql`
      insert into budget_allowance (id, line_id, amount, reason, reference, at)
      values (${newId()}::uuid, ${line.id}::uuid, ${input.amount}, ${input.reason}, ${input.reference}, ${now})`.execute(
      tx,
    );
    return {
      answer: { lineId: line.id },
      journal: [
        lineEntry("budget.allowed-over", line, {
          before: { allowed: line.allowed },
          after: { amount: input.amount, reason: input.reason, reference: input.reference },
        }),
      ],
    };
  },
});

/** What a unit that was ended had left goes to the unit that it became, or to the one that is named where it was split. */
export const handOver = defineCommand({
  name: "budget.hand-over",
  input: HandOver,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reference: input.reference });
    const line = await getLine(tx, input.lineId);
    await mayAt(tx, principal, line.unitId, "budget.write");
    const toUnitId = input.toUnitId ?? (await rollUp(tx, [line.unitId])).get(line.unitId)?.nowId ?? null;
    if (toUnitId === null)
      throw budgetProblem("budget.not-successor", { fields: { "/toUnitId": "budget.not-successor" } });
    const amount = input.amount ?? line.available;
    if (amount <= 0) throw budgetProblem("budget.nothing-left");
    // what came down from above goes on as coming from there; a line of one's own joins the successor's of the same kind
    const { rows } = await sql<{ id: string }>`
      select id from budget_line where unit_id = ${toUnitId} and year = ${line.year} and source = ${line.source}
         and parent_id is not distinct from ${line.parentId}::uuid and closed_at is null order by created_at limit 1`.execute(
      tx,
    );
    const toId = rows[0]?.id ?? newId();
    if (rows[0] === undefined)
      await openLineRow(tx, {
        id: toId,
        unitId: toUnitId,
        year: line.year,
        source: line.source,
        title: line.title,
        parentId: line.parentId,
      });
    await postEntry(tx, now, civilDateOf(now), line.year, {
      id: newId(),
      kind: "handover",
      fromId: line.id,
      toId,
      amount,
      onDate: input.onDate,
      reference: input.reference,
    });
    return {
      answer: { lineId: toId, amount },
      journal: [
        lineEntry("budget.handed-over", line, {
          after: { toLine: toId, toUnit: toUnitId, amount, reference: input.reference },
        }),
      ],
    };
  },
});

/** Each line's rest goes back up, lapses or is carried over; then the unit's year takes no entry any more. */
export const closeYear = defineCommand({
  name: "budget.close-year",
  input: CloseYear,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reference: input.reference, note: input.note });
    const today = civilDateOf(now);
    refuseDays(input.onDate, today, input.year);
    await mayAt(tx, principal, input.unitId, "budget.decide");
    const done: object[] = [];
    for (const rest of input.rests) {
      const line = await getLine(tx, rest.lineId);
      if (line.unitId !== input.unitId || line.year !== input.year) throw budgetProblem("budget.line-of-another");
      if (line.available === 0) continue;
      if (line.available < 0) throw budgetProblem("budget.year-not-empty");
      let toId: string | null = null;
      if (rest.way === "return") {
        if (line.parentId === null) throw budgetProblem("budget.line-of-another");
        toId = line.parentId;
      } else if (rest.way === "carry") {
        toId = newId();
        await openLineRow(tx, { ...line, id: toId, year: line.year + 1, parentId: null });
      }
      await postEntry(tx, now, today, line.year, {
        id: newId(),
        kind: rest.way,
        fromId: line.id,
        toId,
        amount: line.available,
        onDate: input.onDate,
        reference: input.reference,
        note: input.note,
      });
      done.push({ lineId: line.id, way: rest.way, amount: line.available });
    }
    const { rows } = await sql`
      insert into budget_close (unit_id, year, note, at) values (${input.unitId}, ${input.year}, ${input.note}, ${now})
      on conflict do nothing returning unit_id`.execute(tx);
    if (rows.length === 0) throw budgetProblem("budget.year-closed");
    return {
      answer: { unitId: input.unitId, year: input.year },
      journal: [
        {
          action: "budget.year-closed",
          subject: "budget-year",
          subjectId: `${input.unitId}/${input.year}`,
          unitId: input.unitId,
          after: { rests: done, reference: input.reference, note: input.note },
        },
      ],
    };
  },
});

/** Whether anybody may look at a unit's year and that of all below it. */
export const setPublicity = defineCommand({
  name: "budget.set-publicity",
  input: SetPublicity,
  async run({ tx, principal, now }, input) {
    await mayAt(tx, principal, input.unitId, "budget.decide");
    await sql`
      insert into budget_publicity (unit_id, year, public, set_by, set_at)
      values (${input.unitId}, ${input.year}, ${input.public}, ${principal.userId}, ${now})
      on conflict (unit_id, year) do update set public = excluded.public, set_by = excluded.set_by, set_at = excluded.set_at`.execute(
      tx,
    );
    return {
      answer: { public: input.public },
      journal: [
        {
          action: input.public ? "budget.published" : "budget.unpublished",
          subject: "budget-year",
          subjectId: `${input.unitId}/${input.year}`,
          unitId: input.unitId,
          after: input,
        },
      ],
    };
  },
});

/** A source from a day on; what it was until then ends the day before. */
export const setSource = defineCommand({
  name: "budget.set-source",
  input: SetSource,
  async run({ tx, principal }, input) {
    authorise(budgetPolicy, "budget.configure", principal, { unitPath: [] });
    const { rows: later } = await sql`
      select from funding_source where code = ${input.code} and (lower(valid) >= ${input.from}::date or nature <> ${input.nature})`.execute(
      tx,
    );
    if (later.length > 0) throw budgetProblem("budget.dates", { fields: { "/from": "budget.dates" } });
    await sql`
      update funding_source set valid = daterange(lower(valid), ${input.from}::date) where code = ${input.code} and valid @> ${input.from}::date`.execute(
      tx,
    );
    await sql`
      insert into funding_source (code, nature, name_vi, name_en, legal_basis, position, valid)
      values (${input.code}, ${input.nature}, ${input.nameVi}, ${input.nameEn}, ${input.legalBasis}, ${input.position}, daterange(${input.from}::date, null))`.execute(
      tx,
    );
    return {
      answer: { code: input.code },
      journal: [
        { action: "budget.source-set", subject: "funding-source", subjectId: input.code, unitId: null, after: input },
      ],
    };
  },
});

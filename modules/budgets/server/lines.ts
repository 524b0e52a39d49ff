import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";
import { AddIncome, Allocate, OpenLine, ReturnMoney } from "../contract.ts";
import { budgetProblem } from "../problems.ts";
import { getLine, lineEntry, mayAt, openLineRow, postEntry, refuseIdentities } from "./store.ts";

/** A line with its first money: an estimate that was granted. Sponsorship comes in through its register alone. */
export const openLine = defineCommand({
  name: "budget.open-line",
  input: OpenLine,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ title: input.title, reference: input.reference, note: input.note });
    const today = civilDateOf(now);
    const { tree } = await unitState(tx);
    if (tree.versionOn(input.unitId, today) === undefined)
      throw budgetProblem("budget.unit-unknown", { fields: { "/unitId": "budget.unit-unknown" } });
    await mayAt(tx, principal, input.unitId, "budget.write");
    await refuseSponsored(tx, input.source);
    const line = {
      id: input.lineId ?? newId(),
      unitId: input.unitId,
      year: input.year,
      source: input.source,
      title: tidyLine(input.title),
    };
    await openLineRow(tx, { ...line, parentId: null });
    await postEntry(tx, now, today, input.year, {
      ...input,
      id: input.entryId ?? newId(),
      kind: "income",
      fromId: null,
      toId: line.id,
    });
    return {
      answer: { lineId: line.id },
      journal: [
        lineEntry("budget.line-opened", line, { after: { ...line, amount: input.amount, reference: input.reference } }),
      ],
    };
  },
});

async function refuseSponsored(tx: Tx, source: string): Promise<void> {
  const { rows } = await sql`select from funding_source where code = ${source} and nature = 'sponsorship'`.execute(tx);
  if (rows.length > 0)
    throw budgetProblem("budget.goes-with-sponsorship", { fields: { "/source": "budget.goes-with-sponsorship" } });
}

export const addIncome = defineCommand({
  name: "budget.add-income",
  input: AddIncome,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reference: input.reference, note: input.note });
    const line = await getLine(tx, input.lineId);
    await mayAt(tx, principal, line.unitId, "budget.write");
    if (line.nature === "sponsorship") throw budgetProblem("budget.goes-with-sponsorship");
    if (line.parentId !== null) throw budgetProblem("budget.line-of-another");
    await postEntry(tx, now, civilDateOf(now), line.year, {
      ...input,
      id: input.entryId ?? newId(),
      kind: "income",
      fromId: null,
      toId: line.id,
    });
    return {
      answer: { lineId: line.id },
      journal: [
        lineEntry("budget.income-added", line, { after: { amount: input.amount, reference: input.reference } }),
      ],
    };
  },
});

/** Down the tree, to several units at once; each gets its line from this one, all of it or nothing. */
export const allocate = defineCommand({
  name: "budget.allocate",
  input: Allocate,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reference: input.reference, note: input.note });
    const line = await getLine(tx, input.lineId);
    await mayAt(tx, principal, line.unitId, "budget.write");
    const { tree } = await unitState(tx);
    const below = new Set(tree.descendantsOn(line.unitId, input.onDate).map((v) => v.unitId));
    const lines: Record<number, string> = {};
    for (const [i, share] of input.shares.entries()) {
      if (!below.has(share.unitId))
        throw budgetProblem("budget.not-below", { fields: { [`/shares/${i}/unitId`]: "budget.not-below" } });
      const { rows } = await sql<{ id: string }>`
        select id from budget_line where parent_id = ${line.id}::uuid and unit_id = ${share.unitId}`.execute(tx);
      const lineId = rows[0]?.id ?? newId();
      if (rows[0] === undefined)
        await openLineRow(tx, {
          id: lineId,
          unitId: share.unitId,
          year: line.year,
          source: line.source,
          title: line.title,
          parentId: line.id,
        });
      lines[share.unitId] = lineId;
      await postEntry(tx, now, civilDateOf(now), line.year, {
        id: share.entryId ?? newId(),
        kind: "allocation",
        fromId: line.id,
        toId: lineId,
        amount: share.amount,
        onDate: input.onDate,
        reference: input.reference,
        note: input.note,
      });
    }
    const [first, ...rest] = input.shares.map((share) => ({
      ...lineEntry(
        "budget.allocated",
        { id: lines[share.unitId]!, unitId: share.unitId },
        {
          after: { fromLine: line.id, amount: share.amount, reference: input.reference },
        },
      ),
    }));
    return { answer: { lineId: line.id, lines: Object.values(lines) }, journal: [first!, ...rest] };
  },
});

/** Back up to the line that it came from. */
export const returnMoney = defineCommand({
  name: "budget.return",
  input: ReturnMoney,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ reference: input.reference, note: input.note });
    const line = await getLine(tx, input.lineId);
    await mayAt(tx, principal, line.unitId, "budget.write");
    if (line.parentId === null) throw budgetProblem("budget.line-of-another");
    await postEntry(tx, now, civilDateOf(now), line.year, {
      ...input,
      id: input.entryId ?? newId(),
      kind: "return",
      fromId: line.id,
      toId: line.parentId,
    });
    return {
      answer: { lineId: line.id },
      journal: [lineEntry("budget.returned", line, { after: { amount: input.amount, reference: input.reference } })],
    };
  },
});

import { sql } from "kysely";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import type { Principal } from "#kernel/access.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { ExtendLoan, LendEquipment, TakeBack } from "../contract.ts";
import { equipmentProblem } from "../problems.ts";
import { checkUnit, getThing, mayAt, refuseAhead, refuseIdentities } from "./store.ts";

const line = (
  action: string,
  loan: { id: string; unitId: number },
  after: unknown,
  before?: unknown,
): JournalEntry => ({
  action,
  subject: "equipment-loan",
  subjectId: loan.id,
  unitId: loan.unitId,
  after,
  ...(before === undefined ? {} : { before }),
});

/** To another unit until a day; who presses second finds it lent already. */
export const lendEquipment = defineCommand({
  name: "equipment.lend",
  input: LendEquipment,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ purpose: input.purpose });
    refuseAhead("outOn", input.outOn, civilDateOf(now));
    if (input.dueOn < input.outOn)
      throw equipmentProblem("equipment.dates", { fields: { "/dueOn": "equipment.dates" } });
    const thing = await getThing(tx, input.equipmentId);
    await mayAt(tx, principal, thing.unitId, "equipment.write");
    if (input.toUnitId === thing.unitId)
      throw equipmentProblem("equipment.own-unit", { fields: { "/toUnitId": "equipment.own-unit" } });
    await checkUnit(tx, input.toUnitId, input.outOn, "/toUnitId");
    const id = input.loanId ?? newId();
    await sql`
      insert into equipment_loan (id, equipment_id, unit_id, to_unit_id, purpose, out_on, due_on, condition_out, created_at)
      values (${id}::uuid, ${thing.id}::uuid, ${thing.unitId}, ${input.toUnitId}, ${tidyLine(input.purpose)}, ${input.outOn}::date, ${input.dueOn}::date,
        ${thing.condition}, ${now})`.execute(tx);
    return {
      answer: { loanId: id },
      journal: [
        line(
          "equipment.lent",
          { id, unitId: thing.unitId },
          {
            equipmentId: thing.id,
            toUnitId: input.toUnitId,
            outOn: input.outOn,
            dueOn: input.dueOn,
          },
        ),
      ],
    };
  },
});

interface StoredLoan {
  id: string;
  unitId: number;
  outOn: string;
  dueOn: string;
  backOn: string | null;
}

async function lockLoan(tx: Tx, principal: Principal, id: string): Promise<StoredLoan> {
  const read = (lock: boolean) =>
    sql<StoredLoan>`
      select id, unit_id as "unitId", out_on::text as "outOn", due_on::text as "dueOn", back_on::text as "backOn"
        from equipment_loan where id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx);
  const seen = (await read(false)).rows[0];
  if (seen === undefined) throw equipmentProblem("equipment.loan-unknown", { id });
  await mayAt(tx, principal, seen.unitId, "equipment.write");
  const found = (await read(true)).rows[0];
  if (found === undefined) throw equipmentProblem("equipment.loan-unknown", { id });
  if (found.backOn !== null) throw equipmentProblem("equipment.back-already");
  return found;
}

export const takeBack = defineCommand({
  name: "equipment.take-back",
  input: TakeBack,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ note: input.note });
    const loan = await lockLoan(tx, principal, input.loanId);
    refuseAhead("backOn", input.backOn, civilDateOf(now));
    if (input.backOn < loan.outOn)
      throw equipmentProblem("equipment.dates", { fields: { "/backOn": "equipment.dates" } });
    await sql`
      update equipment_loan set back_on = ${input.backOn}::date, condition_back = ${input.condition}, note = coalesce(${input.note}, note)
       where id = ${loan.id}::uuid`.execute(tx);
    return {
      answer: { loanId: loan.id },
      journal: [
        line("equipment.taken-back", loan, { backOn: input.backOn, condition: input.condition, note: input.note }),
      ],
    };
  },
});

export const extendLoan = defineCommand({
  name: "equipment.extend-loan",
  input: ExtendLoan,
  async run({ tx, principal }, input) {
    refuseIdentities({ note: input.note });
    const loan = await lockLoan(tx, principal, input.loanId);
    if (input.dueOn < loan.outOn)
      throw equipmentProblem("equipment.dates", { fields: { "/dueOn": "equipment.dates" } });
    await sql`
      update equipment_loan set due_on = ${input.dueOn}::date, note = coalesce(${input.note}, note) where id = ${loan.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { loanId: loan.id },
      journal: [line("equipment.loan-extended", loan, { dueOn: input.dueOn, note: input.note }, { dueOn: loan.dueOn })],
    };
  },
});

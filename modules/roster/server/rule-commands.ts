import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { AddStandard, SetQuota } from "../contract.ts";
import { rosterPolicy } from "../policy.ts";
import { rosterProblem } from "../problems.ts";

/** A quota from a day on; the one before it ends the day before. Configuration, so for the whole instance. */
export const setQuota = defineCommand({
  name: "roster.set-quota",
  input: SetQuota,
  async run({ tx, principal }, input) {
    authorise(rosterPolicy, "roster.configure", principal, { unitPath: [] });
    if ((input.unitKind === null) === (input.unitId === null))
      throw rosterProblem("roster.quota-of-nobody", { fields: { "/unitKind": "roster.quota-of-nobody" } });
    const { rows: later } = await sql`
      select from quota where kind = ${input.kind} and unit_kind is not distinct from ${input.unitKind} and unit_id is not distinct from ${input.unitId}
        and lower(valid) >= ${input.from}::date`.execute(tx);
    if (later.length > 0) throw rosterProblem("roster.quota-exists", { fields: { "/from": "roster.quota-exists" } });
    await sql`
      update quota set valid = daterange(lower(valid), ${input.from}::date)
      where kind = ${input.kind} and unit_kind is not distinct from ${input.unitKind} and unit_id is not distinct from ${input.unitId}
        and valid @> ${input.from}::date`.execute(tx);
    await sql`
      insert into quota (unit_kind, unit_id, kind, minimum, maximum, valid, legal_basis)
      values (${input.unitKind}, ${input.unitId}, ${input.kind}, ${input.minimum}, ${input.maximum}, daterange(${input.from}::date, null), ${input.legalBasis})`.execute(
      tx,
    );
    return {
      answer: { from: input.from },
      journal: [
        {
          action: "quota.set",
          subject: "quota",
          subjectId: `${input.kind}:${input.unitKind ?? input.unitId}`,
          unitId: input.unitId,
          after: input,
        },
      ],
    };
  },
});

export const addStandard = defineCommand({
  name: "roster.add-standard",
  input: AddStandard,
  async run({ tx, principal }, input) {
    authorise(rosterPolicy, "roster.configure", principal, { unitPath: [] });
    const { rows } = await sql<{ id: number }>`
      insert into standard (kind, text_vi, text_en, valid, legal_basis)
      values (${input.kind}, ${input.textVi}, ${input.textEn}, daterange(${input.from}::date, null), ${input.legalBasis}) returning id`.execute(
      tx,
    );
    const id = rows[0]?.id as number;
    return {
      answer: { standardId: id },
      journal: [{ action: "standard.added", subject: "standard", subjectId: String(id), unitId: null, after: input }],
    };
  },
});

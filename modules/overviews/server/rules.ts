import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type RuleSetting, SetRule } from "../contract.ts";
import type { RuleCode } from "../measures.ts";
import { overviewPolicy } from "../policy.ts";
import { overviewProblem } from "../problems.ts";

/** The rule as it held on a day; before the first one, the first. */
export async function ruleOn(tx: Tx, code: RuleCode, day: CivilDate): Promise<{ value: number; legalBasis: string }> {
  const { rows } = await sql<{ value: number; legalBasis: string }>`
    select value::int as value, legal_basis as "legalBasis" from overview_rule where code = ${code}
     order by (valid @> ${day}::date) desc, lower(valid) limit 1`.execute(tx);
  return rows[0]!;
}

/** A rule from a day on; what held until then ends the day before. What was counted by it stays as it was. */
export const setRule = defineCommand({
  name: "overview.set-rule",
  input: SetRule,
  async run({ tx, principal }, input) {
    authorise(overviewPolicy, "overview.configure", principal, { unitPath: [] });
    const legalBasis = tidyLine(input.legalBasis);
    if (findIdentities(legalBasis).length > 0)
      throw overviewProblem("overview.identity", { fields: { "/legalBasis": "overview.identity" } });
    const { rows: later } = await sql`
      select from overview_rule where code = ${input.code} and lower(valid) >= ${input.from}::date`.execute(tx);
    if (later.length > 0) throw overviewProblem("overview.dates", { fields: { "/from": "overview.dates" } });
    const { rows: before } = await sql<{ days: number; legalBasis: string }>`
      update overview_rule set valid = daterange(lower(valid), ${input.from}::date) where code = ${input.code} and valid @> ${input.from}::date
      returning value::int as days, legal_basis as "legalBasis"`.execute(tx);
    await sql`
      insert into overview_rule (code, value, legal_basis, valid)
      values (${input.code}, ${input.days}, ${legalBasis}, daterange(${input.from}::date, null))`.execute(tx);
    return {
      answer: { code: input.code, from: input.from },
      journal: [
        {
          action: "overview.rule-set",
          subject: "overview-rule",
          subjectId: input.code,
          unitId: null,
          ...(before[0] === undefined ? {} : { before: before[0] }),
          after: { ...input, legalBasis },
        },
      ],
    };
  },
});

/** Every row of the configuration: what holds, held and will hold. */
export async function listRules(tx: Tx): Promise<RuleSetting[]> {
  const { rows } = await sql<RuleSetting>`
    select code, value::int as days, legal_basis as "legalBasis", lower(valid)::text as "from", upper(valid)::text as "to"
      from overview_rule order by code, lower(valid) desc`.execute(tx);
  return rows;
}

import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { chainFault } from "../chain.ts";
import { type MaterialSettings, SetChain, SetRule } from "../contract-chain.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";

const everything = { unitPath: [] };

/** Another chain for a level, from a day on; texts that were handed in before keep theirs. */
export const setChain = defineCommand({
  name: "material.set-chain",
  input: SetChain,
  async run({ tx, principal, now }, { level, from, legalBasis, steps }) {
    authorise(materialPolicy, "material.configure", principal, everything);
    refusePast(from as CivilDate, now);
    const fault = chainFault(steps);
    if (fault !== null) throw materialProblem(fault, { fields: { "/steps": fault } });
    await endFrom(tx, "approval_step", sql`level = ${level}`, from);
    for (const [i, step] of steps.entries())
      await sql`
        insert into approval_step (level, position, kind, role, levels_up, label_vi, label_en, valid, legal_basis)
        values (${level}, ${i + 1}, ${step.kind}, ${step.role}, ${step.levelsUp}, ${tidyLine(step.labelVi)}, ${tidyLine(step.labelEn)},
          daterange(${from}::date, null), ${tidyLine(legalBasis)})`.execute(tx);
    return {
      answer: { level, from },
      journal: [
        {
          action: "material.chain-set",
          subject: "approvalChain",
          subjectId: level,
          unitId: null,
          after: { from, legalBasis, steps },
        },
      ],
    };
  },
});

export const setRule = defineCommand({
  name: "material.set-rule",
  input: SetRule,
  async run({ tx, principal, now }, { key, value, from, source, verified }) {
    authorise(materialPolicy, "material.configure", principal, everything);
    refusePast(from as CivilDate, now);
    await endFrom(tx, "material_rule", sql`key = ${key}`, from);
    await sql`
      insert into material_rule (key, value, valid, source, verified)
      values (${key}, ${value}, daterange(${from}::date, null), ${tidyLine(source)}, ${verified})`.execute(tx);
    return {
      answer: { key, from },
      journal: [
        {
          action: "material.rule-set",
          subject: "materialRule",
          subjectId: key,
          unitId: null,
          after: { value, from, source, verified },
        },
      ],
    };
  },
});

/** What was decided under a rule stays so: a change begins today or later. */
function refusePast(from: CivilDate, now: Date): void {
  if (from < civilDateOf(now))
    throw materialProblem("material.chain-past", { fields: { "/from": "material.chain-past" } });
}

/** What holds ends the day before; what would have begun later never does. */
async function endFrom(
  tx: Tx,
  table: "approval_step" | "material_rule",
  which: ReturnType<typeof sql>,
  from: string,
): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${which} and lower(valid) >= ${from}::date`.execute(tx);
  await sql`update ${sql.table(table)} set valid = daterange(lower(valid), ${from}::date)
    where ${which} and (upper_inf(valid) or upper(valid) > ${from}::date)`.execute(tx);
}

/** Chains and figures that hold today or later. */
export async function readSettings(tx: Tx, principal: Principal, today: CivilDate): Promise<MaterialSettings> {
  const days = sql`lower(valid)::text as "from", (upper(valid) - 1)::text as "until"`;
  const still = sql`(upper_inf(valid) or upper(valid) > ${today}::date)`;
  const chains = await sql<MaterialSettings["chains"][number]>`
    select level, position, kind, role, levels_up as "levelsUp", label_vi as "labelVi", label_en as "labelEn",
      legal_basis as "legalBasis", ${days}
      from approval_step where ${still}
     order by array_position(array['province', 'commune', 'body', 'group', 'district'], level), lower(valid) nulls first, position`.execute(
    tx,
  );
  const rules = await sql<MaterialSettings["rules"][number]>`
    select key, value, source, verified, ${days} from material_rule where ${still} order by key, lower(valid) nulls first`.execute(
    tx,
  );
  return {
    chains: chains.rows,
    rules: rules.rows,
    mayChange: refusal(materialPolicy, "material.configure", principal, everything) === null,
  };
}

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type DifficultyDeadline, SetDifficultyDeadline } from "../contract.ts";
import { difficultyPolicy } from "../policy.ts";
import { difficultyProblem } from "../problems.ts";

/** A deadline from a day on; what is open keeps the day it got. Configuration, so for the whole instance. */
export const setDifficultyDeadline = defineCommand({
  name: "difficulty.set-deadline",
  input: SetDifficultyDeadline,
  async run({ tx, principal, now }, input) {
    authorise(difficultyPolicy, "difficulty.configure", principal, { unitPath: [] });
    const { rows: later } = await sql`
      select from difficulty_deadline where stage = ${input.stage} and lower(valid) >= ${input.from}::date`.execute(tx);
    if (later.length > 0 || input.from < civilDateOf(now))
      throw difficultyProblem("difficulty.setting-past", { fields: { "/from": "difficulty.setting-past" } });
    const { rows: before } = await sql<{ days: number; legalBasis: string }>`
      update difficulty_deadline set valid = daterange(lower(valid), ${input.from}::date)
       where stage = ${input.stage} and valid @> ${input.from}::date returning days, legal_basis as "legalBasis"`.execute(
      tx,
    );
    await sql`insert into difficulty_deadline (stage, days, valid, legal_basis)
      values (${input.stage}, ${input.days}, daterange(${input.from}::date, null), ${tidyLine(input.legalBasis)})`.execute(
      tx,
    );
    return {
      answer: { stage: input.stage, days: input.days },
      journal: [
        {
          action: "difficulty.deadline-set",
          subject: "difficulty-deadline",
          subjectId: input.stage,
          unitId: null,
          before: before[0] ?? null,
          after: input,
        },
      ],
    };
  },
});

/** All that hold, held and will hold, the newest of each stage first. */
export async function readDeadlines(tx: Tx): Promise<DifficultyDeadline[]> {
  const { rows } = await sql<DifficultyDeadline>`
    select stage, days, lower(valid)::text as "from", upper(valid)::text as "to", legal_basis as "legalBasis"
      from difficulty_deadline order by stage, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

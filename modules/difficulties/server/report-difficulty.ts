import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { ReportDifficulty } from "../contract.ts";
import { difficultyPolicy } from "../policy.ts";
import { difficultyProblem } from "../problems.ts";
import { journalLine, refuseIdentities } from "./store.ts";

/** A unit reports what it meets. Who must settle it and by when is the database's own (difficulty_take_in). */
export const reportDifficulty = defineCommand({
  name: "difficulty.report",
  input: ReportDifficulty,
  async run({ tx, principal, now }, input) {
    refuseIdentities({ text: input.text, proposal: input.proposal });
    const { tree } = await unitState(tx);
    if (tree.versionOn(input.unitId, civilDateOf(now)) === undefined)
      throw difficultyProblem("difficulty.unknown-unit", { fields: { "/unitId": "difficulty.unknown-unit" } });
    authorise(difficultyPolicy, "difficulty.report", principal, { unitPath: await unitPath(tx, input.unitId) });
    const { rows } = await sql<{ handlerId: number; dueOn: string }>`
      insert into difficulty (id, origin, unit_id, text, proposal, reported_at, reported_by)
        values (${input.difficultyId}, 'unit', ${input.unitId}, ${input.text}, ${input.proposal}, ${now}, ${principal.userId})
      returning handler_id as "handlerId", due_on::text as "dueOn"`.execute(tx);
    const { handlerId, dueOn } = rows[0]!;
    return {
      answer: { difficultyId: input.difficultyId, handlerId, dueOn },
      journal: [
        {
          ...journalLine(
            "difficulty.reported",
            { id: input.difficultyId, handlerId },
            {
              after: { unitId: input.unitId, handlerId, dueOn },
            },
          ),
          unitId: input.unitId,
        },
      ],
    };
  },
});

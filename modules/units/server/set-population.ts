import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { SetPopulation } from "../contract.ts";
import { unitPolicy } from "../policy.ts";
import { unitProblem } from "../problems.ts";
import { unitPath } from "./doors.ts";

/** A dated, published number of inhabitants with its source. */
export const setPopulation = defineCommand({
  name: "unit.set-population",
  input: SetPopulation,
  async run({ tx, principal }, { unitId, asOf, people, source }) {
    const path = await unitPath(tx, unitId);
    authorise(unitPolicy, "unit.set-population", principal, { unitPath: path });
    if (path.length === 0) throw unitProblem("unit.not-found", { id: unitId });
    const before = await tx
      .selectFrom("unit_population")
      .select(["people", "source"])
      .where("unit_id", "=", unitId)
      .where("as_of", "=", asOf)
      .executeTakeFirst();
    await tx
      .insertInto("unit_population")
      .values({ unit_id: unitId, as_of: asOf, people, source })
      .onConflict((c) => c.columns(["unit_id", "as_of"]).doUpdateSet({ people, source }))
      .execute();
    return {
      answer: { unitId, asOf },
      journal: [
        {
          action: "unit.population-set",
          subject: "unit",
          subjectId: String(unitId),
          unitId,
          before: before ?? null,
          after: { asOf, people, source },
        },
      ],
    };
  },
});

import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import { DiscardMaterial } from "../contract-chain.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { journalled, lockVersion, placeMaterial } from "./store.ts";

/** A draft that nobody needs goes, with all that hung on it; a material that had only this goes with it. */
export const discardMaterial = defineCommand({
  name: "material.discard",
  input: DiscardMaterial,
  async run({ tx, principal }, { versionId }) {
    const version = await lockVersion(tx, versionId);
    authorise(materialPolicy, "material.discard", principal, await placeMaterial(tx, principal, version));
    if (version.status !== "draft") throw materialProblem("material.not-a-draft", { status: version.status });
    const others = await tx
      .selectFrom("material_version")
      .select("id")
      .where("material_id", "=", version.materialId)
      .where("id", "<>", versionId)
      .limit(1)
      .execute();
    await tx.deleteFrom("material_version").where("id", "=", versionId).execute();
    const whole = others.length === 0;
    if (whole) await tx.deleteFrom("material").where("id", "=", version.materialId).execute();
    return {
      answer: { versionId, materialGone: whole },
      journal: [
        {
          action: "material.discarded",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          before: { versionId, ...journalled(version) },
          after: { materialGone: whole },
        },
      ],
    };
  },
});

import { z } from "zod";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { placeMaterial } from "./store.ts";

/** material.set-public: an approver's decision about the material, whatever version is in force; false until then. */
export const MaterialPublicity = z.object({ materialId: z.uuid(), public: z.boolean() });
export type MaterialPublicity = z.infer<typeof MaterialPublicity>;

async function getPlaced(tx: Tx, principal: Principal, id: string) {
  const row = await tx
    .selectFrom("material as m")
    .leftJoin("material_publicity as p", "p.material_id", "m.id")
    .select(["m.unit_id", "m.reach_id", "p.public"])
    .where("m.id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw materialProblem("material.not-found", { id });
  const placed = await placeMaterial(tx, principal, { unitId: row.unit_id, reachId: row.reach_id });
  return { placed, unitId: row.unit_id, public: row.public ?? false };
}

/** Opens a material to everybody, or takes it back; the public pages follow at once. */
export const setMaterialPublic = defineCommand({
  name: "material.set-public",
  input: MaterialPublicity,
  async run({ tx, principal, now }, input) {
    const { placed, unitId } = await getPlaced(tx, principal, input.materialId);
    authorise(materialPolicy, "material.set-public", principal, placed);
    const row = { public: input.public, set_by: principal.userId, set_at: now };
    await tx
      .insertInto("material_publicity")
      .values({ material_id: input.materialId, ...row })
      .onConflict((c) => c.column("material_id").doUpdateSet(row))
      .execute();
    return {
      answer: { materialId: input.materialId, public: input.public },
      journal: [
        {
          action: input.public ? "material.made-public" : "material.made-internal",
          subject: "material",
          subjectId: input.materialId,
          unitId,
        },
      ],
    };
  },
});

export async function readMaterialPublicity(tx: Tx, principal: Principal, id: string) {
  const { placed, public: isPublic } = await getPlaced(tx, principal, id);
  authorise(materialPolicy, "material.view", principal, placed);
  return { public: isPublic, may: refusal(materialPolicy, "material.set-public", principal, placed) === null };
}

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { addDays } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import { ApproveMaterial, RecallMaterial } from "../contract.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { nextMaterialStatus } from "../rules.ts";
import { authorsOf } from "./approval-store.ts";
import { decideChain, refuseIncomplete } from "./approval-steps.ts";
import { journalled, lockVersion, placeMaterial, tellPhones, versionColumns, type StoredVersion } from "./store.ts";

/** The last step of the chain (approval-steps.ts): approves a draft as it was read; the version in use until then is superseded in the same moment. */
export const approveMaterial = defineCommand({
  name: "material.approve",
  input: ApproveMaterial,
  async run({ tx, principal, now }, input) {
    const before = await lockVersion(tx, input.versionId);
    authorise(materialPolicy, "material.approve", principal, {
      ...(await placeMaterial(tx, principal, before)),
      authors: await authorsOf(tx, before.id),
    });
    if (nextMaterialStatus(before.status, "approve") === null)
      throw materialProblem("material.state", { status: before.status });
    if (before.edition !== input.edition)
      throw materialProblem("material.edited-elsewhere", { edition: before.edition });
    if (input.validTo !== null && input.validTo < input.validFrom)
      throw materialProblem("material.dates", { fields: { "/validTo": "material.dates" } });
    refuseIncomplete(before);
    const waived = await decideChain(tx, principal, before, input.rush, now);
    const {
      rows: [replaced],
    } = await sql<StoredVersion>`
      update material_version v set status = 'superseded', updated_at = ${now}
      where v.material_id = ${before.materialId}::uuid and v.status = 'approved' returning ${versionColumns}`.execute(
      tx,
    );
    await sql`
      update material_version set status = 'approved', approved_at = ${now}, approved_by = ${principal.userId}, updated_at = ${now},
        valid = daterange(${input.validFrom}::date, ${input.validTo === null ? null : addDays(input.validTo, 1)}::date)
      where id = ${before.id}::uuid`.execute(tx);
    await tx
      .updateTable("material")
      .set({ current_version_id: before.id, topic: before.topic, updated_at: now })
      .where("id", "=", before.materialId)
      .execute();
    return {
      answer: { versionId: before.id, status: "approved" },
      journal: [
        {
          action: "material.approved",
          subject: "material",
          subjectId: before.materialId,
          unitId: before.unitId,
          before: journalled(before),
          after: { ...journalled(before), status: "approved", validFrom: input.validFrom, validTo: input.validTo },
        },
        ...waived.map((step) => ({
          action: "material.step-waived",
          subject: "material",
          subjectId: before.materialId,
          unitId: before.unitId,
          after: { versionId: before.id, step: step.labelVi, reason: input.rush },
        })),
        ...(replaced === undefined
          ? []
          : [
              {
                action: "material.superseded",
                subject: "material",
                subjectId: before.materialId,
                unitId: before.unitId,
                before: { versionId: replaced.id, number: replaced.number, status: "approved" },
                after: { status: "superseded", by: before.id },
              },
            ]),
      ],
      feed: await tellPhones(tx, before, ...(replaced === undefined ? [] : [replaced])),
    };
  },
});

/**
 * Recalls a version: phones mark it at their next contact, and no longer open it from `blockedFrom` on,
 * also without a network.
 */
export const recallMaterial = defineCommand({
  name: "material.recall",
  input: RecallMaterial,
  async run({ tx, principal, now }, input) {
    const before = await lockVersion(tx, input.versionId);
    authorise(materialPolicy, "material.recall", principal, await placeMaterial(tx, principal, before));
    if (nextMaterialStatus(before.status, "recall") === null)
      throw materialProblem("material.state", { status: before.status });
    await tx
      .updateTable("material_version")
      .set({
        status: "recalled",
        recalled_at: now,
        recall_reason: input.reason,
        blocked_from: input.blockedFrom,
        updated_at: now,
      })
      .where("id", "=", before.id)
      .execute();
    await tx.updateTable("material").set({ updated_at: now }).where("id", "=", before.materialId).execute();
    return {
      answer: { versionId: before.id, status: "recalled" },
      journal: [
        {
          action: "material.recalled",
          subject: "material",
          subjectId: before.materialId,
          unitId: before.unitId,
          before: journalled(before),
          after: {
            ...journalled(before),
            status: "recalled",
            recallReason: input.reason,
            blockedFrom: input.blockedFrom,
          },
        },
      ],
      feed: await tellPhones(tx, before),
    };
  },
});

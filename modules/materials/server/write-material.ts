import { authorise } from "#kernel/access.ts";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { nfc, tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { unitState } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CreateMaterial, EditMaterial, type MaterialContent, ReviseMaterial } from "../contract.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { approvalOf, noteAuthor } from "./approval-store.ts";
import { checkTopic, findVersion, hashOf, journalled, lockVersion, placeMaterial } from "./store.ts";

/** A new material with its first draft. */
export const createMaterial = defineCommand({
  name: "material.create",
  input: CreateMaterial,
  async run({ tx, principal, now }, input) {
    const reachId = await reachOf(tx, input.unitId, input.reachUnitId, civilDateOf(now));
    const placed = await placeMaterial(tx, principal, { unitId: input.unitId, reachId });
    if (placed.unitPath.length === 0)
      throw materialProblem("material.unit-unknown", { fields: { "/unitId": "material.unit-unknown" } });
    authorise(materialPolicy, "material.create", principal, placed);
    await checkTopic(tx, input.topic);
    const text = tidied(input);
    await tx
      .insertInto("material")
      .values({
        id: input.materialId,
        unit_id: input.unitId,
        reach_id: reachId,
        topic: input.topic,
        current_version_id: input.versionId,
        created_by: principal.userId,
      })
      .execute();
    await tx
      .insertInto("material_version")
      .values({
        id: input.versionId,
        material_id: input.materialId,
        unit_id: input.unitId,
        reach_id: reachId,
        topic: input.topic,
        number: 1,
        language: input.language,
        ...columnsOf(text),
        content_hash: hashOf(text),
        created_by: principal.userId,
      })
      .execute();
    await noteAuthor(tx, input.versionId, principal.userId);
    return {
      answer: { materialId: input.materialId, versionId: input.versionId, number: 1 },
      journal: [
        {
          action: "material.created",
          subject: "material",
          subjectId: input.materialId,
          unitId: input.unitId,
          after: {
            versionId: input.versionId,
            number: 1,
            topic: input.topic,
            title: text.title,
            contentHash: hashOf(text),
          },
        },
      ],
    };
  },
});

/** Changes a draft; refused when someone else changed it since it was read, so that no text is lost in silence. */
export const editMaterial = defineCommand({
  name: "material.edit",
  input: EditMaterial,
  async run({ tx, principal }, input) {
    const before = await lockVersion(tx, input.versionId);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, before));
    if (before.status !== "draft") throw materialProblem("material.not-a-draft", { status: before.status });
    if (before.edition !== input.edition)
      throw materialProblem("material.edited-elsewhere", { edition: before.edition });
    // What others are reading for their yes or no stands still; it is taken back or returned first.
    if ((await approvalOf(tx, before.id)).waiting !== null) throw materialProblem("material.in-approval");
    await noteAuthor(tx, before.id, principal.userId);
    await checkTopic(tx, input.topic);
    const text = tidied(input);
    await tx
      .updateTable("material_version")
      .set({
        topic: input.topic,
        ...columnsOf(text),
        content_hash: hashOf(text),
        edition: before.edition + 1,
        updated_at: new Date(),
      })
      .where("id", "=", input.versionId)
      .execute();
    if (before.number === 1)
      await tx.updateTable("material").set({ topic: input.topic }).where("id", "=", before.materialId).execute();
    return {
      answer: { versionId: before.id, edition: before.edition + 1 },
      journal: [
        {
          action: "material.edited",
          subject: "material",
          subjectId: before.materialId,
          unitId: before.unitId,
          before: journalled(before),
          after: {
            ...journalled(before),
            title: text.title,
            topic: input.topic,
            source: text.source,
            legalBasis: text.legalBasis,
            edition: before.edition + 1,
            contentHash: hashOf(text),
          },
        },
      ],
    };
  },
});

/** A new draft beside the version in use, beginning with its text. */
export const reviseMaterial = defineCommand({
  name: "material.revise",
  input: ReviseMaterial,
  async run({ tx, principal }, { materialId, versionId }) {
    const material = await tx
      .selectFrom("material")
      .select(["current_version_id", "unit_id"])
      .where("id", "=", materialId)
      .forUpdate()
      .executeTakeFirst();
    const currentId = material?.current_version_id ?? null;
    const current = currentId === null ? undefined : await findVersion(tx, currentId);
    if (current === undefined) throw materialProblem("material.not-found", { id: materialId });
    authorise(materialPolicy, "material.revise", principal, await placeMaterial(tx, principal, current));
    const versions = await tx
      .selectFrom("material_version")
      .select(["number", "status", "id"])
      .where("material_id", "=", materialId)
      .execute();
    const draft = versions.find((v) => v.status === "draft");
    if (draft !== undefined) throw materialProblem("material.draft-exists", { versionId: draft.id });
    const number = Math.max(...versions.map((v) => v.number)) + 1;
    await tx
      .insertInto("material_version")
      .values({
        id: versionId,
        material_id: materialId,
        unit_id: current.unitId,
        reach_id: current.reachId,
        topic: current.topic,
        number,
        language: current.language,
        ...columnsOf(current),
        content_hash: current.contentHash,
        created_by: principal.userId,
      })
      .execute();
    await noteAuthor(tx, versionId, principal.userId);
    return {
      answer: { materialId, versionId, number },
      journal: [
        {
          action: "material.revised",
          subject: "material",
          subjectId: materialId,
          unitId: current.unitId,
          before: { versionId: current.id, number: current.number },
          after: { versionId, number },
        },
      ],
    };
  },
});

/**
 * Whose people it is for. An office reaches the place that it serves; any issuer may choose a narrower
 * place within that, never a wider one.
 */
async function reachOf(tx: Tx, unitId: number, chosen: number | null, today: CivilDate): Promise<number> {
  const { tree, paths } = await unitState(tx);
  const place = tree.pathOn(unitId, today).find((v) => tree.levelOf(v) !== "body")?.unitId ?? unitId;
  if (chosen === null) return place;
  if (!(paths.get(chosen) ?? []).includes(place))
    throw materialProblem("material.reach-outside", { fields: { "/reachUnitId": "material.reach-outside" } });
  return chosen;
}

function tidied(input: MaterialContent): MaterialContent {
  const line = (text: string | null) => (text === null || text.trim() === "" ? null : tidyLine(text));
  return {
    title: tidyLine(input.title),
    keyMessages: tidyText(input.keyMessages),
    body: tidyText(input.body),
    qa: input.qa.map(({ question, answer }) => ({ question: nfc(question), answer: nfc(answer) })),
    source: line(input.source),
    legalBasis: line(input.legalBasis),
  };
}

function columnsOf(text: MaterialContent) {
  return {
    title: text.title,
    key_messages: text.keyMessages,
    body: text.body,
    qa: JSON.stringify(text.qa),
    source: text.source,
    legal_basis: text.legalBasis,
  };
}

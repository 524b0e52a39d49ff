import { authorise } from "#kernel/access.ts";
import { nfc, tidyText } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import { anchorAt, findAnchor, partText, type TextPart } from "../anchors.ts";
import { CommentMaterial, type MaterialComment, ResolveComment } from "../contract-chain.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { lockVersion, placeMaterial, type StoredVersion } from "./store.ts";

/** A comment on words of a draft, as they stand in the edition that was read. */
export const commentMaterial = defineCommand({
  name: "material.comment",
  input: CommentMaterial,
  async run({ tx, principal, now }, input) {
    const version = await lockVersion(tx, input.versionId);
    authorise(materialPolicy, "material.comment", principal, await placeMaterial(tx, principal, version));
    if (version.status !== "draft") throw materialProblem("material.not-a-draft", { status: version.status });
    // The text may have moved on since it was read: the words decide, not the edition.
    const anchor = anchorAt(partText(version, input.part), input.part, nfc(input.quote), input.near);
    if (anchor === null) throw materialProblem("material.quote-missing", { edition: version.edition });
    await tx
      .insertInto("material_comment")
      .values({
        id: input.id,
        version_id: version.id,
        edition: version.edition,
        ...anchor,
        text: tidyText(input.text),
        created_at: now,
      })
      .execute();
    return {
      answer: { id: input.id },
      journal: [
        {
          action: "material.commented",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          after: { versionId: version.id, part: input.part, quote: anchor.quote, text: tidyText(input.text) },
        },
      ],
    };
  },
});

/** Settled, with what was done about it; it stays to be read. */
export const resolveComment = defineCommand({
  name: "material.resolve-comment",
  input: ResolveComment,
  async run({ tx, principal, now }, { id, resolution }) {
    const comment = await tx
      .selectFrom("material_comment")
      .select(["version_id", "quote", "resolved_at"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (comment === undefined) throw materialProblem("material.comment-missing", { id });
    const version = await lockVersion(tx, comment.version_id);
    authorise(materialPolicy, "material.comment", principal, await placeMaterial(tx, principal, version));
    await tx
      .updateTable("material_comment")
      .set({
        resolved_at: now,
        resolved_by: principal.userId,
        resolution: resolution === null || resolution.trim() === "" ? null : tidyText(resolution),
      })
      .where("id", "=", id)
      .execute();
    return {
      answer: { id },
      journal: [
        {
          action: "material.comment-resolved",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          after: { versionId: version.id, commentId: id, quote: comment.quote, resolution },
        },
      ],
    };
  },
});

interface Row extends Omit<MaterialComment, "place" | "at" | "resolvedAt"> {
  lead: string;
  trail: string;
  position: number;
  at: Date;
  resolvedAt: Date | null;
}

/** Comments of a version, each with the place where its words stand now; in the order of the text, open ones first. */
export async function commentsOf(tx: Tx, version: StoredVersion): Promise<MaterialComment[]> {
  const { rows } = await sql<Row>`
    select id, part, quote, lead, trail, position, edition, text, account_name(created_by) as "byName", created_at as at,
      resolved_at as "resolvedAt", account_name(resolved_by) as "resolvedByName", resolution
      from material_comment where version_id = ${version.id}::uuid order by created_at, id`.execute(tx);
  const texts = new Map<TextPart, string>();
  const textOf = (part: TextPart) => {
    const text = texts.get(part) ?? partText(version, part);
    texts.set(part, text);
    return text;
  };
  return rows
    .map(({ lead, trail, position, at, resolvedAt, ...row }) => ({
      ...row,
      place: findAnchor(textOf(row.part), { part: row.part, quote: row.quote, lead, trail, position }),
      at: new Date(at).toISOString(),
      resolvedAt: resolvedAt === null ? null : new Date(resolvedAt).toISOString(),
    }))
    .sort((a, b) => Number(a.resolvedAt !== null) - Number(b.resolvedAt !== null));
}

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { AnswerGroup, GroupComments, PublishAnswer, SetAsideComment } from "../contract.ts";
import { draftPolicy } from "../policy.ts";
import { draftProblem } from "../problems.ts";
import { findDraft, placeDraft } from "./store.ts";

interface StoredGroup {
  id: string;
  draftId: string;
  article: string | null;
  title: string;
  responseKind: string | null;
  response: string;
  publishedAt: Date | null;
  edition: number;
}

async function lockGroup(tx: Tx, id: string): Promise<StoredGroup | undefined> {
  const { rows } = await sql<StoredGroup>`
    select id, draft_id as "draftId", article, title, response_kind as "responseKind", response, published_at as "publishedAt", edition
    from policy_draft_group where id = ${id}::uuid for update`.execute(tx);
  return rows[0];
}

/** Puts comments that say the same together, in a group that is there or in a new one. */
export const groupComments = defineCommand({
  name: "draft.group-comments",
  input: GroupComments,
  async run({ tx, principal, now }, input) {
    const draft = await findDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.gather", principal, await placeDraft(tx, draft));
    const group = await lockGroup(tx, input.groupId);
    if (group !== undefined && group.draftId !== draft.id) throw draftProblem("draft.group-unknown");
    if (group === undefined) {
      const title = tidyLine(input.title ?? "");
      if (title === "") throw draftProblem("draft.group-name", { fields: { "/title": "draft.group-name" } });
      refuseIdentities({ "/title": title });
      await sql`
        insert into policy_draft_group (id, draft_id, article, title, created_at)
        values (${input.groupId}::uuid, ${draft.id}::uuid, ${input.article}, ${title}, ${now})`.execute(tx);
    }
    const { rows } = await sql<{ id: string }>`
      update policy_draft_comment set group_id = ${input.groupId}::uuid, set_aside = null
      where draft_id = ${draft.id}::uuid and id = any (${input.commentIds}::uuid[]) returning id`.execute(tx);
    if (rows.length < new Set(input.commentIds).size) throw draftProblem("draft.comment-elsewhere");
    return {
      answer: { groupId: input.groupId, comments: rows.length },
      journal: [
        {
          action: "draft.comments-grouped",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          after: { groupId: input.groupId, title: group?.title ?? input.title, comments: rows.map((r) => r.id) },
        },
      ],
    };
  },
});

/** Sets a comment aside with a reason (not about this draft, abuse), or takes it back among those that wait. */
export const setAsideComment = defineCommand({
  name: "draft.set-aside-comment",
  input: SetAsideComment,
  async run({ tx, principal }, input) {
    const { rows } = await sql<{ draftId: string; groupId: string | null; setAside: string | null }>`
      select draft_id as "draftId", group_id as "groupId", set_aside as "setAside" from policy_draft_comment where id = ${input.commentId}::uuid for update`.execute(
      tx,
    );
    if (rows[0] === undefined) throw draftProblem("draft.comment-unknown");
    const draft = await findDraft(tx, rows[0].draftId);
    authorise(draftPolicy, "draft.gather", principal, await placeDraft(tx, draft));
    const reason = input.reason === null || input.reason === "" ? null : tidyLine(input.reason);
    await sql`update policy_draft_comment set group_id = null, set_aside = ${reason} where id = ${input.commentId}::uuid`.execute(
      tx,
    );
    return {
      answer: { commentId: input.commentId },
      journal: [
        {
          action: reason === null ? "draft.comment-taken-back" : "draft.comment-set-aside",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          before: { groupId: rows[0].groupId, setAside: rows[0].setAside },
          after: { commentId: input.commentId, reason },
        },
      ],
    };
  },
});

/** Writes what the drafting unit answers to a group. A published answer that is changed has to be published again. */
export const answerGroup = defineCommand({
  name: "draft.answer-group",
  input: AnswerGroup,
  async run({ tx, principal, now }, input) {
    const group = await lockGroup(tx, input.groupId);
    if (group === undefined) throw draftProblem("draft.group-unknown");
    const draft = await findDraft(tx, group.draftId);
    authorise(draftPolicy, "draft.answer", principal, await placeDraft(tx, draft));
    if (group.edition !== input.edition) throw draftProblem("draft.edited-elsewhere", { edition: group.edition });
    const written = {
      title: tidyLine(input.title),
      summary: tidyText(input.summary),
      response: tidyText(input.response),
    };
    refuseIdentities({ "/title": written.title, "/summary": written.summary, "/response": written.response });
    await sql`
      update policy_draft_group set title = ${written.title}, summary = ${written.summary}, response = ${written.response},
        response_kind = ${input.responseKind}, answered_at = ${now}, published_at = null, edition = edition + 1
      where id = ${group.id}::uuid`.execute(tx);
    return {
      answer: { groupId: group.id, edition: group.edition + 1 },
      journal: [
        {
          action: "draft.group-answered",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          before: {
            groupId: group.id,
            kind: group.responseKind,
            response: group.response,
            publishedAt: group.publishedAt,
          },
          after: { groupId: group.id, kind: input.responseKind, response: written.response },
        },
      ],
    };
  },
});

/** The head lets the answer out: from now on everybody reads the group and what became of it. */
export const publishAnswer = defineCommand({
  name: "draft.publish-answer",
  input: PublishAnswer,
  async run({ tx, principal, now }, input) {
    const group = await lockGroup(tx, input.groupId);
    if (group === undefined) throw draftProblem("draft.group-unknown");
    const draft = await findDraft(tx, group.draftId);
    authorise(draftPolicy, "draft.release", principal, await placeDraft(tx, draft));
    if (group.edition !== input.edition) throw draftProblem("draft.edited-elsewhere", { edition: group.edition });
    if (group.responseKind === null || group.response === "") throw draftProblem("draft.answer-missing");
    await sql`update policy_draft_group set published_at = ${now}, edition = edition + 1 where id = ${group.id}::uuid`.execute(
      tx,
    );
    await sql`update policy_draft set updated_at = ${now} where id = ${draft.id}::uuid`.execute(tx);
    return {
      answer: { groupId: group.id, edition: group.edition + 1 },
      journal: [
        {
          action: "draft.answer-published",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          after: { groupId: group.id, kind: group.responseKind },
        },
      ],
    };
  },
});

/** What is published of a group must name nobody either. */
function refuseIdentities(written: Record<string, string>): void {
  const fields = Object.fromEntries(
    Object.entries(written)
      .filter(([, text]) => findIdentities(text).some((span) => span.certain))
      .map(([path]) => [path, "draft.identity-in-text"]),
  );
  if (Object.keys(fields).length > 0) throw draftProblem("draft.identity-in-text", { fields });
}

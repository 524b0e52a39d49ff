import { sql } from "kysely";
import { authorise, publicCaller } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { findIdentities } from "#kernel/text/identity-filter.ts";
import { tidyText } from "#kernel/text/nfc.ts";
import { communeOf, unitState } from "#modules/units/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { CommentOnDraft } from "../contract.ts";
import { draftPolicy } from "../policy.ts";
import { draftProblem } from "../problems.ts";

/**
 * Takes in what somebody says about a draft, without who said it: from the public page (the public caller), or noted
 * down by an officer at a talk or at the office. A text that carries an identity is refused before anything is stored.
 */
export const commentOnDraft = defineCommand({
  name: "draft.comment",
  input: CommentOnDraft,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    const { rows } = await sql<{ unitId: number; open: boolean; textNumber: number | null }>`
      select unit_id as "unitId", open, text_number as "textNumber" from public_draft where id = ${input.draftId}::uuid`.execute(
      tx,
    );
    const draft = rows[0];
    if (draft === undefined) throw draftProblem("draft.not-found", { id: input.draftId });
    const { paths } = await unitState(tx);
    const isPublic = principal.userId === publicCaller.userId;
    // an account that comments for itself would stand in the journal beside its opinion
    if (!isPublic && input.origin === "public") throw draftProblem("draft.comment-as-account");
    const place = await communeFor(tx, input.placeUnitId, today);
    const near = [draft.unitId, ...(place === null ? [] : [place])].flatMap((unit) => paths.get(unit) ?? []);
    authorise(draftPolicy, isPublic ? "draft.comment" : "draft.note-comment", principal, { unitPath: near });
    if (!draft.open) throw draftProblem("draft.closed-for-comments");
    const body = plainComment(input.text);
    if (!/\p{L}/u.test(body)) throw draftProblem("draft.comment-empty", { fields: { "/text": "draft.comment-empty" } });
    if (findIdentities(body).length > 0)
      throw draftProblem("draft.identity-in-text", { fields: { "/text": "draft.identity-in-text" } });
    if (input.article !== null) await checkArticle(tx, input.draftId, input.article);
    if (input.talkId !== null && !isPublic) {
      const talk = await tx.selectFrom("talk").select("id").where("id", "=", input.talkId).executeTakeFirst();
      if (talk === undefined) throw draftProblem("draft.link-unknown", { fields: { "/talkId": "draft.link-unknown" } });
    }
    await sql`
      insert into policy_draft_comment (id, draft_id, text_number, article, clause, origin, talk_id, place_unit_id, language, body, received_at)
      values (${input.commentId}::uuid, ${input.draftId}::uuid, ${draft.textNumber}, ${input.article}, ${input.article === null ? null : input.clause},
        ${isPublic ? "public" : input.origin}, ${isPublic ? null : input.talkId}::uuid, ${place}, ${input.language}, ${body}, ${now})`.execute(
      tx,
    );
    return {
      answer: { commentId: input.commentId },
      journal: [
        {
          action: "draft.commented",
          subject: "draft",
          subjectId: input.draftId,
          unitId: draft.unitId,
          after: { commentId: input.commentId, article: input.article, origin: input.origin, placeUnitId: place },
        },
      ],
    };
  },
});

/** NFC, no marks that turn the reading direction, no control signs, a storm of one sign calmed to three. */
export function plainComment(text: string): string {
  return tidyText(text)
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === "\n" ? sign : ""))
    .replace(/([^\p{L}\p{N}\s])\1{3,}/gu, "$1$1$1")
    .trim();
}

/** Only the commune is kept of where a comment comes from. */
async function communeFor(
  tx: Tx,
  unitId: number | null,
  today: Parameters<typeof communeOf>[2],
): Promise<number | null> {
  if (unitId === null) return null;
  const commune = await communeOf(tx, unitId, today);
  if (commune !== null) return commune;
  throw draftProblem("draft.place-unknown", { fields: { "/placeUnitId": "draft.place-unknown" } });
}

async function checkArticle(tx: Tx, draftId: string, key: string): Promise<void> {
  const { rows } =
    await sql`select from public_draft_article where draft_id = ${draftId}::uuid and key = ${key}`.execute(tx);
  if (rows.length === 0)
    throw draftProblem("draft.article-unknown", { fields: { "/article": "draft.article-unknown" } });
}

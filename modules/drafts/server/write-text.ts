import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { readLegacy } from "#kernel/text/legacy-encoding.ts";
import { tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import { type Article, WriteText } from "../contract.ts";
import { parseArticles } from "../parse-articles.ts";
import { draftPolicy } from "../policy.ts";
import { draftProblem } from "../problems.ts";
import { hashOfText, lockDraft, placeDraft } from "./store.ts";

/** Stores the working text as a person has corrected it; refused when someone else changed it since it was read. */
export const writeText = defineCommand({
  name: "draft.write-text",
  input: WriteText,
  // oxlint-disable-next-line max-lines-per-function
  async run({ tx, principal, now }, input) {
    const draft = await lockDraft(tx, input.draftId);
    authorise(draftPolicy, "draft.edit", principal, await placeDraft(tx, draft));
    if (draft.outcome !== null) throw draftProblem("draft.ended", { outcome: draft.outcome });
    const keys = new Set(input.articles.map((a) => a.key));
    if (keys.size < input.articles.length) throw draftProblem("draft.article-twice");
    const articles = input.articles.map((a) => ({
      key: a.key,
      chapter: a.chapter === null || a.chapter.trim() === "" ? null : tidyLine(a.chapter),
      heading: tidyLine(a.heading),
      body: tidyText(a.body),
    }));
    const hash = hashOfText(articles);
    const { rows: texts } = await sql<{ number: number; status: string; content_hash: string }>`
      select number, status, content_hash from policy_draft_text where draft_id = ${draft.id}::uuid order by number desc`.execute(
      tx,
    );
    const working = texts.find((t) => t.status === "working");
    if ((working?.content_hash ?? null) !== input.hash)
      throw draftProblem("draft.edited-elsewhere", { hash: working?.content_hash ?? null });
    const number = working?.number ?? (texts[0]?.number ?? 0) + 1;
    if (working === undefined)
      await sql`
        insert into policy_draft_text (draft_id, number, note, content_hash, updated_at)
        values (${draft.id}::uuid, ${number}, ${input.note}, ${hash}, ${now})`.execute(tx);
    else {
      await sql`
        update policy_draft_text set note = ${input.note}, content_hash = ${hash}, updated_at = ${now}
        where draft_id = ${draft.id}::uuid and number = ${number}`.execute(tx);
      await sql`delete from policy_draft_article where draft_id = ${draft.id}::uuid and number = ${number}`.execute(tx);
    }
    await sql`
      insert into policy_draft_article (draft_id, number, position, key, chapter, heading, body)
      select ${draft.id}::uuid, ${number}, a.position, a.key, a.chapter, a.heading, a.body
      from jsonb_to_recordset(${JSON.stringify(articles.map((a, position) => ({ position, ...a })))}::jsonb)
        as a(position int, key text, chapter text, heading text, body text)`.execute(tx);
    return {
      answer: { draftId: draft.id, number, hash },
      journal: [
        {
          action: "draft.text-written",
          subject: "draft",
          subjectId: draft.id,
          unitId: draft.unitId,
          before: working === undefined ? null : { number, hash: working.content_hash },
          after: { number, hash, articles: articles.length },
        },
      ],
    };
  },
});

export const maxTextFile = 10 * 1024 * 1024;

/**
 * The articles of an uploaded file, for a person to correct; nothing is stored. DOCX (automatic numbers read along)
 * or plain text in UTF-8; text of old fonts is read as what it meant.
 */
export function readArticles(bytes: Uint8Array): { articles: Article[]; fromLegacy: boolean } {
  let fromLegacy = false;
  const understood = (text: string, font: string | null) => {
    const reading = readLegacy(text, { font });
    fromLegacy ||= reading.from !== null;
    return reading.text;
  };
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOld = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  let text: string;
  if (isZip || isOld)
    text = readDocx(bytes)
      .paragraphs.filter((p) => p.part === "body")
      .map((p) => understood(p.text, p.runs[0]?.look.font ?? null))
      .join("\n");
  else {
    try {
      text = understood(new TextDecoder("utf-8", { fatal: true }).decode(bytes), null);
    } catch {
      throw draftProblem("draft.text-unreadable");
    }
    // oxlint-disable-next-line no-control-regex
    if (/[\0-\x08]/.test(text)) throw draftProblem("draft.text-unreadable");
  }
  const articles = parseArticles(text);
  if (articles.length === 0) throw draftProblem("draft.text-unreadable");
  return { articles: articles.map((a) => ({ ...a, body: a.body.slice(0, 30_000) })), fromLegacy };
}

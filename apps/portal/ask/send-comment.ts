import { publicCaller } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import { hasIdentity, strike } from "#kernel/text/identity-filter.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { PublicDraftPage } from "#modules/drafts/shared.ts";
import { cleanName, cleanNumber, cleanText } from "../clean.ts";
import { type PageContext, wordsOf } from "../context.ts";
import type { View } from "../layout.ts";
import { commentedPage, type CommentForm, commentPage, longestComment } from "../pages/comment.ts";
import { type AskServices, openGate } from "./send-question.ts";

const purposeOf = (draft: PublicDraftPage) => `draft.comment ${draft.id}`;

export function emptyComment(
  services: AskServices,
  draft: PublicDraftPage,
  address: string,
  article: string,
): CommentForm {
  const bits = services.flood.bitsFor(address);
  const mark = services.challenges.issue(purposeOf(draft), bits, services.now());
  return { text: "", place: "", article, mark, bits };
}

/** A comment on a draft or on one of its articles, without anybody's name; otherwise as a question is sent. */
export async function sendComment(
  services: AskServices,
  ctx: PageContext,
  draft: PublicDraftPage,
  field: (name: string) => string,
  address: string,
): Promise<View> {
  const { t } = ctx;
  const typed = cleanText(field("cau"));
  const kept: CommentForm = {
    ...emptyComment(services, draft, address, cleanName(field("dieu"), 8) ?? ""),
    text: [...typed].slice(0, 2 * longestComment).join(""),
    place: cleanNumber(field("xa")) === undefined ? "" : field("xa"),
    status: 422,
  };
  const gate = openGate(services, ctx, purposeOf(draft), field, address);
  if (!gate.pass) return commentPage(ctx, draft, { ...kept, ...gate.form });
  const struck = field("gach") === "1";
  const text = (struck ? strike(typed) : typed).trim();
  const wrong = (textError: string, more: Partial<CommentForm> = {}) =>
    commentPage(ctx, draft, { ...kept, ...gate.form, textError, ...more });
  if ([...text].length > longestComment) return wrong(t("comment.too-long"));
  if (text === "") return wrong(t("comment.empty"));
  if (hasIdentity(text)) return wrong(t("comment.identity"), { identities: true });
  const { pool, commands } = services;
  try {
    const receipt = await executeCommand({ pool, commands }, publicCaller, {
      id: gate.mark.id,
      name: "draft.comment",
      payload: {
        commentId: gate.mark.id,
        draftId: draft.id,
        article: kept.article === "" ? null : kept.article,
        origin: "public",
        placeUnitId: ctx.site.communes.some((c) => String(c.id) === kept.place) ? Number(kept.place) : null,
        language: "vi",
        text,
      },
    });
    if (!receipt.repeated) gate.count();
    return commentedPage(ctx, draft, text);
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    if (error.code === "command.reused")
      return commentPage(ctx, draft, { ...kept, status: 409, notice: { tone: "warn", words: t("ask.used") } });
    return wrong(wordsOf(services.messages, ctx.locale, error) ?? t("comment.empty"), { status: error.status });
  }
}

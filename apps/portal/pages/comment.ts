import { html } from "hono/html";
import type { PublicDraftPage } from "#modules/drafts/shared.ts";
import type { PageContext } from "../context.ts";
import type { View } from "../layout.ts";
import { placeField, textForm, type TextForm } from "./form-parts.ts";

export interface CommentForm extends TextForm {
  /** Key of the article; empty: the draft as a whole. */
  article: string;
}

/** Longest comment, as the drafts room takes it. */
export const longestComment = 5000;

export function commentPage(ctx: PageContext, draft: PublicDraftPage, form: CommentForm): View {
  const { t } = ctx;
  const name = (key: string) => (key === "0" ? t("draft.preamble") : t("draft.article", { key }));
  const article = html`<div class="f">
    <label for="dieu">${t("comment.article")}</label>
    <select id="dieu" name="dieu">
      <option value="">${t("draft.whole")}</option>
      ${draft.articles.map(
        (a) =>
          html`<option value="${a.key}" ${a.key === form.article ? "selected" : ""}>
            ${name(a.key)}${a.heading === "" ? "" : `. ${a.heading.slice(0, 80)}`}
          </option>`,
      )}
    </select>
  </div>`;
  return {
    title: t("comment.title"),
    section: "drafts",
    solves: true,
    noindex: true,
    source: t("drafts.source"),
    ...(form.status === undefined ? {} : { status: form.status }),
    body: html`<p class="s"><a href="${ctx.to(`/du-thao/${draft.id}`)}">${draft.title}</a></p>
      <h1>${t("comment.title")}</h1>
      <p class="lead">${t("comment.lead", { unit: draft.unit.name })}</p>
      <p class="lead">${t("ask.no-identity")}</p>
      ${
        draft.open
          ? textForm(ctx, form, {
              action: ctx.to(`/du-thao/${draft.id}/gop-y`),
              label: t("comment.text"),
              help: t("comment.text-help"),
              send: t("comment.send"),
              most: longestComment,
              fields: html`${article}${placeField(ctx, form, {
                label: t("comment.place"),
                help: t("comment.place-help"),
                first: t("comment.place-none"),
              })}`,
            })
          : html`<p class="note warn lead">${t("draft.closed")}</p>`
      }`,
  };
}

export function commentedPage(ctx: PageContext, draft: PublicDraftPage, text: string): View {
  const { t } = ctx;
  return {
    title: t("commented.title"),
    section: "drafts",
    noindex: true,
    source: t("drafts.source"),
    body: html`<h1>${t("commented.title")}</h1>
      <p class="lead">${t("commented.words", { unit: draft.unit.name })}</p>
      <section>
        <h2>${t("commented.text")}</h2>
        <p class="ans" dir="auto">${text}</p>
      </section>
      <p class="more"><a class="btn" href="${ctx.to(`/du-thao/${draft.id}`)}">${t("commented.back")}</a></p>`,
  };
}

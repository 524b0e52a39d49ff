import { html } from "hono/html";
import type { Problem } from "#kernel/problem.ts";
import type { Messages } from "#platform/http/problem-answer.ts";
import { type PageContext, wordsOf } from "../context.ts";
import type { View } from "../layout.ts";
import { searchBoxes } from "./answer-parts.ts";

/** Nothing is here, and where to look instead. */
export function missingPage(ctx: PageContext): View {
  const { t } = ctx;
  return {
    title: t("missing.title"),
    status: 404,
    noindex: true,
    source: t("home.source"),
    hero: searchBoxes(ctx, { title: t("missing.title"), typed: "" }),
    body: html`<p class="lead">${t("missing.words")}</p>
      <p class="more"><a class="btn" href="${ctx.to("/")}">${t("missing.home")}</a></p>`,
  };
}

/** What was asked could not be done: in the words of whoever refused it. */
export function failedPage(ctx: PageContext, problem: Problem, messages: Messages): View {
  const { t } = ctx;
  const words =
    problem.status >= 500 ? t("failed.words") : (wordsOf(messages, ctx.locale, problem) ?? t("failed.words"));
  return {
    title: t("failed.title"),
    status: problem.status,
    noindex: true,
    source: t("home.source"),
    body: html`<h1>${t("failed.title")}</h1>
      <p class="note warn lead">${words}</p>
      <p class="more"><a class="btn" href="${ctx.to("/")}">${t("missing.home")}</a></p>`,
  };
}

import { html } from "hono/html";
import type { PublicAnswer } from "#modules/questions/shared.ts";
import { readQuery } from "#kernel/text/search-key.ts";
import type { PageContext } from "../context.ts";
import { icon } from "../icons.ts";
import { findPhrases, type Html, marked } from "../marked.ts";

/** What to mark in the results: the phrase in its spellings; where that stands nowhere, its longer words. */
export function wordsToMark(typed: string): readonly string[] {
  if (typed === "") return [];
  const { folded, alternatives } = readQuery(typed);
  return [folded, ...alternatives];
}

export function markedIn(text: string, phrases: readonly string[]): Html {
  if (phrases.length === 0 || findPhrases(text, phrases).length > 0) return marked(text, phrases);
  return marked(
    text,
    phrases.flatMap((phrase) => phrase.split(" ").filter((word) => word.length > 2)),
  );
}

/** The two boxes that stand above everything about questions: words to find, or the code one was given. */
export function searchBoxes(ctx: PageContext, { title, typed }: { title: string; typed: string }): Html {
  const { t } = ctx;
  return html`<div class="wide two">
    <div>
      <h1>${title}</h1>
      <form action="${ctx.to("/hoi-dap")}" role="search">
        <label for="q">${t("answers.find")}</label>
        <div class="row1">
          ${icon("search")}<input id="q" name="q" type="search" maxlength="200" autocomplete="off" value="${typed}" />
          <button class="btn main">${t("answers.find-do")}</button>
        </div>
      </form>
    </div>
    ${codeBox(ctx, "")}
  </div>`;
}

/** By POST, so that a code stays out of histories and logs. */
export function codeBox(ctx: PageContext, typed: string): Html {
  const { t } = ctx;
  return html`<form action="${ctx.to("/tra-cuu")}" method="post">
    <label for="ma">${t("code.have")}</label>
    <div class="row1 code">
      <input id="ma" name="ma" maxlength="40" autocomplete="off" placeholder="4K7-29MQ" value="${typed}" />
      <button class="btn">${t("code.do")}</button>
    </div>
  </form>`;
}

/** The source and the way of an answer: where it was asked, who answered when, what was promised. */
export function answerTrail(ctx: PageContext, answer: PublicAnswer): Html {
  const { t, f } = ctx;
  return html`${
      answer.legalSource === null ? "" : html`<p class="src">${icon("scale")}<span>${answer.legalSource}</span></p>`
    }
    <ol class="thread">
      <li>${t("answers.asked")} <span>${answer.communeName}</span></li>
      <li>${t("answers.answered", { day: f.day(answer.publishedOn) })} <span>${answer.unitName}</span></li>
      ${answer.commitments.map((c) => promise(ctx, c))}
    </ol>`;
}

function promise(ctx: PageContext, c: PublicAnswer["commitments"][number]): Html {
  const { t, f } = ctx;
  if (c.status === "done")
    return html`<li>${t("promise.done", { day: f.day(c.doneOn ?? c.dueOn) })} <span>${c.text}</span></li>`;
  if (c.status === "dropped") return html`<li class="not">${t("promise.dropped")} <span>${c.text}</span></li>`;
  return html`<li class="not">${t("promise.due", { day: f.day(c.dueOn) })} <span>${c.text}, ${c.unitName}</span></li>`;
}

/** One answer in a list, whole when it is short: most people need not open it. */
export function answerItem(ctx: PageContext, answer: PublicAnswer, phrases: readonly string[], level: 2 | 3): Html {
  const short = answer.answer.length <= 420 ? answer.answer : `${answer.answer.slice(0, 380).replace(/\s+\S*$/, "")}…`;
  const link = html`<a href="${ctx.to(`/hoi-dap/${answer.id}`)}">${markedIn(answer.question, phrases)}</a>`;
  return html`<article dir="auto">
    ${level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
    <p class="ans">${phrases.length === 0 ? short : marked(short, phrases)}</p>
    ${answerTrail(ctx, answer)}
  </article>`;
}

import { html, raw } from "hono/html";
import { Problem } from "#kernel/problem.ts";
import { findPublicAnswer, listPublicAnswers } from "#modules/questions/server.ts";
import { cleanLine, cleanName } from "../clean.ts";
import type { PageContext } from "../context.ts";
import { icon } from "../icons.ts";
import { type Html, rich } from "../marked.ts";
import { type PublicPage, uuidParam } from "../page-spec.ts";
import { answerItem, answerTrail, searchBoxes, wordsToMark } from "./answer-parts.ts";

const perPage = 12;

/** Published questions and answers, found by words typed with or without diacritics. */
export const answersPage: PublicPage = {
  path: "/hoi-dap",
  query: (given) => ({
    q: cleanLine(given("q")),
    chude: cleanName(given("chude")) ?? "",
    tiep: cleanName(given("tiep"), 500) ?? "",
  }),
  async make(tx, ctx) {
    const { t } = ctx;
    const { q = "", chude = "", tiep = "" } = ctx.query;
    const found = await listPublicAnswers(tx, {
      ...(q === "" ? {} : { q }),
      ...(chude === "" ? {} : { topic: chude }),
      ...(tiep === "" ? {} : { cursor: tiep }),
      limit: perPage,
    }).catch((error: unknown) => {
      // an address that somebody cut short: the list from its start
      if (error instanceof Problem && error.code === "request.cursor") return null;
      throw error;
    });
    if (found === null) return null;
    const phrases = wordsToMark(q);
    const next = found.nextCursor === null ? null : ctx.to("/hoi-dap", { q, chude, tiep: found.nextCursor });
    return {
      title: q === "" ? t("answers.title") : t("answers.title-found", { q }),
      description: t("answers.description"),
      section: "answers",
      hero: searchBoxes(ctx, { title: t("answers.heading"), typed: q }),
      noindex: q !== "" || tiep !== "",
      source: t("answers.source"),
      feeds: [{ title: t("feed.answers"), path: "/hoi-dap.atom", type: "application/atom+xml" }],
      body: html`<div class="cols">
        <div>
          <div class="sum">
            <h2>${q === "" ? t("answers.newest") : t("answers.found", { q })}</h2>
            <span class="dim s">${q === "" ? t("answers.newest-first") : t("answers.best-first")}</span>
            <a class="s to-filter" href="#loc">${t("answers.filter")}</a>
          </div>
          ${
            found.items.length === 0
              ? nothing(ctx, q)
              : html`<div class="items">${found.items.map((a) => answerItem(ctx, a, phrases, 3))}</div>`
          }
          <div class="more">
            ${next === null ? html`<span></span>` : html`<a class="btn" href="${next}">${t("answers.more")}</a>`}
            <span class="dim"
              >${t("data.take")} <a href="/hoi-dap.csv">CSV</a>, <a href="/hoi-dap.json">JSON</a>,
              <a href="${ctx.to("/hoi-dap.atom")}">Atom</a></span
            >
          </div>
        </div>
        ${filters(ctx, q, chude)}
      </div>`,
    };
  },
};

function nothing(ctx: PageContext, q: string): Html {
  const { t } = ctx;
  return html`<div class="empty">
    <p>${q === "" ? t("answers.none") : t("answers.none-found", { q })}</p>
    <p class="more"><a class="btn main" href="${ctx.to("/gui-cau-hoi")}">${icon("ask")} ${t("ask.link")}</a></p>
  </div>`;
}

/** Behind the results in the page, beside them on a wide screen: on a phone the answers come first. */
function filters(ctx: PageContext, q: string, topic: string): Html {
  const { t } = ctx;
  const line = (id: string, name: string) =>
    html`<li>
      <a href="${ctx.to("/hoi-dap", { q, chude: id })}" ${id === topic ? raw('aria-current="true"') : ""}>${name}</a>
    </li>`;
  return html`<div class="beside" id="loc">
    <nav class="flt" aria-label="${t("answers.topic")}">
      <h2>${t("answers.topic")}</h2>
      <ul>
        ${line("", t("answers.all-topics"))} ${ctx.site.topics.map((each) => line(each.id, each[ctx.locale]))}
      </ul>
    </nav>
    <p><a class="btn full" href="${ctx.to("/gui-cau-hoi")}">${icon("ask")} ${t("ask.link")}</a></p>
  </div>`;
}

/** One question and its answer, to be linked to. */
export const answerPage: PublicPage = {
  path: `/hoi-dap/:id${uuidParam}`,
  async make(tx, ctx, { id }) {
    const answer = await findPublicAnswer(tx, id!);
    if (answer === null) return null;
    const { t, f } = ctx;
    const topic = ctx.topicName(answer.topic);
    return {
      title: answer.question.length > 90 ? `${answer.question.slice(0, 88)}…` : answer.question,
      description: answer.answer.slice(0, 155),
      section: "answers",
      source: t("answer.source", { unit: answer.unitName, day: f.day(answer.publishedOn) }),
      body: html`<p class="s"><a href="${ctx.to("/hoi-dap")}">${t("answers.title")}</a></p>
        <article>
          <h1 dir="auto">${answer.question}</h1>
          <div class="text lead" dir="auto">${rich(answer.answer)}</div>
          ${answerTrail(ctx, answer)}
        </article>
        ${
          topic === null
            ? ""
            : html`<p class="tags"><a href="${ctx.to("/hoi-dap", { chude: answer.topic! })}">${topic}</a></p>`
        }
        <p class="more"><a class="btn" href="${ctx.to("/gui-cau-hoi")}">${icon("ask")} ${t("ask.link")}</a></p>`,
    };
  },
};

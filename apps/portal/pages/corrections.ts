import { html } from "hono/html";
import { Problem } from "#kernel/problem.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { findPublicCorrection, listPublicCorrections } from "#modules/corrections/server.ts";
import type { PublicCorrection } from "#modules/corrections/shared.ts";
import { cleanLine, cleanName } from "../clean.ts";
import type { PageContext } from "../context.ts";
import { icon } from "../icons.ts";
import { type Html, marked, rich } from "../marked.ts";
import { type PublicPage, uuidParam } from "../page-spec.ts";
import { wordsToMark } from "./answer-parts.ts";

/** What was said and is not so, what is true, and where that stands. */
export const correctionsPage: PublicPage = {
  path: "/dinh-chinh",
  query: (given) => ({ q: cleanLine(given("q"), 100), tiep: cleanName(given("tiep"), 500) ?? "" }),
  async make(tx, ctx) {
    const { t } = ctx;
    const { q = "", tiep = "" } = ctx.query;
    const asked = { limit: 15, ...(q === "" ? {} : { q }), ...(tiep === "" ? {} : { cursor: tiep }) };
    const found = await listPublicCorrections(tx, asked).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 400) return null;
      throw error;
    });
    if (found === null) return null;
    const phrases = wordsToMark(q);
    return {
      title: q === "" ? t("corrections.title") : t("answers.title-found", { q }),
      description: t("corrections.description"),
      section: "corrections",
      noindex: q !== "" || tiep !== "",
      source: t("corrections.source"),
      feeds: [{ title: t("feed.corrections"), path: "/dinh-chinh.atom", type: "application/atom+xml" }],
      hero: html`<div class="wide">
        <h1>${t("corrections.heading")}</h1>
        <form action="${ctx.to("/dinh-chinh")}" role="search">
          <label for="q">${t("corrections.find")}</label>
          <div class="row1">
            ${icon("search")}<input id="q" name="q" type="search" maxlength="100" autocomplete="off" value="${q}" />
            <button class="btn main">${t("answers.find-do")}</button>
          </div>
        </form>
      </div>`,
      body: html`<div class="sum">
          <h2>${q === "" ? t("corrections.title") : t("answers.found", { q })}</h2>
          <span class="dim s">${t("materials.newest-first")}</span>
        </div>
        ${
          found.items.length === 0
            ? html`<p class="empty">${q === "" ? t("corrections.none") : t("corrections.none-found", { q })}</p>`
            : html`<div class="items">${found.items.map((c) => correctionItem(ctx, c, phrases))}</div>`
        }
        ${
          found.nextCursor === null
            ? ""
            : html`<p class="more">
                <a class="btn" href="${ctx.to("/dinh-chinh", { q, tiep: found.nextCursor })}">${t("answers.more")}</a>
              </p>`
        }`,
    };
  },
};

/** The truth first and large: who reads only one line must not carry the claim away. */
export function correctionItem(ctx: PageContext, c: PublicCorrection, phrases: readonly string[]): Html {
  const { t, f } = ctx;
  const truth = strike(c.truth ?? "");
  const line = truth.split("\n")[0]!;
  return html`<article dir="auto">
    <h3>
      <a href="${ctx.to(`/dinh-chinh/${c.id}`)}"
        >${marked(line.length > 160 ? `${line.slice(0, 150).replace(/\s+\S*$/, "")}…` : line, phrases)}</a
      >
    </h3>
    <p class="ans">
      <span class="dim">${t("correction.claim")}:</span> <s>${marked(strike(c.claim ?? ""), phrases)}</s>
    </p>
    ${c.source === null ? "" : html`<p class="src">${icon("scale")}<span>${c.source}</span></p>`}
    <p class="dim s">${c.issuer}, ${f.day(c.statedOn)}</p>
  </article>`;
}

export const correctionPage: PublicPage = {
  path: `/dinh-chinh/:id${uuidParam}`,
  async make(tx, ctx, { id }) {
    const c = await findPublicCorrection(tx, id!);
    if (c === null) return null;
    const { t, f } = ctx;
    const back = html`<p class="s"><a href="${ctx.to("/dinh-chinh")}">${t("corrections.title")}</a></p>`;
    if (c.status === "withdrawn" || c.truth === null)
      return {
        title: t("correction.withdrawn-title"),
        section: "corrections",
        noindex: true,
        source: t("correction.source-line", { unit: c.issuer, day: f.day(c.statedOn) }),
        body: html`${back}
          <h1>${t("correction.withdrawn-title")}</h1>
          <p class="note warn lead">
            ${t("correction.withdrawn", { day: f.day(f.dayOf(c.withdrawnAt ?? c.publishedAt)), unit: c.issuer })}
          </p>`,
      };
    const topic = ctx.topicName(c.topic);
    return {
      title: strike(c.truth).split("\n")[0]!.slice(0, 90),
      description: strike(c.truth).slice(0, 155),
      section: "corrections",
      source: t("correction.source-line", { unit: c.issuer, day: f.day(c.statedOn) }),
      body: html`${back}
        <h1>${t("correction.title")}</h1>
        <section class="text" dir="auto">
          <h2>${t("correction.truth")}</h2>
          ${rich(strike(c.truth))}
          ${c.source === null ? "" : html`<p class="src">${icon("scale")}<span>${c.source}</span></p>`}
          <h2>${t("correction.claim")}</h2>
          <p class="dim"><s>${strike(c.claim ?? "")}</s></p>
        </section>
        <p class="lead dim s">
          ${t("correction.stated", { unit: c.issuer, day: f.day(c.statedOn) })}
          ${c.nextUpdateOn === null ? "" : t("correction.next", { day: f.day(c.nextUpdateOn) })}
        </p>
        ${topic === null ? "" : html`<p class="tags"><b>${topic}</b></p>`}`,
    };
  },
};

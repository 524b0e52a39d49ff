import { html } from "hono/html";
import { listPublicCorrections } from "#modules/corrections/server.ts";
import { listPublicDrafts } from "#modules/drafts/server.ts";
import { listPublicMaterials } from "#modules/materials/server.ts";
import { listPublicAnswers } from "#modules/questions/server.ts";
import { listPublicTalks } from "#modules/talks/server.ts";
import type { PublicPage } from "../page-spec.ts";
import { answerItem, searchBoxes } from "./answer-parts.ts";
import { correctionItem } from "./corrections.ts";
import { draftItem } from "./drafts.ts";
import { materialItem } from "./materials.ts";
import { communeForm, talkItem } from "./talks.ts";
import { icon } from "../icons.ts";

/** What people come for: to find an answer, to hear where one speaks, to read what is in force, to ask. */
export const homePage: PublicPage = {
  path: "/",
  async make(tx, ctx) {
    const { t } = ctx;
    const answers = await listPublicAnswers(tx, { limit: 3 });
    const talks = await listPublicTalks(tx, { limit: 4 });
    const { items: corrections } = await listPublicCorrections(tx, { limit: 2 });
    const drafts = await listPublicDrafts(tx, { open: true, limit: 3 });
    const materials = await listPublicMaterials(tx, { limit: 5 });
    return {
      title: t("home.title"),
      source: t("home.source"),
      feeds: [
        { title: t("feed.answers"), path: "/hoi-dap.atom", type: "application/atom+xml" },
        { title: t("feed.materials"), path: "/tai-lieu.atom", type: "application/atom+xml" },
      ],
      hero: searchBoxes(ctx, { title: t("home.heading"), typed: "" }),
      body: html`<p class="cta">
          <a class="btn main" href="${ctx.to("/gui-cau-hoi")}">${icon("ask")} ${t("ask.link")}</a>
          <span class="dim">${t("home.ask-words")}</span>
        </p>
        <div class="halves">
          <div>
            <section aria-labelledby="h-answers">
              <div class="sum">
                <h2 id="h-answers">${t("answers.newest")}</h2>
                <a class="s" href="${ctx.to("/hoi-dap")}">${t("home.all-answers")}</a>
              </div>
              ${
                answers.items.length === 0
                  ? html`<p class="empty">${t("answers.none")}</p>`
                  : html`<div class="items">${answers.items.map((a) => answerItem(ctx, a, [], 3))}</div>`
              }
            </section>
            ${
              corrections.length === 0
                ? ""
                : html`<section aria-labelledby="h-corrections">
                    <div class="sum">
                      <h2 id="h-corrections">${t("corrections.title")}</h2>
                      <a class="s" href="${ctx.to("/dinh-chinh")}">${t("home.all-corrections")}</a>
                    </div>
                    <div class="items">${corrections.map((c) => correctionItem(ctx, c, []))}</div>
                  </section>`
            }
            ${
              drafts.length === 0
                ? ""
                : html`<section aria-labelledby="h-drafts">
                    <div class="sum">
                      <h2 id="h-drafts">${t("drafts.open")}</h2>
                      <a class="s" href="${ctx.to("/du-thao")}">${t("home.all-drafts")}</a>
                    </div>
                    <ul class="items">
                      ${drafts.map((d) => draftItem(ctx, d))}
                    </ul>
                  </section>`
            }
          </div>
          <div>
            <section aria-labelledby="h-talks">
              <div class="sum">
                <h2 id="h-talks">${t("talks.title")}</h2>
                <a class="s" href="${ctx.to("/buoi-gan-day")}">${t("home.all-talks")}</a>
              </div>
              <div class="pick-here">${communeForm(ctx, undefined)}</div>
              ${
                talks.length === 0
                  ? html`<p class="empty">${t("talks.none")}</p>`
                  : html`<ul class="items">
                      ${talks.map((talk) => talkItem(ctx, talk, 3))}
                    </ul>`
              }
            </section>
            <section aria-labelledby="h-materials">
              <div class="sum">
                <h2 id="h-materials">${t("home.materials")}</h2>
                <a class="s" href="${ctx.to("/tai-lieu")}">${t("home.all-materials")}</a>
              </div>
              ${
                materials.items.length === 0
                  ? html`<p class="empty">${t("materials.none")}</p>`
                  : html`<ul class="items">
                      ${materials.items.map((m) => materialItem(ctx, m, [], 3))}
                    </ul>`
              }
            </section>
          </div>
        </div>`,
    };
  },
};

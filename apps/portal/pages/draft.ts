import { html } from "hono/html";
import { strike } from "#kernel/text/identity-filter.ts";
import { findPublicDraft } from "#modules/drafts/server.ts";
import { draftMessagesEn, draftMessagesVi, type PublicDraftPage } from "#modules/drafts/shared.ts";
import type { PageContext } from "../context.ts";
import { type Html, rich } from "../marked.ts";
import { type PublicPage, uuidParam } from "../page-spec.ts";

/** One draft: its stages, its text by article with a way to comment on each, and what was answered. */
export const draftPage: PublicPage = {
  path: `/du-thao/:id${uuidParam}`,
  async make(tx, ctx, { id }) {
    const draft = await findPublicDraft(tx, id!);
    if (draft === undefined) return null;
    const { t, f } = ctx;
    const comment = (article: string) => ctx.to(`/du-thao/${draft.id}/gop-y`, { dieu: article });
    return {
      title: draft.title,
      description: draft.summary.slice(0, 155) || t("drafts.description"),
      section: "drafts",
      source: t("draft.source", { unit: draft.unit.name, day: f.day(f.dayOf(draft.updatedAt)) }),
      body: html`<p class="s"><a href="${ctx.to("/du-thao")}">${t("drafts.title")}</a></p>
        <h1 dir="auto">${draft.title}</h1>
        ${standing(ctx, draft)}
        ${draft.summary === "" ? "" : html`<div class="text lead" dir="auto">${rich(draft.summary)}</div>`}
        ${
          draft.open
            ? html`<p class="cta lead"><a class="btn main" href="${comment("")}">${t("draft.comment-whole")}</a></p>`
            : ""
        }
        ${stages(ctx, draft)} ${articles(ctx, draft, comment)} ${groups(ctx, draft)}
        ${
          draft.materials.length === 0
            ? ""
            : html`<section>
                <h2>${t("draft.materials")}</h2>
                <ul class="dots">
                  ${draft.materials.map(
                    (m) => html`<li><a href="${ctx.to(`/tai-lieu/${m.materialId}`)}">${m.title}</a></li>`,
                  )}
                </ul>
              </section>`
        }`,
    };
  },
};

function standing(ctx: PageContext, draft: PublicDraftPage): Html {
  const { t, f } = ctx;
  if (draft.open)
    return html`<p class="note lead">
      ${draft.commentsUntil === null ? t("draft.open") : t("draft.open-until", { day: f.day(draft.commentsUntil) })}
    </p>`;
  if (draft.outcome !== null)
    return html`<p class="note lead">
      ${t(draft.outcome === "passed" ? "draft.passed" : "draft.dropped", { day: f.day(draft.endedOn ?? ctx.today) })}
      ${draft.outcomeNote ?? ""}
    </p>`;
  return html`<p class="note lead">${t("draft.closed")}</p>`;
}

function stages(ctx: PageContext, draft: PublicDraftPage): Html {
  const { t, f, locale } = ctx;
  return html`<section>
    <h2>${t("draft.stages")}</h2>
    <ol class="thread">
      ${draft.stages.map(
        (s) =>
          html`<li>
            ${locale === "vi" ? s.nameVi : s.nameEn}
            <span>${f.day(s.enteredOn)}${s.note === null ? "" : `, ${s.note}`}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}

function articles(ctx: PageContext, draft: PublicDraftPage, comment: (article: string) => string): Html {
  const { t } = ctx;
  if (draft.articles.length === 0) return html``;
  return html`<section>
    <h2>${t("draft.text")}</h2>
    ${draft.articles.map(
      (a) =>
        html`<article class="art" id="dieu-${a.key}" dir="auto">
          ${a.chapter === null ? "" : html`<p class="dim s">${a.chapter}</p>`}
          <h3>
            ${a.key === "0" ? t("draft.preamble") : t("draft.article", { key: a.key })}${a.heading === "" ? "" : `. ${a.heading}`}
          </h3>
          <div class="text">${rich(a.body, 3)}</div>
          ${
            draft.open
              ? html`<p class="s">
                  <a href="${comment(a.key)}"
                    >${a.key === "0" ? t("draft.comment-preamble") : t("draft.comment-article", { key: a.key })}</a
                  >
                </p>`
              : ""
          }
        </article>`,
    )}
  </section>`;
}

function groups(ctx: PageContext, draft: PublicDraftPage): Html {
  const { t, f, locale } = ctx;
  const words: Record<string, string> = locale === "vi" ? draftMessagesVi : draftMessagesEn;
  return html`<section>
    <h2>${t("draft.answers")}</h2>
    ${
      draft.groups.length === 0
        ? html`<p class="empty">${t("draft.answers-none")}</p>`
        : html`<div class="items">
            ${draft.groups.map(
              (g) =>
                html`<article dir="auto">
                  <h3>${g.title}</h3>
                  <p class="dim s">
                    ${g.article === null ? t("draft.whole") : t("draft.article", { key: g.article })}${
                      g.comments === null ? "" : `, ${t("draft.comments-n", { n: f.number(g.comments) })}`
                    }
                  </p>
                  <p class="ans">${strike(g.summary)}</p>
                  <p class="ans">
                    <strong>${words[`draft.response.${g.responseKind}`] ?? ""}:</strong> ${strike(g.response)}
                  </p>
                  <p class="dim s">${draft.unit.name}, ${f.day(f.dayOf(g.publishedAt))}</p>
                </article>`,
            )}
          </div>`
    }
  </section>`;
}

import { html } from "hono/html";
import { listPublicDrafts } from "#modules/drafts/server.ts";
import type { PublicDraft } from "#modules/drafts/shared.ts";
import type { PageContext } from "../context.ts";
import type { Html } from "../marked.ts";
import type { PublicPage } from "../page-spec.ts";

/** Draft policies, those that people may comment on first. */
export const draftsPage: PublicPage = {
  path: "/du-thao",
  async make(tx, ctx) {
    const { t } = ctx;
    const drafts = await listPublicDrafts(tx, { limit: 100 });
    const open = drafts.filter((d) => d.open);
    const others = drafts.filter((d) => !d.open);
    return {
      title: t("drafts.title"),
      description: t("drafts.description"),
      section: "drafts",
      source: t("drafts.source"),
      body: html`<h1>${t("drafts.heading")}</h1>
        <p class="lead">${t("drafts.lead")}</p>
        <section aria-labelledby="d-open">
          <div class="sum"><h2 id="d-open">${t("drafts.open")}</h2></div>
          ${
            open.length === 0
              ? html`<p class="empty">${t("drafts.open-none")}</p>`
              : html`<ul class="items">
                  ${open.map((d) => draftItem(ctx, d))}
                </ul>`
          }
        </section>
        ${
          others.length === 0
            ? ""
            : html`<section aria-labelledby="d-others">
                <div class="sum"><h2 id="d-others">${t("drafts.others")}</h2></div>
                <ul class="items">
                  ${others.map((d) => draftItem(ctx, d))}
                </ul>
              </section>`
        }`,
    };
  },
};

export function draftItem(ctx: PageContext, draft: PublicDraft): Html {
  const { f, t, locale } = ctx;
  const stage = locale === "vi" ? draft.stage.nameVi : draft.stage.nameEn;
  const where =
    draft.outcome === null
      ? `${stage}, ${t("drafts.since", { day: f.day(draft.stage.since) })}.`
      : t(draft.outcome === "passed" ? "draft.passed" : "draft.dropped", { day: f.day(draft.endedOn ?? ctx.today) });
  return html`<li dir="auto">
    <h3><a href="${ctx.to(`/du-thao/${draft.id}`)}">${draft.title}</a></h3>
    ${draft.summary === "" ? "" : html`<p class="ans">${shortened(draft.summary)}</p>`}
    <p class="dim s">
      ${draft.unit.name}. ${where}
      ${
        draft.open && draft.commentsUntil !== null
          ? html`<strong>${t("drafts.until", { day: f.day(draft.commentsUntil) })}</strong>`
          : ""
      }
    </p>
  </li>`;
}

const shortened = (text: string) => (text.length <= 260 ? text : `${text.slice(0, 240).replace(/\s+\S*$/, "")}…`);

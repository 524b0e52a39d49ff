import { html } from "hono/html";
import { languageName } from "#kernel/languages.ts";
import { talkMessagesEn, talkMessagesVi } from "#modules/talks/shared.ts";
import { listPublicTalks, type PublicTalk } from "#modules/talks/server.ts";
import { cleanNumber } from "../clean.ts";
import type { PageContext } from "../context.ts";
import { icon } from "../icons.ts";
import type { Html } from "../marked.ts";
import type { PublicPage } from "../page-spec.ts";

const most = 100;

/** Meetings to come that anybody may go to, everywhere or in one commune. */
export const talksPage: PublicPage = {
  path: "/buoi-gan-day",
  query: (given) => ({ xa: String(cleanNumber(given("xa")) ?? "") }),
  async make(tx, ctx) {
    const { t, site } = ctx;
    const communeId = ctx.query.xa === "" ? undefined : Number(ctx.query.xa);
    const commune = site.communes.find((c) => c.id === communeId);
    if (communeId !== undefined && commune === undefined) return null;
    const talks = await listPublicTalks(tx, { communeId, limit: most });
    return {
      title: commune === undefined ? t("talks.title") : t("talks.title-at", { place: commune.name }),
      description: t("talks.description"),
      section: "talks",
      source: t("talks.source"),
      feeds: [
        { title: t("feed.talks"), path: "/buoi-gan-day.ics", query: { xa: ctx.query.xa ?? "" }, type: "text/calendar" },
      ],
      hero: html`<div class="wide">
        <h1>${t("talks.heading")}</h1>
        ${communeForm(ctx, communeId)}
      </div>`,
      body: html`<div class="sum">
          <h2>${commune === undefined ? t("talks.everywhere") : commune.name}</h2>
          <span class="dim s">${t("talks.soonest-first")}</span>
        </div>
        ${
          talks.length === 0
            ? html`<div class="empty">
                <p>${commune === undefined ? t("talks.none") : t("talks.none-at", { place: commune.name })}</p>
                ${commune === undefined ? "" : html`<p><a href="${ctx.to("/buoi-gan-day")}">${t("talks.see-all")}</a></p>`}
              </div>`
            : html`<ul class="items">
                ${talks.map((talk) => talkItem(ctx, talk, 3))}
              </ul>`
        }
        <p class="more">
          <a class="btn" href="${ctx.to("/buoi-gan-day.ics", { xa: ctx.query.xa ?? "" })}"
            >${icon("calendar")} ${t("talks.calendar")}</a
          >
        </p>`,
    };
  },
};

/** A choice of one's commune; nothing is remembered, the address holds it. */
export function communeForm(ctx: PageContext, chosen: number | undefined): Html {
  const { t, site } = ctx;
  return html`<form action="${ctx.to("/buoi-gan-day")}">
    <label for="xa">${t("talks.commune")}</label>
    <div class="row1 pick">
      <select id="xa" name="xa">
        <option value="">${t("talks.everywhere")}</option>
        ${site.communes.map(
          (c) => html`<option value="${c.id}" ${c.id === chosen ? "selected" : ""}>${c.name}</option>`,
        )}
      </select>
      <button class="btn main">${t("talks.show")}</button>
    </div>
  </form>`;
}

export function talkItem(ctx: PageContext, talk: PublicTalk, level: 3 | 4): Html {
  const { t, f, locale } = ctx;
  const kinds: Record<string, string> = locale === "vi" ? talkMessagesVi : talkMessagesEn;
  const when = `${f.dayLong(talk.heldOn)}, ${f.time(talk.startsAt)}${talk.endsAt === null ? "" : `\u00a0–\u00a0${f.time(talk.endsAt)}`}`;
  const where = [talk.placeDetail, talk.place, talk.commune].filter((x, i, all) => x !== null && all.indexOf(x) === i);
  const title = talk.cancelled ? html`<s>${talk.title}</s>` : html`${talk.title}`;
  return html`<li dir="auto">
    ${level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`}
    ${talk.cancelled ? html`<p class="note warn">${icon("warning")} ${t("talks.cancelled")}</p>` : ""}
    <p><time datetime="${talk.startsAt}">${when}</time></p>
    <p>${where.join(", ")}</p>
    <p class="dim s">
      ${kinds[`talk.kind.${talk.kind}`] ?? ""}${talk.language === "vi" ? "" : `, ${languageName(talk.language, locale)}`}.
      ${t("talks.by", { unit: talk.issuer })}
    </p>
  </li>`;
}

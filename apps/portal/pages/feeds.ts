import { html } from "hono/html";
import { communeForm } from "./talks.ts";
import type { PublicPage } from "../page-spec.ts";

/** Where programs and readers of feeds find the same content. */
export const feedsPage: PublicPage = {
  path: "/nguon-tin",
  async make(_tx, ctx) {
    const { t } = ctx;
    const line = (path: string, words: string) => html`<li><a href="${ctx.to(path)}">${words}</a></li>`;
    const file = (path: string, words: string) => html`<li><a href="${path}">${words}</a></li>`;
    return {
      title: t("feeds.title"),
      source: t("home.source"),
      body: html`<h1>${t("feeds.title")}</h1>
        <section class="text">
          <h2>Atom</h2>
          <p>${t("feeds.atom")}</p>
          <ul class="dots">
            ${line("/hoi-dap.atom", t("feed.answers"))} ${line("/tai-lieu.atom", t("feed.materials"))}
            ${line("/dinh-chinh.atom", t("feed.corrections"))}
          </ul>
          <h2>iCalendar</h2>
          <p>${t("feeds.calendar")}</p>
          <ul class="dots">
            ${line("/buoi-gan-day.ics", t("feed.talks"))}
          </ul>
        </section>
        <section>${communeForm(ctx, undefined)}</section>
        <section class="text">
          <h2>${t("feeds.data")}</h2>
          <ul class="dots">
            ${file("/so-lieu/buoi.csv", `${t("figures.talks")} (CSV)`)}
            ${file("/so-lieu/buoi.json", `${t("figures.talks")} (JSON)`)}
            ${file("/so-lieu/hoi-dap.csv", `${t("figures.questions")} (CSV)`)}
            ${file("/so-lieu/hoi-dap.json", `${t("figures.questions")} (JSON)`)}
            ${file("/hoi-dap.csv", `${t("answers.title")} (CSV)`)}
            ${file("/hoi-dap.json", `${t("answers.title")} (JSON)`)} ${file("/so-lieu/mo-ta.json", t("figures.schema"))}
          </ul>
        </section>`,
    };
  },
};

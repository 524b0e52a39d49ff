import { html, raw } from "hono/html";
import type { PageContext, Query } from "./context.ts";
import { icon, logo } from "./icons.ts";
import type { Html } from "./marked.ts";
import { sections, type SectionId } from "./sections.ts";
import { iconFile, solveFile, style } from "./style.ts";

/** What a page adds to the frame that all of them share. */
export interface View {
  title: string;
  /** One sentence for search engines and previews. */
  description?: string;
  section?: SectionId;
  /** Above the text, over the whole width. */
  hero?: Html;
  body: Html;
  /** Where what stands here comes from, in a sentence. */
  source: string;
  feeds?: readonly { title: string; path: string; query?: Query; type: string }[];
  /** With the script that solves the form's task. */
  solves?: boolean;
  /** For results of a search, receipts and errors. */
  noindex?: boolean;
  status?: number;
}

/** The whole page. Nothing in it comes from elsewhere, nothing in it knows who reads it. */
export async function layOut(ctx: PageContext, view: View): Promise<string> {
  const { t, site, locale } = ctx;
  const title = ctx.path === "/" ? `${site.name} – ${view.title}` : `${view.title} – ${site.name}`;
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <meta name="description" content="${view.description ?? t("site.description", { issuer: issuerOf(ctx) })}" />
        ${view.noindex === true ? html`<meta name="robots" content="noindex" />` : alternates(ctx)}
        <link rel="icon" href="${iconFile.path}" type="image/svg+xml" />
        ${(view.feeds ?? []).map(
          (feed) =>
            html`<link
              rel="alternate"
              type="${feed.type}"
              title="${feed.title}"
              href="${ctx.to(feed.path, feed.query)}"
            />`,
        )}
        ${raw(`<style>${style}</style>`)}
        ${view.solves === true ? raw(`<script src="${solveFile.path}" defer></script>`) : ""}
      </head>
      <body>
        <a class="skip" href="#noi-dung">${t("site.skip")}</a>
        ${header(ctx, view.section)}
        <main id="noi-dung">
          ${view.hero === undefined ? "" : html`<div class="hero">${view.hero}</div>`}
          <div class="wide body">${view.body}</div>
        </main>
        ${footer(ctx, view)}
      </body>
    </html>`;
  return (await page).toString();
}

function issuerOf(ctx: PageContext): string {
  return ctx.site.issuer === "" ? ctx.t("site.issuer-unknown") : ctx.site.issuer;
}

/** Search engines want whole addresses; they are given only where the server's own one is known, never from the request. */
function alternates(ctx: PageContext): Html {
  const { publicUrl } = ctx.site;
  if (publicUrl === null) return html``;
  const whole = (locale: "vi" | "en") =>
    `${publicUrl}${locale === "en" ? `/en${ctx.path === "/" ? "" : ctx.path}` : ctx.path}`;
  return html`<link rel="canonical" href="${whole(ctx.locale)}" />
    <link rel="alternate" hreflang="vi" href="${whole("vi")}" />
    <link rel="alternate" hreflang="en" href="${whole("en")}" />`;
}

function header(ctx: PageContext, here: SectionId | undefined): Html {
  const { t, locale } = ctx;
  const other = locale === "vi" ? "en" : "vi";
  const links = sections.map(
    ({ id, path }) =>
      html`<a href="${ctx.to(path)}" ${id === here ? raw('aria-current="page"') : ""}>${t(`nav.${id}`)}</a>`,
  );
  // the same page in the other language, with what was asked of it
  const otherHref = `${other === "en" ? `/en${ctx.path === "/" ? "" : ctx.path}` : ctx.path}${searchOf(ctx.query)}`;
  return html`<header>
    ${ctx.site.demo ? html`<div class="demo"><p class="wide">${t("site.demo")}</p></div>` : ""}
    <div class="site wide">
      <a class="logo" href="${ctx.to("/")}">${logo}<span>${ctx.site.name}</span></a>
      <nav class="bar" aria-label="${t("site.nav")}">${links}</nav>
      <div class="tail">
        <a href="${otherHref}" lang="${other}" hreflang="${other}">${icon("language")} ${t("site.other-language")}</a>
        <details class="menu">
          <summary>${icon("menu")} ${t("site.menu")}</summary>
          <nav aria-label="${t("site.nav")}">
            ${links}<a href="${otherHref}" lang="${other}" hreflang="${other}">${t("site.other-language")}</a>
          </nav>
        </details>
      </div>
    </div>
  </header>`;
}

function searchOf(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}

function footer(ctx: PageContext, view: View): Html {
  const { t, f, today } = ctx;
  return html`<footer class="foot">
    <div class="wide">
      <p>
        <strong>${t("site.issuer")}:</strong> ${issuerOf(ctx)}. <strong>${t("site.source")}:</strong> ${view.source}
        ${t("site.as-of", { day: f.day(today) })}
      </p>
      <p>${t("site.privacy")}</p>
      <nav aria-label="${t("site.more")}">
        <ul>
          <li><a href="${ctx.to("/nguon-tin")}">${t("site.feeds")}</a></li>
          <li><a href="/desk/">${t("site.desk")}</a></li>
          <li><a href="/field/">${t("site.field")}</a></li>
          <li><a href="/api">${t("site.api")}</a></li>
        </ul>
      </nav>
    </div>
  </footer>`;
}

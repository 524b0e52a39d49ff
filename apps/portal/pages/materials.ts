import { html, raw } from "hono/html";
import { languageName } from "#kernel/languages.ts";
import { readQuery } from "#kernel/text/search-key.ts";
import {
  listPublicLanguages,
  listPublicMaterials,
  type PublicMaterial,
  searchPublicMaterials,
} from "#modules/materials/server.ts";
import { cleanLine, cleanName, cleanNumber } from "../clean.ts";
import type { PageContext } from "../context.ts";
import { icon } from "../icons.ts";
import { type Html, marked } from "../marked.ts";
import type { PublicPage } from "../page-spec.ts";
import { wordsToMark } from "./answer-parts.ts";

const perPage = 20;

/** What is in force today and open to all, found by topic, by language or by words. */
export const materialsPage: PublicPage = {
  path: "/tai-lieu",
  query: (given) => ({
    q: cleanLine(given("q")),
    chude: cleanName(given("chude")) ?? "",
    tieng: cleanName(given("tieng"), 20) ?? "",
    trang: String(cleanNumber(given("trang"), 500) ?? ""),
  }),
  async make(tx, ctx) {
    const { t } = ctx;
    const { q = "", chude = "", tieng = "", trang = "" } = ctx.query;
    const page = trang === "" ? 1 : Number(trang);
    const found =
      q === ""
        ? await listPublicMaterials(tx, {
            topic: chude === "" ? undefined : chude,
            language: tieng === "" ? undefined : tieng,
            limit: perPage,
            offset: (page - 1) * perPage,
          })
        : await search(tx, q);
    const languages = await listPublicLanguages(tx);
    const phrases = wordsToMark(q);
    const more = q === "" && found.total > page * perPage;
    return {
      title: q === "" ? t("materials.title") : t("answers.title-found", { q }),
      description: t("materials.description"),
      section: "materials",
      noindex: q !== "" || page > 1,
      source: t("materials.source"),
      feeds: [{ title: t("feed.materials"), path: "/tai-lieu.atom", type: "application/atom+xml" }],
      hero: html`<div class="wide">
        <h1>${t("materials.heading")}</h1>
        <form action="${ctx.to("/tai-lieu")}" role="search">
          <label for="q">${t("materials.find")}</label>
          <div class="row1">
            ${icon("search")}<input id="q" name="q" type="search" maxlength="200" autocomplete="off" value="${q}" />
            <button class="btn main">${t("answers.find-do")}</button>
          </div>
        </form>
      </div>`,
      body: html`${languages.length > 1 ? languageTags(ctx, languages, tieng) : ""}
        <div class="sum">
          <h2>${q === "" ? t("materials.count", { n: ctx.f.number(found.total) }) : t("answers.found", { q })}</h2>
          <span class="dim s">${q === "" ? t("materials.newest-first") : t("answers.best-first")}</span>
        </div>
        ${
          found.items.length === 0
            ? html`<p class="empty">${q === "" ? t("materials.none") : t("materials.none-found", { q })}</p>`
            : html`<ul class="items">
                ${found.items.map((m) => materialItem(ctx, m, phrases, 3))}
              </ul>`
        }
        ${
          more
            ? html`<p class="more">
                <a class="btn" href="${ctx.to("/tai-lieu", { chude, tieng, trang: String(page + 1) })}"
                  >${t("answers.more")}</a
                >
              </p>`
            : ""
        }`,
    };
  },
};

async function search(tx: Parameters<PublicPage["make"]>[0], q: string) {
  const { exact, folded, alternatives } = readQuery(q);
  const items = await searchPublicMaterials(tx, { phrases: [folded, ...alternatives.slice(0, 7)], exact, limit: 50 });
  return { items, total: items.length };
}

function languageTags(
  ctx: PageContext,
  languages: readonly { language: string; materials: number }[],
  chosen: string,
): Html {
  const { t, locale } = ctx;
  const tag = (language: string, name: string) =>
    html`<a href="${ctx.to("/tai-lieu", { tieng: language })}" ${language === chosen ? raw('aria-current="true"') : ""}
      >${name}</a
    >`;
  return html`<nav class="tags" aria-label="${t("materials.language")}">
    ${tag("", t("materials.all-languages"))}
    ${languages.map((l) => tag(l.language, `${languageName(l.language, locale)} (${ctx.f.number(l.materials)})`))}
  </nav>`;
}

export function materialItem(ctx: PageContext, m: PublicMaterial, phrases: readonly string[], level: 3 | 4): Html {
  const { t, f } = ctx;
  const link = html`<a href="${ctx.to(`/tai-lieu/${m.materialId}`)}">${marked(m.title, phrases)}</a>`;
  const first = m.keyMessages.split("\n").find((line) => line.trim() !== "");
  return html`<li dir="auto">
    ${level === 3 ? html`<h3>${link}</h3>` : html`<h4>${link}</h4>`}
    ${first === undefined ? "" : html`<p class="ans">${marked(first.replace(/^[-•–]\s*/, ""), phrases)}</p>`}
    <p class="dim s">${m.issuer}, ${t("materials.from", { day: f.day(m.validFrom ?? f.dayOf(m.approvedAt)) })}</p>
  </li>`;
}

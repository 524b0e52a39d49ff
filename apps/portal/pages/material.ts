import { html } from "hono/html";
import { languageName } from "#kernel/languages.ts";
import { findPublicMaterial, type PublicMaterial, type PublicMaterialPage } from "#modules/materials/server.ts";
import { cleanName, cleanNumber } from "../clean.ts";
import type { PageContext } from "../context.ts";
import { icon } from "../icons.ts";
import { type Html, rich } from "../marked.ts";
import { type PublicPage, uuidParam } from "../page-spec.ts";

/** One material in one of its languages; a version that is no longer in force says so and leads to the one that is. */
export const materialPage: PublicPage = {
  path: `/tai-lieu/:id${uuidParam}`,
  query: (given) => ({
    ban: String(cleanNumber(given("ban"), 10_000) ?? ""),
    tieng: cleanName(given("tieng"), 20) ?? "",
  }),
  async make(tx, ctx, { id }) {
    const { ban = "", tieng = "" } = ctx.query;
    const found = await findPublicMaterial(tx, id!, ban === "" ? undefined : Number(ban));
    if (found === null) return null;
    const { t, f } = ctx;
    const { shown } = found;
    const approved = f.day(f.dayOf(shown.approvedAt));
    return {
      title: shown.title,
      description: shown.keyMessages.replaceAll("\n", " ").slice(0, 155) || t("materials.description"),
      section: "materials",
      noindex: !shown.inForce,
      // an old link finds what became of it: for people that is an answer, not an error
      source: t("material.source-line", { source: shown.source ?? shown.issuer, issuer: shown.issuer, day: approved }),
      body: html`<p class="s"><a href="${ctx.to("/tai-lieu")}">${t("materials.title")}</a></p>
        ${shown.inForce ? inForce(ctx, found, tieng) : gone(ctx, shown, found.valid)}`,
    };
  },
};

function gone(ctx: PageContext, shown: PublicMaterial, valid: PublicMaterial | null): Html {
  const { t, f } = ctx;
  const recalled = shown.status === "recalled";
  const ended = !recalled && shown.status === "approved";
  const notYet = ended && shown.validFrom !== null && shown.validFrom > ctx.today;
  const words = recalled
    ? t("material.recalled", { day: f.day(f.dayOf(shown.recalledAt ?? shown.updatedAt)) })
    : notYet
      ? t("material.not-yet", { day: f.day(shown.validFrom!) })
      : ended
        ? t("material.ended", { day: f.day(shown.validTo ?? ctx.today) })
        : t("material.superseded");
  return html`<h1 dir="auto">${shown.title}</h1>
    <div class="note ${recalled ? "bad" : "warn"} lead">
      <h2>${icon("warning")} ${words}</h2>
      <p>${recalled ? t("material.recalled-words") : notYet ? "" : t("material.old-words")}</p>
      ${
        recalled && shown.recallReason !== null
          ? html`<p>${t("material.reason", { reason: shown.recallReason })}</p>`
          : ""
      }
    </div>
    ${
      valid === null
        ? html`<p>${t("material.no-valid")}</p>`
        : html`<p>
            ${t("material.valid")}
            <a href="${ctx.to(`/tai-lieu/${valid.materialId}`)}"
              ><strong>${valid.title}</strong>, ${t("material.version", { n: valid.number })}</a
            >
          </p>`
    }`;
}

function inForce(
  ctx: PageContext,
  { shown, languages, audio: recordings, files }: PublicMaterialPage,
  tieng: string,
): Html {
  const { t, f, locale } = ctx;
  const other = languages.find((l) => l.language === tieng);
  const text = other ?? shown;
  const speaks = other?.language ?? shown.language;
  const all = [shown.language, ...languages.map((l) => l.language)];
  const points = text.keyMessages
    .split("\n")
    .map((line) => line.replace(/^[-•–]\s*/, "").trim())
    .filter((line) => line !== "");
  const audio = files.filter((file) => file.mediaType.startsWith("audio/"));
  const recording = recordings.find((r) => r.language === speaks);
  const others = files.filter((file) => !file.mediaType.startsWith("audio/"));
  const topic = ctx.topicName(shown.topic);
  return html`<div class="side">
    <div>
      <article lang="${speaks}" dir="auto">
        <h1>${text.title}</h1>
        ${
          all.length < 2
            ? ""
            : html`<p class="tags" lang="${locale}">
                ${all.map((l) =>
                  l === speaks
                    ? html`<b>${languageName(l, locale)}</b>`
                    : html`<a
                        href="${ctx.to(`/tai-lieu/${shown.materialId}`, { tieng: l === shown.language ? "" : l })}"
                        hreflang="${l}"
                        >${languageName(l, locale)}</a
                      >`,
                )}
              </p>`
        }
        ${
          recording === undefined
            ? ""
            : html`<p lang="${locale}">
                <strong>${t("material.listen")}</strong> ${languageName(speaks, locale)} (${f.size(recording.size)})
                <audio controls preload="none" src="/tai-lieu/tieng/${shown.versionId}/${speaks}"></audio>
              </p>`
        }
        ${audio.map(
          (file) =>
            html`<p lang="${locale}">
              <strong>${t("material.listen")}</strong> ${file.fileName} (${f.size(file.size)})
              <audio controls preload="none" src="/tai-lieu/tep/${file.id}"></audio>
            </p>`,
        )}
        <section class="text">
          <h2 lang="${locale}">${t("material.points")}</h2>
          <ul class="dots">
            ${points.map((line) => html`<li>${line}</li>`)}
          </ul>
        </section>
        ${text.body === "" ? "" : html`<section class="text">${rich(text.body)}</section>`}
        ${
          text.qa.length === 0
            ? ""
            : html`<section class="text">
                <h2 lang="${locale}">${t("material.qa")}</h2>
                <dl>
                  ${text.qa.map(
                    (pair) =>
                      html`<dt>${pair.question}</dt>
                        <dd>${pair.answer}</dd>`,
                  )}
                </dl>
              </section>`
        }
      </article>
    </div>
    <section aria-labelledby="facts">
      <h2 id="facts">${t("material.facts")}</h2>
      <dl class="facts">
        <dt>${t("site.issuer")}</dt>
        <dd>${shown.issuer}</dd>
        <dt>${t("material.valid-days")}</dt>
        <dd>
          ${t("materials.from", { day: f.day(shown.validFrom ?? f.dayOf(shown.approvedAt)) })}${
            shown.validTo === null ? "" : ` ${t("material.until", { day: f.day(shown.validTo) })}`
          },
          ${t("material.version", { n: shown.number })}
        </dd>
        ${
          shown.legalBasis === null
            ? ""
            : html`<dt>${t("material.basis")}</dt>
                <dd>${shown.legalBasis}</dd>`
        }
        ${
          shown.source === null
            ? ""
            : html`<dt>${t("site.source")}</dt>
                <dd>${shown.source}</dd>`
        }
        ${
          topic === null
            ? ""
            : html`<dt>${t("answers.topic")}</dt>
                <dd><a href="${ctx.to("/tai-lieu", { chude: shown.topic })}">${topic}</a></dd>`
        }
      </dl>
      ${
        others.length === 0
          ? ""
          : html`<h2>${t("material.files")}</h2>
              <ul class="dots">
                ${others.map(
                  (file) =>
                    html`<li>
                      <a href="/tai-lieu/tep/${file.id}" download>${file.fileName}</a> (${f.size(file.size)})
                    </li>`,
                )}
              </ul>`
      }
    </section>
  </div>`;
}

import { html } from "hono/html";
import type { AskedByCode } from "#modules/questions/shared.ts";
import type { PageContext } from "../context.ts";
import type { View } from "../layout.ts";
import { type Html, rich } from "../marked.ts";
import { answerTrail, codeBox } from "./answer-parts.ts";

/** The page with the one box; what a code finds is made for one request and kept nowhere. */
export function codePage(
  ctx: PageContext,
  found: readonly AskedByCode[] | null,
  typed: string,
  refused?: string,
): View {
  const { t } = ctx;
  const missed = found !== null && found.length === 0;
  return {
    title: t("code.title"),
    section: "answers",
    noindex: true,
    source: t("answers.source"),
    status: refused === undefined ? (missed ? 404 : 200) : 429,
    body: html`<h1>${t("code.title")}</h1>
      ${refused === undefined ? "" : html`<p class="note warn lead">${refused}</p>`}
      ${missed ? html`<p class="note warn lead" role="alert">${t("code.missed", { code: typed })}</p>` : ""}
      ${found === null ? html`<p class="lead">${t("code.words")}</p>` : found.map((asked) => one(ctx, asked))}
      <section class="f">${codeBox(ctx, missed ? typed : "")}</section>`,
  };
}

function one(ctx: PageContext, asked: AskedByCode): Html {
  const { t, f } = ctx;
  const said =
    asked.status === "published"
      ? t("code.published")
      : asked.status === "setAside"
        ? t("code.set-aside")
        : asked.overdue
          ? t("code.overdue", { unit: asked.unitName, day: f.day(asked.dueOn) })
          : t("code.waiting", { unit: asked.unitName, day: f.day(asked.dueOn) });
  return html`<section>
    <p class="note ${asked.status === "published" ? "ok" : asked.overdue ? "warn" : ""} lead">
      <strong>${asked.code}:</strong> ${said}
    </p>
    ${
      asked.answer === null
        ? html`<ol class="thread">
            <li>${t("code.asked", { day: f.day(asked.askedOn) })} <span>${asked.communeName}</span></li>
            ${
              asked.status === "setAside"
                ? ""
                : html`<li class="not">
                    ${t("code.due", { day: f.day(asked.dueOn) })} <span>${asked.unitName}</span>
                  </li>`
            }
          </ol>`
        : html`<article dir="auto">
            <h2>${asked.answer.question}</h2>
            <div class="text">${rich(asked.answer.answer, 3)}</div>
            ${answerTrail(ctx, asked.answer)}
            ${asked.carriedBackOn === null ? "" : html`<p>${t("code.carried", { day: f.day(asked.carriedBackOn) })}</p>`}
            <p><a href="${ctx.to(`/hoi-dap/${asked.answer.id}`)}">${t("code.link")}</a></p>
          </article>`
    }
  </section>`;
}

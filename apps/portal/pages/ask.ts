import { html, raw } from "hono/html";
import { findIdentities, type IdentityKind } from "#kernel/text/identity-filter.ts";
import type { PageContext } from "../context.ts";
import type { View } from "../layout.ts";
import type { Html } from "../marked.ts";

/** What stands in the form: nothing that was typed is lost on an error. */
export interface AskForm {
  text: string;
  place: string;
  topic: string;
  mark: string;
  bits: number;
  /** What solved the mark, where that was done already. */
  nonce?: string;
  /** Above the form: what happened, what was kept, what to do. */
  notice?: { words: string; tone: "warn" | "bad" };
  textError?: string;
  placeError?: string;
  /** The text holds what names a person: shown piece by piece, with the offer to strike it out. */
  identities?: boolean;
  status?: number;
}

export function askPage(ctx: PageContext, form: AskForm): View {
  const { t } = ctx;
  const errors = [form.textError, form.placeError].filter((e) => e !== undefined);
  return {
    title: t("ask.title"),
    description: t("ask.description"),
    section: "answers",
    solves: true,
    source: t("ask.source"),
    ...(form.status === undefined ? {} : { status: form.status }),
    body: html`<h1>${t("ask.title")}</h1>
      <p class="lead">${t("ask.lead")}</p>
      <p class="lead">${t("ask.no-identity")}</p>
      ${
        form.notice === undefined
          ? ""
          : html`<div class="note ${form.notice.tone} lead" role="alert"><p>${form.notice.words}</p></div>`
      }
      ${errors.length === 0 ? "" : summary(ctx, form)}
      <form class="lead" id="hoi" action="${ctx.to("/gui-cau-hoi")}" method="post" data-bits="${form.bits}">
        <input type="hidden" name="mark" value="${form.mark}" />
        <input type="hidden" name="nonce" value="${form.nonce ?? ""}" />
        <div class="f ${form.textError === undefined ? "" : "bad"}">
          <label for="cau">${t("ask.text")}</label>
          <p class="help" id="cau-help">${t("ask.text-help")}</p>
          ${form.textError === undefined ? "" : html`<p class="err" id="cau-err">${form.textError}</p>`}
          ${textarea(form)}
        </div>
        <div class="f ${form.placeError === undefined ? "" : "bad"}">
          <label for="xa">${t("ask.place")}</label>
          <p class="help" id="xa-help">${t("ask.place-help")}</p>
          ${form.placeError === undefined ? "" : html`<p class="err" id="xa-err">${form.placeError}</p>`}
          <select
            id="xa"
            name="xa"
            required
            aria-describedby="xa-help${form.placeError === undefined ? "" : " xa-err"}"
          >
            <option value="">${t("ask.place-choose")}</option>
            ${ctx.site.communes.map(
              (c) => html`<option value="${c.id}" ${String(c.id) === form.place ? "selected" : ""}>${c.name}</option>`,
            )}
          </select>
        </div>
        <div class="f">
          <label for="chude">${t("ask.topic")}</label>
          <select id="chude" name="chude">
            <option value="">${t("ask.topic-unknown")}</option>
            ${ctx.site.topics.map(
              (topic) =>
                html`<option value="${topic.id}" ${topic.id === form.topic ? "selected" : ""}>
                  ${topic[ctx.locale]}
                </option>`,
            )}
          </select>
        </div>
        <p class="help dim s" role="status" data-words="${t("ask.preparing")}"></p>
        ${
          form.identities === true
            ? html`<p><button class="btn main" name="gach" value="1">${t("ask.strike-send")}</button></p>
                <p class="lead"><button class="btn" name="gach" value="">${t("ask.mended-send")}</button></p>`
            : html`<p><button class="btn main">${t("ask.send")}</button></p>`
        }
      </form>`,
  };
}

/** Its content is the text to the letter, so no formatting of this file may come between. */
function textarea(form: AskForm): Html {
  const described = form.textError === undefined ? "cau-help" : "cau-help cau-err";
  const start = `<textarea id="cau" name="cau" rows="6" required maxlength="10000" dir="auto" aria-describedby="${described}">`;
  // a browser drops the first line break after the tag
  return html`${raw(start)}${raw("\n")}${form.text}${raw("</textarea>")}`;
}

function summary(ctx: PageContext, form: AskForm): Html {
  const { t } = ctx;
  return html`<div class="note bad lead" role="alert">
    <h2>${t("ask.not-sent")}</h2>
    <ul class="dots">
      ${form.textError === undefined ? "" : html`<li><a href="#cau">${form.textError}</a></li>`}
      ${form.placeError === undefined ? "" : html`<li><a href="#xa">${form.placeError}</a></li>`}
    </ul>
    ${form.identities === true ? found(ctx, form.text) : ""}
  </div>`;
}

/** Piece by piece, so that the writer sees what is meant and decides. */
function found(ctx: PageContext, text: string): Html {
  const kinds: Record<IdentityKind, string> = {
    citizenId: ctx.t("identity.citizenId"),
    oldCitizenId: ctx.t("identity.document"),
    document: ctx.t("identity.document"),
    phone: ctx.t("identity.phone"),
    email: ctx.t("identity.email"),
    address: ctx.t("identity.address"),
    plate: ctx.t("identity.plate"),
    birth: ctx.t("identity.birth"),
  };
  return html`<ul class="dots">
      ${findIdentities(text)
        .slice(0, 20)
        .map((span) => html`<li>${kinds[span.kind]}: <strong dir="auto">${span.text}</strong></li>`)}
    </ul>
    <p>${ctx.t("ask.identity-do")}</p>`;
}

/** The receipt, to be written down or printed: the only thread between a person and their question. */
export function askedPage(ctx: PageContext, asked: { code: string; struck: boolean; text: string }): View {
  const { t } = ctx;
  return {
    title: t("asked.title"),
    section: "answers",
    noindex: true,
    source: t("ask.source"),
    body: html`<h1>${t("asked.title")}</h1>
      <div class="ticket lead">
        <p>${t("asked.code")}</p>
        <p class="big" id="ma-cua-toi">${asked.code}</p>
        <p>${t("asked.keep")}</p>
      </div>
      ${asked.struck ? html`<p class="note lead">${t("asked.struck")}</p>` : ""}
      <div class="lead text">
        <p>${t("asked.next")}</p>
        <p>${t("asked.nobody")}</p>
      </div>
      <section>
        <h2>${t("asked.question")}</h2>
        <p class="ans" dir="auto">${asked.text}</p>
      </section>
      <p class="more"><a class="btn" href="${ctx.to("/tra-cuu")}">${t("code.title")}</a></p>`,
  };
}

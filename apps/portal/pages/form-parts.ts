import { html, raw } from "hono/html";
import { findIdentities, type IdentityKind } from "#kernel/text/identity-filter.ts";
import type { PageContext } from "../context.ts";
import type { Html } from "../marked.ts";

/** What a form of these pages holds whatever it is for: nothing that was typed is lost on an error. */
export interface TextForm {
  text: string;
  place: string;
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

/** The notice, the summary of what is wrong, and the fields that every form has; `fields` stand in between. */
export function textForm(
  ctx: PageContext,
  form: TextForm,
  words: { action: string; label: string; help: string; send: string; most: number; fields: Html },
): Html {
  const { t } = ctx;
  return html`${
      form.notice === undefined
        ? ""
        : html`<div class="note ${form.notice.tone} lead" role="alert"><p>${form.notice.words}</p></div>`
    }
    ${form.textError === undefined && form.placeError === undefined ? "" : summary(ctx, form)}
    <form class="lead" action="${words.action}" method="post" data-bits="${form.bits}">
      <input type="hidden" name="mark" value="${form.mark}" />
      <input type="hidden" name="nonce" value="${form.nonce ?? ""}" />
      <div class="f ${form.textError === undefined ? "" : "bad"}">
        <label for="cau">${words.label}</label>
        <p class="help" id="cau-help">${words.help}</p>
        ${form.textError === undefined ? "" : html`<p class="err" id="cau-err">${form.textError}</p>`}
        ${textarea(form, words.most)}
      </div>
      ${words.fields}
      <p class="help dim s" role="status" data-words="${t("ask.preparing")}"></p>
      ${
        form.identities === true
          ? html`<p><button class="btn main" name="gach" value="1">${t("ask.strike-send")}</button></p>
              <p class="lead"><button class="btn" name="gach" value="">${t("ask.mended-send")}</button></p>`
          : html`<p><button class="btn main">${words.send}</button></p>`
      }
    </form>`;
}

export function placeField(
  ctx: PageContext,
  form: TextForm,
  words: { label: string; help: string; first: string },
): Html {
  const wrong = form.placeError !== undefined;
  return html`<div class="f ${wrong ? "bad" : ""}">
    <label for="xa">${words.label}</label>
    <p class="help" id="xa-help">${words.help}</p>
    ${wrong ? html`<p class="err" id="xa-err">${form.placeError}</p>` : ""}
    <select id="xa" name="xa" aria-describedby="xa-help${wrong ? " xa-err" : ""}">
      <option value="">${words.first}</option>
      ${ctx.site.communes.map(
        (c) => html`<option value="${c.id}" ${String(c.id) === form.place ? "selected" : ""}>${c.name}</option>`,
      )}
    </select>
  </div>`;
}

/** Its content is the text to the letter, so no formatting of this file may come between. */
function textarea(form: TextForm, most: number): Html {
  const described = form.textError === undefined ? "cau-help" : "cau-help cau-err";
  const start = `<textarea id="cau" name="cau" rows="6" required maxlength="${most}" dir="auto" aria-describedby="${described}">`;
  // a browser drops the first line break after the tag
  return html`${raw(`${start}\n`)}${form.text}${raw("</textarea>")}`;
}

function summary(ctx: PageContext, form: TextForm): Html {
  return html`<div class="note bad lead" role="alert">
    <h2>${ctx.t("ask.not-sent")}</h2>
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

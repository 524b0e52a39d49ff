import { html } from "hono/html";
import { longestQuestion } from "#modules/questions/shared.ts";
import type { PageContext } from "../context.ts";
import type { View } from "../layout.ts";
import { placeField, textForm, type TextForm } from "./form-parts.ts";

export interface AskForm extends TextForm {
  topic: string;
}

export function askPage(ctx: PageContext, form: AskForm): View {
  const { t } = ctx;
  const topic = html`<div class="f">
    <label for="chude">${t("ask.topic")}</label>
    <select id="chude" name="chude">
      <option value="">${t("ask.topic-unknown")}</option>
      ${ctx.site.topics.map(
        (each) =>
          html`<option value="${each.id}" ${each.id === form.topic ? "selected" : ""}>${each[ctx.locale]}</option>`,
      )}
    </select>
  </div>`;
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
      ${textForm(ctx, form, {
        action: ctx.to("/gui-cau-hoi"),
        label: t("ask.text"),
        help: t("ask.text-help"),
        send: t("ask.send"),
        most: longestQuestion,
        fields: html`${placeField(ctx, form, {
          label: t("ask.place"),
          help: t("ask.place-help"),
          first: t("ask.place-choose"),
        })}${topic}`,
      })}`,
  };
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

import { html } from "hono/html";
import type { Tx } from "#platform/db/session.ts";
import { findPublicDialogue, listPublicDialogues, type PublicDialogue } from "#modules/dialogues/server.ts";
import { findPublicAnswer } from "#modules/questions/server.ts";
import type { PublicAnswer } from "#modules/questions/shared.ts";
import { unitName } from "#modules/units/server.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { cleanNumber } from "../clean.ts";
import type { PageContext } from "../context.ts";
import { type Html, rich } from "../marked.ts";
import { type PublicPage, uuidParam } from "../page-spec.ts";
import { answerItem } from "./answer-parts.ts";

const perPage = 15;

/** Names of units on the day of the meeting, looked up before the page is laid out. */
async function namesOf(tx: Tx, meetings: readonly PublicDialogue[]): Promise<(id: number) => string> {
  const names = new Map<number, string>();
  for (const d of meetings)
    for (const id of [d.unitId, d.placeUnitId, ...d.commitments.map((c) => c.unitId)])
      if (!names.has(id)) names.set(id, (await unitName(tx, id, d.heldOn as CivilDate)) ?? "");
  return (id) => names.get(id) ?? "";
}

/** Meetings at which a head answered people: to come, and what became of the promises. */
export const dialoguesPage: PublicPage = {
  path: "/doi-thoai",
  query: (given) => ({ trang: String(cleanNumber(given("trang"), 500) ?? "") }),
  async make(tx, ctx) {
    const { t } = ctx;
    const page = ctx.query.trang === "" ? 1 : Number(ctx.query.trang);
    const found = await listPublicDialogues(tx, { limit: perPage + 1, offset: (page - 1) * perPage });
    const meetings = found.slice(0, perPage);
    const name = await namesOf(tx, meetings);
    return {
      title: t("dialogues.title"),
      description: t("dialogues.description"),
      section: "dialogues",
      noindex: page > 1,
      source: t("dialogues.source"),
      body: html`<h1>${t("dialogues.heading")}</h1>
        <p class="lead">${t("dialogues.lead")}</p>
        ${
          meetings.length === 0
            ? html`<p class="empty">${t("dialogues.none")}</p>`
            : html`<div class="items">${meetings.map((d) => item(ctx, d, name))}</div>`
        }
        ${
          found.length <= perPage
            ? ""
            : html`<p class="more">
                <a class="btn" href="${ctx.to("/doi-thoai", { trang: String(page + 1) })}">${t("answers.more")}</a>
              </p>`
        }`,
    };
  },
};

function item(ctx: PageContext, d: PublicDialogue, name: (id: number) => string): Html {
  const { t, f } = ctx;
  const open = d.commitments.filter((c) => c.status === "open").length;
  const done = d.commitments.filter((c) => c.status === "done").length;
  return html`<article dir="auto">
    <h2><a href="${ctx.to(`/doi-thoai/${d.id}`)}">${d.title}</a></h2>
    <p>${f.dayLong(d.heldOn)}, ${f.time(d.startsAt)}. ${place(d, name)}</p>
    <p class="dim s">
      ${t(`dialogue.status.${d.status}`)}, ${name(d.unitId)}.
      ${
        d.commitments.length === 0
          ? ""
          : t("dialogue.promises", { n: f.number(d.commitments.length), done: f.number(done), open: f.number(open) })
      }
    </p>
  </article>`;
}

function place(d: PublicDialogue, name: (id: number) => string): string {
  return [d.placeDetail, name(d.placeUnitId)].filter((x) => x !== null && x !== "").join(", ");
}

export const dialoguePage: PublicPage = {
  path: `/doi-thoai/:id${uuidParam}`,
  async make(tx, ctx, { id }) {
    const d = await findPublicDialogue(tx, id!);
    if (d === null) return null;
    const { t, f } = ctx;
    const name = await namesOf(tx, [d]);
    const answers: PublicAnswer[] = [];
    for (const answerId of d.answerIds.slice(0, 50)) {
      const answer = await findPublicAnswer(tx, answerId);
      if (answer !== null) answers.push(answer);
    }
    return {
      title: d.title,
      description: t("dialogues.description"),
      section: "dialogues",
      source: t("dialogue.source", { unit: name(d.unitId), day: f.day(d.heldOn) }),
      body: html`<p class="s"><a href="${ctx.to("/doi-thoai")}">${t("dialogues.title")}</a></p>
        <h1 dir="auto">${d.title}</h1>
        <p class="lead">${f.dayLong(d.heldOn)}, ${f.time(d.startsAt)}. ${place(d, name)}</p>
        <p class="note lead">
          ${t(`dialogue.status.${d.status}`)}.
          ${
            d.presidedPosition === null
              ? ""
              : t("dialogue.presided", {
                  who: [d.presidedCapacity, d.presidedPosition].filter((x) => x !== null).join(" "),
                })
          }
          ${d.minutesIssued ? t("dialogue.minutes") : ""}
        </p>
        ${
          d.agenda.length === 0
            ? ""
            : html`<section class="text" dir="auto">
                <h2>${t("dialogue.agenda")}</h2>
                <ol class="dots">
                  ${d.agenda.map((line) => html`<li>${line}</li>`)}
                </ol>
              </section>`
        }
        ${
          d.conclusion === ""
            ? ""
            : html`<section class="text" dir="auto">
                <h2>${t("dialogue.conclusion")}</h2>
                ${rich(d.conclusion)}
              </section>`
        }
        <section>
          <h2>${t("dialogue.commitments")}</h2>
          ${
            d.commitments.length === 0
              ? html`<p class="empty">${t("dialogue.commitments-none")}</p>`
              : html`<ul class="items">
                  ${d.commitments.map((c) => promise(ctx, c, name))}
                </ul>`
          }
        </section>
        ${
          answers.length === 0
            ? ""
            : html`<section>
                <h2>${t("dialogue.answers")}</h2>
                <div class="items">${answers.map((a) => answerItem(ctx, a, [], 3))}</div>
              </section>`
        }`,
    };
  },
};

function promise(ctx: PageContext, c: PublicDialogue["commitments"][number], name: (id: number) => string): Html {
  const { t, f } = ctx;
  const late = c.status === "open" && c.dueOn < ctx.today;
  const state =
    c.status === "done"
      ? t("promise.done", { day: f.day(c.doneOn ?? c.dueOn) })
      : c.status === "dropped"
        ? t("promise.dropped")
        : late
          ? t("promise.late", { day: f.day(c.dueOn) })
          : t("promise.due", { day: f.day(c.dueOn) });
  return html`<li dir="auto">
    <p>${c.text}</p>
    <p class="dim s">${name(c.unitId)}, <strong>${state}</strong></p>
  </li>`;
}

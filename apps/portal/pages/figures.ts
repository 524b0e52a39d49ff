import { html, raw } from "hono/html";
import { shownText, suppressionNote } from "#kernel/suppression.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import type { PageContext } from "../context.ts";
import { readTalkFigures, type TalkFigures } from "../figures.ts";
import type { Html } from "../marked.ts";
import type { PublicPage } from "../page-spec.ts";
import { moneySection, readMoneyFigures } from "./money.ts";
import { type QuestionFigures, readQuestionFigures } from "../question-figures.ts";

/** What the authorities did, in figures with their definition, and the same as open data. */
export const figuresPage: PublicPage = {
  path: "/so-lieu",
  async make(tx, ctx) {
    const { t } = ctx;
    const talks = await readTalkFigures(tx, ctx.today);
    const questions = await readQuestionFigures(tx, ctx.today);
    const money = await readMoneyFigures(tx, ctx);
    const rule = await smallGroupRule(tx, ctx.today);
    return {
      title: t("figures.title"),
      description: t("figures.description"),
      section: "figures",
      source: t("figures.source"),
      body: html`<h1>${t("figures.heading")}</h1>
        <p class="lead">${t("figures.lead")}</p>
        ${talkSection(ctx, talks)} ${questionSection(ctx, questions)} ${moneySection(ctx, money)}
        <section aria-labelledby="f-note">
          <h2 id="f-note">${t("figures.note")}</h2>
          <p class="lead">${suppressionNote(ctx.locale, rule)}</p>
          <p class="lead">${t("figures.licence")}</p>
          <p class="lead"><a href="/so-lieu/mo-ta.json">${t("figures.schema")}</a></p>
        </section>`,
    };
  },
};

function talkSection(ctx: PageContext, { months, rows }: TalkFigures): Html {
  const { t, f } = ctx;
  const total = months.reduce((sum, m) => sum + m.talks, 0);
  const attendance = months.reduce((sum, m) => sum + (m.attendance ?? 0), 0);
  const communes = new Set(rows.map((r) => r.communeId)).size;
  const most = Math.max(1, ...months.map((m) => m.talks));
  const busiest = total === 0 ? undefined : months.find((m) => m.talks === most);
  const latest = months.findLast((m) => m.talks > 0)?.month;
  const ofLatest = rows.filter((r) => r.month === latest);
  return html`<section aria-labelledby="f-talks">
    <h2 id="f-talks">${t("figures.talks")}</h2>
    <div class="figs">
      <div><b>${f.number(total)}</b>${t("figures.talks-n")}</div>
      <div><b>${f.number(attendance)}</b>${t("figures.attendance-n")}</div>
      <div><b>${f.number(communes)}</b>${t("figures.communes-n")}</div>
    </div>
    ${
      busiest === undefined
        ? ""
        : html`<h3 class="gap">
            ${t("figures.by-month", { month: f.month(busiest.month).toLowerCase(), n: f.number(busiest.talks) })}
          </h3>`
    }
    <ul class="bars">
      ${months.map((m) => bar(f.month(m.month), m.talks, most, f.number(m.talks), m === busiest))}
    </ul>
    ${
      latest === undefined
        ? ""
        : html`<div class="tbl">
            <table>
              <caption>
                ${t("figures.of-month", { month: f.month(latest).toLowerCase() })}
              </caption>
              <thead>
                <tr>
                  <th scope="col">${t("figures.commune")}</th>
                  <th scope="col" class="num">${t("figures.talks-col")}</th>
                  <th scope="col" class="num">${t("figures.attendance-col")}</th>
                </tr>
              </thead>
              <tbody>
                ${ofLatest.map(
                  (r) =>
                    html`<tr>
                      <th scope="row">${r.commune}</th>
                      <td class="num" data-h="${t("figures.talks-col")}">${f.number(r.talks)}</td>
                      <td class="num" data-h="${t("figures.attendance-col")}">
                        ${shownText(r.attendance, ctx.locale)}
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    <p class="s dim lead">${t("figures.talks-def")}</p>
    ${take(ctx, "buoi")}
  </section>`;
}

function questionSection(ctx: PageContext, { quarters, months }: QuestionFigures): Html {
  const { t, f } = ctx;
  const sum = (of: (m: QuestionFigures["months"][number]) => number) => months.reduce((n, m) => n + of(m), 0);
  const [answers, due, kept] = [sum((m) => m.answers), sum((m) => m.due), sum((m) => m.kept)];
  const newest = quarters[0];
  return html`<section aria-labelledby="f-questions">
    <h2 id="f-questions">${t("figures.questions")}</h2>
    <div class="figs">
      <div><b>${f.number(answers)}</b>${t("figures.answers-n")}</div>
      <div>
        <b>${newest === undefined ? "–" : f.percent(newest.percentInTime / 100)}</b>${
          newest === undefined
            ? t("figures.in-time-none")
            : t("figures.in-time", { quarter: quarterName(ctx, newest.quarter) })
        }
      </div>
      <div>
        <b>${due === 0 ? "–" : f.percent(kept / due, { digits: 0 })}</b>${
          due === 0 ? t("figures.kept-none") : t("figures.kept", { n: f.number(due) })
        }
      </div>
    </div>
    <p class="s dim lead">${t("figures.answers-def")}</p>
    <p class="s dim lead">${t("figures.in-time-def")}</p>
    <p class="s dim lead">${t("figures.kept-def")}</p>
    ${take(ctx, "hoi-dap")}
  </section>`;
}

function quarterName({ t }: PageContext, quarter: string): string {
  return t("figures.quarter", { n: Math.ceil(Number(quarter.slice(5, 7)) / 3), year: quarter.slice(0, 4) });
}

function take(ctx: PageContext, name: string): Html {
  return html`<p class="s">
    ${ctx.t("data.take")} <a href="/so-lieu/${name}.csv">CSV</a>, <a href="/so-lieu/${name}.json">JSON</a>
  </p>`;
}

/** A bar by attributes alone: the pages' policy lets no style stand on an element. */
function bar(label: string, value: number, most: number, text: string, point: boolean): Html {
  const width = Math.max(0.5, Math.round((value / most) * 1000) / 10);
  const drawn = raw(`<svg width="100%" height="18" aria-hidden="true"><rect width="${width}%" height="18"/></svg>`);
  return html`<li class="${point ? "point" : ""}"><span>${label}</span>${drawn}<b>${text}</b></li>`;
}

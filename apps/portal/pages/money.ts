import { html } from "hono/html";
import type { Tx } from "#platform/db/session.ts";
import {
  listPublicMoney,
  listPublicSponsorships,
  type PublicMoney,
  type PublicMoneyRow,
  type PublicSponsorship,
} from "#modules/budgets/server.ts";
import type { PageContext } from "../context.ts";
import type { Html } from "../marked.ts";

interface MoneyFigures extends PublicMoney {
  sponsorships: PublicSponsorship[];
}

/** The years that were made public, and the register of who gave, which always is. */
export async function readMoneyFigures(tx: Tx, ctx: PageContext): Promise<MoneyFigures> {
  return {
    ...(await listPublicMoney(tx, ctx.today)),
    sponsorships: await listPublicSponsorships(tx, ctx.today),
  };
}

/** What there was for the work in the newest public year, from where, for what; and who gave. */
export function moneySection(ctx: PageContext, { rows, uses, sponsorships }: MoneyFigures): Html {
  const { t, f } = ctx;
  const year = rows[0]?.year;
  const ofYear = rows.filter((r) => r.year === year);
  const sum = (of: (r: PublicMoneyRow) => number) => ofYear.reduce((n, r) => n + of(r), 0);
  const funds = (r: PublicMoneyRow) => r.available + r.spent + r.lapsed + r.carried;
  const sources = [...new Map(ofYear.map((r) => [r.source, ctx.locale === "vi" ? r.sourceVi : r.sourceEn]))];
  return html`<section aria-labelledby="f-money">
    <h2 id="f-money">${t("figures.money")}</h2>
    ${
      year === undefined
        ? html`<p class="lead">${t("figures.money-none")}</p>`
        : html`<div class="figs">
              <div><b>${f.number(sum(funds))}</b>${t("figures.money-funds", { year })}</div>
              <div><b>${f.number(sum((r) => r.spent))}</b>${t("figures.money-spent")}</div>
              <div><b>${f.number(sum((r) => r.available))}</b>${t("figures.money-left")}</div>
            </div>
            ${table(
              t("figures.money-by-source", { year }),
              [t("figures.source-col"), t("figures.money-funds-col"), t("figures.money-spent-col")],
              sources.map(([source, name]) => {
                const own = ofYear.filter((r) => r.source === source);
                return [
                  name,
                  f.number(own.reduce((n, r) => n + funds(r), 0)),
                  f.number(own.reduce((n, r) => n + r.spent, 0)),
                ];
              }),
            )}
            ${table(
              t("figures.money-by-use", { year }),
              [t("figures.use-col"), t("figures.planned-col"), t("figures.money-spent-col")],
              uses
                .filter((u) => u.year === year)
                .map((u) => [t(`figures.use.${u.kind}`), f.number(u.planned), f.number(u.spent)]),
            )}
            <p class="s dim lead">${t("figures.money-def")}</p>
            ${take(ctx, "kinh-phi")}`
    }
    ${
      sponsorships.length === 0
        ? ""
        : html`${table(
              t("figures.sponsors"),
              [t("figures.sponsor-col"), t("figures.purpose-col"), t("figures.amount-col")],
              sponsorships
                .slice(0, 10)
                .map((s) => [
                  s.sponsor ?? t("figures.sponsor-person"),
                  `${s.purpose} (${s.unit}, ${f.day(s.receivedOn)})`,
                  f.number(s.amount),
                ]),
            )}
            <p class="s dim lead">${t("figures.sponsors-def")}</p>
            ${take(ctx, "tai-tro")}`
    }
  </section>`;
}

function table(caption: string, heads: readonly [string, string, string], rows: readonly string[][]): Html | string {
  if (rows.length === 0) return "";
  const numeric = [false, /\d/.test(rows[0]![1]!) && !/\p{L}/u.test(rows[0]![1]!), true];
  return html`<div class="tbl">
    <table class="stack">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head, i) => html`<th scope="col" class="${numeric[i] ? "num" : ""}">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell, i) => html`<td class="${numeric[i + 1] ? "num" : ""}" data-h="${heads[i + 1]}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function take(ctx: PageContext, name: string): Html {
  return html`<p class="s">
    ${ctx.t("data.take")} <a href="/so-lieu/${name}.csv">CSV</a>, <a href="/so-lieu/${name}.json">JSON</a>
  </p>`;
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono, type Context } from "hono";
import { html, raw } from "hono/html";
import { renderSVG } from "uqr";
import { publicCaller } from "#kernel/access.ts";
import { formatDate, asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { languageName } from "#kernel/languages.ts";
import { Problem } from "#kernel/problem.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Database } from "#platform/db/open.ts";
import { Ask, HallCode, Vote, type HallState } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { hallWords, type HallWords } from "../portal/words.ts";
import { askInHall } from "./ask-in-hall.ts";
import { hallsOf } from "./halls.ts";
import { Buckets } from "./limits.ts";

export interface HallPagesOptions {
  database: Database;
  /** Address of this server as phones reach it, for the QR code; that of the request where it is not set. */
  publicUrl: string | undefined;
  trustProxy: boolean;
}

type Env = { Bindings: HttpBindings };
type Ui = "vi" | "en";

const file = (name: string) => readFileSync(new URL(`../portal/${name}`, import.meta.url), "utf8");
/** Comments and indentation stay in the source: old phones pay for every byte. */
const lean = (script: string) =>
  script
    .replace(/^\s*\/\*[^]*?\*\/\s*$/gm, "")
    .replace(/^\s+/gm, "")
    .replace(/\n{2,}/g, "\n");
const sha = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const part = (scripts: readonly string[], style: string) => {
  const [s, c] = [scripts.map((script) => lean(file(script))).join(""), file(style).trim()];
  return {
    // whole elements: a formatter's space inside would not fit the hash
    script: raw(`<script>${s}</script>`),
    style: raw(`<style>${c}</style>`),
    policy: `default-src 'none'; script-src ${sha(s)}; style-src ${sha(c)}; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  };
};
const audience = part(["audience-parts.js", "audience.js"], "audience.css");
const screen = part(["screen.js"], "screen.css");

/** The pages below /h: what a hall's phones and its projector open. One request each, nothing from elsewhere, no cookie. */
export function buildHallPages(options: HallPagesOptions): Hono<Env> {
  const { database } = options;
  const app = new Hono<Env>();
  const halls = () => hallsOf(database);
  const formLimit = new Buckets(60, 2);

  const ended = (c: Context, problem: unknown) => {
    if (!(problem instanceof Problem)) throw problem;
    const ui = uiOf(c);
    if (problem.code === "hall.not-found") return page(c, missingPage(ui, hallWords[ui]), audience.policy, ui, 404);
    const texts: Record<string, string> = ui === "en" ? messagesEn : messagesVi;
    return new Response(`${texts[`problem.${problem.code}`] ?? problem.code}\n`, {
      status: problem.status,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", "retry-after": "10" },
    });
  };
  const codeOf = (c: Context): string => {
    const parsed = HallCode.safeParse(c.req.param("code"));
    if (!parsed.success) throw new Problem("hall.not-found", 404);
    return parsed.data;
  };
  const addressOf = (c: Context<Env>) =>
    (options.trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined) ??
    c.env?.incoming?.socket.remoteAddress ??
    "unknown";

  app.get("/", async (c) => {
    const asked = HallCode.safeParse(c.req.query("code") ?? "");
    if (asked.success) return c.redirect(`/h/${asked.data}`, 303);
    const ui = uiOf(c);
    return page(c, missingPage(ui, hallWords[ui], true), audience.policy, ui);
  });
  app.get("/:code", async (c) => {
    try {
      const state = await halls().state(codeOf(c));
      return page(c, audiencePage(c, state), audience.policy, uiOf(c));
    } catch (problem) {
      return ended(c, problem);
    }
  });
  app.get("/:code/screen", async (c) => {
    try {
      const state = await halls().state(codeOf(c));
      const origin = options.publicUrl ?? new URL(c.req.url).origin;
      return page(c, screenPage(c, state, origin), screen.policy, uiOf(c));
    } catch (problem) {
      return ended(c, problem);
    }
  });
  app.get("/:code/live", async (c) => {
    try {
      const response = c.env?.outgoing;
      if (!response) throw new Problem("hall.not-found", 404);
      await halls().listen(codeOf(c), response as never, c.req.header("last-event-id"));
      return RESPONSE_ALREADY_SENT;
    } catch (problem) {
      return ended(c, problem);
    }
  });
  // Without script: the same vote, the same question, by a plain form.
  app.post("/:code", async (c) => {
    try {
      const code = codeOf(c);
      if (!formLimit.take(addressOf(c))) throw new Problem("rate.limited", 429);
      if (Number(c.req.header("content-length") ?? "1e9") > 16_384) throw new Problem("request.too-large", 413);
      const form = new URLSearchParams(await c.req.text());
      const fields = Object.fromEntries(form);
      const mark = String(fields["mark"] ?? "");
      const back = (query: Record<string, string>) =>
        c.redirect(`/h/${code}?${new URLSearchParams({ lang: uiOf(c), ...query }).toString()}`, 303);
      if (fields["what"] === "vote") {
        const vote = Vote.safeParse({ ...fields, choice: Number(fields["choice"] ?? Number.NaN), turn: 1 });
        if (!vote.success) return back({ m: mark });
        await halls().vote(code, vote.data);
        return back({ m: mark, done: "vote" });
      }
      const state = await halls().state(code);
      const asked = Ask.safeParse({ id: newId(), ticket: crypto.randomUUID(), text: fields["text"], mark });
      if (!asked.success) return back({ m: mark });
      const { mark: _, ...question } = asked.data;
      const commands = { [askInHall.name]: askInHall };
      const { answer } = await executeCommand<{ code: string }>({ pool: database.pool, commands }, publicCaller, {
        id: question.id,
        name: askInHall.name,
        payload: { hallId: state.id, ...question },
      });
      await halls().changed(state.id);
      return back({ m: mark, done: "ask", asked: answer.code });
    } catch (problem) {
      return ended(c, problem);
    }
  });
  return app;
}

function uiOf(c: Context): Ui {
  const asked = c.req.query("lang");
  if (asked !== undefined) return asked === "en" ? "en" : "vi";
  const first = /^[a-z]{2}/i.exec(c.req.header("accept-language") ?? "")?.[0]?.toLowerCase();
  return first === "en" ? "en" : "vi";
}

type Html = ReturnType<typeof html>;

async function page(c: Context, body: Html, policy: string, ui: Ui, status: 200 | 404 = 200): Promise<Response> {
  const text = String(await body);
  const headers: Record<string, string> = {
    "content-type": "text/html; charset=utf-8",
    "content-language": ui,
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    vary: "accept-language, accept-encoding",
  };
  if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return c.body(text, status, headers);
  return c.body(gzipSync(text, { level: 9 }) as never, status, { ...headers, "content-encoding": "gzip" });
}

/** JSON inside a script element: nothing in it may end the element. */
const embedded = (value: unknown) => raw(JSON.stringify(value).replaceAll("<", "\\u003c"));

function audiencePage(c: Context, state: HallState): Html {
  const ui = uiOf(c);
  const words = hallWords[ui];
  const content = c.req.query("lang") ?? (ui === "vi" ? state.language : "en");
  const tags = ["vi", "en", ...(["vi", "en"].includes(state.language) ? [] : [state.language])];
  const chosen = tags.includes(content) ? content : ui;
  const mark = /^[\w-]{16,64}$/.exec(c.req.query("m") ?? "")?.[0] ?? crypto.randomUUID();
  const names: Record<string, string> = { vi: "Tiếng Việt", en: "English" };
  return html`<!doctype html>
    <html lang="${ui}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${state.title} – ${words.pageTitle}</title>
        ${audience.style}
      </head>
      <body>
        <div class="w">
          <header>
            <b>${state.place || state.title}</b>
            <nav aria-label="${words.languages}">
              ${tags
                .filter((tag) => tag !== chosen)
                .map((tag) => html`<a href="?lang=${tag}" lang="${tag}">${names[tag] ?? languageName(tag)}</a>`)}
            </nav>
          </header>
          <p class="lost" id="lost" role="status" hidden>${words.lost}</p>
          <main>
            <div id="round">${plainRound(c, state, words, mark)}</div>
            <div id="results"></div>
            <div id="questions"></div>
            <form id="ask" class="ask" method="post" action="/h/${state.code}?lang=${ui}">
              <div id="asking">
                <label for="text">${words.ask}</label>
                <div class="f">
                  <textarea id="text" name="text" rows="1" maxlength="1000" aria-describedby="hint"></textarea
                  ><button class="main">${words.askSend}</button>
                </div>
                <p class="hint" id="hint">${words.askHint}</p>
                <input type="hidden" name="what" value="ask" /><input type="hidden" name="mark" value="${mark}" />
              </div>
              <p class="hint" id="paused" hidden>${words.askPaused}</p>
              <p class="note" id="said" role="status"></p>
            </form>
            <div id="asked"></div>
          </main>
        </div>
        <script type="application/json" id="data">
          ${embedded({ ui, content: chosen, words, state })}
        </script>
        ${audience.script}
      </body>
    </html>`;
}

/** What stands there before the script, and without one. */
function plainRound(c: Context, state: HallState, words: HallWords, mark: string): Html {
  const done = c.req.query("done");
  const code = /^[0-9A-Z]{3}-[0-9A-Z]{4}$/.exec(c.req.query("asked") ?? "")?.[0];
  const note =
    done === "vote"
      ? html`<p class="note ok">${words.doneVote}</p>`
      : done === "ask"
        ? html`<p class="note ok">${words.doneAsk} ${code ? words.askedCode.replace("{code}", code) : ""}</p>`
        : "";
  const { round } = state;
  if (round === null || !round.open || state.status === "closed")
    return html`${note}
      <h1>${state.status === "closed" ? words.closed : (round?.text ?? words.nothing)}</h1>`;
  return html`${note}
    <form method="post" action="/h/${state.code}">
      <fieldset>
        <legend><h1>${round.text}</h1></legend>
        ${round.options.map(
          (option, i) =>
            html`<label class="op"><input type="radio" name="choice" value="${i}" /><span>${option}</span></label>`,
        )}
      </fieldset>
      <input type="hidden" name="what" value="vote" /><input type="hidden" name="round" value="${round.id}" /><input
        type="hidden"
        name="mark"
        value="${mark}"
      /><noscript><button class="main">${words.vote}</button></noscript>
    </form>`;
}

function screenPage(c: Context, state: HallState, origin: string): Html {
  const ui = uiOf(c);
  const words = hallWords[ui];
  const url = `${origin}/h/${state.code}`;
  const code = raw(renderSVG(url, { border: 1 }));
  const [at, rest] = words.joinAt.split("{url}");
  return html`<!doctype html>
    <html lang="${ui}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${state.title} – ${words.screenTitle}</title>
        ${screen.style}
      </head>
      <body>
        <main>
          <p class="crumb">
            <span>${state.place} · ${state.title}</span><span>${formatDate(asCivilDate(state.day))}</span>
          </p>
          <h1 id="title">${state.title}</h1>
          <div id="joining" class="grow">
            <div class="join">
              <div>${code}</div>
              <div>
                <p class="at">${words.join}</p>
                <p class="code">${state.code}</p>
                <p class="at dim">${at}<b>${new URL(origin).host}/h</b>${rest}</p>
                <p class="dim">${words.joinHelp}</p>
              </div>
            </div>
          </div>
          <div id="live" class="grow" hidden><div id="body"></div></div>
          <footer>
            <div id="legend" hidden>
              <span class="k b"></span>${words.legendBefore}<span class="k a"></span>${words.legendAfter}
              <span id="how"></span><br /><span class="k i"></span>${words.legendInterval}
            </div>
            <span></span>
            <div class="j" id="corner">
              <span>${words.joinWith}<b>${state.code}</b></span
              >${code}
            </div>
          </footer>
        </main>
        <script type="application/json" id="data">
          ${embedded({ ui, content: state.language, words, state })}
        </script>
        ${screen.script}
      </body>
    </html>`;
}

function missingPage(ui: Ui, words: HallWords, plain = false): Html {
  return html`<!doctype html>
    <html lang="${ui}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.pageTitle}</title>
        ${audience.style}
      </head>
      <body>
        <div class="w">
          <header><b>Cầu Nối</b></header>
          <main>
            <h1>${plain ? words.pageTitle : words.notFound}</h1>
            ${plain ? "" : html`<p>${words.notFoundHelp}</p>`}
            <form method="get" action="/h">
              <label for="code">${words.codeLabel}</label>
              <p>
                <input type="text" id="code" name="code" maxlength="6" autocapitalize="characters" autocomplete="off" />
              </p>
              <p><button class="main">${words.enter}</button></p>
            </form>
          </main>
        </div>
      </body>
    </html>`;
}

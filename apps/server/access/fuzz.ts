import { findIdentities } from "#kernel/text/identity-filter.ts";
import { sql, type Kysely } from "kysely";
import type { DB } from "#db/types.ts";
import { random, type Random } from "#db/seeds/random.ts";
import { hostileHeader, hostileSpelling, hostileText, hostileValue, naming, someId } from "./hostile.ts";

/**
 * Ten thousand hostile inputs for every route that is open to anybody. Seeded by the route's name: what fails fails
 * again. FUZZ sets another number, for whoever looks for something.
 */
export const perRoute = Number(process.env.FUZZ ?? 10_000);

export type Ask = (path: string, init: RequestInit) => Promise<Response>;
/** Ids and codes that exist, so that some inputs come further than the door. */
export interface Known {
  ids: string[];
  codes: string[];
}

export interface Target {
  name: string;
  method: string;
  /** In hono's form. */
  path: string;
  ask: Ask;
  /** One address for all: where a limit by address keeps the costly work away. */
  oneAddress?: boolean;
  /** A body as somebody would send it, with this text in it. */
  body?: (chance: Random, text: string) => { type: string; content: string };
}

export const form = (fields: Record<string, string>) => ({
  type: "application/x-www-form-urlencoded",
  content: new URLSearchParams(Object.entries(fields).map(([k, v]) => [k, v.toWellFormed()])).toString(),
});
export const json = (value: unknown) => ({ type: "application/json", content: JSON.stringify(value) });

function segment(pattern: string, chance: Random, known: Known): string {
  if (/code/i.test(pattern))
    return chance.chance(0.6) ? encodeURIComponent(chance.pick(known.codes)) : hostileSpelling(chance);
  if (/:id/.test(pattern)) return chance.chance(0.7) ? someId(chance, known.ids) : hostileSpelling(chance);
  return hostileSpelling(chance);
}

const names = [
  "q",
  "chude",
  "tiep",
  "xa",
  "trang",
  "tieng",
  "ban",
  "dieu",
  "cursor",
  "limit",
  "topic",
  "code",
  "lang",
  "m",
  "constructor",
];

function inputFor(target: Target, known: Known, chance: Random): [string, RequestInit] {
  const path = target.path.replace(/:\w+(\{[^}]*(\{[^}]*\}[^}]*)*\})?/g, (pattern) => segment(pattern, chance, known));
  const query = Array.from(
    { length: chance.pick([0, 1, 1, 2, 4]) },
    () => `${chance.chance(0.9) ? chance.pick(names) : hostileSpelling(chance)}=${hostileSpelling(chance)}`,
  );
  const headers: Record<string, string> = {
    "x-forwarded-for": target.oneAddress
      ? "10.9.8.7"
      : `10.${chance.between(0, 255)}.${chance.between(0, 255)}.${chance.between(0, 255)}`,
  };
  for (const name of [
    "accept-language",
    "if-none-match",
    "range",
    "user-agent",
    "cookie",
    "x-request-id",
    "idempotency-key",
    "origin",
    "authorization",
  ])
    if (chance.chance(0.04)) headers[name] = hostileHeader(chance);
  const init: RequestInit = { method: target.method, headers };
  if (target.method === "POST") {
    const text = chance.chance(0.4) ? `Hỏi ${chance.pick(naming)} ${hostileText(chance)}` : hostileText(chance);
    const body = target.body?.(chance, text) ?? json(hostileValue(chance));
    const broken = chance.chance(0.08);
    headers["content-type"] = chance.chance(0.05) ? hostileHeader(chance) : body.type;
    init.body = broken ? `${body.content.slice(0, chance.between(0, 200))}\u0000` : body.content;
    headers["content-length"] = String(Buffer.byteLength(init.body));
  }
  return [`${path}${query.length === 0 ? "" : `?${query.join("&")}`}`, init];
}

function seedOf(name: string): number {
  let seed = 7;
  for (const sign of name) seed = (Math.imul(seed, 31) + sign.charCodeAt(0)) | 0;
  return seed;
}

/** Sends the whole flood of one route, a few at a time, and says what was wrong. */
export async function flood(target: Target, known: Known): Promise<string[]> {
  const chance = random(seedOf(target.name));
  const wrong: string[] = [];
  const one = async () => {
    const [path, init] = inputFor(target, known, chance);
    let response: Response;
    try {
      response = await target.ask(path, init);
    } catch (error) {
      // what no client can send: the address or a header is none
      if (error instanceof TypeError && /Invalid URL|Headers|ByteString|method/.test(`${error.message}`)) return;
      throw error;
    }
    const shown = `${response.status} ${init.method} ${path.slice(0, 200)} ${String(init.body ?? "").slice(0, 200)}`;
    if (response.status >= 500) wrong.push(shown);
    if (response.headers.has("set-cookie") && !target.path.startsWith("/api")) wrong.push(`cookie: ${shown}`);
    const type = response.headers.get("content-type") ?? "";
    if (response.status !== 404 && /html|xml/.test(type) && (await response.text()).includes("<xss"))
      wrong.push(`mark-up: ${shown}`);
  };
  for (let sent = 0; sent < perRoute; sent += 16)
    await Promise.all(Array.from({ length: Math.min(16, perRoute - sent) }, one));
  return wrong;
}

const stored = sql<{ where: string; text: string }>`
  select 'question' as "where", text from question
  union all select 'comment', body from policy_draft_comment
  union all select 'hall', text from hall_question
  union all select 'command', coalesce(payload::text, '') || coalesce(answer::text, '') || coalesce(reason::text, '') from command where user_id = 'public'
  union all select 'journal', coalesce(before::text, '') || coalesce(after::text, '') from journal where user_id = 'public'`;
const sent = /example\.com|345 678|079203001234|Trần Phú|49A-123/;

/** What of somebody's identity came through, and how many texts were taken. */
export async function lookBehind(owner: Kysely<DB>): Promise<{ naming: string[]; taken: Record<string, number> }> {
  const { rows } = await stored.execute(owner);
  const holds = ({ where, text }: { where: string; text: string }) =>
    // ids and moments stand there too, which are long numbers to the filter
    where === "command" || where === "journal" ? sent.test(text) : findIdentities(text).length > 0;
  const taken: Record<string, number> = {};
  for (const { where } of rows) taken[where] = (taken[where] ?? 0) + 1;
  const naming = rows.filter(holds);
  return { naming: naming.slice(0, 5).map((row) => `${row.where}: ${row.text.slice(0, 100)}`), taken };
}

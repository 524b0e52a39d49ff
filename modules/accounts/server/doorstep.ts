import type { RoleGrant } from "#kernel/access.ts";
import { openAuth } from "#platform/auth/auth.ts";
import type { OidcSettings } from "#platform/auth/sign-in-library.ts";
import { buildApi } from "#platform/http/api.ts";
import { messagesEn as httpEn } from "#platform/http/messages.en.ts";
import { messagesVi as httpVi } from "#platform/http/messages.vi.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitPolicy } from "#modules/units/server.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { accountPolicy } from "../policy.ts";
import { buildAccount, buildAccountRoutes, type BuiltAccount } from "../server.ts";
import { accountCommands } from "./commands.ts";

/** For this room's tests: a server's door, browsers that stand before it, and the people who know the password. */
export const password = "mot mat khau dai";

interface ServerOptions {
  demo?: boolean;
  address?: string;
  oidc?: OidcSettings;
}

/** The interface as one server has it; `demo` and the limits are what a server is started with. */
function openOne(db: TestDatabase, options: ServerOptions) {
  const auth = openAuth({
    databaseUrl: db.url,
    secret: "only-for-tests-and-long-enough-0123",
    publicUrl: "http://localhost",
    demo: options.demo ?? false,
    oidc: options.oidc,
  });
  const app = buildApi({
    rooms: buildAccountRoutes({
      auth,
      database: db.database,
      policies: [accountPolicy, unitPolicy],
      demoAccounts: [],
      demoPassword: "x",
      version: "0",
    }),
    policies: [accountPolicy, unitPolicy],
    messages: { vi: { ...httpVi, ...messagesVi }, en: { ...httpEn, ...messagesEn } },
    pool: db.database.pool,
    commands: accountCommands,
    authenticate: auth.authenticate,
    version: "0",
    checkAnswers: true,
  });
  const remote = { incoming: { socket: { remoteAddress: options.address ?? "127.0.0.1" } } };
  return { auth, browser: () => new Browser((path, init) => Promise.resolve(app.request(path, init, remote))) };
}

/** Keeps cookies as a browser does, and names its origin on every write. */
export class Browser {
  readonly #send: (path: string, init: RequestInit) => Promise<Response>;
  readonly cookies = new Map<string, string>();
  token: string | null = null;

  constructor(send: (path: string, init: RequestInit) => Promise<Response>) {
    this.#send = send;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: never; headers: Headers }> {
    const response = await this.#send(`/api${path}`, {
      method,
      headers: {
        host: "localhost",
        ...(method === "GET" || this.token ? {} : { origin: "http://localhost" }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = cookie.split("; ");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      if (attributes.some((a) => /^max-age=0$/i.test(a))) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      body: (text === "" ? null : JSON.parse(text)) as never,
      headers: response.headers,
    };
  }

  async file(path: string): Promise<Uint8Array> {
    const response = await this.#send(`/api${path}`, {
      headers: { host: "localhost", authorization: `Bearer ${this.token}` },
    });
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async signIn(userName: string, given = password) {
    return this.call("POST", "/sign-in", { userName, password: given });
  }
}

export type Name = "dung" | "ly" | "ha" | "thuan" | "duyen";

export interface Doorstep {
  units: { province: number; dran: number; damRong: number };
  people: Record<Name, BuiltAccount>;
  open: (options?: ServerOptions) => ReturnType<typeof openOne>;
  /** A program with that person's token. */
  asUser: (server: ReturnType<typeof openOne>, who: Name) => Browser;
  close: () => Promise<void>;
}

export async function buildDoorstep(db: TestDatabase): Promise<Doorstep> {
  const { pool } = db.database;
  const opened: ReturnType<typeof openOne>[] = [];
  const province = await buildUnit(pool, { name: "Lâm Đồng", code: "68" });
  const commune = (name: string, code: string) => buildUnit(pool, { name, code, kind: "commune", parentId: province });
  const units = { province, dran: await commune("D'Ran", "24934"), damRong: await commune("Đam Rông 1", "24886") };
  const made = (userName: string, displayName: string, grants: RoleGrant[]) =>
    buildAccount(pool, { userName, displayName, grants, password, withToken: true });
  const people = {
    dung: await made("quoc.dung", "Hồ Quốc Dũng", [{ role: "administrator", unitId: null }]),
    ly: await made("cong.ly", "Trương Công Lý", [{ role: "unitHead", unitId: units.dran }]),
    ha: await made("thu.ha", "Nguyễn Thị Thu Hà", [{ role: "officer", unitId: units.dran }]),
    thuan: await made("ya.thuan", "Ya Thuần", [{ role: "speaker", unitId: units.dran }]),
    duyen: await made("k.duyen", "Rơ Ông K' Duyên", [{ role: "officer", unitId: units.damRong }]),
  };
  return {
    units,
    people,
    open(options = {}) {
      const server = openOne(db, options);
      opened.push(server);
      return server;
    },
    asUser(server, who) {
      const browser = server.browser();
      browser.token = people[who].token;
      return browser;
    },
    async close() {
      await Promise.all(opened.map(({ auth }) => auth.close()));
    },
  };
}

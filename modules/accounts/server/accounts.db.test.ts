import { createOTP } from "@better-auth/utils/otp";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { RoleGrant } from "#kernel/access.ts";
import { type Auth, openAuth } from "#platform/auth/auth.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { buildApi } from "#platform/http/api.ts";
import { messagesEn as httpEn } from "#platform/http/messages.en.ts";
import { messagesVi as httpVi } from "#platform/http/messages.vi.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit, unitPolicy } from "#modules/units/server.ts";
import type { AccountItem, AccountPage, Grant, Instance, JournalEntry, Me } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { forgetExpired } from "./jobs.ts";
import { accountCommands, accountPolicy, buildAccount, buildAccountRoutes, type BuiltAccount } from "../server.ts";

const db = useTestDatabase();
const password = "mot mat khau dai";
const auths: Auth[] = [];

/** The interface as one server has it; `demo` and the limits are what a server is started with. */
function open(options: { demo?: boolean; address?: string } = {}) {
  const auth = openAuth({
    databaseUrl: db.url,
    secret: "only-for-tests-and-long-enough-0123",
    publicUrl: "http://localhost",
    demo: options.demo ?? false,
  });
  auths.push(auth);
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
class Browser {
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
    expect(response.status).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  }

  async signIn(userName: string, given = password) {
    return this.call("POST", "/sign-in", { userName, password: given });
  }
}

let units: { province: number; dran: number; damRong: number };
let people: Record<"dung" | "ly" | "ha" | "thuan" | "duyen", BuiltAccount>;

beforeAll(async () => {
  const pool = db.database.pool;
  const province = await buildUnit(pool, { name: "Lâm Đồng", code: "68" });
  const commune = (name: string, code: string) => buildUnit(pool, { name, code, kind: "commune", parentId: province });
  units = { province, dran: await commune("D'Ran", "24934"), damRong: await commune("Đam Rông 1", "24886") };
  const made = (userName: string, displayName: string, grants: RoleGrant[]) =>
    buildAccount(pool, { userName, displayName, grants, password, withToken: true });
  people = {
    dung: await made("quoc.dung", "Hồ Quốc Dũng", [{ role: "administrator", unitId: null }]),
    ly: await made("cong.ly", "Trương Công Lý", [{ role: "unitHead", unitId: units.dran }]),
    ha: await made("thu.ha", "Nguyễn Thị Thu Hà", [{ role: "officer", unitId: units.dran }]),
    thuan: await made("ya.thuan", "Ya Thuần", [{ role: "speaker", unitId: units.dran }]),
    duyen: await made("k.duyen", "Rơ Ông K' Duyên", [{ role: "officer", unitId: units.damRong }]),
  };
});
afterAll(async () => {
  await Promise.all(auths.map((auth) => auth.close()));
});

function asUser(server: ReturnType<typeof open>, who: keyof typeof people): Browser {
  const browser = server.browser();
  browser.token = people[who].token;
  return browser;
}

describe("signing in", () => {
  test("by name and password, and out again", async () => {
    const browser = open().browser();
    expect((await browser.call("GET", "/me")).status).toBe(401);
    expect((await browser.signIn("Thu.Ha")).body).toEqual({ state: "signed-in" });
    const me = (await browser.call("GET", "/me")).body as Me;
    expect(me).toMatchObject({
      userName: "thu.ha",
      displayName: "Nguyễn Thị Thu Hà",
      homeUnitName: "D'Ran",
      title: "Cán bộ phụ trách",
      twoFactor: false,
    });
    expect(me.grants).toEqual([{ role: "officer", unitId: units.dran, unitName: "D'Ran" }]);
    expect(me.verbs).not.toContain("account.list");
    expect((await browser.call("POST", "/sign-out")).status).toBe(204);
    expect((await browser.call("GET", "/me")).status).toBe(401);
  });

  test("a wrong password says no more than that, and too many wait", async () => {
    const browser = open().browser();
    expect(await browser.signIn("thu.ha", "wrong")).toMatchObject({
      status: 401,
      body: { code: "account.wrong-password" },
    });
    expect(await browser.signIn("nobody.here", "wrong")).toMatchObject({
      status: 401,
      body: { code: "account.wrong-password" },
    });
    expect(await browser.signIn("Không đúng dạng", "wrong")).toMatchObject({
      status: 401,
      body: { code: "account.wrong-password" },
    });
    for (let n = 0; n < 7; n++) await browser.signIn("thu.ha", "wrong");
    const waiting = await browser.signIn("thu.ha");
    expect(waiting).toMatchObject({ status: 429, body: { code: "rate.limited" } });
    expect(Number(waiting.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await browser.signIn("cong.ly")).status).toBe(200);
  });

  test("another site can neither sign in here nor write with our cookie", async () => {
    const browser = open().browser();
    const evil = { origin: "https://elsewhere.test" };
    expect(await browser.call("POST", "/sign-in", { userName: "thu.ha", password }, evil)).toMatchObject({
      status: 403,
      body: { code: "request.other-origin" },
    });
    await browser.signIn("thu.ha");
    expect(await browser.call("POST", "/me/sessions/end-others", undefined, evil)).toMatchObject({ status: 403 });
  });

  test("a forged cookie and a wrong token open nothing", async () => {
    const browser = open().browser();
    await browser.signIn("thu.ha");
    const [name, value] = [...browser.cookies].find(([n]) => n.endsWith("session_token"))!;
    browser.cookies.set(
      name,
      value.replace(/^(.)/, (c) => (c === "A" ? "B" : "A")),
    );
    expect((await browser.call("GET", "/me")).status).toBe(401);
    browser.token = "cn_0123456789012345678901234567890123456789";
    expect((await browser.call("GET", "/me")).status).toBe(401);
  });

  test("in two steps, with the app's code and with a backup code", async () => {
    const browser = open().browser();
    await browser.signIn("thu.ha");
    expect(await browser.call("POST", "/me/second-factor/begin", { password: "wrong" })).toMatchObject({
      status: 401,
      body: { code: "account.wrong-password" },
    });
    const { uri, backupCodes } = (await browser.call("POST", "/me/second-factor/begin", { password })).body as {
      uri: string;
      backupCodes: string[];
    };
    expect(decodeURIComponent(uri)).toContain("Cầu Nối:thu.ha");
    const secret = new TextDecoder().decode(base32(new URL(uri).searchParams.get("secret")!));
    const code = () => createOTP(secret).totp();
    expect(await browser.call("POST", "/me/second-factor", { code: "000000" })).toMatchObject({
      body: { code: "account.wrong-code" },
    });
    expect((await browser.call("POST", "/me/second-factor", { code: await code() })).status).toBe(204);

    const other = open().browser();
    expect((await other.signIn("thu.ha")).body).toEqual({ state: "second-factor" });
    expect((await other.call("GET", "/me")).status).toBe(401);
    expect(await other.call("POST", "/sign-in/code", { code: "000000" })).toMatchObject({
      status: 401,
      body: { code: "account.wrong-code" },
    });
    expect((await other.call("POST", "/sign-in/code", { code: await code() })).status).toBe(200);
    expect((await other.call("GET", "/me")).body).toMatchObject({ userName: "thu.ha", twoFactor: true });
    const third = open().browser();
    await third.signIn("thu.ha");
    expect((await third.call("POST", "/sign-in/code", { code: backupCodes[0], kind: "backup" })).status).toBe(200);
    expect((await other.call("POST", "/me/second-factor/end", { password })).status).toBe(204);
    expect((await open().browser().signIn("thu.ha")).body).toEqual({ state: "signed-in" });
  });
});

/** RFC 4648, as code apps read a secret. */
function base32(text: string): Uint8Array {
  let bits = "";
  for (const letter of text.replace(/=+$/, ""))
    bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

describe("sessions and tokens", () => {
  test("an ended session is out at once, on every server", async () => {
    const [here, there] = [open(), open()];
    const [desk, phone] = [here.browser(), there.browser()];
    await desk.signIn("cong.ly");
    await phone.signIn("cong.ly");
    const { items } = (await desk.call("GET", "/me/sessions")).body as { items: { id: string; current: boolean }[] };
    expect(items.filter((s) => s.current)).toHaveLength(1);
    expect((await phone.call("GET", "/me")).status).toBe(200);
    expect((await desk.call("POST", "/me/sessions/end-others")).status).toBe(200);
    await expect.poll(async () => (await phone.call("GET", "/me")).status).toBe(401);
    expect((await desk.call("GET", "/me")).status).toBe(200);
  });

  test("a changed password ends the other sessions and is asked for from then on", async () => {
    await buildAccount(db.database.pool, {
      userName: "minh.quan",
      grants: [{ role: "analyst", unitId: units.province }],
      password,
    });
    const server = open();
    const [desk, phone] = [server.browser(), server.browser()];
    await desk.signIn("minh.quan");
    await phone.signIn("minh.quan");
    expect(await desk.call("POST", "/me/password", { current: password, next: "ngan" })).toMatchObject({
      status: 400,
      body: { fields: { "/next": "account.password-short" } },
    });
    expect(await desk.call("POST", "/me/password", { current: "wrong", next: "mot mat khau khac" })).toMatchObject({
      body: { code: "account.wrong-password" },
    });
    expect((await desk.call("POST", "/me/password", { current: password, next: "mot mat khau khac" })).status).toBe(
      204,
    );
    expect((await desk.call("GET", "/me")).status).toBe(200);
    await expect.poll(async () => (await phone.call("GET", "/me")).status).toBe(401);
    expect((await server.browser().signIn("minh.quan")).status).toBe(401);
    expect((await server.browser().signIn("minh.quan", "mot mat khau khac")).status).toBe(200);
  });

  test("a token is shown once, stored as a hash, and ends when it is ended", async () => {
    const server = open();
    const browser = server.browser();
    await browser.signIn("cong.ly");
    const made = (await browser.call("POST", "/me/tokens", { label: "Bảng điện tử" })).body as {
      id: string;
      token: string;
    };
    expect(made.token).toMatch(/^cn_[\w-]{43}$/);
    const program = server.browser();
    program.token = made.token;
    expect((await program.call("GET", "/me")).status).toBe(200);
    const stored = await sql<{
      text: string;
    }>`select row_to_json(t)::text || coalesce((select string_agg(coalesce(answer::text, '') || coalesce(payload::text, ''), '') from command), '')
      || (select string_agg(coalesce(after::text, ''), '') from journal) as text from api_token t where id = ${made.id}`.execute(
      db.owner,
    );
    expect(stored.rows[0]!.text).not.toContain(made.token);
    const { items } = (await browser.call("GET", "/me/tokens")).body as {
      items: { id: string; lastUsedOn: string | null }[];
    };
    expect(items.find((t) => t.id === made.id)?.lastUsedOn).toMatch(/^\d{4}-/);
    expect((await browser.call("DELETE", `/me/tokens/${made.id}`)).status).toBe(204);
    await expect.poll(async () => (await program.call("GET", "/me")).status).toBe(401);
  });
});

describe("demo and set-up", () => {
  test("a demo account opens a demo, and nothing where DEMO=0", async () => {
    await buildAccount(db.database.pool, {
      userName: "demo.ha",
      grants: [{ role: "officer", unitId: units.dran }],
      password,
      demo: true,
    });
    const { token } = await buildAccount(db.database.pool, {
      userName: "demo.ly",
      grants: [{ role: "administrator", unitId: null }],
      password,
      demo: true,
      withToken: true,
    });
    const [demo, real] = [open({ demo: true }), open({ demo: false })];
    expect((await demo.browser().signIn("demo.ha")).status).toBe(200);
    expect(await real.browser().signIn("demo.ha")).toMatchObject({ status: 403, body: { code: "account.closed" } });
    const [onDemo, onReal] = [demo.browser(), real.browser()];
    [onDemo.token, onReal.token] = [token, token];
    expect((await onDemo.call("GET", "/me")).status).toBe(200);
    expect((await onReal.call("GET", "/me")).status).toBe(401);
    expect((await onReal.call("GET", "/instance")).body as Instance).toMatchObject({
      demo: false,
      demoAccounts: [],
      demoPassword: null,
    });
  });

  test("the first administrator is made once, from elsewhere only with the code", async () => {
    await sql`update account_user set disabled_at = now() where user_name = 'quoc.dung'`.execute(db.owner);
    try {
      const server = open({ address: "10.0.0.9" });
      const browser = server.browser();
      expect((await browser.call("GET", "/instance")).body).toMatchObject({ needsSetup: true, setupNeedsCode: true });
      const first = { userName: "first.admin", displayName: "Người quản trị", password };
      expect(await browser.call("POST", "/instance/set-up", first)).toMatchObject({
        status: 403,
        body: { code: "account.set-up-code" },
      });
      expect(await browser.call("POST", "/instance/set-up", { ...first, code: server.auth.setupCode })).toMatchObject({
        status: 201,
        body: { state: "signed-in" },
      });
      expect((await browser.call("GET", "/me")).body).toMatchObject({
        grants: [{ role: "administrator", unitId: null }],
      });
      expect(await browser.call("POST", "/instance/set-up", { ...first, userName: "second" })).toMatchObject({
        status: 409,
        body: { code: "account.set-up-done" },
      });
    } finally {
      await sql`update account_user set disabled_at = null where user_name = 'quoc.dung'`.execute(db.owner);
    }
  });
});

describe("who looks after whom", () => {
  test("a unit head gives access in the own subtree, not above the own role and not elsewhere", async () => {
    const ly = asUser(open(), "ly");
    const wanted = { userName: "moi.vao", displayName: "Người Mới", homeUnitId: units.dran };
    const made = (await ly.call("POST", "/accounts", { ...wanted, grants: [{ role: "officer", unitId: units.dran }] }))
      .body as { id: string; password: string };
    const browser = open().browser();
    expect((await browser.signIn("moi.vao", made.password)).status).toBe(200);
    expect((await browser.call("GET", "/me")).body).toMatchObject({ mustChangePassword: true });

    const grant = (body: unknown) => ly.call("POST", `/accounts/${made.id}/grants`, body);
    expect((await grant({ role: "verifier", unitId: units.dran })).status).toBe(201);
    expect(await grant({ role: "verifier", unitId: units.dran })).toMatchObject({
      status: 409,
      body: { code: "account.grant-overlaps" },
    });
    expect(await grant({ role: "administrator", unitId: units.dran })).toMatchObject({
      status: 403,
      body: { code: "account.above-own-role" },
    });
    expect(await grant({ role: "speaker", unitId: units.damRong })).toMatchObject({ status: 403 });
    expect(await grant({ role: "speaker", unitId: null })).toMatchObject({ status: 403 });
    expect(
      await ly.call("POST", `/accounts/${people.ly.principal.userId}/grants`, { role: "verifier", unitId: units.dran }),
    ).toMatchObject({ body: { code: "account.not-to-oneself" } });
    expect(
      await ly.call("POST", "/accounts", { ...wanted, userName: "khac", homeUnitId: units.damRong }),
    ).toMatchObject({ status: 403 });
    expect(await ly.call("POST", "/accounts", wanted)).toMatchObject({
      status: 409,
      body: { code: "account.user-name-taken", fields: { "/userName": "account.user-name-taken" } },
    });

    const page = (await ly.call("GET", `/accounts/${made.id}`)).body as AccountPage;
    expect(page.may).toContain("account.reset-password");
    const verifier = page.grants.find((g: Grant) => g.role === "verifier")!;
    expect((await ly.call("POST", `/accounts/${made.id}/grants/${verifier.id}/end`)).status).toBe(200);
    await expect
      .poll(async () => ((await browser.call("GET", "/me")).body as Me).grants.map((g) => g.role))
      .toEqual(["officer"]);
    expect(await ly.call("POST", `/accounts/${made.id}/grants/${verifier.id}/end`)).toMatchObject({ status: 404 });
    expect((await ly.call("POST", `/accounts/${made.id}/close`)).body).toEqual({ ended: 1 });
    await expect.poll(async () => (await browser.call("GET", "/me")).status).toBe(401);
    expect(await open().browser().signIn("moi.vao", made.password)).toMatchObject({
      status: 403,
      body: { code: "account.closed" },
    });
  });

  test("an account that reaches beyond the own units is not theirs to write to", async () => {
    const { principal } = await buildAccount(db.database.pool, {
      userName: "hai.noi",
      homeUnitId: units.dran,
      grants: [
        { role: "speaker", unitId: units.dran },
        { role: "officer", unitId: units.damRong },
      ],
    });
    const [ly, dung] = [asUser(open(), "ly"), asUser(open(), "dung")];
    expect(await ly.call("POST", `/accounts/${principal.userId}/password`)).toMatchObject({
      status: 403,
      body: { code: "account.beyond-own-units" },
    });
    expect((await ly.call("GET", `/accounts/${principal.userId}`)).status).toBe(200);
    expect((await dung.call("POST", `/accounts/${principal.userId}/password`)).status).toBe(200);
    expect((await ly.call("POST", `/accounts/${people.dung.principal.userId}/close`)).status).toBe(404);
    expect((await asUser(open(), "ha").call("GET", "/accounts")).status).toBe(403);
  });

  test("lists hold the own subtree, page by page and found without marks", async () => {
    const [ly, dung] = [asUser(open(), "ly"), asUser(open(), "dung")];
    const names = async (browser: Browser, query: string) =>
      ((await browser.call("GET", `/accounts?${query}`)).body as { items: AccountItem[] }).items.map((a) => a.userName);
    expect(await names(ly, "q=nguyen thi")).toEqual(["thu.ha"]);
    expect(await names(ly, "q=duyen")).toEqual([]);
    expect(await names(dung, "q=duyen")).toEqual(["k.duyen"]);
    expect(await names(dung, `unit=${units.damRong}`)).toEqual(expect.arrayContaining(["k.duyen"]));
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { items, nextCursor } = (await dung.call("GET", `/accounts?limit=2&closed=all&cursor=${cursor}`)).body as {
        items: AccountItem[];
        nextCursor: string | null;
      };
      seen.push(...items.map((a) => a.userName));
      cursor = nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(["cong.ly", "k.duyen", "quoc.dung", "thu.ha", "ya.thuan"]));
  });

  test("nobody closes their own account, and the last administrator stays whoever asks", async () => {
    const dung = asUser(open(), "dung");
    expect(await dung.call("POST", `/accounts/${people.dung.principal.userId}/close`)).toMatchObject({
      status: 403,
      body: { code: "account.not-to-oneself" },
    });
    const { rows } = await sql<{ id: string }>`select u.id from account_user u join role_grant g on g.user_id = u.id
      where g.role = 'administrator' and g.unit_id is null and u.disabled_at is null order by u.user_name = 'quoc.dung'`.execute(
      db.owner,
    );
    const machine = {
      userId: "cli",
      personId: null,
      displayName: "",
      grants: [{ role: "administrator" as const, unitId: null }],
      homeUnitId: null,
    };
    const close = (userId: string) =>
      executeCommand({ pool: db.database.pool, commands: accountCommands }, machine, {
        id: newId(),
        name: "account.close",
        payload: { userId },
      });
    for (const { id } of rows.slice(0, -1)) await close(id);
    await expect(close(rows.at(-1)!.id)).rejects.toMatchObject({ code: "account.last-administrator" });
    await sql`update account_user set disabled_at = null where id = any(${rows.map((r) => r.id)})`.execute(db.owner);
  });
});

describe("what is held", () => {
  test("one's own export holds account, roles and entries, and no secret", async () => {
    const browser = open().browser();
    await browser.signIn("cong.ly");
    const answer = await browser.call("GET", "/me/export");
    expect(answer.headers.get("content-disposition")).toContain("cau-noi-cong.ly");
    const text = JSON.stringify(answer.body);
    expect(answer.body).toMatchObject({
      account: { userName: "cong.ly" },
      grants: [{ role: "unitHead", unitName: "D'Ran" }],
    });
    expect(text).toContain("account.created");
    expect(text).not.toMatch(/[0-9a-f]{32}:[0-9a-f]{128}/);
  });

  test("the journal is read within the own units and names who and what", async () => {
    const [ly, dung, ha] = [asUser(open(), "ly"), asUser(open(), "dung"), asUser(open(), "ha")];
    const entries = async (browser: Browser, query = "") =>
      ((await browser.call("GET", `/journal?limit=200&${query}`)).body as { items: JournalEntry[] }).items;
    expect((await ha.call("GET", "/journal")).status).toBe(403);
    expect(await entries(dung, "action=account.created&user=system")).not.toHaveLength(0);
    const own = await entries(ly);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map((e) => e.unitId))).toEqual(new Set([units.dran]));
    const about = await entries(
      dung,
      `subject=account&subjectId=${people.duyen.principal.userId}&unit=${units.damRong}`,
    );
    expect(about).toMatchObject([{ action: "account.created", userName: "Cầu Nối", unitName: "Đam Rông 1" }]);
  });

  test("lists are taken away as workbooks, of the own units only", async () => {
    const ly = asUser(open(), "ly");
    const names = async (path: string) =>
      JSON.stringify((await readWorkbook(await ly.file(path))).flatMap((sheet) => sheet.rows));
    const accounts = await names("/accounts/export");
    expect(accounts).toContain("Nguyễn Thị Thu Hà");
    expect(accounts).not.toContain("K' Duyên");
    const journal = await names("/journal/export?action=account.created");
    expect(journal).toContain("account.created");
    expect(journal).not.toContain(people.duyen.principal.userId);
  });

  test("what has expired is forgotten by the daily job", async () => {
    await sql`insert into account_session (token, user_id, expires_at) values ('old', ${people.ha.principal.userId}, now() - interval '1 hour')`.execute(
      db.owner,
    );
    await sql`insert into account_verification (identifier, value, expires_at) values ('old', 'x', now() - interval '1 hour'), ('new', 'x', now() + interval '1 hour')`.execute(
      db.owner,
    );
    await forgetExpired.run({ pool: db.database.pool, dataDir: "", now: () => new Date(), log: () => {} }, {});
    expect((await sql`select from account_session where token = 'old'`.execute(db.owner)).rows).toEqual([]);
    expect(
      (
        await sql<{
          identifier: string;
        }>`select identifier from account_verification where identifier in ('old', 'new')`.execute(db.owner)
      ).rows,
    ).toEqual([{ identifier: "new" }]);
  });

  test("row-level security alone shows an officer no account of elsewhere and no secret of anybody", async () => {
    await inTransaction(db.database.pool, people.duyen.principal, async (tx) => {
      const names = await sql<{ user_name: string }>`select user_name from account_user`.execute(tx);
      expect(names.rows.map((r) => r.user_name).sort()).toEqual(expect.arrayContaining(["k.duyen"]));
      expect(names.rows.map((r) => r.user_name)).not.toEqual(expect.arrayContaining(["thu.ha"]));
      expect(names.rows.map((r) => r.user_name)).not.toContain("quoc.dung");
      for (const table of ["account_credential", "account_totp", "account_verification", "account_passkey"])
        expect((await sql`select from ${sql.table(table)}`.execute(tx)).rows).toEqual([]);
      expect(
        (await sql<{ user_id: string }>`select user_id from api_token`.execute(tx)).rows.every(
          (r) => r.user_id !== people.ha.principal.userId,
        ),
      ).toBe(true);
    });
    await expect(
      inTransaction(db.database.pool, people.duyen.principal, (tx) =>
        sql`insert into role_grant (user_id, role, unit_id, valid) values (${people.duyen.principal.userId}, 'administrator', null, '[2020-01-01,)')`.execute(
          tx,
        ),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      inTransaction(db.database.pool, people.duyen.principal, (tx) =>
        sql`select account_set_password(${people.dung.principal.userId}, 'x:y')`.execute(tx),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

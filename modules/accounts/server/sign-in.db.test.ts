import { createOTP } from "@better-auth/utils/otp";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { useTestDatabase } from "#platform/testing/database.ts";
import type { Instance, Me } from "../contract.ts";
import { buildAccount } from "../server.ts";
import { buildDoorstep, type Doorstep, password } from "./doorstep.ts";

const db = useTestDatabase();
let units: Doorstep["units"];
let open: Doorstep["open"];
let close: Doorstep["close"];

beforeAll(async () => {
  ({ units, open, close } = await buildDoorstep(db));
});
afterAll(() => close());

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

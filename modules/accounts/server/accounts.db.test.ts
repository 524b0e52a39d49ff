import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import type { AccountItem, AccountPage, Grant, JournalEntry, Me } from "../contract.ts";
import { buildAccount } from "../server.ts";
import { accountCommands } from "./commands.ts";
import { type Browser, buildDoorstep, type Doorstep } from "./doorstep.ts";
import { forgetExpired } from "./jobs.ts";

const db = useTestDatabase();
let units: Doorstep["units"];
let people: Doorstep["people"];
let open: Doorstep["open"];
let asUser: Doorstep["asUser"];
let close: Doorstep["close"];

beforeAll(async () => {
  ({ units, people, open, asUser, close } = await buildDoorstep(db));
});
afterAll(() => close());

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

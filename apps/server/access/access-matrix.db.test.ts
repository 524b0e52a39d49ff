import { sql } from "kysely";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { refusal } from "#kernel/access.ts";
import type { Route } from "#platform/http/room-routes.ts";
import { lintOffice } from "#platform/documents/office/lint-office.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { allRoutes } from "../rooms.ts";
import type { Asked, Case } from "./case.ts";
import { cases } from "./cases.ts";
import { openApp, type OpenApp, send, type Sent } from "./open-app.ts";
import { buildWorld, type Persona, secret, type World } from "./world.ts";

/**
 * Every route of the OpenAPI document × every role × inside and outside its subtree, held against the policy
 * tables: what they refuse is answered 403 or 404 and writes nothing, what they allow is done, and nothing that is
 * read from outside holds a word of what lies inside. Nobody at all gets 401 on all but the open ones.
 */
const db = useTestDatabase();
let open: OpenApp;
let world: World;

beforeAll(async () => {
  open = await openApp(db);
  world = await buildWorld(db, (path, init) => Promise.resolve(open.app.request(path, init)));
}, 120_000);
afterAll(() => open.close());

// The routes are only listed here; the services behind them are opened in beforeAll.
const listed = allRoutes({ auth: { library: { api: {} }, options: {} }, database: {}, files: {} } as never).flat();
const nameOf = (route: Route) => `${route.method.toUpperCase()} ${route.path}`;

function expected(route: Route, { where }: Case, { principal }: Persona): "may" | "may not" {
  if (route.verb === undefined) return "may";
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  const path = { dran: [world.province, world.dran], anywhere: own, everything: [] }[where];
  const thing = {
    unitPath: path,
    speakerIds: [world.speakerId],
    personId: world.speakerId,
    userId: "somebody",
    proposedBy: world.system.userId,
    role: "analyst",
    unitId: world.dran,
    reaches: where === "dran" ? [world.dran] : own,
    grants: [{ role: "speaker", unitId: world.dran, unitPath: [world.province, world.dran] }],
  };
  return refusal(open.policy, route.verb, principal, thing) === null ? "may" : "may not";
}

/** All text of an answer, of the parts of a workbook or document too. */
function textOf({ bytes }: Sent): string {
  if (bytes.subarray(0, 2).toString() !== "PK") return bytes.toString();
  return Object.values(unzipSync(bytes))
    .map((part) => Buffer.from(part).toString())
    .join("\n");
}

async function written(userId: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select (select count(*) from command where user_id = ${userId})::int + (select count(*) from journal where user_id = ${userId})::int as n`.execute(
    db.owner,
  );
  return rows[0]!.n;
}

/** A request that was refused has changed nothing, so the next one to be refused may ask the same. */
const unspent = new WeakMap<Case, Asked>();

async function judge(route: Route, asking: Case, persona: Persona): Promise<string[]> {
  const refused = expected(route, asking, persona) === "may not";
  const asked = (refused ? unspent.get(asking) : undefined) ?? (await asking.ask(world, persona, db));
  if (refused) unspent.set(asking, asked);
  const before = route.method === "get" ? 0 : await written(persona.principal.userId);
  const sent = await send(open.app, route, asked, persona.token);
  const said = `${persona.name} (${asking.where}): ${sent.status} ${sent.code ?? ""}`;
  const faults: string[] = [];
  if (!refused) {
    const done = sent.status < 400 || (asking.instead?.includes(sent.status) ?? false);
    if (!done) faults.push(`${said}, but the policy allows it: ${sent.bytes.toString().slice(0, 300)}`);
    if (done && sent.type.includes("openxmlformats"))
      faults.push(...lintOffice(sent.bytes).map((fault) => `${said}: Office would complain: ${fault}`));
  } else {
    if (sent.status !== 403 && sent.status !== 404) faults.push(`${said}, but the policy refuses it`);
    if (route.method !== "get" && (await written(persona.principal.userId)) !== before)
      faults.push(`${said}, and something was written`);
  }
  if (persona.name.endsWith("of another commune") && textOf(sent).includes(secret))
    faults.push(`${said}, and it shows what lies in D'Ran`);
  return faults;
}

test("every route has a case, and every case a route", () => {
  expect(Object.keys(cases).sort()).toEqual(listed.map(nameOf).sort());
});

describe("every role inside and outside its subtree", () => {
  test.each(listed.map((route) => [nameOf(route), route] as const))("%s", async (name) => {
    const route = open.routes.find((r) => nameOf(r) === name)!;
    const faults: string[] = [];
    for (const asking of cases[name] ?? [])
      for (const persona of world.personas) faults.push(...(await judge(route, asking, persona)));
    expect(faults).toEqual([]);
  });
});

describe("nobody", () => {
  test.each(listed.map((route) => [nameOf(route), route.access === "public"] as const))("%s", async (name, isOpen) => {
    const route = open.routes.find((r) => nameOf(r) === name)!;
    const sent = await send(
      open.app,
      route,
      isOpen ? await cases[name]![0]!.ask(world, world.personas[0]!, db) : {},
      null,
    );
    if (isOpen) expect(sent.code).not.toBe("access.sign-in");
    else expect(sent).toMatchObject({ status: 401, code: "access.sign-in" });
  });
});

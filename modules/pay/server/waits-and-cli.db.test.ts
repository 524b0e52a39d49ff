import { beforeAll, expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import type { Principal } from "#kernel/access.ts";
import type { CliCall } from "#platform/cli/command.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { unitAdministrator } from "#modules/units/server.ts";
import { payCliCommands } from "./cli.ts";
import { payCommands } from "./commands.ts";
import { listOpenMonths } from "./list-runs.ts";
import { payWorld, person } from "./pay-world.ts";
import { payWaiting } from "./waiting.ts";

const db = useTestDatabase();
const { build, world, act, talk, make } = payWorld(db);
beforeAll(build);

const waits = (by: Principal) =>
  inTransaction(db.database.pool, by, (tx) =>
    payWaiting({
      tx,
      principal: by,
      under: null,
      today: asCivilDate("2026-11-03"),
      say: (key, m) => `${key} ${JSON.stringify(m ?? {})}`,
    }),
  );

test("a month without a run is named; exceptions wait for the maker, a run for a checker who had no hand in it", async () => {
  await talk(world.a, "2026-10-03T12:00:00Z", [world.thuan]);
  await talk(world.a, "2026-10-03T12:30:00Z", [world.thuan]);
  const open = () => inTransaction(db.database.pool, world.ha, (tx) => listOpenMonths(tx, "2026-11-03"));
  expect(await open()).toEqual({ items: [{ unit: { id: world.a, name: "Xã D'Ran" }, month: "2026-10", talks: 2 }] });
  const made = await make(world.ha, world.a, "2026-10");
  expect(await open()).toEqual({ items: [] });
  expect(await waits(world.ha)).toMatchObject([
    { code: "pay.to-decide", count: 1, items: [{ to: `/pay/${made.runId}` }] },
  ]);
  expect(await waits(world.duyen)).toEqual([]);
});

test("pay run makes a draft and says who would be paid what", async () => {
  await talk(world.b, "2026-09-03T12:00:00Z", [world.chuong]);
  let answer: unknown;
  const said: string[] = [];
  const options: Record<string, string> = { unit: "24886", month: "2026-09" };
  const call = {
    args: [],
    text: (name: string) => options[name],
    required: (name: string) => options[name]!,
    flag: () => false,
    json: true,
    database: db.database,
    principal: unitAdministrator,
    services: { pool: db.database.pool, commands: payCommands },
    answer: (data: unknown) => (answer = data),
    table: () => {},
    say: (vi: string) => said.push(vi),
  } as unknown as CliCall;
  expect(await payCliCommands[0]!.run(call)).toBe(0);
  expect(answer).toMatchObject({
    total: 200_000,
    lines: 1,
    undecided: 0,
    inWords: "Hai trăm nghìn đồng",
    payees: [{ person: { name: "Liêng Hót Ha Chương" }, amount: 200_000 }],
  });
  expect(said.join()).toContain("Hai trăm nghìn đồng");
  options.month = "2026-13";
  await expect(payCliCommands[0]!.run(call)).rejects.toThrow("--unit CODE and --month");
  // what the command line made is checked by somebody else
  const made = answer as { runId: string; version: number };
  await act(person("x", "officer", world.b), "pay.submit-run", made);
  expect(await waits(person("y", "verifier", world.b))).toMatchObject([{ code: "pay.to-check", count: 1 }]);
  expect(await waits(person("x", "unitHead", world.b))).toEqual([]);
});

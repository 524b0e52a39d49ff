import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyJournal } from "#platform/journal/verify.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildVillage, type Village } from "#modules/talks/server/talk-village.ts";
import { findingsOf, totalsThatDrifted } from "./history-checks.ts";
import { playHistory } from "./history.ts";

/**
 * Nothing that a phone called saved may be lost, doubled or half-applied. Phones with the product's own
 * code on disks of their own, a network that loses, delays, doubles and shuffles messages and loses
 * answers after the commit, officers who change the same talks, a server that is killed in between,
 * clocks that are hours off, processes that die at any await: many seeded histories of it on the real
 * database. HISTORIES=5000 SEED=42 plays more and others; a failure names its seed.
 */
const histories = Number(process.env.HISTORIES ?? 200);
const firstSeed = Number(process.env.SEED ?? 1);
const batch = 10;
const atOnce = 3;

const db = useTestDatabase();
let village: Village;

beforeAll(async () => {
  expect(histories, "HISTORIES").toBeGreaterThan(0);
  village = await buildVillage(db.owner);
  await slowCommits();
});

/** Some transactions take their place in the feed and commit much later: a reader who trusts the order of places would skip them. */
async function slowCommits(): Promise<void> {
  await sql`create function commit_slowly() returns trigger language plpgsql as $$
    begin
      if random() < 0.15 then perform pg_sleep(random() * 0.08); end if;
      return null;
    end $$`.execute(db.owner);
  await sql`create constraint trigger commit_slowly after insert on feed deferrable initially deferred for each row execute function commit_slowly()`.execute(
    db.owner,
  );
}

const totals = { saved: 0, kills: 0, crashes: 0 };

describe(`${histories} histories from seed ${firstSeed}`, () => {
  for (let from = 0; from < histories; from += batch) {
    const seeds = Array.from({ length: Math.min(batch, histories - from) }, (_, n) => firstSeed + from + n);
    test(`seeds ${seeds[0]} to ${seeds.at(-1)}`, { timeout: 300_000 }, async () => {
      const waiting = [...seeds];
      const findings: string[] = [];
      const worker = async () => {
        for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
          const history = await playHistory(db, village, seed);
          findings.push(...(await findingsOf(db, history)));
          totals.saved += history.phones.reduce((n, phone) => n + phone.saved.length, 0);
          totals.kills += history.phones.reduce((n, phone) => n + phone.kills, 0);
          totals.crashes += history.server.crashes;
          await history.server.close();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      expect(findings).toEqual([]);
      expect(await totalsThatDrifted(db)).toEqual([]);
    });
  }

  test("enough happened to mean something", () => {
    expect(totals.saved).toBeGreaterThan(histories * 5);
    expect(totals.kills).toBeGreaterThan(histories);
    expect(totals.crashes).toBeGreaterThan(histories / 4);
  });

  test("the journal of all of it holds together", async () => {
    const { findings, rows } = await verifyJournal(db.database.worker, null);
    expect(findings).toEqual([]);
    expect(rows).toBeGreaterThan(histories * 10);
  });
});

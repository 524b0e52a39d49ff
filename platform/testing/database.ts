import { randomBytes } from "node:crypto";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import type { DB } from "#db/types.ts";
import { withDatabase } from "#platform/db/connection-url.ts";
import { type Database, openDatabase } from "#platform/db/open.ts";
import { asAdmin } from "./as-admin.ts";
import type { DatabaseServer } from "./database-server.ts";

export interface TestDatabase {
  url: string;
  /** As the application sees it: role caunoi_app, row-level security on. */
  database: Database;
  /** As the owner and superuser: for arranging and looking behind the policies. */
  owner: Kysely<DB>;
}

/**
 * A database of this test file's own, cloned from the migrated template and dropped at the end. Call it at the
 * top of a *.db.test.ts file; the returned object is filled before the first test runs.
 *
 * @example const db = useTestDatabase();
 *          test("…", async () => { await db.owner.selectFrom("command").selectAll().execute(); });
 */
export function useTestDatabase(): TestDatabase {
  const held = {} as TestDatabase;
  let close = async () => {};
  beforeAll(async () => {
    const made = await createTestDatabase(inject("databaseServer"));
    Object.assign(held, made);
    close = made.close;
  });
  afterAll(() => close());
  return held;
}

/** The same for a caller that minds its own end (journeys, property tests that restart the server). */
export async function createTestDatabase(server: DatabaseServer): Promise<TestDatabase & { close(): Promise<void> }> {
  const name = `${server.template}_${randomBytes(4).toString("hex")}`;
  await asAdmin(server.url, `create database ${name} template ${server.template}`);
  const url = withDatabase(server.url, name);
  const database = openDatabase({ url, requestConnections: 10, jobConnections: 2 });
  const ownerPool = new pg.Pool({ connectionString: url, max: 4 });
  ownerPool.on("error", () => {});
  const owner = new Kysely<DB>({ dialect: new PostgresDialect({ pool: ownerPool }) });
  return {
    url,
    database,
    owner,
    async close() {
      await Promise.all([database.close(), owner.destroy()]);
      await asAdmin(server.url, `drop database if exists ${name} with (force)`);
    },
  };
}

import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { withDatabase } from "#platform/db/connection-url.ts";
import { startThrowaway } from "#platform/db/embedded/throwaway.ts";
import { migrate } from "#platform/db/migrate.ts";
import { asAdmin } from "./as-admin.ts";

/** Address of the test server, and the migrated database that each test file clones. */
export interface DatabaseServer {
  url: string;
  template: string;
}

declare module "vitest" {
  interface ProvidedContext {
    databaseServer: DatabaseServer;
  }
}

interface Shared {
  server: DatabaseServer;
  users: number;
  stop(): Promise<void>;
}

// several projects of one run share one server; each of them loads this file for itself
const key = Symbol.for("caunoi.test-database-server");
const shared = globalThis as unknown as Record<symbol, Promise<Shared> | undefined>;

/** Global set-up of the vitest projects that need a database: one server, one migrated template a run. */
export default async function setup(
  project: TestProject,
  tell: (server: DatabaseServer) => void = () => {},
): Promise<() => Promise<void>> {
  const running = await (shared[key] ??= start());
  running.users += 1;
  tell(running.server);
  project.provide("databaseServer", running.server);
  return async () => {
    running.users -= 1;
    if (running.users > 0) return;
    shared[key] = undefined;
    await running.stop();
  };
}

async function start(): Promise<Shared> {
  const given = process.env.TEST_DATABASE_URL;
  const throwaway = given ? null : await startThrowaway();
  const url = given ?? throwaway!.url;
  const template = `caunoi_test_${randomBytes(4).toString("hex")}`;
  try {
    await asAdmin(url, `create database ${template} template template0 encoding 'UTF8'`);
    await migrate(withDatabase(url, template), chosenMigrations());
  } catch (error) {
    if (given) await asAdmin(url, `drop database if exists ${template} with (force)`);
    await throwaway?.stop();
    throw error;
  }
  return {
    server: { url, template },
    users: 0,
    async stop() {
      if (given) await asAdmin(url, `drop database if exists ${template} with (force)`);
      await throwaway?.stop();
    },
  };
}

/** TEST_MIGRATIONS=0001,0010 takes only these, while a migration beside them is being written. */
function chosenMigrations(): (name: string) => boolean {
  const numbers = process.env.TEST_MIGRATIONS?.split(",");
  return (name) => numbers === undefined || numbers.includes(name.slice(0, 4));
}

import type { TestProject } from "vitest/node";
import { allCommands } from "#apps/server/rooms.ts";
import { demoPassword } from "#db/seeds/demo-cast.ts";
import { seedDemo } from "#db/seeds/demo.ts";
import { hashPassword } from "#platform/auth/passwords.ts";
import { withDatabase } from "#platform/db/connection-url.ts";
import { openDatabase } from "#platform/db/open.ts";
import { asAdmin } from "./as-admin.ts";
import startServer, { type DatabaseServer } from "./database-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Like databaseServer, with the demo province in the template. */
    demoServer: DatabaseServer;
  }
}

/** Global set-up of the journeys: the demo is filled once a run; each journey clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: DatabaseServer | undefined;
  const stop = await startServer(project, (started) => (server = started));
  const { url, template } = server!;
  const demo = `${template}_demo`;
  await asAdmin(url, `create database ${demo} template ${template}`);
  const database = openDatabase({ url: withDatabase(url, demo), requestConnections: 4 });
  try {
    await seedDemo({
      database,
      commands: allCommands,
      hashPassword: () => hashPassword(demoPassword),
      today: new Date(),
      progress: () => {},
    });
    await database.worker.query("update instance set demo = 'filled'");
    await database.worker.query("analyze");
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await database.close();
  }
  project.provide("demoServer", { url, template: demo });
  return async () => {
    await asAdmin(url, `drop database if exists ${demo} with (force)`);
    await stop();
  };
}

/**
 * Writes db/types.ts from the migrations: makes a scratch database on TEST_DATABASE_URL (or on a throw-away
 * embedded server), migrates it, reads its catalogue, drops it.
 *
 *   node tools/generate-types.ts            writes db/types.ts
 *   node tools/generate-types.ts --verify   exits 1 when db/types.ts is not what the migrations give
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { withDatabase } from "#platform/db/connection-url.ts";
import { startThrowaway } from "#platform/db/embedded/throwaway.ts";
import { migrate } from "#platform/db/migrate.ts";

const verify = process.argv.includes("--verify");
const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

const throwaway = process.env.TEST_DATABASE_URL ? null : await startThrowaway();
const server = process.env.TEST_DATABASE_URL ?? throwaway!.url;
const scratch = `caunoi_types_${process.pid}`;
const admin = new pg.Client({ connectionString: withDatabase(server, "postgres") });
await admin.connect();
let code = 1;
try {
  await admin.query(`create database ${scratch} template template0 encoding 'UTF8'`);
  const only = process.env.TEST_MIGRATIONS?.split(",");
  await migrate(withDatabase(server, scratch), (name) => only === undefined || only.includes(name.slice(0, 4)));
  const cli = join(dirname(require.resolve("kysely-codegen/package.json")), "dist/cli/bin.js");
  const options = [
    cli,
    "--dialect=postgres",
    `--url=${withDatabase(server, scratch)}`,
    `--out-file=${join(root, "db/types.ts")}`,
    "--date-parser=string",
    "--numeric-parser=string",
    '--type-mapping={"int8":"number","daterange":"string"}',
    "--default-schema=public",
    "--exclude-pattern=(graphile_worker.*|kysely_migration*)",
    ...(verify ? ["--verify"] : []),
  ];
  const run = spawnSync(process.execPath, options, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  code = run.status ?? 1;
} finally {
  await admin.query(`drop database if exists ${scratch} with (force)`);
  await admin.end();
  await throwaway?.stop();
}
process.exit(code);

import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runMigrations as migrateWorker } from "graphile-worker";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import pg from "pg";
import { StartRefused } from "#platform/config/start-refused.ts";
import { shownUrl } from "./connection-url.ts";
import { applicationRole } from "./open.ts";

const folder = fileURLToPath(new URL("../../db/migrations/", import.meta.url));

/** Versions of PostgreSQL that the project is run on. */
const supported = { from: 15, to: 18 };

/** Any number that no other program on the server takes; "cau noi" in hexadecimal. */
const roleLock = 0x63_61_75_6e;

type Include = (name: string) => boolean;

export interface MigrationReport {
  /** Names of the migrations that this call ran, in order. */
  ran: string[];
}

/**
 * Brings the database to the schema of db/migrations, as the owner. Everything runs in one transaction: after a
 * failure the database is as before.
 * @param include for the test of a migration that moves data: stop before it, arrange, go on.
 * @throws StartRefused when the server is of another version, the user lacks a right, or the schema is newer.
 */
export async function migrate(url: string, include: Include = () => true): Promise<MigrationReport> {
  // pg takes one connection a step, so that nothing here waits on itself
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    application_name: "caunoi migrate",
    options: "-c timezone=UTC",
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    await refuseWrongServer(pool, url);
    await ensureApplicationRole(pool);
    await migrateWorker({ pgPool: pool, logger: undefined });
    return await runOurs(pool, include);
  } finally {
    await pool.end();
  }
}

async function refuseWrongServer(pool: pg.Pool, url: string): Promise<void> {
  let major: number;
  try {
    const answer = await pool.query<{ n: number }>("select current_setting('server_version_num')::int / 10000 as n");
    major = answer.rows[0]!.n;
  } catch (error) {
    const why = error instanceof Error && error.message ? error.message : String((error as { code?: string }).code);
    throw new StartRefused(
      `Không kết nối được cơ sở dữ liệu ${shownUrl(url)}: ${why}`,
      `cannot connect to the database (DATABASE_URL): ${why}`,
      error,
    );
  }
  if (major < supported.from || major > supported.to)
    throw new StartRefused(
      `Cơ sở dữ liệu là PostgreSQL ${major}; cần từ ${supported.from} đến ${supported.to}`,
      `the database is PostgreSQL ${major}; ${supported.from} to ${supported.to} is needed`,
    );
}

/** Roles belong to the whole server, so two databases of one server may both come here at once. */
async function ensureApplicationRole(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [roleLock]);
    const { rows } = await client.query<{ there: boolean; super: boolean; creates: boolean; me: string }>(
      `select exists (select from pg_roles where rolname = $1) as there, rolsuper as super,
              rolcreaterole as creates, rolname as me
       from pg_roles where rolname = current_user`,
      [applicationRole],
    );
    const me = rows[0]!;
    if (!me.there) {
      if (!me.super && !me.creates) throw missingRole(me.me, false);
      await client.query(`create role ${applicationRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole`);
    }
    const member = await client.query<{ may: boolean }>("select pg_has_role(current_user, $1, 'member') as may", [
      applicationRole,
    ]);
    if (!member.rows[0]!.may) {
      try {
        await client.query(`grant ${applicationRole} to ${client.escapeIdentifier(me.me)}`);
      } catch {
        throw missingRole(me.me, true);
      }
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

function missingRole(user: string, there: boolean): StartRefused {
  const remedy = `${there ? "" : `create role ${applicationRole} nologin; `}grant ${applicationRole} to "${user}";`;
  return new StartRefused(
    `Người dùng cơ sở dữ liệu "${user}" không được dùng vai trò ${applicationRole}; quản trị viên cần chạy: ${remedy}`,
    `the database user "${user}" may not use the role ${applicationRole}; an administrator has to run: ${remedy}`,
  );
}

async function runOurs(pool: pg.Pool, include: Include): Promise<MigrationReport> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrations = await readMigrations();
  const chosen = Object.fromEntries(Object.entries(migrations).filter(([name]) => include(name)));
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(chosen) } });
  const known = new Set(Object.keys(migrations));
  const applied = await appliedMigrations(pool);
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new StartRefused(
      `Cơ sở dữ liệu thuộc phiên bản mới hơn của Cầu Nối (có ${unknown.join(", ")}); không thay đổi gì`,
      `the database belongs to a newer version of Cầu Nối (it has ${unknown.join(", ")}); nothing was changed`,
    );
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results.find((result) => result.status === "Error")?.migrationName ?? "?";
    const why = error instanceof Error ? error.message : String(error);
    throw new StartRefused(
      `Không nâng cấp được cơ sở dữ liệu (bước ${failed}): ${why}`,
      `cannot migrate the database (step ${failed}): ${why}`,
      error,
    );
  }
  return { ran: results.map((result) => result.migrationName) };
}

async function appliedMigrations(pool: pg.Pool): Promise<string[]> {
  const there = await pool.query("select to_regclass('kysely_migration') is not null as there");
  if (!there.rows[0].there) return [];
  const { rows } = await pool.query<{ name: string }>("select name from kysely_migration order by name");
  return rows.map((row) => row.name);
}

/** Each file is sent as it stands: SQL is the schema. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  const migrations: Record<string, Migration> = {};
  for (const file of files) {
    const text = await readFile(`${folder}${file}`, "utf8");
    migrations[file.replace(/\.sql$/, "")] = {
      up: (db) =>
        sql
          .raw(text)
          .execute(db)
          .then(() => undefined),
    };
  }
  return migrations;
}

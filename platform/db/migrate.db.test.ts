import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { expect, test } from "vitest";
import { useTestDatabase } from "#platform/testing/database.ts";
import { withDatabase } from "./connection-url.ts";
import { migrate } from "./migrate.ts";

const db = useTestDatabase();

test("a second run finds nothing to do", async () => {
  expect(await migrate(db.url)).toEqual({ ran: [] });
});

test("a schema newer than the program is refused and left alone", async () => {
  await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', now()::text)`.execute(
    db.owner,
  );
  await expect(migrate(db.url)).rejects.toThrow(/newer version of Cầu Nối \(it has 9999-from-the-future\)/);
  await sql`delete from kysely_migration where name = '9999-from-the-future'`.execute(db.owner);
});

test("the application's role owns nothing, cannot bypass policies and cannot log in", async () => {
  const { rows } = await sql`
    select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
           (select count(*)::int from pg_class where relowner = r.oid) as owned
    from pg_roles r where rolname = 'caunoi_app'`.execute(db.owner);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, owned: 0 }]);
});

test("requests run as the application's role and cannot change the schema", async () => {
  const { rows } = await db.database.pool.query<{ who: string }>("select current_user as who");
  expect(rows[0]!.who).toBe("caunoi_app");
  await expect(db.database.pool.query("create table mine (id int)")).rejects.toThrow(/permission denied/);
});

test("every table of ours has row-level security or none of its rights go to the application", async () => {
  const { rows } = await sql`
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
      and (has_table_privilege('caunoi_app', c.oid, 'insert') or has_table_privilege('caunoi_app', c.oid, 'update')
           or has_table_privilege('caunoi_app', c.oid, 'delete'))
      and c.relname not in ('rate_limit')`.execute(db.owner);
  expect(rows).toEqual([]);
});

test("a database whose locale is C holds the same texts: QĐ is a type, HĐND an issuer", async () => {
  const name = `caunoi_c_locale_${randomBytes(4).toString("hex")}`;
  await sql`create database ${sql.raw(name)} template template0 encoding 'UTF8' locale_provider libc locale 'C'`.execute(
    db.owner,
  );
  const url = withDatabase(db.url, name);
  try {
    await migrate(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query<{ decision: string; checked: boolean; folded: boolean }>(`
        select (select string_agg(distinct abbreviation, ',') from document_type_form where abbreviation = 'QĐ') as decision,
               'HĐND-VP' ~ '^[^[:space:][:punct:]a-zđ]+(-[^[:space:][:punct:]a-zđ]+)*$'
                 and 'hđnd' !~ '^[^[:space:][:punct:]a-zđ]+$' as checked,
               fold_vi('ĐỨC TRỌNG') = 'duc trong' as folded`);
      expect(rows).toEqual([{ decision: "QĐ", checked: true, folded: true }]);
    } finally {
      await client.end();
    }
  } finally {
    await sql`drop database if exists ${sql.raw(name)} with (force)`.execute(db.owner);
  }
});

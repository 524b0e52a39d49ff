import { Kysely, PostgresDialect } from "kysely";
import type { Pool, PoolClient, QueryResult, QueryResultRow } from "pg";
import type { DB } from "#db/types.ts";
import type { Principal, Role } from "#kernel/access.ts";

/**
 * The only way to the database for a room. A `Tx` is a kysely instance inside one transaction that
 * carries the caller's scope; it exists only here, so no room can reach the pool, forget the scope
 * or leave a transaction open. Connections pipeline (pg's `pipeline: true`), so begin, the first
 * statement and commit travel together where nobody has to look at an answer in between.
 */
declare const inside: unique symbol;
export type Tx = Kysely<DB> & { readonly [inside]: true };

const readingRoles: readonly Role[] = ["administrator", "unitHead", "officer", "verifier", "analyst"];
const writingRoles: readonly Role[] = ["administrator", "unitHead", "officer", "verifier"];

/** What row-level security knows of the caller. */
export interface Scope {
  userId: string;
  personId: string | null;
  readsAll: boolean;
  writesAll: boolean;
  read: readonly number[];
  write: readonly number[];
  member: readonly number[];
  /** Feed audiences a pull may read; empty elsewhere. */
  audiences: readonly string[];
}

export function scopeOf(principal: Principal, audiences: readonly string[] = []): Scope {
  const unitsWith = (allowed: readonly Role[]) =>
    principal.grants.flatMap((g) => (allowed.includes(g.role) && g.unitId !== null ? [g.unitId] : []));
  const everywhere = (allowed: readonly Role[]) =>
    principal.grants.some((g) => allowed.includes(g.role) && g.unitId === null);
  return {
    userId: principal.userId,
    personId: principal.personId,
    readsAll: everywhere(readingRoles),
    writesAll: everywhere(writingRoles),
    read: unitsWith(readingRoles),
    write: unitsWith(writingRoles),
    member: principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
    audiences,
  };
}

/** A principal is made once and kept for its session, so its text is too. */
const beginTexts = new WeakMap<Principal, string>();

function beginText(scope: Scope, readOnly: boolean): string {
  const settings: [string, string][] = [
    ["user", scope.userId],
    ["person", scope.personId ?? ""],
    ["all", scope.readsAll ? "on" : "off"],
    ["write_all", scope.writesAll ? "on" : "off"],
    ["read", `{${scope.read.join(",")}}`],
    ["write", `{${scope.write.join(",")}}`],
    ["member", `{${scope.member.join(",")}}`],
    ["audiences", scope.audiences.join(",")],
  ];
  const calls = settings.map(([name, value]) => `set_config('caunoi.${name}','${value.replaceAll("'", "''")}',true)`);
  return `begin${readOnly ? " read only" : ""};select ${calls.join(",")}`;
}

function beginFor(principal: Principal, readOnly: boolean): string {
  let text = beginTexts.get(principal);
  if (text === undefined) {
    text = beginText(scopeOf(principal), false);
    beginTexts.set(principal, text);
  }
  return readOnly ? text.replace("begin;", "begin read only;") : text;
}

const kyselyOf = new WeakMap<PoolClient, Tx>();
const clientOf = new WeakMap<Tx, PoolClient>();

function txOn(client: PoolClient): Tx {
  let tx = kyselyOf.get(client);
  if (tx === undefined) {
    const lent = { query: client.query.bind(client), release: () => {} };
    const pool = { connect: () => Promise.resolve(lent), end: () => Promise.resolve() };
    tx = new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as never }) }) as Tx;
    kyselyOf.set(client, tx);
    clientOf.set(tx, client);
  }
  return tx;
}

/** Runs a named prepared statement in the transaction: parsed and planned once a connection. */
export function prepared<R extends QueryResultRow>(
  tx: Tx,
  name: string,
  text: string,
  values: unknown[],
): Promise<QueryResult<R>> {
  const client = clientOf.get(tx);
  if (client === undefined) throw new Error("not a transaction of this platform");
  return client.query<R>({ name, text, values });
}

export interface TransactionOptions {
  readOnly?: boolean;
  audiences?: readonly string[];
  isolation?: "repeatable read";
}

/**
 * One transaction under the caller's scope. `work` runs inside it; what it returns is answered only
 * after the commit has been acknowledged. Any throw rolls back. A connection in doubt is not reused.
 */
export async function inTransaction<T>(
  pool: Pool,
  principal: Principal,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const begin = options.audiences
    ? beginText(scopeOf(principal, options.audiences), options.readOnly ?? false)
    : beginFor(principal, options.readOnly ?? false);
  return transact(
    pool,
    options.isolation ? begin.replace("begin", `begin isolation level ${options.isolation}`) : begin,
    work,
    options.readOnly ?? false,
  );
}

/** For jobs and the command line's own upkeep: a scope over the whole instance, under the same role and policies. */
export function asSystem<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const scope: Scope = {
    userId: "system",
    personId: null,
    readsAll: true,
    writesAll: true,
    read: [],
    write: [],
    member: [],
    audiences: [],
  };
  return transact(pool, beginText(scope, false), work, false);
}

async function transact<T>(pool: Pool, begin: string, work: (tx: Tx) => Promise<T>, readOnly: boolean): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let closing: Promise<unknown> | undefined;
  const begun = client.query(begin);
  begun.catch(() => {});
  try {
    const result = await work(txOn(client));
    await begun;
    const end = client.query("commit");
    if (readOnly) {
      // nothing to keep: what was read does not wait for the transaction to be closed behind it
      closing = end.catch((failure: unknown) => failure);
      return result;
    }
    if ((await end).command !== "COMMIT") throw new Error("the transaction was rolled back by the database");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    if (closing === undefined) client.release(broken);
    else void closing.then((end) => client.release(end instanceof Error ? end : undefined));
  }
}

/**
 * The hot write: begin, one statement and commit sent together, one round trip in all.
 * Resolves after the commit is acknowledged; rejects with the statement's own error.
 */
export async function commitStatement(
  pool: Pool,
  principal: Principal,
  statement: { name: string; text: string; values: unknown[] },
): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const [begun, done, end] = await Promise.allSettled([
      client.query(beginFor(principal, false)),
      client.query(statement),
      client.query("commit"),
    ]);
    for (const step of [begun, done, end]) if (step.status === "rejected") throw step.reason;
    if (end.status === "fulfilled" && end.value.command !== "COMMIT")
      throw new Error("the transaction was rolled back by the database");
  } catch (error) {
    // A failed begin leaves the commit outside a transaction; a clean connection is worth more than a guess.
    await client.query("rollback").catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

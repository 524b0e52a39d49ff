import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import type { CommandMap, Receipt } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { openDatabase, type Database } from "#platform/db/open.ts";
import { inTransaction } from "#platform/db/session.ts";
import { buildApi } from "#platform/http/api.ts";
import type { Wire } from "#platform/sync/client/wire.ts";
import { pull, type PullAnswer } from "#platform/sync/server/pull.ts";
import { syncRoutes } from "#platform/sync/server/routes.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { phoneCommands, phoneTalks, talkCommands, talkPolicy, talkRoutes } from "#modules/talks/server.ts";
import { unitPath, unitState } from "#modules/units/server.ts";

/** The server of the histories: the product's own routes and commands on a real database, which dies now and then. */
export class HistoryServer {
  /** What went wrong inside and is no lost connection: there must be none. */
  readonly faults: unknown[] = [];
  /** The last request that was not answered with what was asked for, for whoever has to read a failed history. */
  lastTrouble = "none";
  crashes = 0;
  readonly #tested: TestDatabase;
  readonly #principals = new Map<string, Principal>();
  #database!: Database;
  #api!: ReturnType<typeof buildApi>;
  #down = false;
  /** Rejects when this process dies: whoever waits for an answer sees the connection break at once. */
  #death = Promise.withResolvers<never>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #backends = new Set<number>();

  constructor(tested: TestDatabase) {
    this.#tested = tested;
    this.#death.promise.catch(() => undefined);
    this.#open();
  }

  know(...principals: Principal[]): void {
    for (const principal of principals) this.#principals.set(principal.userId, principal);
  }

  get pullServices() {
    return {
      pool: this.#database.pool,
      sources: [phoneTalks, phoneCommands],
      audienceUnits: async (tx: Parameters<typeof unitPath>[0], principal: Principal) =>
        (await Promise.all(principal.grants.map((g) => (g.unitId === null ? [] : unitPath(tx, g.unitId))))).flat(),
      unitClock: async () => 1,
      itemCap: 500,
    };
  }

  #open(): void {
    const database = openDatabase({ url: this.#tested.url, requestConnections: 10, jobConnections: 1 });
    database.pool.on("connect", (client) => this.#backends.add((client as unknown as { processID: number }).processID));
    const commands = talkCommands as unknown as CommandMap;
    this.#database = database;
    this.#api = buildApi({
      rooms: [syncRoutes({ commands: { pool: database.pool, commands }, pull: this.pullServices }), talkRoutes],
      policies: [talkPolicy],
      messages: { vi: {}, en: {} },
      pool: database.pool,
      commands,
      authenticate: (request) => {
        const principal = this.#principals.get(request.headers.get("x-user") ?? "");
        return principal ? { principal, byCookie: false } : null;
      },
      version: "histories",
      observe: ({ error, code, method, route, status }) => {
        if (code !== null) this.lastTrouble = `${method} ${route} ${status} ${code}`;
        if (error !== null) this.lastTrouble += ` ${error instanceof Error ? (error.stack ?? error.message) : ""}`;
        if (error !== null && !isLostConnection(error)) this.faults.push(error);
      },
    });
  }

  /** The process and all its connections die in the middle of whatever they do; a new process starts. */
  async crash(): Promise<void> {
    this.crashes++;
    this.#down = true;
    const pids = [...this.#backends];
    this.#backends.clear();
    const old = this.#database;
    this.#death.reject(new TypeError("connection reset"));
    this.#death = Promise.withResolvers<never>();
    this.#death.promise.catch(() => undefined);
    await sql`select pg_terminate_backend(pid) from unnest(${pids}::int[]) as pid`.execute(this.#tested.owner);
    this.#open();
    this.#down = false;
    void old.close().catch(() => undefined);
  }

  /** A browser's way to this server under whoever is signed in there. */
  wireFor(signedIn: () => string): Wire {
    return async ({ method, path, json, bytes }) => {
      if (this.#down) throw new TypeError("connection refused");
      const headers: Record<string, string> = { "x-user": signedIn() };
      if (json !== undefined) headers["content-type"] = "application/json";
      if (bytes !== undefined) headers["content-type"] = "application/octet-stream";
      const body = json === undefined ? (bytes as BodyInit | undefined) : JSON.stringify(json);
      const request = new Request(`http://history.test${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      return this.#orDeath(async () => {
        const response = await this.#api.fetch(request);
        return {
          status: response.status,
          contentType: response.headers.get("content-type") ?? "",
          text: await response.text(),
        };
      });
    };
  }

  #orDeath<T>(work: () => Promise<T>): Promise<T> {
    const answer = work();
    const settled = answer.catch(() => undefined).finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
    return Promise.race([answer, this.#death.promise]);
  }

  /** Until nothing runs any more, in the dead processes too. */
  async quiet(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /**
   * Until a pull would tell everything that has committed: a transaction that still runs, of whoever, holds the
   * feed's watermark back.
   */
  async feedSettled(): Promise<void> {
    const last = await sql<{ xid: string }>`select coalesce(max(xid::text::numeric), 0)::text as xid from feed`.execute(
      this.#tested.owner,
    );
    for (;;) {
      const { rows } = await sql<{ settled: boolean }>`
        select ${last.rows[0]!.xid}::numeric < settled_before()::text::numeric as settled`.execute(this.#tested.owner);
      if (rows[0]!.settled) return;
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  /** What an officer does at the desk; null when it was not possible, or the server died over it. */
  async desk(who: Principal, name: string, payload: unknown): Promise<Receipt | null> {
    const services = { pool: this.#database.pool, commands: talkCommands as unknown as CommandMap };
    try {
      return await this.#orDeath(() => executeCommand(services, who, { id: newId(), name, payload }));
    } catch (error) {
      if (error instanceof Problem || databaseProblem(error) !== null || isLostConnection(error)) return null;
      throw error;
    }
  }

  /** Everything this server shows a person now, as a phone that has nothing would get it. */
  async shows(who: Principal): Promise<Map<string, PullAnswer["changes"][number]>> {
    const shown = new Map<string, PullAnswer["changes"][number]>();
    let cursor: string | null = null;
    for (;;) {
      const page: PullAnswer = await pull(this.pullServices, who, { deviceId: newId(), cursor, limit: 100 });
      for (const change of page.changes)
        if (change.entity === "talk" && change.data !== null) shown.set(change.id, change);
      cursor = page.cursor;
      if (!page.more) return shown;
    }
  }

  /** What waits for an officer, of these people. */
  async held(
    userIds: readonly string[],
  ): Promise<{ id: string; reason: { conflict?: Record<string, unknown> } | null }[]> {
    const { rows } = await sql<{ id: string; reason: { conflict?: Record<string, unknown> } | null }>`
      select id, reason from command where outcome in ('held', 'conflict') and user_id = any (${userIds as string[]}) order by received_at`.execute(
      this.#tested.owner,
    );
    return rows;
  }

  async ready(who: Principal): Promise<void> {
    await inTransaction(this.#database.pool, who, (tx) => unitState(tx));
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

function isLostConnection(error: unknown): boolean {
  const problem = databaseProblem(error);
  if (problem !== null && problem.status === 503) return true;
  return (
    error instanceof Error &&
    /terminat|connection|not queryable|after calling end|ECONNRESET|EPIPE/i.test(
      `${error.message} ${(error as { code?: string }).code ?? ""}`,
    )
  );
}

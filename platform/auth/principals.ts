import type pg from "pg";

import type { Principal, RoleGrant } from "#kernel/access.ts";
import { hashToken } from "./tokens.ts";

/**
 * Turns a session or an API token into a principal, and remembers it for a little while: a request on the hot
 * path costs no query for its authentication. Any change to an account, its grants, tokens or sessions is
 * notified by the database and forgets the entry at once; the time limit only covers a lost notification.
 */
interface Entry {
  principal: Principal | null;
  sessionId: string | null;
  /** When the session or token itself ends. */
  expires: number;
  readUntil: number;
}

export interface KnownSession {
  principal: Principal;
  sessionId: string;
  expires: number;
}

export interface PrincipalsOptions {
  /** Connections that carry `caunoi.auth = on`. */
  pool: pg.Pool;
  /** Accounts of the demo open doors only where this is on. */
  demo: boolean;
  /** Whether notifications arrive at the moment. */
  listening: () => boolean;
  now?: () => number;
}

const heldWhileListening = 30_000;
const heldOtherwise = 2_000;
const mostKept = 50_000;

const columns = `u.id, u.name, home_today(account_home(u.id)) as home_unit_id, p.person_id,
  coalesce((select json_agg(json_build_object('role', g.role, 'unitId', g.unit_id) order by g.created_at, g.id)
    from role_grant g where g.user_id = u.id and g.valid @> today_vn()), '[]'::json) as grants`;
const mayComeIn = `u.disabled_at is null and (not u.demo or $2::boolean)`;

interface Row {
  id: string;
  name: string;
  home_unit_id: number | null;
  person_id: string | null;
  grants: RoleGrant[];
  session_id: string | null;
  expires_at: Date | null;
  token_id: string | null;
  last_used_today: boolean | null;
}

export class Principals {
  readonly #options: PrincipalsOptions;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #asked = new Map<string, Promise<Entry>>();
  /** Counts what was forgotten, so that an answer that was under way meanwhile is not kept. */
  #forgotten = 0;

  constructor(options: PrincipalsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** The bearer token's principal, or null when it opens nothing (any more). */
  async byToken(token: string): Promise<Principal | null> {
    const entry = this.#fresh(`t:${token}`) ?? (await this.#ask(`t:${token}`, () => this.#readToken(token)));
    return entry.principal;
  }

  async bySession(sessionToken: string): Promise<KnownSession | null> {
    const key = `s:${sessionToken}`;
    const entry = this.#fresh(key) ?? (await this.#ask(key, () => this.#readSession(sessionToken)));
    if (entry.principal === null || entry.sessionId === null) return null;
    return { principal: entry.principal, sessionId: entry.sessionId, expires: entry.expires };
  }

  /** For the command line and for tests: as if that user were signed in. */
  async byUserName(userName: string): Promise<Principal | null> {
    const { rows } = await this.#options.pool.query<Row>(
      `select ${columns}, null as session_id, null as expires_at from account_user u
       left join account_person p on p.user_id = u.id where u.user_name = $1 and ${mayComeIn}`,
      [userName.toLowerCase(), this.#options.demo],
    );
    return rows[0] === undefined ? null : principalOf(rows[0]);
  }

  /** Whose phone it was, when their outbox comes in as a file; null for who may not come in themselves. */
  async byUserId(userId: string): Promise<Principal | null> {
    const { rows } = await this.#options.pool.query<Row>(
      `select ${columns}, null as session_id, null as expires_at from account_user u
       left join account_person p on p.user_id = u.id where u.id = $1 and ${mayComeIn}`,
      [userId, this.#options.demo],
    );
    return rows[0] === undefined ? null : principalOf(rows[0]);
  }

  /** Null forgets everybody. */
  forget(userId: string | null): void {
    this.#forgotten += 1;
    if (userId === null) return this.#entries.clear();
    for (const [key, entry] of this.#entries) if (entry.principal?.userId === userId) this.#entries.delete(key);
  }

  #fresh(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const now = this.#now();
    if (now < entry.readUntil && now < entry.expires) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #ask(key: string, read: () => Promise<Entry>): Promise<Entry> {
    const running = this.#asked.get(key);
    if (running !== undefined) return running;
    const before = this.#forgotten;
    const asked = read()
      .then((entry) => {
        // Strangers are not kept: a flood of wrong tokens must not fill the memory.
        if (entry.principal !== null && before === this.#forgotten) {
          if (this.#entries.size >= mostKept) this.#entries.clear();
          this.#entries.set(key, entry);
        }
        return entry;
      })
      .finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }

  #entry(row: Row | undefined): Entry {
    const held = this.#options.listening() ? heldWhileListening : heldOtherwise;
    return {
      principal: row === undefined ? null : principalOf(row),
      sessionId: row?.session_id ?? null,
      expires: row?.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
      readUntil: this.#now() + held,
    };
  }

  async #readToken(token: string): Promise<Entry> {
    const { rows } = await this.#options.pool.query<Row>({
      name: "principal-by-token",
      text: `select ${columns}, null as session_id, t.id as token_id, t.last_used_on = today_vn() as last_used_today,
          ((t.expires_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') as expires_at
        from api_token t join account_user u on u.id = t.user_id left join account_person p on p.user_id = u.id
        where t.token_hash = $1 and t.revoked_at is null and (t.expires_on is null or t.expires_on >= today_vn()) and ${mayComeIn}`,
      values: [hashToken(token), this.#options.demo],
    });
    const row = rows[0];
    // The day is enough to find tokens that nobody uses; the moment would be a record of someone's habits.
    if (row !== undefined && row.last_used_today !== true) {
      await this.#options.pool.query("update api_token set last_used_on = today_vn() where id = $1", [row.token_id]);
    }
    return this.#entry(row);
  }

  async #readSession(sessionToken: string): Promise<Entry> {
    const { rows } = await this.#options.pool.query<Row>({
      name: "principal-by-session",
      text: `select ${columns}, s.id as session_id, s.expires_at, null as token_id, null as last_used_today
        from account_session s join account_user u on u.id = s.user_id left join account_person p on p.user_id = u.id
        where s.token = $1 and s.expires_at > now() and ${mayComeIn}`,
      values: [sessionToken, this.#options.demo],
    });
    return this.#entry(rows[0]);
  }
}

function principalOf(row: Row): Principal {
  return {
    userId: row.id,
    personId: row.person_id,
    displayName: row.name,
    grants: row.grants,
    homeUnitId: row.home_unit_id,
  };
}

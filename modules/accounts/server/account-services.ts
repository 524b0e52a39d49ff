import type { PolicyTable, Principal, Role } from "#kernel/access.ts";
import type { Auth } from "#platform/auth/auth.ts";
import type { Database } from "#platform/db/open.ts";
import type { Tx } from "#platform/db/session.ts";

/** What this room's routes need beside a transaction. */
export interface AccountServices {
  auth: Auth;
  database: Database;
  /** Every room's policy, for the verbs in `GET /me`. */
  policies: readonly PolicyTable[];
  /** Those that a demo instance offers at its door. */
  demoAccounts: readonly { userName: string; displayName: string; post: string; role: Role | null }[];
  demoPassword: string | null;
  version: string;
  /** What other rooms hold about a person, for the export: a heading each. */
  heldElsewhere?: Readonly<Record<string, (tx: Tx, principal: Principal) => Promise<unknown>>>;
}

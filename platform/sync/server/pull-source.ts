import type { Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";

/** One thing as a phone keeps it. */
export interface PhoneItem {
  id: string;
  version: number;
  data: unknown;
}

/**
 * How a room gives phones what is theirs. Both run under the caller's row-level security; what they do
 * not return, the caller may not see, and it leaves the phone.
 */
export interface PullSource {
  entity: string;
  /** Everything for this principal, newest first, at most `cap` items. */
  snapshot(tx: Tx, principal: Principal, cap: number): Promise<PhoneItem[]>;
  /** The named ones that this principal may have; the others are withdrawn. */
  load(tx: Tx, principal: Principal, ids: readonly string[]): Promise<PhoneItem[]>;
}

import { sql } from "kysely";
import type { Tx } from "#platform/db/session.ts";
import type { UnitTree } from "../tree.ts";
import { loadNow, loadPaths, loadTree, type UnitNow } from "./load-tree.ts";

/**
 * The tree in this process's memory. The clock row says whether it still holds: its database and the
 * transaction that last moved it (a number that a rolled-back change can't leave behind). A server
 * that listens to `units_changed` asks the clock only now and then; anything else asks each time.
 */
export interface UnitState {
  readonly key: string;
  readonly tree: UnitTree;
  readonly now: ReadonlyMap<number, UnitNow>;
  readonly paths: ReadonlyMap<number, readonly number[]>;
}

const trustListeningFor = 10_000;

let held: UnitState | null = null;
let checkedAt = 0;
let listening = false;
/** Until then the clock is asked each time: this process has just changed the tree and hears of it a moment later. */
let doubtUntil = 0;
let loading: Promise<UnitState> | null = null;

export async function unitState(tx: Tx): Promise<UnitState> {
  const now = Date.now();
  if (held !== null && listening && now > doubtUntil && now - checkedAt < trustListeningFor) return held;
  const key = await clockKey(tx);
  if (held?.key !== key) held = await readState(tx, key);
  checkedAt = Date.now();
  return held;
}

/** Called by whoever changes the tree, so that the answer after the next question shows the change. */
export function doubtMemory(): void {
  doubtUntil = Date.now() + trustListeningFor;
}

/** Without a transaction, for decisions that read nothing: what `watchUnits` or an earlier `unitState` loaded. */
export function unitStateInMemory(): UnitState {
  if (held === null) throw new Error("the tree of units has not been loaded: call watchUnits at the start");
  return held;
}

/** As this transaction sees it, its own changes included; not kept. */
export async function readState(tx: Tx, key?: string): Promise<UnitState> {
  const tree = await loadTree(tx);
  return { key: key ?? (await clockKey(tx)), tree, now: await loadNow(tx), paths: await loadPaths(tx) };
}

export interface UnitWatch {
  listen(channel: string, heard: (payload: string) => void): Promise<{ end(): Promise<void> }>;
  inTransaction(work: (tx: Tx) => Promise<void>): Promise<void>;
  onError?: (error: unknown) => void;
}

/**
 * Loads the tree and keeps it fresh while the process runs; at the start of a server.
 * Also brings unit_now and unit_scope to today where an operation was entered ahead of its day.
 */
export async function watchUnits(watch: UnitWatch): Promise<{ end(): Promise<void> }> {
  const refresh = async () => {
    loading ??= (async () => {
      let state!: UnitState;
      await watch.inTransaction(async (tx) => {
        await rollToToday(tx);
        state = await readState(tx);
      });
      held = state;
      checkedAt = Date.now();
      return state;
    })().finally(() => (loading = null));
    await loading;
  };
  const quietly = () => void refresh().catch((error: unknown) => watch.onError?.(error));
  const listener = await watch.listen("units_changed", quietly);
  await refresh();
  listening = true;
  const daily = setInterval(quietly, 3_600_000);
  daily.unref();
  return {
    async end() {
      clearInterval(daily);
      listening = false;
      await listener.end();
    },
  };
}

/** What an operation of a coming day brings becomes today's on that day. */
async function rollToToday(tx: Tx): Promise<void> {
  const due = await sql<{ due: boolean }>`
    select exists (
      select from unit_succession, unit_clock where on_date > refreshed_for and on_date <= today
      union all select from unit, unit_clock where dissolved > refreshed_for and dissolved <= today
      union all select from unit_version, unit_clock where lower(valid) > refreshed_for and lower(valid) <= today
    ) as due from (select (now() at time zone 'Asia/Ho_Chi_Minh')::date as today) t`.execute(tx);
  if (due.rows[0]?.due !== true) return;
  await sql`select refresh_units(null, (now() at time zone 'Asia/Ho_Chi_Minh')::date)`.execute(tx);
}

async function clockKey(tx: Tx): Promise<string> {
  const row = await sql<{
    key: string;
  }>`select current_database() || ' ' || n || ' ' || xmin::text as key from unit_clock`.execute(tx);
  return row.rows[0]!.key;
}

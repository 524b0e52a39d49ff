import { createContext, useContext, useSyncExternalStore } from "react";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { FieldDatabase, personDatabaseName, readMeta } from "#platform/sync/client/database.ts";
import { startSync, type SyncEngine, type SyncStatus } from "#platform/sync/client/engine.ts";
import { askToPersist, type StorageState } from "#platform/sync/client/storage.ts";
import { httpWire, type Wire } from "#platform/sync/client/wire.ts";
import { doubtfulClockMs } from "#platform/sync/state.ts";
import type { Profile } from "./account.ts";
import { reportHoldings } from "./holdings.ts";

/** One person at work on this phone. */
export interface Session {
  profile: Profile;
  db: FieldDatabase;
  engine: SyncEngine;
  wire: Wire;
  /** Best knowledge of the time: the phone's clock, put right by the server's when it is far off. For defaults and for expiry; never for what is recorded as device time. */
  now: () => Date;
  today: () => CivilDate;
}

export async function openSession(profile: Profile, wire: Wire = httpWire()): Promise<Session> {
  const db = new FieldDatabase(personDatabaseName(profile.userId));
  await db.open();
  // Another tab brings a newer version of the app: let it go on, this one starts anew.
  db.on("versionchange", () => {
    db.close();
    location.reload();
  });
  const known = async () => ({
    offset: (await readMeta<number>(db, "clockOffset")) ?? 0,
    serverTime: Date.parse((await readMeta<string>(db, "serverTime")) ?? "") || 0,
  });
  let time = await known();
  const engine = startSync({ db, wire, userId: profile.userId });
  engine.subscribe(
    () =>
      void known().then(
        (next) => (time = next),
        () => undefined,
      ),
  );
  // A clock that was set back must not bring an expired material to life: time never runs behind the server's last word.
  const now = () =>
    new Date(Math.max(time.serverTime, Date.now() + (Math.abs(time.offset) > doubtfulClockMs / 5 ? time.offset : 0)));
  // After each whole round, and only then: before, it is not certain whose sign-in this is.
  engine.subscribe(() => {
    const { phase, stop } = engine.status();
    if (phase === "idle" && stop === null)
      void reportHoldings({ db, wire, today: civilDateOf(now()) }).catch(() => undefined);
  });
  engine.kick();
  return { profile, db, engine, wire, now, today: () => civilDateOf(now()) };
}

export function closeSession(session: Session): void {
  session.engine.stop();
  session.db.close();
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("outside a session");
  return session;
}

export function useSyncStatus(): SyncStatus {
  const { engine } = useSession();
  return useSyncExternalStore(engine.subscribe, engine.status);
}

let storage: Promise<StorageState> | undefined;
/** Asked once per start: a browser may refuse, and then the screens say so. */
export function storageState(): Promise<StorageState> {
  storage ??= askToPersist();
  return storage;
}

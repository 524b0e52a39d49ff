import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
  closeSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartRefused } from "#platform/config/start-refused.ts";
import { newId } from "#kernel/ids.ts";
import { openToOthers, rootsOpenFolder, weAreRoot } from "./account.ts";
import { lives, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/**
 * What DATA_DIR holds of the embedded server:
 *   database/        the cluster and its socket (or `database-place`, a file that says where they are instead)
 *   database.log     what the server has to say
 *   run/users/N      one file a process of ours that uses the server; the last one out closes it
 *   run/server.json  the process that serves HTTP, and its address
 *   run/lock         held for moments only, while one of these changes
 */
export interface DataFolder {
  path: string;
  place: string;
  logFile: string;
}

export function openDataFolder(dataDir: string): DataFolder {
  const path = resolve(dataDir);
  try {
    // for root others may pass through, since the database server runs as another account; they may not look
    mkdirSync(path, { recursive: true, mode: weAreRoot() ? 0o711 : 0o700 });
    mkdirSync(join(path, "run/users"), { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = (error as Error).message;
    throw new StartRefused(`DATA_DIR không dùng được: ${why}`, `DATA_DIR cannot be used: ${why}`, error);
  }
  return { path, place: placeOf(path), logFile: join(path, "database.log") };
}

/** Beside the rest, unless the server's account could not reach it there (root in a 0700 home). */
function placeOf(path: string): string {
  const beside = join(path, "database");
  const note = join(path, "database-place");
  if (existsSync(note)) return readFileSync(note, "utf8").trim();
  if (!weAreRoot() || openToOthers(path)) return beside;
  const elsewhere = join(rootsOpenFolder(), `data-${newId()}`);
  writeFileSync(note, `${elsewhere}\n`);
  return elsewhere;
}

/** Runs `change` while no other process of ours is between looking and acting on this data folder. */
export async function locked<T>(folder: DataFolder, change: () => Promise<T>): Promise<T> {
  const lock = join(folder.path, "run/lock");
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(lock, "wx", 0o600);
      writeSync(file, JSON.stringify(ownIdentity()));
      closeSync(file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = readIdentity(lock);
      // an unreadable lock is one that is being written; give its writer a moment
      if (holder ? !lives(holder) : attempt > 100 && attempt % 100 === 0) removeIfThere(lock);
      else await sleep(50);
    }
  }
  try {
    return await change();
  } finally {
    removeIfThere(lock);
  }
}

export interface ServerNote extends ProcessIdentity {
  address: string;
}

/** The server that serves this data folder now, if one does. */
export function runningServer(folder: DataFolder): ServerNote | null {
  const note = readIdentity(join(folder.path, "run/server.json")) as ServerNote | null;
  return note && note.pid !== process.pid && lives(note) ? note : null;
}

export function noteServer(folder: DataFolder, address: string): void {
  writeFileSync(join(folder.path, "run/server.json"), JSON.stringify({ ...ownIdentity(), address }));
}

export function forgetServer(folder: DataFolder): void {
  const at = join(folder.path, "run/server.json");
  if (readIdentity(at)?.pid === process.pid) removeIfThere(at);
}

export const usersFolder = (folder: DataFolder) => join(folder.path, "run/users");

export function registerUser(folder: DataFolder): void {
  writeFileSync(join(usersFolder(folder), String(process.pid)), JSON.stringify(ownIdentity()));
}

/** Takes our name off; true when nobody else is left. */
export function unregisterUser(folder: DataFolder): boolean {
  const users = usersFolder(folder);
  removeIfThere(join(users, String(process.pid)));
  for (const name of readdirSync(users)) {
    const user = readIdentity(join(users, name));
    if (user && lives(user)) return false;
    removeIfThere(join(users, name));
  }
  return true;
}

function readIdentity(path: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as ProcessIdentity;
  } catch {
    return null;
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    rmSync(path, { force: true });
  }
}

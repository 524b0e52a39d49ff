import { spawn } from "node:child_process";
import { renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartRefused } from "#platform/config/start-refused.ts";
import { withDatabase } from "../connection-url.ts";
import { accountFor, rootsOpenFolder } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { ensureCluster, socketFolder } from "./cluster.ts";
import {
  type DataFolder,
  forgetServer,
  locked,
  noteServer,
  openDataFolder,
  registerUser,
  runningServer,
  unregisterUser,
  usersFolder,
} from "./data-folder.ts";
import { pidExists } from "./process-identity.ts";
import { findRunning, type Postmaster, startPostmaster, stopPostmaster } from "./postmaster.ts";

const databaseName = "caunoi";

/** The embedded server as one process of ours holds it. Several may: the server and a command line beside it. */
export interface Embedded {
  url: string;
  /** The folder outside DATA_DIR that root's data had to go to, else null. */
  movedTo: string | null;
  /** Lets go; the last one to let go closes the server by a fast shutdown. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Given by the one process that serves HTTP: a second one on this folder is refused. */
  address?: string;
  /** Told when the server was found dead and when it is back. */
  onEvent?: (event: { kind: "lost" | "back" } | { kind: "retry"; error: unknown; inSeconds: number }) => void;
}

/**
 * Starts the PostgreSQL that comes with us on DATA_DIR, or joins the one that runs there: a command line joins
 * the server's, and a start after `kill -9` joins the orphan. It is started again when it dies.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = openDataFolder(options.dataDir);
  let running = await locked(folder, async () => {
    refuseSecondServer(folder, options);
    registerUser(folder);
    try {
      const postmaster = await ensureRunning(folder);
      if (options.address) noteServer(folder, options.address);
      return postmaster;
    } catch (error) {
      unregisterUser(folder);
      throw error;
    }
  });
  const endWatch = watchOverUs(folder);
  await createDatabase(running.url);

  let state: "held" | "released" = "held";
  const released = () => state === "released";
  async function mind(): Promise<void> {
    while (!released()) {
      await sleep(500, undefined, { ref: false });
      if (released() || pidExists(running.pid)) continue;
      options.onEvent?.({ kind: "lost" });
      for (let seconds = 0.5; !released(); seconds = Math.min(seconds * 2, 30)) {
        try {
          const again = await locked(folder, async () =>
            released() ? null : await ensureRunning(folder, running.socket),
          );
          if (again) running = again;
          options.onEvent?.({ kind: "back" });
          break;
        } catch (error) {
          options.onEvent?.({ kind: "retry", error, inSeconds: seconds });
          await sleep(seconds * 1000, undefined, { ref: false });
        }
      }
    }
  }
  void mind();

  return {
    url: withDatabase(running.url, databaseName),
    movedTo: folder.place.startsWith(folder.path) ? null : folder.place,
    async release() {
      if (released()) return;
      state = "released";
      await locked(folder, async () => {
        if (options.address) forgetServer(folder);
        if (!unregisterUser(folder)) return;
        await stopPostmaster(running.pid);
        if (!running.socket.startsWith(folder.place)) rmSync(running.socket, { recursive: true, force: true });
      });
      endWatch();
    },
  };
}

/** The address at which a server of ours serves this data folder now, else null. */
export function servedAt(dataDir: string): string | null {
  return runningServer(openDataFolder(dataDir))?.address ?? null;
}

function refuseSecondServer(folder: DataFolder, options: EmbeddedOptions): void {
  const other = options.address ? runningServer(folder) : null;
  if (!other) return;
  throw new StartRefused(
    `Cầu Nối đang chạy trên thư mục dữ liệu ${folder.path} (tiến trình ${other.pid}, ${other.address}); hãy dừng nó hoặc đặt DATA_DIR khác`,
    `Cầu Nối is already running on the data folder ${folder.path} (process ${other.pid}, ${other.address}); stop it or set another DATA_DIR`,
  );
}

async function ensureRunning(folder: DataFolder, lastSocket?: string): Promise<Postmaster> {
  const account = accountFor(folder.place);
  const binaries = findBinaries(account, () => (account.other ? rootsOpenFolder() : folder.path));
  const cluster = ensureCluster(folder.place, binaries, account);
  const orphan = await findRunning(cluster);
  if (orphan) return orphan;
  rotate(folder.logFile);
  const start = () =>
    startPostmaster({
      postgres: binaries.postgres,
      cluster,
      socket: socketFolder(folder.place, account, lastSocket),
      account,
      logFile: folder.logFile,
    });
  // children of a killed server let go of its shared memory within moments; until then a new one will not start
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      const waiting = error instanceof StartRefused && /shared memory block|lock file/.test(error.en);
      if (!waiting || attempt === 40) throw error;
      await sleep(250);
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const there = await client.query("select from pg_database where datname = $1", [databaseName]);
    if (there.rowCount === 0) await client.query(`create database ${databaseName} template template0 encoding 'UTF8'`);
  } catch (error) {
    // 42P04, 23505: another process of ours was quicker
    if (!["42P04", "23505"].includes((error as pg.DatabaseError).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}

function rotate(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10 * 2 ** 20) renameSync(logFile, `${logFile}.1`);
}

/**
 * Sees to it that the server does not outlive us for ever when we are killed with -9: a shell waits for the end
 * of its input, which then comes by itself, gives a new start half a minute to join, and closes the server when
 * no process of ours is left.
 */
function watchOverUs(folder: DataFolder): () => void {
  const script = `cat >/dev/null; rm -f "$1/$3"; sleep 30
for user in "$1"/*; do kill -0 "\${user##*/}" 2>/dev/null && exit 0; done
read -r pid < "$2/postmaster.pid" && kill -INT "$pid"`;
  const shell = spawn(
    "/bin/sh",
    ["-c", script, "sh", usersFolder(folder), join(folder.place, "cluster"), String(process.pid)],
    {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      cwd: "/",
    },
  );
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  (shell.stdin as unknown as { unref?: () => void }).unref?.();
  return () => {
    try {
      process.kill(-shell.pid!, "SIGKILL");
    } catch {
      // it is gone already
    }
  };
}

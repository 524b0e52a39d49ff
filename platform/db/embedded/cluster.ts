import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { StartRefused } from "#platform/config/start-refused.ts";
import { type Account, giveTo } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** The superuser of the embedded server; its socket can only be reached by the account that owns it (and root). */
export const superuser = "postgres";
export const port = 5432;

/** A unix socket's whole path must fit 108 bytes (104 on macOS) with its closing zero. */
const longestSocketPath = 103;

/** Makes the data folder when there is none; refuses one of another major version and leaves it as it is. */
export function ensureCluster(place: string, binaries: Binaries, account: Account, extra: string[] = []): string {
  const cluster = join(place, "cluster");
  makeFolder(place, account);
  try {
    accessSync(place, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw unreadable(place, error);
  }
  if (existsSync(cluster)) {
    refuseOtherVersion(cluster, binaries.major);
    return cluster;
  }
  // built aside and renamed at the end, so that a kill in the middle leaves nothing that looks whole
  for (const name of readdirSync(place))
    if (name.startsWith("cluster.new")) rmSync(join(place, name), { recursive: true });
  const fresh = join(place, "cluster.new");
  const failures: string[] = [];
  for (const locale of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    const made = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${fresh}`,
        `--username=${superuser}`,
        "--auth=trust",
        "--encoding=UTF8",
        "--no-instructions",
        // the built-in collation does not change with the system's library, so indexes stay valid
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        `--locale=${locale}`,
        ...extra,
      ],
      { ...runAs(account), cwd: "/", encoding: "utf8", env: serverEnvironment() },
    );
    if (made.status === 0) {
      renameSync(fresh, cluster);
      return cluster;
    }
    failures.push(`${made.stderr ?? ""}${made.error?.message ?? ""}`.trim());
    rmSync(fresh, { recursive: true, force: true });
  }
  const why = failures[0]!.split("\n").at(-1)!;
  throw new StartRefused(
    `Không tạo được thư mục cơ sở dữ liệu trong ${place}: ${why}`,
    `cannot create the database folder in ${place}: ${why}`,
  );
}

function refuseOtherVersion(cluster: string, major: number): void {
  let found: string;
  try {
    found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    throw unreadable(cluster, error);
  }
  if (Number(found) === major) return;
  throw new StartRefused(
    `Thư mục dữ liệu ${cluster} thuộc PostgreSQL ${found}, bản kèm theo là ${major}; không thay đổi gì trong đó`,
    `the data folder ${cluster} belongs to PostgreSQL ${found}, this version has ${major}; nothing in it was touched`,
  );
}

function unreadable(folder: string, cause: unknown): StartRefused {
  return new StartRefused(
    `Không đọc được thư mục cơ sở dữ liệu ${folder}: thuộc tài khoản khác; hãy chạy bằng tài khoản đã tạo ra nó hoặc đặt DATA_DIR khác`,
    `cannot read the database folder ${folder}: it belongs to another account; run as the one that made it or set another DATA_DIR`,
    cause,
  );
}

/** The folder of the server's socket: beside the data where its path is short enough, else a short one under /tmp. */
export function socketFolder(place: string, account: Account, last?: string): string {
  // started again under pools that know the address: it must not change
  if (last && existsSync(last)) return last;
  const beside = join(place, "socket");
  if (Buffer.byteLength(join(beside, `.s.PGSQL.${port}`)) <= longestSocketPath) {
    makeFolder(beside, account);
    return beside;
  }
  const short = mkdtempSync("/tmp/caunoi-");
  giveTo(account, short);
  return short;
}

export function makeFolder(path: string, account: Account): void {
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    giveTo(account, path);
  } else if (account.other && statSync(path).uid === 0) giveTo(account, path);
}

export const runAs = (account: Account) => (account.other ? { uid: account.uid, gid: account.gid } : {});

/** The operator's own PG… variables are meant for their server, not for ours. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PG")));
}

import { chownSync, lstatSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { StartRefused } from "#platform/config/start-refused.ts";

/** Who the database server runs as. PostgreSQL refuses to run as root, so for root it is `nobody`. */
export interface Account {
  uid: number;
  gid: number;
  /** False when the server simply runs as we do. */
  other: boolean;
}

const nobody = 65534;

export function weAreRoot(): boolean {
  return process.getuid?.() === 0;
}

/** @param place the folder that holds the cluster; one that exists keeps the owner it has. */
export function accountFor(place: string): Account {
  if (!weAreRoot()) return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, other: false };
  const owner = statSync(place, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, other: true };
  return { uid: nobody, gid: nobody, other: true };
}

export function giveTo(account: Account, path: string): void {
  if (account.other) chownSync(path, account.uid, account.gid);
}

/** True when any user can walk into the deepest folder of `path` that exists. */
export function openToOthers(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found && (found.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * Where root keeps what another account has to reach when our own folders are closed (a 0700 home). A folder
 * that another user could have prepared for us is refused.
 */
export function rootsOpenFolder(): string {
  for (const candidate of ["/var/lib/cau-noi", "/var/tmp/cau-noi", join(tmpdir(), "cau-noi")]) {
    try {
      mkdirSync(candidate, { recursive: true, mode: 0o755 });
    } catch {
      continue;
    }
    const made = lstatSync(candidate);
    if (made.isDirectory() && made.uid === 0 && (made.mode & 0o022) === 0 && openToOthers(candidate)) return candidate;
  }
  throw new StartRefused(
    "Không có thư mục nào mà máy chủ cơ sở dữ liệu (chạy dưới tài khoản nobody) đọc được; hãy đặt DATA_DIR ở thư mục mở, ví dụ /srv/cau-noi",
    "no folder that the database server (running as nobody) could reach; set DATA_DIR to an open one such as /srv/cau-noi",
  );
}

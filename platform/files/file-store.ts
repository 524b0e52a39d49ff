import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";

/** Files kept under DATA_DIR/files by the hash of their content: the same file is there once, and can't change unseen. */
export interface FileStore {
  /** Resolves when the bytes are on the disk; a file that is there already is left as it is. */
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  /** Null when it is not there or its content no longer has this hash. */
  read(sha256: string): Promise<Uint8Array | null>;
}

const hashForm = /^[0-9a-f]{64}$/;

export function openFileStore(dataDir: string): FileStore {
  const folder = join(dataDir, "files");
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async put(bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const path = pathOf(sha256);
      const there = await stat(path).catch(() => null);
      if (there?.size === bytes.byteLength) return { sha256, size: bytes.byteLength };
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
      // written beside and renamed, so that a crash leaves no half file under a true name
      const part = `${path}.${randomBytes(6).toString("hex")}.part`;
      const file = await open(part, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
        await file.close();
        await rename(part, path);
      } catch (error) {
        await file.close().catch(() => {});
        await unlink(part).catch(() => {});
        throw error;
      }
      return { sha256, size: bytes.byteLength };
    },
    async read(sha256) {
      if (!hashForm.test(sha256)) return null;
      const bytes = await readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      if (bytes === null) return null;
      return createHash("sha256").update(bytes).digest("hex") === sha256 ? bytes : null;
    },
  };
}

import { createHash, randomBytes } from "node:crypto";

/** `cn_` and 32 random bytes: found by secret scanners, and nothing to guess. */
export function newToken(): { token: string; hash: Buffer } {
  const token = `cn_${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Pool } from "pg";

import { asSystem } from "#platform/db/session.ts";

/** Where seals go outside the database: one JSON line each, only ever appended to. */
export const sealFileName = "journal-seals.jsonl";

export interface SealLine {
  number: number;
  hash: string;
  sealedAt: string;
}

/** Lines that cannot be read are no proof of anything and are left to verification to report as missing. */
export async function readSealFile(dataDir: string): Promise<SealLine[]> {
  let text: string;
  try {
    text = await readFile(join(dataDir, sealFileName), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return text.split("\n").flatMap((line) => {
    try {
      const { number, hash, sealedAt } = JSON.parse(line) as SealLine;
      return typeof number === "number" && typeof hash === "string" ? [{ number, hash, sealedAt }] : [];
    } catch {
      return [];
    }
  });
}

/** Adds what the file does not have yet, which after a crash between commit and append may be more than one. */
export async function appendSeals(pool: Pool, dataDir: string): Promise<void> {
  const known = (await readSealFile(dataDir)).at(-1)?.number ?? 0;
  const lines = await asSystem(pool, async (tx) => {
    const { rows } = await sql<{ number: number; hash: string; sealed_at: Date }>`
      select number, encode(hash, 'hex') as hash, sealed_at from journal_seal where number > ${known} order by number`.execute(
      tx,
    );
    return rows.map((row): SealLine => ({
      number: Number(row.number),
      hash: row.hash,
      sealedAt: new Date(row.sealed_at).toISOString(),
    }));
  });
  if (lines.length === 0) return;
  await mkdir(dataDir, { recursive: true });
  const file = await open(join(dataDir, sealFileName), "a");
  try {
    await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

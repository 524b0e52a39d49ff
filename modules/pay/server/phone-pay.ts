import type { PullSource } from "#platform/sync/server/pull-source.ts";
import { readOwnLines } from "./run-lines.ts";

/** A speaker's phone holds what they were paid, once it was approved: a locked line never changes, so its version is 1. */
export const phonePay: PullSource = {
  entity: "pay",
  async snapshot(tx, principal, cap) {
    if (principal.personId === null) return [];
    return (await readOwnLines(tx, principal.personId, { limit: cap })).map((data) => ({
      id: data.id,
      version: 1,
      data,
    }));
  },
  async load(tx, principal, ids) {
    if (principal.personId === null) return [];
    return (await readOwnLines(tx, principal.personId, { ids, limit: ids.length })).map((data) => ({
      id: data.id,
      version: 1,
      data,
    }));
  },
};

import { Buffer } from "node:buffer";
import { z } from "zod";

import { Problem } from "#kernel/problem.ts";

/**
 * Cursors of lists: the sort key of the last row, opaque to the client. Not signed, since row-level security
 * and the query's own filters decide what may be seen; it is only checked for its form.
 */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Undefined when no cursor was sent; throws `request.cursor` (400) when it is not one of this list. */
export function decodeCursor<T extends z.ZodType>(cursor: string | null | undefined, key: T): z.output<T> | undefined {
  if (cursor === undefined || cursor === null || cursor === "") return undefined;
  try {
    const parsed = key.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (parsed.success) return parsed.data;
  } catch {
    // no JSON: answered below like any other cursor of no form
  }
  throw new Problem("request.cursor", 400, { fields: { "/cursor": "field.invalid" } });
}

/** Members that every list's query has; spread them into the room's own query schema. */
export const pageQuery = {
  cursor: z.string().max(500).optional().describe("nextCursor of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("Items in a page"),
};

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Query with `limit + 1` rows and give them here: the extra row only tells that there is a next page. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly (string | number | null)[],
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.length > limit ? rows.slice(0, limit) : rows;
  const last = shown.at(-1);
  return {
    items: shown.map((row) => present(row)),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null,
  };
}

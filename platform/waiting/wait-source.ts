import { z } from "zod";
import type { Principal, Role } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";

/**
 * What waits for somebody, as each room sees it: the desk's first page is put together from these, in one
 * question. A room says what it is called, how many there are, and shows the three that have waited longest.
 */
const Search = z.record(z.string(), z.string());
export const WaitItem = z.object({
  /** Where it is done: a page of the desk. */
  to: z.string(),
  search: Search.optional(),
  /** Since when, or until when. */
  day: z.iso.date().nullable(),
  title: z.string(),
  under: z.string(),
  /** A short figure at the end of the line, in the caller's language. */
  note: z.string(),
});
export type WaitItem = z.infer<typeof WaitItem>;

export const WaitGroup = z.object({
  /** Permanent: the menu finds its figures by it. */
  code: z.string(),
  title: z.string(),
  /** At most `mostWaiting`; `more` where there are more. */
  count: z.int().min(1),
  more: z.boolean(),
  /** The whole list. */
  to: z.string(),
  search: Search.optional(),
  /** Words of the link to it, where "see all" would not say it. */
  link: z.string().nullable(),
  items: z.array(WaitItem),
});
export type WaitGroup = z.infer<typeof WaitGroup>;

/** Nobody counts further than this on a page that says what to do next. */
export const mostWaiting = 200;
export const shownWaiting = 3;

export interface WaitCall {
  tx: Tx;
  principal: Principal;
  /** The unit whose work is asked for; null: everything the caller sees. */
  under: number | null;
  today: CivilDate;
  /** A message of the rooms in the caller's language, with its `{members}` filled. */
  say: (key: string, members?: Record<string, string | number>) => string;
}

/** Groups with nothing in them are left out by the source. Reads under the caller's row-level security. */
export type WaitSource = (call: WaitCall) => Promise<WaitGroup[]>;

/** Whether the caller holds one of these roles anywhere: what waits for readers of lists is nothing to a speaker. */
export function holdsAny(principal: Principal, roles: readonly Role[]): boolean {
  return principal.grants.some((grant) => roles.includes(grant.role));
}
export const readingRoles: readonly Role[] = ["administrator", "unitHead", "officer", "verifier", "analyst"];

/** One group out of rows in the order in which they wait, of which at most `mostWaiting + 1` were read; none where there are none. */
export function waitGroup<Row>(
  rows: readonly Row[],
  group: Pick<WaitGroup, "code" | "title" | "to" | "search"> & { link?: string },
  item: (row: Row) => WaitItem,
): WaitGroup[] {
  if (rows.length === 0) return [];
  const { link, ...rest } = group;
  return [
    {
      ...rest,
      link: link ?? null,
      count: Math.min(rows.length, mostWaiting),
      more: rows.length > mostWaiting,
      items: rows.slice(0, shownWaiting).map(item),
    },
  ];
}

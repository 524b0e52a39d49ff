import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import type { PageContext, Query } from "./context.ts";
import type { View } from "./layout.ts";
import type { Made } from "./page-cache.ts";

/** Reads one member of the address as it was typed. */
export type Given = (name: string) => string | undefined;

/**
 * A page that anybody may read: its address, what of the query it heeds (made plain, so that two addresses that mean
 * the same are kept once), and how it is made. Null: there is nothing there.
 */
export interface PublicPage {
  /** In hono's form, without the language's prefix. */
  path: string;
  query?: (given: Given) => Query;
  make(tx: Tx, ctx: PageContext, params: Readonly<Record<string, string>>): Promise<View | Made | null>;
}

export interface PortalServices {
  files: FileStore;
}

export const uuidParam = "{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}";

export function isView(made: View | Made): made is View {
  return !("type" in made);
}

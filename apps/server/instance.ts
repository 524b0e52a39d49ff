import { openEmbedded, type Embedded } from "#platform/db/embedded/launcher.ts";
import { migrate } from "#platform/db/migrate.ts";
import { type Database, openDatabase } from "#platform/db/open.ts";
import type { Settings } from "./settings.ts";

/** The open, migrated database of this instance, whoever needs it: the server or one command. */
export interface Instance {
  database: Database;
  dataDir: string;
  /** Names of the migrations that this start ran. */
  migrated: string[];
  /** Where the embedded server's data had to go outside DATA_DIR, else null. */
  movedTo: string | null;
  close(): Promise<void>;
}

export interface OpenInstanceOptions {
  settings: Pick<Settings, "DATA_DIR" | "DATABASE_URL" | "DB_CONNECTIONS">;
  /** The address that this process will serve on; none for a command. */
  address?: string;
  onDatabaseEvent?: (event: { kind: string; error?: unknown }) => void;
}

/** @throws StartRefused when the database cannot be opened, in one clear line */
export async function openInstance(options: OpenInstanceOptions): Promise<Instance> {
  const { settings, address, onDatabaseEvent } = options;
  const embedded: Embedded | null = settings.DATABASE_URL
    ? null
    : await openEmbedded({
        dataDir: settings.DATA_DIR,
        ...(address ? { address } : {}),
        ...(onDatabaseEvent ? { onEvent: onDatabaseEvent } : {}),
      });
  const url = settings.DATABASE_URL ?? embedded!.url;
  try {
    const { ran } = await migrate(url);
    const database = openDatabase({
      url,
      requestConnections: settings.DB_CONNECTIONS,
      onConnectionError: (error) => onDatabaseEvent?.({ kind: "connection", error }),
    });
    return {
      database,
      dataDir: settings.DATA_DIR,
      migrated: ran,
      movedTo: embedded?.movedTo ?? null,
      async close() {
        await database.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}

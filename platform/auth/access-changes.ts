import pg from "pg";

/** Hears `caunoi_access` notifications on a connection of its own, and comes back by itself when that breaks. */
export interface AccessChanges {
  readonly listening: boolean;
  close(): Promise<void>;
}

export function hearAccessChanges(url: string, changed: (userId: string | null) => void): AccessChanges {
  let client: pg.Client | undefined;
  let listening = false;
  let closed = false;
  let wait = 200;
  let timer: NodeJS.Timeout | undefined;

  const lost = (from: pg.Client) => {
    if (from !== client) return;
    client = undefined;
    listening = false;
    // What changed meanwhile was not heard.
    changed(null);
    from.end().catch(() => {});
    if (closed) return;
    timer = setTimeout(() => void start(), wait);
    timer.unref();
    wait = Math.min(wait * 2, 10_000);
  };

  const start = async () => {
    const own = new pg.Client({ connectionString: url, application_name: "caunoi access changes", keepAlive: true });
    client = own;
    own.on("error", () => lost(own));
    own.on("end", () => lost(own));
    own.on("notification", (message) => changed(message.payload ?? null));
    try {
      await own.connect();
      await own.query("listen caunoi_access");
      if (own !== client) return;
      changed(null);
      listening = true;
      wait = 200;
    } catch {
      lost(own);
    }
  };
  void start();

  return {
    get listening() {
      return listening;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const own = client;
      client = undefined;
      listening = false;
      await own?.end().catch(() => {});
    },
  };
}

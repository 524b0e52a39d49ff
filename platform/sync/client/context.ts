import { clockOffset } from "../state.ts";
import { writeMeta, type FieldDatabase } from "./database.ts";
import type { Reading, Wire } from "./wire.ts";

/** What one round of sync works with. Everything that a test wants to bend comes in here. */
export interface SyncContext {
  db: FieldDatabase;
  wire: Wire;
  /** Device time in ms; may be hours off. */
  clock: () => number;
  deviceId: string;
  /** Whose outbox this is: the server refuses it under any other sign-in. */
  userId: string;
  onProgress?: () => void;
}

/** Why a round ended early; nothing is lost by any of them. */
export type Stop =
  | { kind: "signed-out" }
  | { kind: "other-person" }
  | { kind: "offline"; because: "unreachable" | "not-our-server" }
  | {
      kind: "later";
      because: "no-receipt" | "server-trouble" | "busy" | "storage-full" | "store-trouble";
      afterMs?: number;
    };

export function stopOf(reading: Exclude<Reading<unknown>, { kind: "answer" }>): Stop {
  switch (reading.kind) {
    case "signed-out":
      return { kind: "signed-out" };
    case "other-person":
      return { kind: "other-person" };
    case "busy":
      return { kind: "later", because: "busy", afterMs: reading.afterMs };
    case "nothing":
      return { kind: "offline", because: reading.because };
    case "problem":
      return { kind: "later", because: "server-trouble" };
  }
}

export async function noteServerTime(
  context: SyncContext,
  sentAt: number,
  receivedAt: number,
  serverTime: string,
): Promise<void> {
  const offset = clockOffset(sentAt, receivedAt, serverTime);
  if (offset !== null) await writeMeta(context.db, { clockOffset: offset, serverTime });
}

import type { PolicyTable } from "#kernel/access.ts";
import type { Auth } from "#platform/auth/auth.ts";
import type { CliCommand } from "#platform/cli/command.ts";
import type { Database } from "#platform/db/open.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import type { Messages } from "#platform/http/problem-answer.ts";
import type { RoomRoutes } from "#platform/http/room-routes.ts";
import type { Job } from "#platform/jobs/define.ts";
import type { PullSource } from "#platform/sync/server/pull-source.ts";
import type { WaitSource } from "#platform/waiting/wait-source.ts";

/** What some rooms need beside a transaction; opened once a server. */
export interface RoomServices {
  database: Database;
  auth: Auth;
  files: FileStore;
}

/**
 * What a room brings to a server: declared once in `modules/<room>/server/room.ts`, exported through its door and
 * named once in apps/server/rooms.ts. Nothing else has to know that the room exists.
 */
export interface Room {
  name: string;
  /** By permanent name; each is a `Command` whose own payload type is forgotten here. */
  commands?: Readonly<Record<string, object>>;
  policies?: readonly PolicyTable[];
  routes?: readonly RoomRoutes[] | ((services: RoomServices) => readonly RoomRoutes[]);
  messages?: Messages;
  /** What it does by itself. */
  jobs?: readonly Job[];
  cli?: readonly CliCommand[];
  /** What it tells the phones. */
  phone?: readonly PullSource[];
  /** What of it waits for an officer: on the desk's first page. */
  waiting?: readonly WaitSource[];
}

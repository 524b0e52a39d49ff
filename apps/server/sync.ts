import type { Database } from "#platform/db/open.ts";
import type { RoomRoutes } from "#platform/http/room-routes.ts";
import type { CommandMap } from "#platform/command/define.ts";
import type { PullSource } from "#platform/sync/server/pull-source.ts";
import { syncRoutes } from "#platform/sync/server/routes.ts";
import { unitState } from "#modules/units/server.ts";

/** Most items of one kind that a phone holds, newest first; the phone says so when it is reached. */
const itemCap = 500;

/** What phones may send and what they are told, put together from the rooms. */
export function syncRoom(database: Database, commands: CommandMap, sources: readonly PullSource[]): RoomRoutes {
  return syncRoutes({
    commands: { pool: database.pool, commands },
    pull: {
      pool: database.pool,
      sources,
      itemCap,
      async audienceUnits(tx, principal) {
        const { paths } = await unitState(tx);
        return [...new Set(principal.grants.flatMap((g) => (g.unitId === null ? [] : (paths.get(g.unitId) ?? []))))];
      },
      async unitClock(tx) {
        return Number((await tx.selectFrom("unit_clock").select("n").executeTakeFirstOrThrow()).n);
      },
    },
  });
}

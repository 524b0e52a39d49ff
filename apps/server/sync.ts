import type { Database } from "#platform/db/open.ts";
import type { RoomRoutes } from "#platform/http/room-routes.ts";
import type { CommandMap } from "#platform/command/define.ts";
import type { PullSource } from "#platform/sync/server/pull-source.ts";
import { syncRoutes } from "#platform/sync/server/routes.ts";
import type { Principals } from "#platform/auth/principals.ts";
import { type CommandServices, executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { appendPhoto } from "#modules/talks/server.ts";
import { unitPath, unitState } from "#modules/units/server.ts";

/** Most items of one kind that a phone holds, newest first; the phone says so when it is reached. */
const itemCap = 500;

/** What phones may send and what they are told, put together from the rooms. */
/** What the field app puts into its outbox: nothing else is taken in from a file. */
const phoneCommandNames: ReadonlySet<string> = new Set([
  "talk.record",
  "talk.amend",
  "talk.accept",
  "talk.decline",
  "answer.carry-back",
  "live.tally",
  "material.acknowledge",
]);

export function syncRoom(
  database: Database,
  commands: CommandMap,
  sources: readonly PullSource[],
  principals: Pick<Principals, "byUserId">,
): RoomRoutes {
  const services: CommandServices = { pool: database.pool, commands };
  return syncRoutes({
    commands: services,
    files: {
      commands: services,
      ownerOf: (userId) => principals.byUserId(userId),
      pathOf: unitPath,
      phoneCommands: phoneCommandNames,
      async takePhoto(principal, { id, talkId, sha256, size, mediaType }, bytes) {
        await executeCommand(services, principal, {
          id,
          name: "photo.start",
          payload: { id, talkId, sha256, size, mediaType },
        });
        await inTransaction(database.pool, principal, (tx) => appendPhoto(tx, id, principal, 0, bytes));
      },
    },
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

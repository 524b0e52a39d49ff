import { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Messages } from "#platform/http/problem-answer.ts";
import { roomRoutes, type RoomRoutes } from "#platform/http/room-routes.ts";
import { WaitGroup, type WaitSource } from "#platform/waiting/wait-source.ts";

/** What waits for the caller, put together from the rooms, in the order in which the rooms stand. */
export function waitingRoom(sources: readonly WaitSource[], messages: Messages): RoomRoutes {
  return roomRoutes((r) => {
    r.get(
      {
        path: "/waiting",
        access: "signed-in",
        summary: "What waits for the caller, by room",
        query: z.object({ under: z.coerce.number().int().positive().optional().describe("The unit whose work it is") }),
        answer: z.object({ groups: z.array(WaitGroup) }),
      },
      async ({ tx, principal, input, language }) => {
        const today = todayInVietnam();
        const say = (key: string, members: Record<string, string | number> = {}) =>
          (messages[language][key] ?? messages.vi[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
            members[name] === undefined ? whole : String(members[name]),
          );
        const groups: WaitGroup[] = [];
        for (const source of sources)
          groups.push(...(await source({ tx, principal, under: input.under ?? null, today, say })));
        return { groups };
      },
    );
  });
}

import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { unitPath } from "#modules/units/server.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { ConflictFilter, DismissConflict, FactConflict } from "../contract-conflicts.ts";
import { factConflictPolicy } from "../policy-conflicts.ts";
import { conflictsOfVersion, dismissConflict, listConflicts } from "./fact-conflicts.ts";

const ById = z.object({ id: z.uuid() });

export const factConflictRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/fact-conflicts",
      verb: "fact-conflict.list",
      summary: "Materials in use that give one fact with another date or figure",
      query: ConflictFilter.extend(pageQuery),
      answer: pageOf(FactConflict),
    },
    async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
      const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
      const path = filter.under === undefined ? own : await unitPath(tx, filter.under);
      authorise(factConflictPolicy, "fact-conflict.list", principal, { unitPath: path });
      return listConflicts(tx, filter, limit, cursor);
    },
  );
  r.get(
    {
      path: "/fact-conflicts/versions/:id",
      verb: "material.view",
      summary: "What a version, also a draft, would contradict",
      params: ById,
      answer: z.object({ items: z.array(FactConflict) }),
    },
    async ({ tx, principal, input }) => ({ items: await conflictsOfVersion(tx, principal, input.id) }),
  );
  r.post(
    {
      path: "/fact-conflicts/:id/dismiss",
      verb: "fact-conflict.dismiss",
      summary: "Say why both may stand",
      params: ById,
      body: DismissConflict.omit({ id: true }),
      answer: z.object({ id: z.string(), state: z.string() }),
    },
    async ({ input, execute }) => (await execute(dismissConflict, input)).answer,
  );
});

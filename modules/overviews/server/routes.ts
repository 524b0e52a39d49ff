import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { findUnit, unitPath } from "#modules/units/server.ts";
import {
  EndTarget,
  OverviewPage,
  OverviewQuery,
  OverviewTalk,
  OverviewTarget,
  OverviewWork,
  RuleSetting,
  SetRule,
  SetTarget,
} from "../contract.ts";
import { overviewPolicy } from "../policy.ts";
import { overviewProblem } from "../problems.ts";
import { readOverview } from "./read-overview.ts";
import { listRules, setRule } from "./rules.ts";
import { readWork } from "./read-work.ts";
import { talksBehind, TalksBehindQuery } from "./talks-behind.ts";
import { endTarget, listTargets, setTarget } from "./targets.ts";

const UnitId = z.coerce.number().int().positive().max(2_147_483_647);
const ByUnit = z.object({ unitId: UnitId });

async function mayView(tx: Tx, principal: Principal, unitId: number): Promise<void> {
  if ((await findUnit(tx, unitId)) === undefined) throw overviewProblem("overview.unknown-unit", { unitId });
  authorise(overviewPolicy, "overview.view", principal, { unitPath: await unitPath(tx, unitId) });
}

export const overviewRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/overviews/targets",
      verb: "overview.targets",
      summary: "Targets as they were decided, standing ones first",
      query: z.object({ under: UnitId.optional() }),
      answer: z.object({ items: z.array(OverviewTarget) }),
    },
    async ({ tx, principal, input }) => {
      const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
      authorise(overviewPolicy, "overview.targets", principal, {
        unitPath: input.under === undefined ? own : await unitPath(tx, input.under),
      });
      return { items: await listTargets(tx, principal, input.under ?? null, todayInVietnam()) };
    },
  );
  r.get(
    {
      path: "/overviews/rules",
      access: "signed-in",
      summary: "Days by which overviews count, as they hold, held and will hold, with their legal basis",
      answer: z.object({ items: z.array(RuleSetting) }),
    },
    async ({ tx }) => ({ items: await listRules(tx) }),
  );
  r.post(
    {
      path: "/overviews/rules",
      verb: "overview.configure",
      summary: "Set a number of days from a day on",
      body: SetRule,
      answer: z.object({ code: z.string(), from: z.string() }),
    },
    async ({ input, execute }) => (await execute(setRule, input)).answer,
  );
  r.get(
    {
      path: "/overviews/:unitId",
      verb: "overview.view",
      summary: "Coverage, timeliness, understanding, answers and trend of a unit in a period, compared",
      params: ByUnit,
      query: OverviewQuery,
      answer: OverviewPage,
    },
    async ({ tx, principal, input }) => {
      await mayView(tx, principal, input.unitId);
      return readOverview(tx, principal, { ...input, today: todayInVietnam(), now: new Date() });
    },
  );
  r.get(
    {
      path: "/overviews/:unitId/work",
      verb: "overview.view",
      summary: "Tasks given and done, targets of plans reached, reports sent in time",
      params: ByUnit,
      query: OverviewQuery,
      answer: OverviewWork,
    },
    async ({ tx, principal, input }) => {
      await mayView(tx, principal, input.unitId);
      return readWork(tx, { ...input, today: todayInVietnam() });
    },
  );
  r.get(
    {
      path: "/overviews/:unitId/talks",
      verb: "overview.view",
      summary: "The talks behind a tile, a bar or a point",
      params: ByUnit,
      query: TalksBehindQuery,
      answer: pageOf(OverviewTalk),
    },
    async ({ tx, principal, input: { unitId, ...query } }) => {
      await mayView(tx, principal, unitId);
      return talksBehind(tx, unitId, query, todayInVietnam());
    },
  );
  r.post(
    {
      path: "/overviews/targets",
      verb: "overview.set-target",
      summary: "Set a target with its decision; the one before it is ended",
      body: SetTarget.extend({ id: z.uuid().optional() }),
      answer: z.object({ id: z.string(), replaced: z.string().nullable() }),
      status: 201,
    },
    async ({ input, execute }) =>
      (await execute(setTarget, { ...input, id: input.id ?? newId<"OverviewTarget">() })).answer,
  );
  r.post(
    {
      path: "/overviews/targets/:id/end",
      verb: "overview.end-target",
      summary: "Take a target back; it stays in the list with the reason",
      params: z.object({ id: z.uuid() }),
      body: EndTarget.omit({ id: true }),
      answer: z.object({ id: z.string() }),
    },
    async ({ input, execute }) => (await execute(endTarget, input)).answer,
  );
});

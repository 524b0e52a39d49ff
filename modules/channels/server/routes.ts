import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { isCivilDate, todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import {
  CancelPlan,
  Channel,
  ChannelMix,
  ChannelPage,
  ChannelSetting,
  MovePlan,
  PlanChannels,
  PlanFilter,
  PlanRow,
  PublicationFilter,
  PublicationRow,
  RecordPublication,
  SetChannel,
  StrikePublication,
  TakeDown,
} from "../contract.ts";
import { channelPolicy } from "../policy.ts";
import { channelProblem } from "../problems.ts";
import { readChannelPage } from "./channel-page.ts";
import { exportChannels } from "./export-channels.ts";
import { listChannelSettings, listPlans, listPublications, mixOf } from "./list-channels.ts";
import { buildPackage } from "./package.ts";
import { cancelPlan, movePlan, planChannels, setChannel } from "./plan-channels.ts";
import { recordPublication, strikePublication, takeDown } from "./record-publication.ts";
import { listChannels } from "./store.ts";

const ById = z.object({ id: z.uuid() });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PlanDone = z.object({ planId: z.string() });
const PublicationDone = z.object({ publicationId: z.string() });
const Day = z.string().refine(isCivilDate, "field.date") as z.ZodType<CivilDate>;

async function askedUnder(
  tx: Tx,
  principal: Principal,
  verb: "channel.list" | "channel.export",
  under: number | undefined,
): Promise<void> {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  const path = under === undefined ? own : await unitPath(tx, under);
  authorise(channelPolicy, verb, principal, { unitPath: path, reaches: [] });
}

export function buildChannelRoutes({ files }: { files: FileStore }): RoomRoutes {
  return roomRoutes((r) => {
    r.get(
      {
        path: "/channels",
        access: "signed-in",
        summary: "The channels in force today, with their legal basis",
        answer: z.object({ items: z.array(Channel) }),
      },
      async ({ tx }) => ({ items: await listChannels(tx, todayInVietnam()) }),
    );
    r.get(
      {
        path: "/channels/settings",
        access: "signed-in",
        summary: "Channels as they hold, held and will hold, with their legal basis",
        answer: z.object({ items: z.array(ChannelSetting) }),
      },
      async ({ tx }) => ({ items: await listChannelSettings(tx) }),
    );
    r.get(
      {
        path: "/channels/plans",
        verb: "channel.list",
        summary: "What is to be published, the nearest day first",
        query: PlanFilter.extend(pageQuery),
        answer: pageOf(PlanRow),
      },
      async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
        await askedUnder(tx, principal, "channel.list", filter.under);
        return listPlans(tx, filter, limit, cursor);
      },
    );
    r.get(
      {
        path: "/channels/publications",
        verb: "channel.list",
        summary: "What was published where and when, as people entered it",
        query: PublicationFilter.extend(pageQuery),
        answer: pageOf(PublicationRow),
      },
      async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
        await askedUnder(tx, principal, "channel.list", filter.under);
        return listPublications(tx, filter, limit, cursor);
      },
    );
    r.get(
      {
        path: "/channels/export",
        verb: "channel.export",
        summary: "Register, plan and mix as a workbook",
        query: PublicationFilter,
        produces: [xlsx],
      },
      async ({ tx, principal, input, language }) => {
        await askedUnder(tx, principal, "channel.export", input.under);
        return exportChannels(tx, input, language);
      },
    );
    r.get(
      {
        path: "/channels/mix",
        verb: "channel.list",
        summary: "Publications by topic and channel in a span of days",
        query: z.object({ from: Day, to: Day, under: z.coerce.number().int().positive().optional() }),
        answer: ChannelMix,
      },
      async ({ tx, principal, input }) => {
        await askedUnder(tx, principal, "channel.list", input.under);
        if (input.to < input.from) throw channelProblem("channel.dates", { fields: { "/to": "channel.dates" } });
        return mixOf(tx, input);
      },
    );
    r.get(
      {
        path: "/channels/versions/:id",
        verb: "channel.view",
        summary: "A material version with its ways out",
        params: ById,
        answer: ChannelPage,
      },
      ({ tx, principal, input }) => readChannelPage(tx, principal, input.id),
    );
    r.get(
      {
        path: "/channels/versions/:id/package",
        verb: "channel.package",
        summary: "The package to hand over (ZIP); nothing is posted by it",
        params: ById,
        produces: ["application/zip"],
      },
      ({ tx, principal, input }) => buildPackage(tx, principal, files, input.id),
    );
    r.post(
      {
        path: "/channels/versions/:id/plans",
        verb: "channel.plan",
        summary: "Plan channels for a version; all of them or none",
        params: ById,
        body: PlanChannels.omit({ versionId: true }),
        answer: z.object({ planned: z.int() }),
      },
      async ({ input: { id, plans }, execute }) => (await execute(planChannels, { versionId: id, plans })).answer,
    );
    r.post(
      {
        path: "/channels/plans/:id/move",
        verb: "channel.plan",
        summary: "Another due day",
        params: ById,
        body: MovePlan.omit({ planId: true }),
        answer: PlanDone,
      },
      async ({ input: { id, ...rest }, execute }) => (await execute(movePlan, { planId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/channels/plans/:id/cancel",
        verb: "channel.plan",
        summary: "Drop a plan, with a reason",
        params: ById,
        body: CancelPlan.omit({ planId: true }),
        answer: PlanDone,
      },
      async ({ input: { id, reason }, execute }) => (await execute(cancelPlan, { planId: id, reason })).answer,
    );
    r.post(
      {
        path: "/channels/publications",
        verb: "channel.record",
        summary: "Enter what a person published",
        body: RecordPublication.omit({ publicationId: true }).extend({ id: z.uuid().optional() }),
        answer: PublicationDone,
        status: 201,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(recordPublication, { publicationId: id ?? newId<"Publication">(), ...rest })).answer,
    );
    r.post(
      {
        path: "/channels/publications/:id/take-down",
        verb: "channel.record",
        summary: "Enter that it was taken down",
        params: ById,
        body: TakeDown.omit({ publicationId: true }),
        answer: PublicationDone,
      },
      async ({ input: { id, ...rest }, execute }) => (await execute(takeDown, { publicationId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/channels/publications/:id/strike",
        verb: "channel.record",
        summary: "Strike out what was entered by mistake",
        params: ById,
        body: StrikePublication.omit({ publicationId: true }),
        answer: PublicationDone,
      },
      async ({ input: { id, reason }, execute }) =>
        (await execute(strikePublication, { publicationId: id, reason })).answer,
    );
    r.post(
      {
        path: "/channels",
        verb: "channel.configure",
        summary: "Set a channel from a day on",
        body: SetChannel,
        answer: z.object({ code: z.string() }),
      },
      async ({ input, execute }) => (await execute(setChannel, input)).answer,
    );
  });
}

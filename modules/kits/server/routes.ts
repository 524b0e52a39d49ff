import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { addDays, type CivilDate, isCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import {
  AddKitEvent,
  CloseKit,
  EditKit,
  KitDeadline,
  KitEvent,
  KitFilter,
  KitPage,
  KitRow,
  KitTimeliness,
  LinkKitItem,
  OpenKit,
  SetKitDeadline,
  StopKitEvent,
} from "../contract.ts";
import { addKitEvent, listKitEvents, stopKitEvent } from "./kit-events.ts";
import { kitPolicy } from "../policy.ts";
import { exportTimeliness } from "./export-kits.ts";
import { kitsOfPeriod, kitTimeliness, listKitDeadlines, listKits, readKitPage } from "./read-kits.ts";
import { closeKit, editKit, linkKitItem, openKit, setKitDeadline } from "./write-kit.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ id: z.string(), version: z.int() });
const Day = z.string().refine(isCivilDate, "field.date") as z.ZodType<CivilDate>;
const PeriodQuery = z.object({
  from: Day.optional().describe("First day of the matter; a year back without it"),
  to: Day.optional(),
  under: z.coerce.number().int().positive().optional(),
});

const periodOf = ({ from, to, under }: z.infer<typeof PeriodQuery>) => ({
  from: from ?? addDays(todayInVietnam(), -365),
  to: to ?? todayInVietnam(),
  under,
});

async function askedUnder(tx: Tx, principal: Principal, verb: "kit.list" | "kit.export", under: number | undefined) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(kitPolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}

export const kitRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/kits",
      verb: "kit.list",
      summary: "Rapid kits: what is open by its day, then what is done",
      query: KitFilter.extend(pageQuery),
      answer: pageOf(KitRow),
    },
    async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
      await askedUnder(tx, principal, "kit.list", filter.under);
      return listKits(tx, filter, limit, cursor);
    },
  );
  r.get(
    {
      path: "/kits/timeliness",
      verb: "kit.list",
      summary: "From the matter to the approved material to the first talk, by unit, with the kits behind each figure",
      query: PeriodQuery,
      answer: z.object({ from: Day, to: Day, units: z.array(KitTimeliness), kits: z.array(KitRow) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "kit.list", input.under);
      const period = periodOf(input);
      return {
        from: period.from,
        to: period.to,
        units: await kitTimeliness(tx, period),
        kits: await kitsOfPeriod(tx, period),
      };
    },
  );
  r.get(
    {
      path: "/kits/timeliness/export",
      verb: "kit.export",
      summary: "The same as a workbook",
      query: PeriodQuery,
      produces: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "kit.export", input.under);
      return exportTimeliness(tx, periodOf(input), language);
    },
  );
  r.get(
    {
      path: "/kits/deadlines",
      verb: "kit.list",
      summary: "Days by trigger, dated, with the legal basis",
      answer: z.object({ items: z.array(KitDeadline) }),
    },
    async ({ tx }) => ({ items: await listKitDeadlines(tx) }),
  );
  r.get(
    {
      path: "/kits/events",
      verb: "kit.list",
      summary: "The calendar of events that open kits by themselves, the next first",
      answer: z.object({ items: z.array(KitEvent) }),
    },
    async ({ tx, principal }) => ({ items: await listKitEvents(tx, principal) }),
  );
  r.post(
    {
      path: "/kits/events",
      verb: "kit.add-event",
      summary: "Put an event on the calendar",
      body: AddKitEvent.extend({ id: z.uuid().optional() }),
      answer: z.object({ id: z.string() }),
      status: 201,
    },
    async ({ input, execute }) => (await execute(addKitEvent, { ...input, id: input.id ?? newId() })).answer,
  );
  r.post(
    {
      path: "/kits/events/:id/stop",
      verb: "kit.add-event",
      summary: "It opens no more kits",
      params: ById,
      body: StopKitEvent.omit({ id: true }),
      answer: z.object({ id: z.string() }),
    },
    async ({ input, execute }) => (await execute(stopKitEvent, input)).answer,
  );
  r.get(
    { path: "/kits/:id", verb: "kit.view", summary: "One kit with its items", params: ById, answer: KitPage },
    ({ tx, principal, input }) => readKitPage(tx, principal, input.id),
  );
  r.post(
    {
      path: "/kits",
      verb: "kit.open",
      summary: "Open a kit: its deadline follows the rule of its trigger",
      body: OpenKit.extend({ id: z.uuid().optional() }),
      answer: Done,
      status: 201,
    },
    async ({ input, execute }) => (await execute(openKit, { ...input, id: input.id ?? newId<"Kit">() })).answer,
  );
  r.post(
    {
      path: "/kits/deadlines",
      verb: "kit.set-deadline",
      summary: "A new deadline from a day on; open kits keep theirs",
      body: SetKitDeadline,
      answer: z.object({ trigger: z.string(), days: z.int(), from: Day }),
    },
    async ({ input, execute }) => (await execute(setKitDeadline, input)).answer,
  );
  r.put(
    {
      path: "/kits/:id",
      verb: "kit.edit",
      summary: "Change title, topic, matter and the next update",
      params: ById,
      body: EditKit.omit({ id: true }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(editKit, input)).answer,
  );
  r.put(
    {
      path: "/kits/:id/items/:itemId",
      verb: "kit.edit",
      summary: "Say which material an item is, or none",
      params: ById.extend({ itemId: z.uuid() }),
      body: LinkKitItem.pick({ materialId: true }),
      answer: z.object({ id: z.string(), itemId: z.string(), materialId: z.string().nullable() }),
    },
    async ({ input, execute }) => (await execute(linkKitItem, input)).answer,
  );
  r.post(
    {
      path: "/kits/:id/close",
      verb: "kit.close",
      summary: "Close, or cancel with a reason",
      params: ById,
      body: CloseKit.omit({ id: true }),
      answer: Done.extend({ status: z.string() }),
    },
    async ({ input, execute }) => (await execute(closeKit, input)).answer,
  );
});

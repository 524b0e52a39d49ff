import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import {
  AddActivity,
  AddIncome,
  Allocate,
  AllowOver,
  CloseYear,
  FundingSource,
  HandOver,
  LinePage,
  MoneyEntry,
  MoneyYear,
  OpenLine,
  PlanActivity,
  RecordSponsorship,
  ReturnMoney,
  Reverse,
  SetPublicity,
  SetSource,
  SourceSetting,
  SpendingThing,
  Spend,
  SponsorshipRow,
  StrikeSponsorship,
} from "../contract.ts";
import { budgetPolicy } from "../policy.ts";
import { budgetCommands as commands } from "./commands.ts";
import { csvType, exportBudgets, xlsx } from "./export-budgets.ts";
import {
  EntryQuery,
  findThings,
  listEntries,
  listSourceSettings,
  listSources,
  readLinePage,
  ThingQuery,
} from "./line-page.ts";
import { readYear, YearQuery } from "./read-year.ts";
import { listSponsorships, SponsorshipQuery } from "./sponsorships.ts";

const ById = z.object({ id: z.uuid() });
const OfLine = z.object({ lineId: z.string() });

/** Over all that the caller sees, or below one unit. */
async function askedUnder(tx: Tx, principal: Principal, verb: keyof typeof budgetPolicy, under?: number) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(budgetPolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}

export const budgetRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/budgets",
      verb: "budget.list",
      summary: "A year's money by unit and line, as it was or under the units of today",
      query: YearQuery,
      answer: MoneyYear,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "budget.list", input.under);
      return readYear(tx, principal, input);
    },
  );
  r.get(
    {
      path: "/budgets/export",
      verb: "budget.export",
      summary: "The same as a workbook, or its lines as CSV",
      query: YearQuery.extend({ format: z.enum(["xlsx", "csv"]).default("xlsx") }),
      produces: [xlsx, csvType],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "budget.export", input.under);
      return exportBudgets(tx, principal, input, language);
    },
  );
  r.get(
    {
      path: "/budgets/sources",
      verb: "budget.list",
      summary: "Where money may come from today, with the legal basis",
      answer: z.object({ items: z.array(FundingSource) }),
    },
    async ({ tx }) => ({ items: await listSources(tx, todayInVietnam()) }),
  );
  r.get(
    {
      path: "/budgets/sources/settings",
      verb: "budget.list",
      summary: "Sources as they hold, held and will hold, with their legal basis",
      answer: z.object({ items: z.array(SourceSetting) }),
    },
    async ({ tx }) => ({ items: await listSourceSettings(tx) }),
  );
  r.post(
    {
      path: "/budgets/sources",
      verb: "budget.configure",
      summary: "A source from a day on",
      body: SetSource,
      answer: z.object({ code: z.string() }),
    },
    async ({ input, execute }) => (await execute(commands["budget.set-source"], input)).answer,
  );
  r.get(
    {
      path: "/budgets/things",
      verb: "budget.list",
      summary: "Tasks, talks, dialogues, kits that money may be meant for",
      query: ThingQuery,
      answer: z.object({ items: z.array(SpendingThing) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "budget.list");
      return findThings(tx, input);
    },
  );
  r.post(
    {
      path: "/budgets/lines",
      verb: "budget.write",
      summary: "Open a line with the estimate that was granted",
      body: OpenLine.omit({ lineId: true }).extend({ id: z.uuid().optional() }),
      answer: OfLine,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.open-line"], { lineId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/budgets/lines/:id",
      verb: "budget.view",
      summary: "One line with its activities and what was handed down from it",
      params: ById,
      answer: LinePage,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "budget.view");
      return readLinePage(tx, principal, input.id);
    },
  );
  r.get(
    {
      path: "/budgets/lines/:id/entries",
      verb: "budget.view",
      summary: "Its movements, the newest first",
      params: ById,
      query: EntryQuery,
      answer: pageOf(MoneyEntry),
    },
    async ({ tx, principal, input: { id, ...query } }) => {
      await askedUnder(tx, principal, "budget.view");
      return listEntries(tx, principal, id, query);
    },
  );
  r.post(
    {
      path: "/budgets/lines/:id/income",
      verb: "budget.write",
      summary: "More from outside on a line of the state budget",
      params: ById,
      body: AddIncome.omit({ lineId: true }),
      answer: OfLine,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.add-income"], { lineId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/lines/:id/allocate",
      verb: "budget.write",
      summary: "Hand down to units below, all of it or nothing",
      params: ById,
      body: Allocate.omit({ lineId: true }),
      answer: OfLine.extend({ lines: z.array(z.string()) }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.allocate"], { lineId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/lines/:id/return",
      verb: "budget.write",
      summary: "Give back to the line above",
      params: ById,
      body: ReturnMoney.omit({ lineId: true }),
      answer: OfLine,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.return"], { lineId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/lines/:id/activities",
      verb: "budget.write",
      summary: "What the line is meant for, with what is planned",
      params: ById,
      body: AddActivity.omit({ lineId: true }),
      answer: z.object({ activityId: z.string(), title: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.add-activity"], { lineId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/activities/:id/plan",
      verb: "budget.write",
      summary: "Plan another amount, with the reason",
      params: ById,
      body: PlanActivity.omit({ activityId: true }),
      answer: z.object({ activityId: z.string(), planned: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.plan-activity"], { activityId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/activities/:id/spend",
      verb: "budget.write",
      summary: "Enter a spending with its voucher",
      params: ById,
      body: Spend.omit({ activityId: true }),
      answer: z.object({ entryId: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.spend"], { activityId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/entries/:id/reverse",
      verb: "budget.write",
      summary: "Take a movement out by a counter-entry, with the right one in its place where there is one",
      params: ById,
      body: Reverse.omit({ reversesId: true }),
      answer: z.object({ entryId: z.string(), insteadId: z.string().nullable() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.reverse"], { reversesId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/lines/:id/allow",
      verb: "budget.decide",
      summary: "Decide that the line may go further below nothing, or less",
      params: ById,
      body: AllowOver.omit({ lineId: true }),
      answer: OfLine,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.allow-over"], { lineId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/lines/:id/hand-over",
      verb: "budget.write",
      summary: "What a unit that was ended had left goes to its successor",
      params: ById,
      body: HandOver.omit({ lineId: true }),
      answer: OfLine.extend({ amount: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.hand-over"], { lineId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/close",
      verb: "budget.decide",
      summary: "Close a unit's year: each line's rest returned, lapsed or carried over",
      body: CloseYear,
      answer: z.object({ unitId: z.int(), year: z.int() }),
    },
    async ({ input, execute }) => (await execute(commands["budget.close-year"], input)).answer,
  );
  r.post(
    {
      path: "/budgets/publicity",
      verb: "budget.decide",
      summary: "Whether anybody may look at a unit's year and all below it",
      body: SetPublicity,
      answer: z.object({ public: z.boolean() }),
    },
    async ({ input, execute }) => (await execute(commands["budget.set-publicity"], input)).answer,
  );
  r.get(
    {
      path: "/budgets/sponsorships",
      verb: "budget.list",
      summary: "The register of sponsors, the newest first",
      query: SponsorshipQuery,
      answer: pageOf(SponsorshipRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "budget.list", input.under);
      return listSponsorships(tx, principal, input);
    },
  );
  r.post(
    {
      path: "/budgets/sponsorships",
      verb: "budget.write",
      summary: "Enter what was given; of a private person without a name",
      body: RecordSponsorship.omit({ sponsorshipId: true }).extend({ id: z.uuid().optional() }),
      answer: z.object({ sponsorshipId: z.string(), lineId: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.record-sponsorship"], { sponsorshipId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/budgets/sponsorships/:id/strike",
      verb: "budget.write",
      summary: "Entered by mistake or given back",
      params: ById,
      body: StrikeSponsorship.omit({ sponsorshipId: true }),
      answer: z.object({ sponsorshipId: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["budget.strike-sponsorship"], { sponsorshipId: id, ...rest })).answer,
  );
});

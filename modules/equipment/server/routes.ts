import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import {
  AddEquipment,
  AnswerNeed,
  CheckEquipment,
  EquipmentKind,
  KindSetting,
  EquipmentPage,
  EquipmentRow,
  ExtendLoan,
  LendEquipment,
  LoanRow,
  NeedRow,
  NeedSum,
  ReportNeed,
  SetKind,
  TakeBack,
} from "../contract.ts";
import { equipmentPolicy } from "../policy.ts";
import { equipmentCommands as commands } from "./commands.ts";
import { exportEquipment, xlsx } from "./export-equipment.ts";
import { NeedQuery, readNeeds } from "./needs.ts";
import {
  EquipmentQuery,
  listEquipment,
  listKinds,
  listKindSettings,
  listLoans,
  LoanQuery,
  readEquipmentPage,
} from "./read-equipment.ts";

const ById = z.object({ id: z.uuid() });
const OfLoan = z.object({ loanId: z.string() });
const OfThing = z.object({ equipmentId: z.string() });

/** Over all that the caller sees, or below one unit. */
async function askedUnder(tx: Tx, principal: Principal, verb: keyof typeof equipmentPolicy, under?: number) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(equipmentPolicy, verb, principal, {
    unitPath: under === undefined ? own : await unitPath(tx, under),
    unitId: 0,
  });
}

export const equipmentRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/equipment",
      verb: "equipment.list",
      summary: "The register by name; without a state, what is lost or retired is left out",
      query: EquipmentQuery,
      answer: pageOf(EquipmentRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "equipment.list", input.under);
      return listEquipment(tx, input);
    },
  );
  r.get(
    {
      path: "/equipment/export",
      verb: "equipment.export",
      summary: "Register, loan log and this year's needs as a workbook",
      query: EquipmentQuery.pick({ under: true }),
      produces: [xlsx],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "equipment.export", input.under);
      return exportEquipment(tx, principal, input.under, language);
    },
  );
  r.get(
    {
      path: "/equipment/kinds",
      verb: "equipment.list",
      summary: "Kinds of today, with the legal basis",
      answer: z.object({ items: z.array(EquipmentKind) }),
    },
    async ({ tx }) => ({ items: await listKinds(tx, todayInVietnam()) }),
  );
  r.get(
    {
      path: "/equipment/kinds/settings",
      verb: "equipment.list",
      summary: "Kinds as they hold, held and will hold, with their legal basis",
      answer: z.object({ items: z.array(KindSetting) }),
    },
    async ({ tx }) => ({ items: await listKindSettings(tx) }),
  );
  r.post(
    {
      path: "/equipment/kinds",
      verb: "equipment.configure",
      summary: "A kind from a day on",
      body: SetKind,
      answer: z.object({ code: z.string() }),
    },
    async ({ input, execute }) => (await execute(commands["equipment.set-kind"], input)).answer,
  );
  r.get(
    {
      path: "/equipment/loans",
      verb: "equipment.list",
      summary: "The loan log: what is out by its day, or all of it",
      query: LoanQuery,
      answer: pageOf(LoanRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "equipment.list", input.under);
      return listLoans(tx, principal, input);
    },
  );
  r.get(
    {
      path: "/equipment/needs",
      verb: "equipment.list",
      summary: "A year's needs, and one list of them by kind beside what there is",
      query: NeedQuery,
      answer: z.object({ year: z.int(), items: z.array(NeedRow), sums: z.array(NeedSum) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "equipment.list", input.under);
      return readNeeds(tx, principal, input);
    },
  );
  r.post(
    {
      path: "/equipment/needs",
      verb: "equipment.write",
      summary: "Report what a unit misses",
      body: ReportNeed.omit({ needId: true }).extend({ id: z.uuid().optional() }),
      answer: z.object({ needId: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["equipment.report-need"], { needId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/equipment/needs/:id/answer",
      verb: "equipment.answer-need",
      summary: "Planned, met or declined, by who stands above",
      params: ById,
      body: AnswerNeed.omit({ needId: true }),
      answer: z.object({ needId: z.string(), status: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["equipment.answer-need"], { needId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/equipment",
      verb: "equipment.write",
      summary: "Enter a thing into the register",
      body: AddEquipment.omit({ equipmentId: true }).extend({ id: z.uuid().optional() }),
      answer: OfThing,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["equipment.add"], { equipmentId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/equipment/:id",
      verb: "equipment.view",
      summary: "One thing with every look at it and every loan",
      params: ById,
      answer: EquipmentPage,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "equipment.view");
      return readEquipmentPage(tx, principal, input.id);
    },
  );
  r.post(
    {
      path: "/equipment/:id/check",
      verb: "equipment.write",
      summary: "State and place as they are, or to another unit",
      params: ById,
      body: CheckEquipment.omit({ equipmentId: true }),
      answer: OfThing,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["equipment.check"], { equipmentId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/equipment/:id/lend",
      verb: "equipment.write",
      summary: "Lend it to another unit until a day",
      params: ById,
      body: LendEquipment.omit({ equipmentId: true }),
      answer: OfLoan,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["equipment.lend"], { equipmentId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/equipment/loans/:id/back",
      verb: "equipment.write",
      summary: "It is back, in this state",
      params: ById,
      body: TakeBack.omit({ loanId: true }),
      answer: OfLoan,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["equipment.take-back"], { loanId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/equipment/loans/:id/extend",
      verb: "equipment.write",
      summary: "Until another day",
      params: ById,
      body: ExtendLoan.omit({ loanId: true }),
      answer: OfLoan,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["equipment.extend-loan"], { loanId: id, ...rest })).answer,
  );
});

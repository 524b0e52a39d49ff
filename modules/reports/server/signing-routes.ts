import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import { ViewName } from "../contract.ts";
import {
  AnswerReopening,
  AskReopening,
  EndMandate,
  GiveMandate,
  Reopening,
  RevisedBelow,
  Signers,
} from "../contract-signing.ts";
import { reportPolicy } from "../policy.ts";
import { endMandate, giveMandate, signersOf } from "./mandates.ts";
import { answerReopening, askReopening, reopeningsOf, revisedBelow } from "./reopenings.ts";
import { getReport } from "./report-store.ts";
import { indicatorOf } from "./talks-behind.ts";

const ById = z.object({ id: z.uuid() });
const List = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() });

/** Who signs by which record; asking for a report back; what was revised below. */
export const signingRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/reports/signers",
      verb: "report.list",
      summary: "Who signs the reports of a unit",
      query: z.object({ unitId: z.coerce.number().int().positive() }),
      answer: Signers,
    },
    async ({ tx, principal, input }) => {
      authorise(reportPolicy, "report.list", principal, { unitPath: await unitPath(tx, input.unitId) });
      return signersOf(tx, input.unitId, principal, todayInVietnam());
    },
  );
  r.post(
    {
      path: "/reports/mandates",
      verb: "report.give-mandate",
      summary: "Name who signs in the head's stead, by a record",
      body: GiveMandate.omit({ mandateId: true }).extend({ id: z.uuid().optional() }),
      answer: z.object({ mandateId: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(giveMandate, { mandateId: id ?? newId<"Mandate">(), ...rest })).answer,
  );
  r.post(
    {
      path: "/reports/mandates/:id/end",
      verb: "report.give-mandate",
      summary: "Say the last day of such a record",
      params: ById,
      body: EndMandate.omit({ mandateId: true }),
      answer: z.object({ mandateId: z.string() }),
    },
    async ({ input: { id, lastDay }, execute }) => (await execute(endMandate, { mandateId: id, lastDay })).answer,
  );
  r.get(
    {
      path: "/reports/:id/reopenings",
      verb: "report.view",
      summary: "What was asked and answered about opening it again",
      params: ById,
      answer: List(Reopening),
    },
    async ({ tx, principal, input }) => {
      const report = await getReport(tx, input.id);
      authorise(reportPolicy, "report.view", principal, report);
      return { items: await reopeningsOf(tx, report.id, principal), nextCursor: null };
    },
  );
  r.post(
    {
      path: "/reports/:id/reopenings",
      verb: "report.ask-reopening",
      summary: "Ask the level above for the report back, with a reason",
      params: ById,
      body: AskReopening.omit({ reportId: true, reopeningId: true }).extend({ reopeningId: z.uuid().optional() }),
      answer: z.object({ reportId: z.string(), reopeningId: z.string() }),
      status: 201,
    },
    async ({ input: { id, reopeningId, reason }, execute }) =>
      (await execute(askReopening, { reportId: id, reopeningId: reopeningId ?? newId<"Reopening">(), reason })).answer,
  );
  r.post(
    {
      path: "/reports/reopenings/:id/answer",
      verb: "report.receive",
      summary: "Agree, and the report goes back; or say why not",
      params: ById,
      body: AnswerReopening.omit({ reopeningId: true }),
      answer: z.object({ reportId: z.string(), reopeningId: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(answerReopening, { reopeningId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/reports/:id/revised-below",
      verb: "report.view",
      summary: "Reports below that went back: one figure before and now, and why",
      params: ById,
      query: z.object({ indicator: z.string().max(60).default("talks"), view: ViewName.default("as-is") }),
      answer: List(RevisedBelow),
    },
    async ({ tx, principal, input }) => {
      const report = await getReport(tx, input.id);
      authorise(reportPolicy, "report.view", principal, report);
      return { items: await revisedBelow(tx, report, indicatorOf(input.indicator), input.view), nextCursor: null };
    },
  );
});

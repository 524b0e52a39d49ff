import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { BuildFile, ReportTask, ViewName } from "../contract.ts";
import {
  AddQuote,
  AnswerCheck,
  CheckAnswer,
  ComposeTemplate,
  Duty,
  FoundReference,
  IndicatorAnswer,
  Merged,
  Passage,
  QuoteAnswer,
  RemindSenders,
  ReportPath,
  SenderBoard,
  SendReport,
  SetDuty,
  SignReport,
  TemplateAnswer,
  UnsignReport,
} from "../contract-sending.ts";
import { reportPolicy } from "../policy.ts";
import { reportChecks } from "./checks.ts";
import { endDuty, remindSenders, setDuty } from "./duties.ts";
import { buildFile } from "./freeze-report.ts";
import { lookUp } from "./look-up.ts";
import { mergedOf, passagesBelow } from "./merge.ts";
import { addQuote, quotesOf, removeQuote } from "./quotes.ts";
import { getReport } from "./report-store.ts";
import { acceptSending, reportPath, returnSending, sendReport } from "./send-report.ts";
import { getDuty, listDuties, senderBoard } from "./senders.ts";
import { answerCheck, signReport, unsignReport } from "./signings.ts";
import { indicatorOf } from "./talks-behind.ts";
import { readFile, tasksOf } from "./tasks.ts";
import { composeTemplate, listIndicators, listTemplates } from "./templates.ts";

const ById = z.object({ id: z.uuid() });
const List = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() });
const Done = z.object({ reportId: z.string() }).loose();

async function seen(tx: Tx, principal: Principal, id: string) {
  const report = await getReport(tx, id);
  // who received it reads it too: row-level security has shown it, and the policy is asked at either end
  const path = report.unitPath;
  authorise(reportPolicy, "report.view", principal, { ...report, unitPath: path });
  return report;
}
const anyUnit = (principal: Principal) => ({
  unitPath: principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
});

/** Signing, sending, returning, merging, quoting, checking, templates, duties, look-up. */
export const sendingRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/reports/look-up",
      verb: "report.list",
      summary: "The figure behind a printed reference (4K7-29MQ.1.10)",
      query: z.object({ reference: z.string().min(9).max(40) }),
      answer: FoundReference,
    },
    async ({ tx, principal, input }) => {
      authorise(reportPolicy, "report.list", principal, anyUnit(principal));
      return lookUp(tx, principal, input.reference);
    },
  );
  r.get(
    {
      path: "/reports/indicators",
      access: "signed-in",
      summary: "The catalogue of indicators",
      answer: List(IndicatorAnswer),
    },
    async ({ tx }) => ({ items: await listIndicators(tx), nextCursor: null }),
  );
  r.get(
    { path: "/reports/templates", access: "signed-in", summary: "Report templates", answer: List(TemplateAnswer) },
    async ({ tx }) => ({ items: await listTemplates(tx), nextCursor: null }),
  );
  r.post(
    {
      path: "/reports/templates",
      verb: "report.compose",
      summary: "Compose a unit's own template, or change it",
      body: ComposeTemplate,
      answer: z.object({ id: z.string(), version: z.int() }),
      status: 201,
    },
    async ({ input, execute }) => (await execute(composeTemplate, input)).answer,
  );

  r.get(
    {
      path: "/reports/duties",
      verb: "report.list",
      summary: "Who must send what to whom by when",
      query: z.object({ receiverId: z.coerce.number().int().positive().optional() }),
      answer: List(Duty),
    },
    async ({ tx, principal, input }) => {
      authorise(reportPolicy, "report.list", principal, anyUnit(principal));
      return { items: await listDuties(tx, input, todayInVietnam()), nextCursor: null };
    },
  );
  r.post(
    {
      path: "/reports/duties",
      verb: "report.set-duty",
      summary: "Say who must send what by when, from a day on",
      body: SetDuty,
      answer: z.object({ dutyId: z.int() }),
      status: 201,
    },
    async ({ input, execute }) => (await execute(setDuty, input)).answer,
  );
  r.post(
    {
      path: "/reports/duties/:dutyId/end",
      verb: "report.set-duty",
      summary: "End a duty",
      params: z.object({ dutyId: z.coerce.number().int().positive() }),
      body: z.object({ lastDay: z.iso.date() }),
      answer: z.object({ dutyId: z.int() }),
    },
    async ({ input, execute }) => (await execute(endDuty, input)).answer,
  );
  r.get(
    {
      path: "/reports/duties/:dutyId/senders",
      verb: "report.receive",
      summary: "Who has sent, who is late, what was returned",
      params: z.object({ dutyId: z.coerce.number().int().positive() }),
      query: z.object({ period: z.string().max(16).optional() }),
      answer: SenderBoard,
    },
    async ({ tx, principal, input }) => {
      const duty = await getDuty(tx, input.dutyId, todayInVietnam());
      authorise(reportPolicy, "report.receive", principal, { unitPath: await unitPath(tx, duty.receiverId) });
      return senderBoard(tx, input.dutyId, input.period, todayInVietnam());
    },
  );
  r.post(
    {
      path: "/reports/duties/:dutyId/reminders",
      verb: "report.remind",
      summary: "A numbered letter to units that are late",
      params: z.object({ dutyId: z.coerce.number().int().positive() }),
      body: RemindSenders.omit({ dutyId: true, reminderId: true }).extend({ id: z.uuid().optional() }),
      answer: z.object({ documentId: z.string(), symbol: z.string(), reminded: z.int() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(remindSenders, { reminderId: id ?? newId<"Reminder">(), ...rest })).answer,
  );

  r.get(
    {
      path: "/reports/:id/tasks",
      verb: "report.view",
      summary: "Work under way and done",
      params: ById,
      answer: List(ReportTask),
    },
    async ({ tx, principal, input }) => {
      const report = await seen(tx, principal, input.id);
      return { items: await tasksOf(tx, report.id), nextCursor: null };
    },
  );
  r.post(
    {
      path: "/reports/:id/files",
      verb: "report.build-file",
      summary: "Ask for a file, made in the background",
      params: ById,
      body: BuildFile.omit({ reportId: true }),
      answer: z.object({ reportId: z.string(), taskId: z.string() }),
      status: 202,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(buildFile, { reportId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/reports/:id/files/:taskId",
      verb: "report.export",
      summary: "A file that was made",
      params: ById.extend({ taskId: z.uuid() }),
      produces: [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      ],
    },
    async ({ tx, principal, input }) => {
      const report = await getReport(tx, input.id);
      authorise(reportPolicy, "report.export", principal, report);
      const file = await readFile(tx, report.id, input.taskId);
      return new FileAnswer({ bytes: file.content, mediaType: file.mediaType, fileName: file.name });
    },
  );

  r.get(
    {
      path: "/reports/:id/path",
      verb: "report.view",
      summary: "Who signed, to whom it went, what came back",
      params: ById,
      answer: ReportPath,
    },
    async ({ tx, principal, input }) => reportPath(tx, await seen(tx, principal, input.id), principal),
  );
  r.get(
    {
      path: "/reports/:id/questions",
      verb: "report.view",
      summary: "What is asked before signing, with the answers",
      params: ById,
      answer: List(CheckAnswer),
    },
    async ({ tx, principal, input }) => ({
      items: await reportChecks(tx, await seen(tx, principal, input.id), new Date()),
      nextCursor: null,
    }),
  );
  r.post(
    {
      path: "/reports/:id/questions",
      verb: "report.answer-check",
      summary: "Answer what a check asked",
      params: ById,
      body: AnswerCheck.omit({ reportId: true }),
      answer: Done,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(answerCheck, { reportId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/reports/:id/sign",
      verb: "report.sign",
      summary: "The head signs the frozen figures and the words",
      params: ById,
      body: SignReport.omit({ reportId: true }),
      answer: Done,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(signReport, { reportId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/reports/:id/unsign",
      verb: "report.unsign",
      summary: "Take a signature back before the report goes out",
      params: ById,
      body: UnsignReport.omit({ reportId: true }),
      answer: Done,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(unsignReport, { reportId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/reports/:id/sendings",
      verb: "report.send",
      summary: "Send the signed report to the level above",
      params: ById,
      body: SendReport.omit({ reportId: true, sendingId: true }).extend({ sendingId: z.uuid().optional() }),
      answer: Done,
      status: 201,
    },
    async ({ input: { id, sendingId, ...rest }, execute }) =>
      (await execute(sendReport, { reportId: id, sendingId: sendingId ?? newId<"Sending">(), ...rest })).answer,
  );
  r.post(
    {
      path: "/reports/sendings/:id/return",
      verb: "report.receive",
      summary: "Send it back with a reason",
      params: ById,
      body: z.object({ reason: z.string().trim().min(1).max(1000) }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(returnSending, { sendingId: input.id, reason: input.reason })).answer,
  );
  r.post(
    {
      path: "/reports/sendings/:id/accept",
      verb: "report.receive",
      summary: "Approve it: locked until returned",
      params: ById,
      answer: Done,
    },
    async ({ input, execute }) => (await execute(acceptSending, { sendingId: input.id })).answer,
  );

  r.get(
    {
      path: "/reports/:id/merged",
      verb: "report.view",
      summary: "One indicator of the report beside what units below sent",
      params: ById,
      query: z.object({ indicator: z.string().max(60).default("talks"), view: ViewName.default("as-is") }),
      answer: Merged,
    },
    async ({ tx, principal, input }) =>
      mergedOf(tx, await seen(tx, principal, input.id), indicatorOf(input.indicator), input.view, todayInVietnam()),
  );
  r.get(
    {
      path: "/reports/:id/passages",
      verb: "report.view",
      summary: "What units below wrote, to be quoted",
      params: ById,
      answer: List(Passage),
    },
    async ({ tx, principal, input }) => ({
      items: await passagesBelow(tx, await seen(tx, principal, input.id)),
      nextCursor: null,
    }),
  );
  r.get(
    {
      path: "/reports/:id/quotes",
      verb: "report.view",
      summary: "Passages quoted",
      params: ById,
      answer: List(QuoteAnswer),
    },
    async ({ tx, principal, input }) => ({
      items: await quotesOf(tx, (await seen(tx, principal, input.id)).id),
      nextCursor: null,
    }),
  );
  r.post(
    {
      path: "/reports/:id/quotes",
      verb: "report.quote",
      summary: "Quote a passage word for word",
      params: ById,
      body: AddQuote.omit({ reportId: true, quoteId: true }).extend({ quoteId: z.uuid().optional() }),
      answer: Done,
      status: 201,
    },
    async ({ input: { id, quoteId, ...rest }, execute }) =>
      (await execute(addQuote, { reportId: id, quoteId: quoteId ?? newId<"Quote">(), ...rest })).answer,
  );
  r.delete(
    {
      path: "/reports/:id/quotes/:quoteId",
      verb: "report.quote",
      summary: "Take a quoted passage out",
      params: ById.extend({ quoteId: z.uuid() }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(removeQuote, { reportId: input.id, quoteId: input.quoteId })).answer,
  );
});

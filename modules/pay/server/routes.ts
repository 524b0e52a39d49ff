import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import {
  AddRate,
  ApproveRun,
  CorrectRate,
  DecideExceptions,
  EndRate,
  IssueSchedule,
  MakeRun,
  OpenMonth,
  OwnLine,
  PayBudget,
  RateList,
  RunLine,
  RunPage,
  RunReason,
  RunRow,
  runStatuses,
  RunSeen,
  RunTask,
  SetBudget,
  SetReference,
} from "../contract.ts";
import { payPolicy } from "../policy.ts";
import { payCommands as commands } from "./commands.ts";
import { getNamedRun } from "./issue-schedule.ts";
import { listOpenMonths, listRuns, RunQuery } from "./list-runs.ts";
import { listRates } from "./rates.ts";
import { budgetsOf } from "./post-run.ts";
import { readOwnLines, readRunLines } from "./run-lines.ts";
import { readRunPage } from "./run-page.ts";
import { DOCX, gatherSchedule, scheduleDocument, scheduleTitle, writeScheduleWorkbook, XLSX } from "./schedule.ts";
import { getRun } from "./store.ts";
import { openTask } from "./tasks.ts";

const ById = z.object({ id: z.uuid() });
/** A job does it: the run's page tells how far it is. */
const AskedWork = z.object({ runId: z.string(), version: z.int(), status: z.literal("draft"), taskId: z.string() });
const Moved = z.object({ runId: z.string(), version: z.int(), status: z.enum(runStatuses) });
const RateMade = z.object({ rateId: z.string(), version: z.int() });

async function askedUnder(tx: Tx, principal: Principal, verb: keyof typeof payPolicy, under?: number) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(payPolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}

/** A run at whose unit the caller may read. @throws pay.not-found, access.denied */
async function seenRun(tx: Tx, principal: Principal, id: string): Promise<void> {
  await askedUnder(tx, principal, "pay.view", (await getRun(tx, id)).unitId);
}

export const payRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/pay/rates",
      verb: "pay.list",
      summary: "Rates with their legal basis, several provinces' side by side",
      answer: RateList,
    },
    async ({ tx, principal, language }) => {
      await askedUnder(tx, principal, "pay.list");
      return listRates(tx, principal, language);
    },
  );
  r.post(
    {
      path: "/pay/rates",
      verb: "pay.set-rate",
      summary: "A rate that a resolution grants, from a day on",
      body: AddRate.omit({ rateId: true }).extend({ id: z.uuid().optional() }),
      answer: RateMade,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.add-rate"], { rateId: id ?? newId(), ...rest })).answer,
  );
  r.put(
    {
      path: "/pay/rates/:id",
      verb: "pay.set-rate",
      summary: "Correct a rate by which nothing was paid yet",
      params: ById,
      body: CorrectRate.omit({ rateId: true }),
      answer: RateMade,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.correct-rate"], { rateId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/pay/rates/:id/end",
      verb: "pay.set-rate",
      summary: "Its last day, or none again",
      params: ById,
      body: EndRate.omit({ rateId: true }),
      answer: RateMade,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.end-rate"], { rateId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/pay/mine",
      verb: "pay.own",
      summary: "One's own lines of approved runs",
      answer: z.object({ items: z.array(OwnLine) }),
    },
    async ({ tx, principal }) => ({
      items: principal.personId === null ? [] : await readOwnLines(tx, principal.personId, { limit: 500 }),
    }),
  );
  r.get(
    {
      path: "/pay/open-months",
      verb: "pay.list",
      summary: "Months with verified talks for which nobody has made a run",
      answer: z.object({ items: z.array(OpenMonth) }),
    },
    async ({ tx, principal }) => {
      await askedUnder(tx, principal, "pay.list");
      return listOpenMonths(tx, todayInVietnam());
    },
  );
  r.get(
    {
      path: "/pay/runs",
      verb: "pay.list",
      summary: "Pay runs, the newest month first",
      query: RunQuery,
      answer: pageOf(RunRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "pay.list", input.under);
      return listRuns(tx, input);
    },
  );
  r.post(
    {
      path: "/pay/runs",
      verb: "pay.write",
      summary: "Make a run of a unit and a month; a job computes it",
      body: MakeRun.omit({ runId: true }).extend({ id: z.uuid().optional() }),
      answer: AskedWork,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.make-run"], { runId: id ?? newId(), ...rest })).answer,
  );
  r.get(
    {
      path: "/pay/runs/:id",
      verb: "pay.view",
      summary: "A run: who is paid what, and its exceptions",
      params: ById,
      answer: RunPage,
    },
    async ({ tx, principal, input }) => {
      await seenRun(tx, principal, input.id);
      return readRunPage(tx, principal, input.id);
    },
  );
  r.get(
    {
      path: "/pay/runs/:id/task",
      verb: "pay.view",
      summary: "How far the job is that computes the run; null where none is under way and the last one did not fail",
      params: ById,
      answer: z.object({ task: RunTask.nullable() }),
    },
    async ({ tx, principal, input }) => {
      await seenRun(tx, principal, input.id);
      return { task: await openTask(tx, input.id) };
    },
  );
  r.get(
    {
      path: "/pay/runs/:id/lines",
      verb: "pay.view",
      summary: "Lines with how they came about, down to the talk; of one person where one is named",
      params: ById,
      query: z.object({ person: z.uuid().optional() }),
      answer: z.object({ items: z.array(RunLine) }),
    },
    async ({ tx, principal, input }) => {
      await seenRun(tx, principal, input.id);
      return { items: await readRunLines(tx, input.id, input.person) };
    },
  );
  r.post(
    {
      path: "/pay/runs/:id/compute",
      verb: "pay.write",
      summary: "Compute the draft again from what is so now, in a job",
      params: ById,
      answer: AskedWork,
    },
    async ({ input, execute }) => (await execute(commands["pay.compute-run"], { runId: input.id })).answer,
  );
  r.post(
    {
      path: "/pay/runs/:id/decisions",
      verb: "pay.write",
      summary: "Pay or leave exceptions of one kind, with the reason",
      params: ById,
      body: DecideExceptions.omit({ runId: true }),
      answer: AskedWork,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.decide"], { runId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/pay/runs/:id/submit",
      verb: "pay.write",
      summary: "Hand it to the checker as it was looked at, once a job has seen that nothing has moved",
      params: ById,
      body: RunSeen.omit({ runId: true }),
      answer: AskedWork,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.submit-run"], { runId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/pay/runs/:id/approve",
      verb: "pay.check",
      summary: "Approve and lock it; by somebody who had no hand in it",
      params: ById,
      body: ApproveRun.omit({ runId: true }),
      answer: Moved,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.approve-run"], { runId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/pay/runs/:id/return",
      verb: "pay.return",
      summary: "Back to its makers, with the reason",
      params: ById,
      body: RunReason.omit({ runId: true }),
      answer: Moved,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.return-run"], { runId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/pay/runs/:id/discard",
      verb: "pay.write",
      summary: "Discard a draft; what it held is free again",
      params: ById,
      body: RunReason.omit({ runId: true }),
      answer: Moved,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.discard-run"], { runId: id, ...rest })).answer,
  );
  r.put(
    {
      path: "/pay/runs/:id/reference",
      verb: "pay.write",
      summary: "How the accounting system calls the payment; never an account or a citizen number",
      params: ById,
      body: SetReference.omit({ runId: true }),
      answer: Moved,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.set-reference"], { runId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/pay/runs/:id/budgets",
      verb: "pay.view",
      summary: "Activities of the unit's budget lines that the run may be paid from, with what each line has left",
      params: ById,
      answer: z.object({ items: z.array(PayBudget) }),
    },
    async ({ tx, principal, input }) => {
      await seenRun(tx, principal, input.id);
      return { items: await budgetsOf(tx, await getRun(tx, input.id), todayInVietnam()) };
    },
  );
  r.put(
    {
      path: "/pay/runs/:id/budget",
      verb: "pay.write",
      summary: "What it is paid from: entered when it is approved, or at once where it is approved already",
      params: ById,
      body: SetBudget.omit({ runId: true }),
      answer: Moved,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.set-budget"], { runId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/pay/runs/:id/schedule",
      verb: "pay.view",
      summary: "The schedule as DOCX (format of Decree 30, without a number) or XLSX",
      params: ById,
      query: z.object({ format: z.enum(["docx", "xlsx"]).default("docx") }),
      produces: [DOCX, XLSX],
    },
    async ({ tx, principal, input }) => {
      await seenRun(tx, principal, input.id);
      const schedule = await gatherSchedule(tx, await getNamedRun(tx, input.id));
      const document = await scheduleDocument(tx, schedule, todayInVietnam());
      const fileName = `Bảng kê ${scheduleTitle(schedule.run)}.${input.format}`;
      if (input.format === "xlsx")
        return new FileAnswer({
          bytes: await writeScheduleWorkbook(schedule, document.issuer.issuer),
          mediaType: XLSX,
          fileName,
        });
      return new FileAnswer({ bytes: await document.write(null), mediaType: DOCX, fileName });
    },
  );
  r.post(
    {
      path: "/pay/runs/:id/issue",
      verb: "pay.write",
      summary: "Issue the schedule of an approved run with the next number of the unit's register",
      params: ById,
      body: IssueSchedule.omit({ runId: true }),
      answer: z.object({ runId: z.string(), version: z.int(), documentId: z.string(), symbol: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["pay.issue-schedule"], { runId: id, ...rest })).answer,
  );
});

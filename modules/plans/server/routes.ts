import { createHash } from "node:crypto";
import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import {
  AddTask,
  AssignTask,
  CreatePlan,
  DropTask,
  EditPlan,
  EditTask,
  ImportPlan,
  IssuedList,
  IssuePlan,
  MergeTasks,
  MovePlan,
  MoveTask,
  PlanPage,
  PlanPreview,
  PlanRow,
  RecordProgress,
  RemindUnits,
  SetClauseAside,
  SetHeadcount,
  SplitTask,
} from "../contract.ts";
import { PlanItem } from "../work-answers.ts";
import { planPolicy } from "../policy.ts";
import { itemsBehind } from "./assignments.ts";
import { askedUnder } from "./asked-under.ts";
import { planCommands } from "./commands.ts";
import { importPlanCommand } from "./import-plan.ts";
import { readIssued } from "./issued-status.ts";
import { DOCX, gatherPlan, writePlan } from "./issue-plan.ts";
import { listPlans, PlanQuery } from "./list-plans.ts";
import { readPlanPage } from "./plan-page.ts";
import { readPlanFile } from "./read-plan-file.ts";
import { presentReading } from "./present-reading.ts";
import { lockPlan } from "./store.ts";

const ById = z.object({ id: z.uuid() });
const fileLimit = 8 * 1024 * 1024;
const OfTask = z.object({ planId: z.string(), taskId: z.string() });
const OfPlan = z.object({ planId: z.string() });
const Issued = z.object({ planId: z.string(), documentId: z.string(), symbol: z.string() });
const commands = planCommands;

export const planRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/plans",
      verb: "plan.list",
      summary: "Plans of one's units and those that gave them tasks",
      query: PlanQuery,
      answer: pageOf(PlanRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.list", input.under);
      return listPlans(tx, principal, input);
    },
  );
  r.post(
    {
      path: "/plans/import/preview",
      verb: "plan.import",
      summary:
        "What a file (DOCX, PDF with text, or text) would be read into, each part with its place in the text; nothing is kept",
      query: ImportPlan.pick({ unitId: true }).extend({ unitId: z.coerce.number().int().positive() }),
      bytes: { maxBytes: fileLimit },
      answer: PlanPreview,
    },
    async ({ input, bytes, principal, inTransaction }) => {
      await inTransaction(async (tx) =>
        authorise(planPolicy, "plan.import", principal, { unitPath: await unitPath(tx, input.unitId) }),
      );
      return presentReading(await readPlanFile(bytes));
    },
  );
  r.post(
    {
      path: "/plans/import",
      verb: "plan.import",
      summary: "Read a file and keep what was read as a draft to be corrected",
      query: z.object({
        unitId: z.coerce.number().int().positive(),
        fileName: z.string().trim().min(1).max(300),
        planId: z.uuid().optional(),
      }),
      bytes: { maxBytes: fileLimit },
      answer: z.object({ planId: z.string(), tasks: z.int(), clauses: z.int(), withoutTask: z.int() }),
      status: 201,
    },
    async ({ input, bytes, execute, principal, inTransaction }) => {
      await inTransaction(async (tx) =>
        authorise(planPolicy, "plan.import", principal, { unitPath: await unitPath(tx, input.unitId) }),
      );
      const payload = {
        planId: input.planId ?? newId(),
        unitId: input.unitId,
        fileName: input.fileName,
        fileHash: createHash("sha256").update(bytes).digest("hex"),
      };
      return (await execute(importPlanCommand(await readPlanFile(bytes)), payload)).answer;
    },
  );
  r.post(
    {
      path: "/plans",
      verb: "plan.write",
      summary: "An empty plan, or a unit's own from what it was given (parentId)",
      body: CreatePlan.omit({ planId: true }).extend({ id: z.uuid().optional() }),
      answer: OfPlan.extend({ tasks: z.int() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.create"], { planId: id ?? newId(), ...rest })).answer,
  );
  r.get(
    {
      path: "/plans/:id",
      verb: "plan.view",
      summary: "A plan with its source, clauses, tasks, who was given them and how far they are",
      params: ById,
      answer: PlanPage,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.view");
      return readPlanPage(tx, principal, input.id);
    },
  );
  r.patch(
    {
      path: "/plans/:id",
      verb: "plan.write",
      summary: "Title, symbol, days",
      params: ById,
      body: EditPlan.omit({ planId: true }),
      answer: OfPlan.extend({ version: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.edit"], { planId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/plans/:id/state",
      verb: "plan.write",
      summary: "Adopt it, close it, take it up again",
      params: ById,
      body: MovePlan.omit({ planId: true }),
      answer: OfPlan.extend({ status: z.string() }),
    },
    async ({ input, execute }) => (await execute(commands["plan.move"], { planId: input.id, to: input.to })).answer,
  );
  r.post(
    {
      path: "/plans/clauses/:id/aside",
      verb: "plan.write",
      summary: "A clause without a task was looked at: why nothing follows from it",
      params: ById,
      body: SetClauseAside.omit({ clauseId: true }),
      answer: OfPlan,
    },
    async ({ input, execute }) =>
      (await execute(commands["plan.set-clause-aside"], { clauseId: input.id, reason: input.reason })).answer,
  );
  r.post(
    {
      path: "/plans/:id/tasks",
      verb: "plan.write",
      summary: "Add a task, in one's own words or from a clause",
      params: ById,
      body: AddTask.omit({ planId: true, taskId: true }).extend({ taskId: z.uuid().optional() }),
      answer: OfTask,
      status: 201,
    },
    async ({ input: { id, taskId, ...rest }, execute }) =>
      (await execute(commands["plan.add-task"], { planId: id, taskId: taskId ?? newId(), ...rest })).answer,
  );
  r.patch(
    {
      path: "/plans/tasks/:id",
      verb: "plan.write",
      summary: "Words, nature, day, target of a task",
      params: ById,
      body: EditTask.omit({ taskId: true }),
      answer: OfTask,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.edit-task"], { taskId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/plans/tasks/:id/split",
      verb: "plan.write",
      summary: "Cut it in two at an offset of the source",
      params: ById,
      body: SplitTask.omit({ taskId: true, newTaskId: true }).extend({ newTaskId: z.uuid().optional() }),
      answer: OfTask,
    },
    async ({ input: { id, newTaskId, ...rest }, execute }) =>
      (await execute(commands["plan.split-task"], { taskId: id, newTaskId: newTaskId ?? newId(), ...rest })).answer,
  );
  r.post(
    {
      path: "/plans/tasks/:id/merge",
      verb: "plan.write",
      summary: "Draw another task of the plan into it",
      params: ById,
      body: MergeTasks.omit({ taskId: true }),
      answer: OfTask,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.merge-tasks"], { taskId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/plans/tasks/:id/move",
      verb: "plan.write",
      summary: "Under another clause, or one place up or down",
      params: ById,
      body: MoveTask.omit({ taskId: true }),
      answer: OfTask,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.move-task"], { taskId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/plans/tasks/:id/drop",
      verb: "plan.write",
      summary: "No task after all, with the reason; null takes it up again",
      params: ById,
      body: DropTask.omit({ taskId: true }),
      answer: OfTask,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.drop-task"], { taskId: id, ...rest })).answer,
  );
  r.put(
    {
      path: "/plans/tasks/:id/units",
      verb: "plan.write",
      summary: "Who leads and who coordinates, as a whole",
      params: ById,
      body: AssignTask.omit({ taskId: true }),
      answer: OfTask.extend({ units: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.assign-task"], { taskId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/plans/tasks/:id/progress",
      verb: "plan.progress",
      summary: "What a unit did for a task, with its evidence",
      params: ById,
      body: RecordProgress.omit({ taskId: true, progressId: true }).extend({ progressId: z.uuid().optional() }),
      answer: OfTask,
      status: 201,
    },
    async ({ input: { id, progressId, ...rest }, execute }) =>
      (await execute(commands["plan.record-progress"], { taskId: id, progressId: progressId ?? newId(), ...rest }))
        .answer,
  );
  r.get(
    {
      path: "/plans/tasks/:id/items",
      verb: "plan.view",
      summary:
        "Each thing that was counted for a task at a unit: talks, answers, dialogues, drafts, documents, courses",
      params: ById,
      query: z.object({ unitId: z.coerce.number().int().positive(), look: z.enum(["now", "then"]).default("now") }),
      answer: z.object({ items: z.array(PlanItem) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.view", input.unitId);
      return itemsBehind(tx, input.id, input.unitId, input.look);
    },
  );
  r.get(
    {
      path: "/plans/:id/issued",
      verb: "plan.view",
      summary: "Who was given something and has issued a plan, and who has not",
      params: ById,
      answer: IssuedList,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.view");
      return readIssued(tx, principal, input.id);
    },
  );
  r.put(
    {
      path: "/plans/headcounts",
      verb: "plan.progress",
      summary: "Staff on the books of a unit in a year",
      body: SetHeadcount,
      answer: z.object({ unitId: z.int(), year: z.int() }),
    },
    async ({ input, execute }) => (await execute(commands["plan.set-headcount"], input)).answer,
  );
  r.post(
    {
      path: "/plans/:id/document",
      verb: "plan.issue",
      summary: "The plan as it would go out, without a number; nothing is stored",
      params: ById,
      produces: [DOCX],
    },
    ({ principal, input, inTransaction }) =>
      inTransaction(async (tx) => {
        const content = await gatherPlan(tx, await lockPlan(tx, principal, input.id, "plan.issue"), todayInVietnam());
        const { issuer } = content;
        const signer = {
          position: issuer.signerPosition,
          name: issuer.signerName,
          ...(issuer.capacity ? { capacity: issuer.capacity } : {}),
        };
        const bytes = await writePlan(content, {
          number: null,
          symbol: `KH-${issuer.abbreviation}`,
          date: null,
          signer,
        });
        return new FileAnswer({ bytes, mediaType: DOCX, fileName: "ke-hoach-du-thao.docx" });
      }),
  );
  r.post(
    {
      path: "/plans/:id/issue",
      verb: "plan.issue",
      summary: "Issue it with the next number of the unit's register",
      params: ById,
      body: IssuePlan.omit({ planId: true }),
      answer: Issued,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["plan.issue"], { planId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/plans/:id/remind",
      verb: "plan.issue",
      summary: "Issue a letter that urges units without a plan of their own",
      params: ById,
      body: RemindUnits.omit({ planId: true, reminderId: true }).extend({ reminderId: z.uuid().optional() }),
      answer: Issued,
    },
    async ({ input: { id, reminderId, ...rest }, execute }) =>
      (await execute(commands["plan.remind"], { planId: id, reminderId: reminderId ?? newId(), ...rest })).answer,
  );
});

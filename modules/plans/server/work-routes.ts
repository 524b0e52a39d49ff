import { z } from "zod";
import { newId } from "#kernel/ids.ts";
import { pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { BriefingList, BriefingTalk, lateCodes, TieTalk } from "../contract.ts";
import { OpenTask, PlanCalendar, PlanLate, PlanTimeline, TalkTasks, TaskPage } from "../work-answers.ts";
import { askedUnder } from "./asked-under.ts";
import { readBriefing, readBriefingTalks } from "./briefing.ts";
import { readTaskPage, tasksOfTalk } from "./chain.ts";
import { planCommands } from "./commands.ts";
import { openTaskQuery, openTasks, PlanTalk } from "./tie-talk.ts";
import { readCalendar, readLate, readTimeline } from "./work.ts";

const ById = z.object({ id: z.uuid() });
const under = z.coerce
  .number()
  .int()
  .positive()
  .optional()
  .describe("What was given to this unit and those under it; everything in sight where absent");
const briefing = {
  symbol: z.string().max(60).optional(),
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  look: z.enum(["now", "then"]).optional(),
};
const Asked = { under, planId: z.uuid().optional() };

/** What is due when, what is late and why, and the way from a clause down to a talk and back. */
export const workRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/plans/late",
      verb: "plan.list",
      summary: "What is late and why: not begun, not verified, waiting for whom, a unit that ended, evidence missing",
      query: z.object({ ...Asked, reason: z.enum(lateCodes).optional(), ...pageQuery }),
      answer: PlanLate,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.list", input.under);
      return readLate(tx, principal, input);
    },
  );
  r.get(
    {
      path: "/plans/:id/briefing",
      verb: "plan.view",
      summary: "Staff reached by briefings on a directive over staff on the books, by unit, as it is or as it was",
      params: ById,
      query: z.object(briefing),
      answer: BriefingList,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.view");
      return readBriefing(tx, input.id, input);
    },
  );
  r.get(
    {
      path: "/plans/:id/briefing/talks",
      verb: "plan.view",
      summary: "The briefings behind a unit's figure",
      params: ById,
      query: z.object({ ...briefing, unitId: z.coerce.number().int().positive() }),
      answer: z.object({ items: z.array(BriefingTalk) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.view", input.unitId);
      return readBriefingTalks(tx, input.id, input);
    },
  );
  r.get(
    {
      path: "/plans/calendar",
      verb: "plan.list",
      summary: "Deadlines of a month and the talks in it that carry out a task",
      query: z.object({ ...Asked, month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/) }),
      answer: PlanCalendar,
    },
    async ({ tx, principal, input: { month, ...asked } }) => {
      await askedUnder(tx, principal, "plan.list", asked.under);
      return readCalendar(tx, principal, month, asked);
    },
  );
  r.get(
    {
      path: "/plans/timeline",
      verb: "plan.list",
      summary: "Tasks over time with how many units are done and which are late",
      query: z.object(Asked),
      answer: PlanTimeline,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.list", input.under);
      return readTimeline(tx, principal, input);
    },
  );
  r.get(
    {
      path: "/plans/open-tasks",
      verb: "plan.list",
      summary: "Tasks that a talk of a unit on a day may carry out",
      query: z.object(openTaskQuery),
      answer: z.object({ items: z.array(OpenTask) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.list", input.unitId);
      return openTasks(tx, input);
    },
  );
  r.get(
    {
      path: "/plans/of-talk/:id",
      verb: "plan.view",
      summary: "Which task a talk carries out, up to the clause of the first plan",
      params: ById,
      answer: TalkTasks,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.view");
      return tasksOfTalk(tx, principal, input.id);
    },
  );
  r.put(
    {
      path: "/plans/of-talk/:id",
      verb: "plan.write",
      summary: "Say which task a talk carries out; null: none",
      params: ById,
      body: TieTalk.omit({ talkId: true }),
      answer: z.object({ talkId: z.string(), taskId: z.string().nullable() }),
    },
    async ({ input, execute }) =>
      (await execute(planCommands["plan.tie-talk"], { talkId: input.id, taskId: input.taskId })).answer,
  );
  r.get(
    {
      path: "/plans/tasks/:id",
      verb: "plan.view",
      summary: "A task with the way up to the first clause and down to those who carry it out",
      params: ById,
      answer: TaskPage,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "plan.view");
      return readTaskPage(tx, principal, input.id);
    },
  );
  r.post(
    {
      path: "/plans/tasks/:id/talks",
      verb: "plan.write",
      summary: "Plan a talk that carries out this task: both at once",
      params: ById,
      body: PlanTalk.shape.talk.omit({ talkId: true }).extend({ talkId: z.uuid().optional() }),
      answer: z.object({ talkId: z.string(), status: z.string(), version: z.int() }),
      status: 201,
    },
    async ({ input: { id, talkId, ...talk }, execute }) =>
      (await execute(planCommands["plan.plan-talk"], { taskId: id, talk: { ...talk, talkId: talkId ?? newId() } }))
        .answer,
  );
});

import { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { findPerson } from "#modules/roster/server.ts";
import { HoursRow, Norm, SetNorm, Training, UnitHours } from "../contract.ts";
import { courseProblem } from "../problems.ts";
import { askedUnder } from "./asked-under.ts";
import { courseCommands as commands } from "./commands.ts";
import { csv, exportHours, xlsx } from "./export-courses.ts";
import { listNorms } from "./norms.ts";
import { readTraining } from "./training.ts";
import { HoursQuery, listHours, listUnitHours, UnitHoursQuery } from "./training-hours.ts";

const ById = z.object({ id: z.uuid() });
const format = z.enum(["xlsx", "csv"]).default("xlsx");

/** Hours by person and unit, what is wanted, and what one person learned and taught. */
export const trainingRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/courses/hours",
      verb: "course.hours",
      summary: "Hours of each person of the roster in a year, beside what is wanted of them",
      query: HoursQuery,
      answer: pageOf(HoursRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "course.hours", input.under);
      return listHours(tx, input, todayInVietnam());
    },
  );
  r.get(
    {
      path: "/courses/hours/units",
      verb: "course.hours",
      summary: "Hours of a year by unit, as they were then or as they are now",
      query: UnitHoursQuery,
      answer: z.object({ items: z.array(UnitHours) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "course.hours", input.under);
      return listUnitHours(tx, input, todayInVietnam());
    },
  );
  r.get(
    {
      path: "/courses/hours/export",
      verb: "course.export",
      summary: "Hours of a year by person and by unit, as a workbook; by person as CSV",
      query: HoursQuery.omit({ cursor: true, limit: true }).extend({ format }),
      produces: [xlsx, csv],
    },
    async ({ tx, principal, input: { format: as, ...query }, language }) => {
      await askedUnder(tx, principal, "course.export", query.under);
      return exportHours(tx, query, todayInVietnam(), language, as);
    },
  );
  r.get(
    {
      path: "/courses/norms",
      verb: "course.list",
      summary: "Hours wanted in a year, by unit and kind of appointment, dated, with the legal basis",
      answer: z.object({ items: z.array(Norm) }),
    },
    async ({ tx, principal }) => {
      await askedUnder(tx, principal, "course.list");
      return { items: await listNorms(tx) };
    },
  );
  r.post(
    {
      path: "/courses/norms",
      verb: "course.set-norm",
      summary: "Hours wanted from a day on",
      body: SetNorm,
      answer: z.object({ id: z.int() }),
    },
    async ({ input, execute }) => (await execute(commands["course.set-norm"], input)).answer,
  );
  r.get(
    {
      path: "/courses/mine",
      verb: "course.mine",
      summary: "What the caller learned and taught",
      answer: Training,
    },
    async ({ tx, principal }) => {
      await askedUnder(tx, principal, "course.mine");
      if (principal.personId === null) return { years: [], attended: [], taught: [] };
      return readTraining(tx, principal.personId, todayInVietnam());
    },
  );
  r.get(
    {
      path: "/courses/people/:id",
      verb: "course.view",
      summary: "What one person of the roster learned and taught",
      params: ById,
      answer: Training,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "course.view");
      const today = todayInVietnam();
      if ((await findPerson(tx, input.id, today)) === null) throw courseProblem("course.participant-unknown");
      return readTraining(tx, input.id, today);
    },
  );
});

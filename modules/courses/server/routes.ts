import { z } from "zod";
import { asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import {
  CancelCourse,
  CloseCourse,
  CorrectCourse,
  CoursePage,
  CourseRow,
  EditCourse,
  EnrolPeople,
  HoldCourse,
  ListPreview,
  MarkPeople,
  OpenCourse,
  PlanCourse,
  TickDay,
  TieCourse,
  WithdrawPerson,
} from "../contract.ts";
import { askedUnder } from "./asked-under.ts";
import { courseCommands as commands } from "./commands.ts";
import { listLecturers, readCoursePage } from "./course-page.ts";
import { csv, exportCourses, exportParticipants, xlsx } from "./export-courses.ts";
import { CourseQuery, listCourses } from "./list-courses.ts";
import { previewList } from "./preview-list.ts";

const ById = z.object({ id: z.uuid() });
const Stepped = z.object({ courseId: z.string(), status: z.string(), version: z.int() });
const format = z.enum(["xlsx", "csv"]).default("xlsx");
const fileLimit = 10 * 1024 * 1024;

export const courseRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/courses",
      verb: "course.list",
      summary: "Training courses that the caller may see",
      query: CourseQuery,
      answer: pageOf(CourseRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "course.list", input.under);
      return listCourses(tx, input);
    },
  );
  r.get(
    {
      path: "/courses/export",
      verb: "course.export",
      summary: "The list as a workbook or CSV, with the same filters",
      query: CourseQuery.omit({ cursor: true, limit: true }).extend({ format }),
      produces: [xlsx, csv],
    },
    async ({ tx, principal, input: { format: as, ...query }, language }) => {
      await askedUnder(tx, principal, "course.export", query.under);
      return exportCourses(tx, query, language, as);
    },
  );
  r.get(
    {
      path: "/courses/lecturers",
      verb: "course.list",
      summary: "Part-time lecturers whom a unit may ask on a day, by name",
      query: z.object({
        unitId: z.coerce.number().int().positive(),
        on: z.iso.date().default(() => todayInVietnam()),
        q: z.string().trim().max(100).default(""),
        limit: z.coerce.number().int().min(1).max(50).default(50),
      }),
      answer: z.object({
        items: z.array(z.object({ id: z.string(), fullName: z.string(), unitName: z.string() })),
      }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "course.list", input.unitId);
      return listLecturers(tx, { ...input, on: asCivilDate(input.on) });
    },
  );
  r.post(
    {
      path: "/courses",
      verb: "course.plan",
      summary: "Plan a course",
      body: PlanCourse.omit({ courseId: true }).extend({ id: z.uuid() }),
      answer: Stepped,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.plan"], { courseId: id, ...rest })).answer,
  );
  r.get(
    {
      path: "/courses/:id",
      verb: "course.view",
      summary: "One course with its people, teachers, materials and corrections",
      params: ById,
      answer: CoursePage,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "course.view");
      return readCoursePage(tx, principal, input.id);
    },
  );
  r.get(
    {
      path: "/courses/:id/export",
      verb: "course.export",
      summary: "Its list of people as a workbook or CSV",
      params: ById,
      query: z.object({ format }),
      produces: [xlsx, csv],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "course.export");
      return exportParticipants(tx, principal, input.id, language, input.format);
    },
  );
  r.put(
    {
      path: "/courses/:id",
      verb: "course.plan",
      summary: "Change it before it was held",
      params: ById,
      body: EditCourse.omit({ courseId: true }),
      answer: Stepped,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.edit"], { courseId: id, ...rest })).answer,
  );
  r.put(
    {
      path: "/courses/:id/task",
      verb: "course.plan",
      summary: "Say which task of a plan it carries out; null: none",
      params: ById,
      body: TieCourse.omit({ courseId: true }),
      answer: z.object({ courseId: z.string(), taskId: z.string().nullable() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.tie"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/open",
      verb: "course.plan",
      summary: "Units below see it and put their people on its list",
      params: ById,
      body: OpenCourse.omit({ courseId: true }),
      answer: Stepped,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.open"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/cancel",
      verb: "course.plan",
      summary: "It will not take place",
      params: ById,
      body: CancelCourse.omit({ courseId: true }),
      answer: Stepped,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.cancel"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/hold",
      verb: "course.record",
      summary: "It took place, on these days",
      params: ById,
      body: HoldCourse.omit({ courseId: true }),
      answer: Stepped,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.hold"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/close",
      verb: "course.record",
      summary: "Everybody is marked: hours count from now on",
      params: ById,
      body: CloseCourse.omit({ courseId: true }),
      answer: Stepped,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.close"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/people",
      verb: "course.enrol",
      summary: "Put people of the roster on its list",
      params: ById,
      body: EnrolPeople.omit({ courseId: true }),
      answer: z.object({ courseId: z.string(), added: z.int(), there: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.enrol"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/people/preview",
      verb: "course.record",
      summary: "A workbook (XLSX) against the roster, row by row; nothing is written or kept",
      params: ById,
      bytes: { maxBytes: fileLimit },
      answer: ListPreview,
    },
    async ({ input, bytes, principal, inTransaction }) => {
      const sheets = await readWorkbook(bytes);
      return inTransaction((tx) => previewList(tx, principal, input.id, sheets, todayInVietnam()), { readOnly: true });
    },
  );
  r.post(
    {
      path: "/courses/:id/withdraw",
      verb: "course.enrol",
      summary: "Take a person off its list",
      params: ById,
      body: WithdrawPerson.omit({ courseId: true }),
      answer: z.object({ courseId: z.string(), personId: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.withdraw"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/marks",
      verb: "course.record",
      summary: "Present or absent, hours, certificate number",
      params: ById,
      body: MarkPeople.omit({ courseId: true }),
      answer: z.object({ courseId: z.string(), marked: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.mark"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/ticks",
      verb: "course.record",
      summary: "Who was there on one day of a course of several",
      params: ById,
      body: TickDay.omit({ courseId: true }),
      answer: z.object({ courseId: z.string(), marked: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.tick"], { courseId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/courses/:id/corrections",
      verb: "course.correct",
      summary: "Put a closed course right, under a number, with the reason",
      params: ById,
      body: CorrectCourse.omit({ courseId: true }),
      answer: z.object({ courseId: z.string(), number: z.int(), version: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(commands["course.correct"], { courseId: id, ...rest })).answer,
  );
});

import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { type CivilDate, isCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import {
  AddStatement,
  EditStatement,
  Spokesperson,
  StatementFilter,
  StatementPage,
  StatementRow,
} from "../contract.ts";
import { statementPolicy } from "../policy.ts";
import { exportStatements, listSpokespersons, listStatements, readStatementPage } from "./read-statements.ts";
import { addStatement, editStatement } from "./write-statement.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ id: z.string(), version: z.int() });
const Day = z.string().refine(isCivilDate, "field.date") as z.ZodType<CivilDate>;

async function askedUnder(
  tx: Tx,
  principal: Principal,
  verb: "statement.list" | "statement.export",
  under: number | undefined,
) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(statementPolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}

export const statementRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/statements",
      verb: "statement.list",
      summary: "What spokespersons said officially, newest first",
      query: StatementFilter.extend(pageQuery),
      answer: pageOf(StatementRow),
    },
    async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
      await askedUnder(tx, principal, "statement.list", filter.under);
      return listStatements(tx, filter, limit, cursor);
    },
  );
  r.get(
    {
      path: "/statements/export",
      verb: "statement.export",
      summary: "The register as a workbook",
      query: StatementFilter,
      produces: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "statement.export", input.under);
      return exportStatements(tx, input, language);
    },
  );
  r.get(
    {
      path: "/statements/spokespersons",
      verb: "statement.list",
      summary: "Who was spokesperson on a day",
      query: z.object({ unitId: z.coerce.number().int().positive(), on: Day.optional() }),
      answer: z.object({ items: z.array(Spokesperson) }),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "statement.list", input.unitId);
      return { items: await listSpokespersons(tx, input.unitId, input.on ?? todayInVietnam()) };
    },
  );
  r.get(
    {
      path: "/statements/:id",
      verb: "statement.view",
      summary: "One statement with what it rests on",
      params: ById,
      answer: StatementPage,
    },
    ({ tx, principal, input }) => readStatementPage(tx, principal, input.id),
  );
  r.post(
    {
      path: "/statements",
      verb: "statement.add",
      summary: "Enter what a spokesperson said",
      body: AddStatement.extend({ id: z.uuid().optional() }),
      answer: Done,
      status: 201,
    },
    async ({ input, execute }) =>
      (await execute(addStatement, { ...input, id: input.id ?? newId<"Statement">() })).answer,
  );
  r.put(
    {
      path: "/statements/:id",
      verb: "statement.edit",
      summary: "Correct an entry; both texts stay in the journal",
      params: ById,
      body: EditStatement.omit({ id: true }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(editStatement, input)).answer,
  );
});

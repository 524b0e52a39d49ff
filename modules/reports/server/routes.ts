import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { FindingAnswer } from "#modules/documents/shared.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import type { Tx } from "#platform/db/session.ts";
import {
  CreateReport,
  IssueReport,
  LateTalk,
  ReportFigure,
  ReportLine,
  ReportPage,
  ReportRow,
  ReportTalk,
  ReviseReport,
  ViewName,
  WriteReport,
} from "../contract.ts";
import { reportPolicy } from "../policy.ts";
import { buildDocx, buildXlsx, prepareReport } from "./build-report.ts";
import { createReport, writeReport } from "./create-report.ts";
import { exportReports } from "./export-list.ts";
import { DOCX, fileNameOf, gather, XLSX } from "./export-report.ts";
import { shownFigures } from "./shown-figures.ts";
import { freezeReport, reviseReport } from "./freeze-report.ts";
import { issueReport } from "./issue-report.ts";
import { linesOf, listReports, readReportPage, ReportQuery, totalsOf } from "./report-page.ts";
import { askReckoning, reckoningOf, refuseLarge } from "./reckon.ts";
import { getReport } from "./report-store.ts";
import { indicatorOf, lateTalks, talksBehind, TalksBehindQuery } from "./talks-behind.ts";

const ById = z.object({ id: z.uuid() });
const List = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() });
const Seen = z.object({ view: ViewName.default("as-is"), revision: z.coerce.number().int().positive().optional() });
const Asked = z.object({ reportId: z.string(), revision: z.int(), taskId: z.string() });

async function seen(tx: Tx, principal: Principal, verb: keyof typeof reportPolicy, id: string) {
  const report = await getReport(tx, id);
  authorise(reportPolicy, verb, principal, report);
  return report;
}

export const reportRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/reports",
      verb: "report.list",
      summary: "Reports, the newest period first",
      query: ReportQuery,
      answer: pageOf(ReportRow),
    },
    async ({ tx, principal, input }) => {
      authorise(reportPolicy, "report.list", principal, {
        unitPath: principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
      });
      return listReports(tx, input);
    },
  );
  r.get(
    {
      path: "/reports/export",
      verb: "report.list",
      summary: "The list of reports as a workbook",
      query: ReportQuery.pick({ unitId: true, under: true }),
      produces: [XLSX],
    },
    async ({ tx, principal, input }) => {
      const unitPath = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
      authorise(reportPolicy, "report.list", principal, { unitPath });
      return exportReports(tx, input);
    },
  );
  r.get(
    {
      path: "/reports/:id",
      verb: "report.view",
      summary: "One report with its revisions",
      params: ById,
      answer: ReportPage,
    },
    async ({ tx, principal, input }) =>
      readReportPage(tx, await seen(tx, principal, "report.view", input.id), principal, todayInVietnam()),
  );
  r.get(
    {
      path: "/reports/:id/figures",
      verb: "report.view",
      summary: "Totals of every indicator, compared",
      params: ById,
      query: Seen,
      answer: List(ReportFigure),
    },
    async ({ tx, principal, input }) => {
      const report = await seen(tx, principal, "report.view", input.id);
      return {
        items: await totalsOf(tx, await shownFigures(tx, report, input.view, todayInVietnam(), input.revision)),
        nextCursor: null,
      };
    },
  );
  r.get(
    {
      path: "/reports/:id/lines",
      verb: "report.view",
      summary: "One figure opened to the units below",
      params: ById,
      query: Seen.extend({ indicator: z.string().max(60) }),
      answer: List(ReportLine),
    },
    async ({ tx, principal, input }) => {
      const report = await seen(tx, principal, "report.view", input.id);
      const code = indicatorOf(input.indicator);
      const figures = await shownFigures(tx, report, input.view, todayInVietnam(), input.revision);
      return {
        items: await linesOf(tx, figures, code, input.view === "as-is" ? todayInVietnam() : report.period.days.to),
        nextCursor: null,
      };
    },
  );
  r.get(
    {
      path: "/reports/:id/talks",
      verb: "report.view",
      summary: "The talks behind a figure, as they were counted",
      params: ById,
      query: TalksBehindQuery,
      answer: pageOf(ReportTalk),
    },
    async ({ tx, principal, input }) =>
      talksBehind(tx, await seen(tx, principal, "report.view", input.id), input, todayInVietnam()),
  );
  r.get(
    {
      path: "/reports/:id/late",
      verb: "report.view",
      summary: "What came or changed after the freeze",
      params: ById,
      answer: List(LateTalk).extend({ total: z.int().describe("Of all; the newest of them are listed") }),
    },
    async ({ tx, principal, input }) => {
      const report = await seen(tx, principal, "report.view", input.id);
      return { ...(await lateTalks(tx, report, todayInVietnam())), nextCursor: null };
    },
  );

  r.get(
    {
      path: "/reports/:id/check",
      verb: "report.export",
      summary: "The report's document held against the format rules",
      params: ById,
      query: z.object({ view: ViewName.default("as-is") }),
      answer: List(FindingAnswer),
    },
    async ({ tx, principal, input }) => {
      const report = await seen(tx, principal, "report.export", input.id);
      const request = {
        unitId: report.unitId,
        template: report.template.id,
        period: report.period.code,
        view: input.view,
        today: todayInVietnam(),
        asOf: null,
        kept: true,
      };
      const { exported } = await prepareReport(tx, principal, request);
      return { items: checkDocument(await buildDocx(tx, exported)), nextCursor: null };
    },
  );
  for (const [format, mediaType] of [
    ["docx", DOCX],
    ["xlsx", XLSX],
  ] as const) {
    r.get(
      {
        path: `/reports/:id/${format}`,
        verb: "report.export",
        summary: `The report as ${format.toUpperCase()}`,
        params: ById,
        query: z.object({ view: ViewName.default("as-is") }),
        produces: [mediaType],
      },
      async ({ tx, principal, input }) => {
        const report = await seen(tx, principal, "report.export", input.id);
        await refuseLarge(tx, report);
        const request = {
          unitId: report.unitId,
          template: report.template.id,
          period: report.period.code,
          view: input.view,
          today: todayInVietnam(),
          asOf: null,
        };
        const { exported } = await prepareReport(tx, principal, request);
        const { words } = await gather(tx, exported);
        const bytes = format === "docx" ? await buildDocx(tx, exported) : await buildXlsx(tx, exported);
        return new FileAnswer({ bytes, mediaType, fileName: fileNameOf(words, format) });
      },
    );
  }

  r.post(
    {
      path: "/reports",
      verb: "report.create",
      summary: "Begin a report",
      body: CreateReport.omit({ reportId: true }).extend({ id: z.uuid().optional() }),
      answer: z.object({ reportId: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(createReport, { reportId: id ?? newId<"Report">(), ...rest })).answer,
  );
  r.patch(
    {
      path: "/reports/:id",
      verb: "report.write",
      summary: "Write the sections of a report",
      params: ById,
      body: WriteReport.omit({ reportId: true }),
      answer: z.object({ reportId: z.string(), version: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(writeReport, { reportId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/reports/:id/reckonings",
      verb: "report.view",
      summary: "Ask that figures over very many talks are computed anew, in the background",
      params: ById,
      answer: z.object({ reportId: z.string(), asked: z.boolean() }),
      status: 202,
    },
    // nothing is written but a wish for upkeep: who may look may have what is looked at computed
    async ({ input, principal, inTransaction }) =>
      inTransaction(async (tx) => {
        const report = await seen(tx, principal, "report.view", input.id);
        const reckoning = await reckoningOf(tx, report);
        const asked = reckoning !== null && reckoning.stale && !reckoning.underWay;
        if (asked) await askReckoning(tx, report.id);
        return { reportId: report.id, asked };
      }),
  );
  r.post(
    {
      path: "/reports/:id/freeze",
      verb: "report.freeze",
      summary: "Ask for the freeze, done in the background",
      params: ById,
      answer: Asked,
      status: 202,
    },
    async ({ input, execute }) => (await execute(freezeReport, { reportId: input.id })).answer,
  );
  r.post(
    {
      path: "/reports/:id/revisions",
      verb: "report.revise",
      summary: "Take in what came late, as a numbered revision",
      params: ById,
      body: ReviseReport.omit({ reportId: true }),
      answer: Asked,
      status: 202,
    },
    async ({ input: { id, reason }, execute }) => (await execute(reviseReport, { reportId: id, reason })).answer,
  );
  r.post(
    {
      path: "/reports/:id/issue",
      verb: "report.issue",
      summary: "Issue the frozen report as a numbered document",
      params: ById,
      body: IssueReport.omit({ reportId: true }),
      answer: z.object({
        reportId: z.string(),
        documentId: z.string(),
        number: z.int(),
        symbol: z.string(),
        sha256: z.string(),
      }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(issueReport, { reportId: id, ...rest })).answer,
  );
});

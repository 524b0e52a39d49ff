import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import {
  AddCorrection,
  CorrectionFilter,
  CorrectionPage,
  CorrectionRow,
  CorrectionStatus,
  EditCorrection,
  StepCorrection,
  WithdrawCorrection,
} from "../contract.ts";
import { correctionPolicy } from "../policy.ts";
import { exportCorrections, listCorrections, readCorrectionPage } from "./read-corrections.ts";
import {
  addCorrection,
  approveCorrection,
  editCorrection,
  publishCorrection,
  withdrawCorrection,
} from "./write-correction.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ id: z.string(), version: z.int(), status: CorrectionStatus });

async function askedUnder(
  tx: Tx,
  principal: Principal,
  verb: "correction.list" | "correction.export",
  under: number | undefined,
) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(correctionPolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}

export const correctionRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/corrections",
      verb: "correction.list",
      summary: "Issue notes and corrections, newest change first",
      query: CorrectionFilter.extend(pageQuery),
      answer: pageOf(CorrectionRow),
    },
    async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
      await askedUnder(tx, principal, "correction.list", filter.under);
      return listCorrections(tx, filter, limit, cursor);
    },
  );
  r.get(
    {
      path: "/corrections/export",
      verb: "correction.export",
      summary: "The list as a workbook",
      query: CorrectionFilter,
      produces: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "correction.export", input.under);
      return exportCorrections(tx, input, language);
    },
  );
  r.get(
    {
      path: "/corrections/:id",
      verb: "correction.view",
      summary: "One correction",
      params: ById,
      answer: CorrectionPage,
    },
    ({ tx, principal, input }) => readCorrectionPage(tx, principal, input.id),
  );
  r.post(
    {
      path: "/corrections",
      verb: "correction.add",
      summary: "Begin a correction: the claim as heard, without anybody's name, account or page",
      body: AddCorrection.extend({ id: z.uuid().optional() }),
      answer: Done,
      status: 201,
    },
    async ({ input, execute }) =>
      (await execute(addCorrection, { ...input, id: input.id ?? newId<"Correction">() })).answer,
  );
  r.put(
    {
      path: "/corrections/:id",
      verb: "correction.edit",
      summary: "Change a draft; `seenVersion` is the one that was read",
      params: ById,
      body: EditCorrection.omit({ id: true }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(editCorrection, input)).answer,
  );
  r.post(
    {
      path: "/corrections/:id/approve",
      verb: "correction.approve",
      summary: "Approve; refused without what is true and a source",
      params: ById,
      body: StepCorrection.omit({ id: true }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(approveCorrection, input)).answer,
  );
  r.post(
    {
      path: "/corrections/:id/publish",
      verb: "correction.publish",
      summary: "Put on the public page",
      params: ById,
      body: StepCorrection.omit({ id: true }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(publishCorrection, input)).answer,
  );
  r.post(
    {
      path: "/corrections/:id/withdraw",
      verb: "correction.withdraw",
      summary: "Withdraw, with the reason; its public page then says that it was withdrawn",
      params: ById,
      body: WithdrawCorrection.omit({ id: true }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(withdrawCorrection, input)).answer,
  );
});

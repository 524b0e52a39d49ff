import { z } from "zod";
import { newId } from "#kernel/ids.ts";
import type { RouteBuilder } from "#platform/http/room-routes.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { CommitmentPage } from "../answers.ts";
import { CommitmentProgress, DropCommitment, FinishCommitment, MakeCommitment } from "../contract.ts";
import { dropCommitment, finishCommitment, makeCommitment, noteProgress } from "./commitments.ts";
import { exportCommitments } from "./export-questions.ts";
import { CommitmentQuery, listCommitments } from "./list-commitments.ts";
import { askedUnder } from "./asked-under.ts";

const ById = z.object({ id: z.uuid() });
const Kept = z.object({ commitmentId: z.string(), status: z.string() });

/** What was promised, and how far it is. */
export function declareCommitmentRoutes(r: RouteBuilder): void {
  r.get(
    {
      path: "/commitments",
      verb: "commitment.list",
      summary: "Commitments of answers and dialogues, the nearest day first",
      query: CommitmentQuery,
      answer: pageOf(CommitmentPage),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "commitment.list", input.under);
      return listCommitments(tx, principal, input);
    },
  );
  r.get(
    {
      path: "/commitments/export",
      verb: "commitment.list",
      summary: "The list as a workbook",
      query: CommitmentQuery.omit({ cursor: true, limit: true }),
      produces: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "commitment.list", input.under);
      return exportCommitments(tx, principal, input, language);
    },
  );
  r.post(
    {
      path: "/questions/:id/commitments",
      verb: "commitment.make",
      summary: "Something promised with the answer: who is responsible, and by when",
      params: ById,
      body: MakeCommitment.omit({ questionId: true, dialogueId: true, commitmentId: true }).extend({
        commitmentId: z.uuid().optional(),
      }),
      answer: Kept,
      status: 201,
    },
    async ({ input: { id, commitmentId, ...rest }, execute }) =>
      (
        await execute(makeCommitment, {
          ...rest,
          commitmentId: commitmentId ?? newId<"Commitment">(),
          questionId: id,
          dialogueId: null,
        })
      ).answer,
  );
  r.post(
    {
      path: "/commitments/:id/progress",
      verb: "commitment.follow",
      summary: "A line of progress",
      params: ById,
      body: CommitmentProgress.omit({ commitmentId: true }),
      answer: Kept,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(noteProgress, { commitmentId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/commitments/:id/finish",
      verb: "commitment.follow",
      summary: "Done, on which day and by what evidence",
      params: ById,
      body: FinishCommitment.omit({ commitmentId: true }),
      answer: Kept,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(finishCommitment, { commitmentId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/commitments/:id/drop",
      verb: "commitment.follow",
      summary: "Not carried out, with the reason",
      params: ById,
      body: DropCommitment.omit({ commitmentId: true }),
      answer: Kept,
    },
    async ({ input: { id, reason }, execute }) => (await execute(dropCommitment, { commitmentId: id, reason })).answer,
  );
}

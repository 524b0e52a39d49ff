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
  AnswerDifficulty,
  ConsolidateDifficulties,
  DifficultyDeadline,
  DifficultyPage,
  DifficultyReason,
  DifficultyRow,
  EscalateDifficulty,
  LetterWords,
  ReportDifficulty,
  SetDifficultyDeadline,
} from "../contract.ts";
import { readDeadlines, setDifficultyDeadline } from "./settings.ts";
import { difficultyPolicy } from "../policy.ts";
import { letterSymbol } from "../rules.ts";
import { consolidateDifficulties, separateDifficulty } from "./consolidate-difficulties.ts";
import { readDifficultyPage } from "./difficulty-page.ts";
import { DOCX, escalateDifficulty, gatherLetter, writeLetter } from "./escalate-difficulty.ts";
import { exportDifficulties } from "./export-difficulties.ts";
import { DifficultyQuery, listDifficulties } from "./list-difficulties.ts";
import { reportDifficulty } from "./report-difficulty.ts";
import { answerDifficulty, reopenDifficulty, setAsideDifficulty } from "./settle-difficulty.ts";
import { atHandler, deadlineFrom, lockDifficulty } from "./store.ts";

const ById = z.object({ id: z.uuid() });
const Settled = z.object({ difficultyId: z.string(), status: z.string() });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Over all that the caller sees, or below one unit. */
async function askedUnder(tx: Tx, principal: Principal, verb: keyof typeof difficultyPolicy, under?: number) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(difficultyPolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}

export const difficultyRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/difficulties",
      verb: "difficulty.list",
      summary: "Difficulties: what waits by its day, everything else the newest first",
      query: DifficultyQuery,
      answer: pageOf(DifficultyRow.extend({ answer: z.string().nullable() })),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "difficulty.list", input.under);
      return listDifficulties(tx, principal, input);
    },
  );
  r.get(
    {
      path: "/difficulties/settings",
      access: "signed-in",
      summary: "Deadlines that hold, held and will hold, with their legal basis",
      answer: z.object({ items: z.array(DifficultyDeadline) }),
    },
    async ({ tx }) => ({ items: await readDeadlines(tx) }),
  );
  r.post(
    {
      path: "/difficulties/settings",
      verb: "difficulty.configure",
      summary: "Set a deadline from a day on",
      body: SetDifficultyDeadline,
      answer: z.object({ stage: z.string(), days: z.int() }),
    },
    async ({ input, execute }) => (await execute(setDifficultyDeadline, input)).answer,
  );
  r.get(
    {
      path: "/difficulties/export",
      verb: "difficulty.export",
      summary: "The list as a workbook",
      query: DifficultyQuery.pick({ view: true, under: true }),
      produces: [xlsx],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "difficulty.export", input.under);
      return exportDifficulties(tx, principal, input, language);
    },
  );
  r.get(
    {
      path: "/difficulties/:id",
      verb: "difficulty.view",
      summary: "One of them with its parts, its answer and every step",
      params: ById,
      answer: DifficultyPage,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "difficulty.view");
      return readDifficultyPage(tx, principal, input.id);
    },
  );
  r.post(
    {
      path: "/difficulties",
      verb: "difficulty.report",
      summary: "Report what a unit meets",
      body: ReportDifficulty.omit({ difficultyId: true }).extend({ id: z.uuid().optional() }),
      answer: z.object({ difficultyId: z.string(), handlerId: z.int(), dueOn: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(reportDifficulty, { difficultyId: id ?? newId(), ...rest })).answer,
  );
  r.post(
    {
      path: "/difficulties/consolidated",
      verb: "difficulty.settle",
      summary: "Draw several up as one, or put them under one that is there",
      body: ConsolidateDifficulties,
      answer: z.object({ difficultyId: z.string(), members: z.int(), dueOn: z.string() }),
      status: 201,
    },
    async ({ input, execute }) => (await execute(consolidateDifficulties, input)).answer,
  );
  r.post(
    {
      path: "/difficulties/:id/separate",
      verb: "difficulty.settle",
      summary: "Take one out of the whole again",
      params: ById,
      answer: Settled,
    },
    async ({ input, execute }) => (await execute(separateDifficulty, { difficultyId: input.id })).answer,
  );
  r.post(
    {
      path: "/difficulties/:id/answer",
      verb: "difficulty.settle",
      summary: "Answer it, and with it all that was drawn into it",
      params: ById,
      body: AnswerDifficulty.omit({ difficultyId: true }),
      answer: Settled,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(answerDifficulty, { difficultyId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/difficulties/:id/set-aside",
      verb: "difficulty.settle",
      summary: "Set it aside, with the reason",
      params: ById,
      body: DifficultyReason.pick({ reason: true }),
      answer: Settled,
    },
    async ({ input, execute }) =>
      (await execute(setAsideDifficulty, { difficultyId: input.id, reason: input.reason })).answer,
  );
  r.post(
    {
      path: "/difficulties/:id/reopen",
      verb: "difficulty.settle",
      summary: "Open it again, with a new deadline",
      params: ById,
      body: DifficultyReason.pick({ reason: true }),
      answer: Settled,
    },
    async ({ input, execute }) =>
      (await execute(reopenDifficulty, { difficultyId: input.id, reason: input.reason })).answer,
  );
  r.post(
    {
      path: "/difficulties/:id/letter",
      verb: "difficulty.escalate",
      summary: "The letter as it would go out, without a number; nothing is stored",
      params: ById,
      body: LetterWords,
      produces: [DOCX],
    },
    ({ principal, input, inTransaction }) =>
      inTransaction(async (tx) => {
        const found = await lockDifficulty(tx, input.id);
        authorise(difficultyPolicy, "difficulty.escalate", principal, await atHandler(tx, found));
        const today = todayInVietnam();
        const letter = await gatherLetter(tx, found, input, await deadlineFrom(tx, "escalated", today), today);
        const { issuer } = letter;
        const bytes = await writeLetter(letter, {
          number: null,
          symbol: letterSymbol(issuer.abbreviation, issuer.filing),
          date: null,
          signer: {
            position: issuer.signerPosition,
            name: issuer.signerName,
            ...(issuer.capacity ? { capacity: issuer.capacity } : {}),
          },
        });
        return new FileAnswer({ bytes, mediaType: DOCX, fileName: "cong-van-du-thao.docx" });
      }),
  );
  r.post(
    {
      path: "/difficulties/:id/escalate",
      verb: "difficulty.escalate",
      summary: "Issue the letter that takes it higher",
      params: ById,
      body: EscalateDifficulty.omit({ difficultyId: true }),
      answer: Settled.extend({ documentId: z.string(), symbol: z.string(), dueOn: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(escalateDifficulty, { difficultyId: id, ...rest })).answer,
  );
});

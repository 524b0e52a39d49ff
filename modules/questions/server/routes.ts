import { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { roomRoutes, type RouteBuilder } from "#platform/http/room-routes.ts";
import {
  AskedByCode,
  LikeQuestion,
  PublicAnswerList,
  PublicAnswerQuery,
  QuestionCounts,
  QuestionList,
  QuestionPage,
  QuestionQuery,
} from "../answers.ts";
import {
  AnswerStep,
  AnswerStepReason,
  AskQuestion,
  CarryBack,
  MergeQuestion,
  PassOn,
  QuestionReason,
  SaveAnswer,
  SetDeadline,
  SetRoute,
  SetTopic,
  ToMaterial,
} from "../contract.ts";
import { questionProblem } from "../problems.ts";
import { askQuestion } from "./ask-question.ts";
import { askedUnder } from "./asked-under.ts";
import { carryBack } from "./carry-back.ts";
import { declareCommitmentRoutes } from "./commitment-routes.ts";
import { exportQuestions } from "./export-questions.ts";
import { passOn, reopen, setAside, setTopic } from "./handle-question.ts";
import { countQuestions, listQuestions } from "./list-questions.ts";
import { mergeQuestion, separateQuestion } from "./merge-questions.ts";
import { findByCode, listPublicAnswers } from "./public-answers.ts";
import { findLikeQuestions, readQuestionPage } from "./question-page.ts";
import { readSettings, setDeadline, setRoute } from "./settings.ts";
import { answerToMaterial, offerMaterials } from "./to-material.ts";
import {
  approveAnswer,
  publishAnswer,
  returnAnswer,
  saveAnswer,
  submitAnswer,
  withdrawAnswer,
} from "./write-answer.ts";

const ById = z.object({ id: z.uuid() });
/** The path names the question, so the body does not. */
const bodyOf = <S extends z.core.$ZodLooseShape>(schema: z.ZodObject<S>) =>
  schema.omit({ questionId: true } as never) as unknown as z.ZodObject<Omit<S, "questionId">>;
const Handled = z.looseObject({ questionId: z.string() });
const Answered = z.object({ answerId: z.string(), version: z.int(), status: z.string() });
const sheet = ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

export const questionRoutes = roomRoutes((r) => {
  declareReading(r);
  declareHandling(r);
  declareAnswering(r);
  declareCommitmentRoutes(r);
  declareOpen(r);
});

function declareReading(r: RouteBuilder): void {
  r.get(
    {
      path: "/questions",
      verb: "question.list",
      summary: "Questions by view and filter, paged by cursor",
      query: QuestionQuery,
      answer: QuestionList,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "question.list", input.under, input.unit);
      return listQuestions(tx, input);
    },
  );
  const Filter = QuestionQuery.omit({ view: true, cursor: true, limit: true });
  r.get(
    {
      path: "/questions/counts",
      verb: "question.list",
      summary: "How many questions stand in each view",
      query: Filter,
      answer: QuestionCounts,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "question.list", input.under, input.unit);
      return countQuestions(tx, input);
    },
  );
  r.get(
    {
      path: "/questions/export",
      verb: "question.export",
      summary: "The list as a workbook, with what was answered",
      query: QuestionQuery.omit({ cursor: true, limit: true }),
      produces: sheet,
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "question.export", input.under, input.unit);
      return exportQuestions(tx, input, language);
    },
  );
  r.get(
    {
      path: "/questions/settings",
      access: "signed-in",
      summary: "Deadlines and who must answer, as they hold today or will",
      answer: z.object({
        deadlines: z.array(
          z.object({
            stage: SetDeadline.shape.stage,
            topic: z.string().nullable(),
            days: z.int(),
            from: z.string().nullable(),
            legalBasis: z.string(),
          }),
        ),
        routes: z.array(
          z.object({
            topic: z.string().nullable(),
            place: z.object({ id: z.int(), name: z.string() }).nullable(),
            target: SetRoute.shape.target,
            unit: z.object({ id: z.int(), name: z.string() }).nullable(),
            from: z.string().nullable(),
            legalBasis: z.string(),
          }),
        ),
      }),
    },
    ({ tx }) => readSettings(tx, todayInVietnam()),
  );
  r.get(
    {
      path: "/questions/:id",
      verb: "question.view",
      summary: "One question with all that became of it",
      params: ById,
      answer: QuestionPage,
    },
    ({ tx, principal, input }) => readQuestionPage(tx, principal, input.id),
  );
  r.get(
    {
      path: "/questions/:id/like",
      verb: "question.view",
      summary: "Questions that may be the same, the likest first",
      params: ById,
      answer: z.object({ items: z.array(LikeQuestion) }),
    },
    async ({ tx, principal, input }) => ({ items: await findLikeQuestions(tx, principal, input.id) }),
  );
  r.get(
    {
      path: "/questions/:id/materials",
      verb: "answer.to-material",
      summary: "Materials on its topic whose draft may take the published answer",
      params: ById,
      answer: z.object({
        items: z.array(z.object({ materialId: z.string(), title: z.string(), draft: z.boolean(), there: z.boolean() })),
      }),
    },
    async ({ tx, principal, input }) => ({ items: await offerMaterials(tx, principal, input.id) }),
  );
}

function declareHandling(r: RouteBuilder): void {
  r.post(
    {
      path: "/questions",
      verb: "question.enter",
      summary: "A question that somebody asked an officer in person",
      body: AskQuestion.omit({ questionId: true, origin: true, talkId: true }).extend({ id: z.uuid().optional() }),
      answer: z.object({ questionId: z.string(), code: z.string(), struck: z.boolean() }),
      status: 201,
    },
    async ({ input: { id, ...asked }, execute }) =>
      (await execute(askQuestion, { ...asked, questionId: id ?? newId<"Question">(), origin: "officer", talkId: null }))
        .answer,
  );
  r.post(
    {
      path: "/questions/:id/pass-on",
      verb: "question.pass-on",
      summary: "To another unit, with the reason",
      params: ById,
      body: bodyOf(PassOn),
      answer: Handled,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(passOn, { questionId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/questions/:id/merge",
      verb: "question.merge",
      summary: "Under a like question",
      params: ById,
      body: bodyOf(MergeQuestion),
      answer: Handled,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(mergeQuestion, { questionId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/questions/:id/separate",
      verb: "question.separate",
      summary: "Out from under another, with the reason",
      params: ById,
      body: bodyOf(QuestionReason),
      answer: Handled,
    },
    async ({ input: { id, reason }, execute }) => (await execute(separateQuestion, { questionId: id, reason })).answer,
  );
  r.post(
    {
      path: "/questions/:id/set-aside",
      verb: "question.set-aside",
      summary: "No answer will come, with the reason",
      params: ById,
      body: bodyOf(QuestionReason),
      answer: Handled,
    },
    async ({ input: { id, reason }, execute }) => (await execute(setAside, { questionId: id, reason })).answer,
  );
  r.post(
    {
      path: "/questions/:id/reopen",
      verb: "question.reopen",
      summary: "It waits for an answer after all",
      params: ById,
      answer: Handled,
    },
    async ({ input, execute }) => (await execute(reopen, { questionId: input.id })).answer,
  );
  r.post(
    {
      path: "/questions/:id/topic",
      verb: "question.set-topic",
      summary: "What it is about",
      params: ById,
      body: bodyOf(SetTopic),
      answer: Handled,
    },
    async ({ input: { id, topic }, execute }) => (await execute(setTopic, { questionId: id, topic })).answer,
  );
  r.post(
    {
      path: "/questions/settings/deadlines",
      verb: "question.configure",
      summary: "A deadline from a day on, with its legal basis",
      body: SetDeadline,
      answer: z.object({ stage: z.string(), days: z.int() }),
      status: 201,
    },
    async ({ input, execute }) => (await execute(setDeadline, input)).answer,
  );
  r.post(
    {
      path: "/questions/settings/routes",
      verb: "question.configure",
      summary: "Who must answer from a day on, by topic and place",
      body: SetRoute,
      answer: z.object({ target: z.string() }),
      status: 201,
    },
    async ({ input, execute }) => (await execute(setRoute, input)).answer,
  );
}

function declareAnswering(r: RouteBuilder): void {
  r.put(
    {
      path: "/questions/:id/answer",
      verb: "answer.write",
      summary: "Save the draft of the answer",
      params: ById,
      body: bodyOf(SaveAnswer),
      answer: Answered,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(saveAnswer, { questionId: id, ...rest })).answer,
  );
  const steps = [
    ["submit", "answer.write", "Submit the answer for approval", submitAnswer],
    ["approve", "answer.approve", "Approve it; never by who wrote in it", approveAnswer],
    ["publish", "answer.publish", "Publish it, and tell who carries it back", publishAnswer],
  ] as const;
  for (const [step, verb, summary, command] of steps)
    r.post(
      {
        path: `/questions/:id/answer/${step}`,
        verb,
        summary,
        params: ById,
        body: bodyOf(AnswerStep),
        answer: Answered,
      },
      async ({ input: { id, ...rest }, execute }) => (await execute(command, { questionId: id, ...rest })).answer,
    );
  const backward = [
    ["return", "answer.return", "Back to its writers, with the reason", returnAnswer],
    ["withdraw", "answer.withdraw", "Off the public page and the phones, with the reason", withdrawAnswer],
  ] as const;
  for (const [step, verb, summary, command] of backward)
    r.post(
      {
        path: `/questions/:id/answer/${step}`,
        verb,
        summary,
        params: ById,
        body: bodyOf(AnswerStepReason),
        answer: Answered,
      },
      async ({ input: { id, ...rest }, execute }) => (await execute(command, { questionId: id, ...rest })).answer,
    );
  r.post(
    {
      path: "/questions/:id/carry-back",
      verb: "answer.carry-back",
      summary: "The answer was told at a talk",
      params: ById,
      body: bodyOf(CarryBack),
      answer: z.looseObject({ questionId: z.string(), talkId: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(carryBack, { questionId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/questions/:id/to-material",
      verb: "answer.to-material",
      summary: "Into the questions and answers of a material's draft",
      params: ById,
      body: bodyOf(ToMaterial),
      answer: z.object({ questionId: z.string(), materialId: z.string(), versionId: z.string() }),
    },
    async ({ input: { id, materialId }, execute }) =>
      (await execute(answerToMaterial, { questionId: id, materialId })).answer as never,
  );
}

/** What everybody may ask, without an account. */
function declareOpen(r: RouteBuilder): void {
  r.get(
    {
      path: "/answers",
      access: "public",
      summary: "Published questions and answers, newest or best first",
      query: PublicAnswerQuery,
      answer: PublicAnswerList,
    },
    ({ input, inTransaction }) => inTransaction((tx) => listPublicAnswers(tx, input), { readOnly: true }),
  );
  r.get(
    {
      path: "/answers/by-code/:code",
      access: "public",
      summary: "How far a question is, by the short code of whoever asked, and its answer once published",
      params: z.object({ code: z.string().min(7).max(40) }),
      answer: z.object({ items: z.array(AskedByCode) }),
    },
    async ({ input, inTransaction }) => {
      const items = await inTransaction((tx) => findByCode(tx, input.code), { readOnly: true });
      if (items.length === 0) throw questionProblem("question.code-unknown");
      return { items };
    },
  );
}

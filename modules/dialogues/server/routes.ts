import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { askQuestion, questionCommands } from "#modules/questions/server.ts";
import { unitPath } from "#modules/units/server.ts";
import { DialoguePage } from "../answers.ts";
import {
  CancelDialogue,
  DialogueRow,
  EditDialogue,
  GatherQuestion,
  IssueMinutes,
  PlanDialogue,
  PublishDialogue,
  questionStages,
  RecordDialogue,
  ReplyAtMeeting,
} from "../contract.ts";
import { dialoguePolicy } from "../policy.ts";
import { readDialoguePage } from "./dialogue-page.ts";
import { exportDialogues } from "./export-dialogues.ts";
import { DOCX, gatherMinutes, issueMinutes } from "./issue-minutes.ts";
import { DialogueQuery, listDialogues } from "./list-dialogues.ts";
import { writeMinutes } from "./minutes.ts";
import { cancelDialogue, editDialogue, planDialogue } from "./plan-dialogue.ts";
import { gatherQuestion, publishDialogue, recordDialogue, replyAtMeeting } from "./record-dialogue.ts";
import { findDialogue, placed, stepTo } from "./store.ts";

const ById = z.object({ id: z.uuid() });
const ByQuestion = ById.extend({ questionId: z.uuid() });
const Version = z.object({ dialogueId: z.string(), version: z.int() });
const Gathered = z.object({ dialogueId: z.string(), questionId: z.string() });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Over all that the caller sees, or below one unit. */
async function askedUnder(tx: Tx, principal: Principal, verb: keyof typeof dialoguePolicy, under?: number) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(dialoguePolicy, verb, principal, { unitPath: under === undefined ? own : await unitPath(tx, under) });
}

export const dialogueRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/dialogues",
      verb: "dialogue.list",
      summary: "Dialogue meetings, the newest first",
      query: DialogueQuery,
      answer: pageOf(DialogueRow),
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "dialogue.list", input.under);
      return listDialogues(tx, input);
    },
  );
  r.get(
    {
      path: "/dialogues/export",
      verb: "dialogue.export",
      summary: "The list as a workbook",
      query: DialogueQuery.omit({ cursor: true, limit: true }),
      produces: [xlsx],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "dialogue.export", input.under);
      return exportDialogues(tx, input, language);
    },
  );
  r.get(
    {
      path: "/dialogues/:id",
      verb: "dialogue.view",
      summary: "One meeting: agenda, what was asked, what was promised, minutes",
      params: ById,
      answer: DialoguePage,
    },
    ({ tx, principal, input }) => readDialoguePage(tx, principal, input.id),
  );
  r.post(
    {
      path: "/dialogues",
      verb: "dialogue.plan",
      summary: "Plan a meeting with its agenda",
      body: PlanDialogue.omit({ dialogueId: true }).extend({ id: z.uuid().optional() }),
      answer: Version,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(planDialogue, { dialogueId: id ?? newId(), ...rest })).answer,
  );
  r.put(
    {
      path: "/dialogues/:id",
      verb: "dialogue.plan",
      summary: "Change the plan; `version` is the one that was read",
      params: ById,
      body: EditDialogue.omit({ dialogueId: true }),
      answer: Version,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(editDialogue, { dialogueId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/dialogues/:id/cancel",
      verb: "dialogue.plan",
      summary: "Call it off, with the reason",
      params: ById,
      body: CancelDialogue.omit({ dialogueId: true }),
      answer: Version,
    },
    async ({ input: { id, reason }, execute }) => (await execute(cancelDialogue, { dialogueId: id, reason })).answer,
  );
  r.put(
    {
      path: "/dialogues/:id/record",
      verb: "dialogue.record",
      summary: "It was held: who presided, how many came, the words of the minutes",
      params: ById,
      body: RecordDialogue.omit({ dialogueId: true }),
      answer: Version,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(recordDialogue, { dialogueId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/dialogues/:id/questions",
      verb: "dialogue.record",
      summary:
        "A question that was asked before or at the meeting; it is a question of the questions room from then on",
      params: ById,
      body: z.object({
        questionId: z.uuid().optional(),
        text: z.string().min(1).max(40_000),
        topic: z.string().min(1).max(60).nullable().default(null),
        language: z.string().min(2).max(12).default("vi"),
        struck: z.boolean().default(false).describe("Agreed to strike out what looks like an identity"),
        stage: z.enum(questionStages),
      }),
      answer: Gathered.extend({ code: z.string() }),
      status: 201,
    },
    async ({ principal, input: { id, questionId: given, stage, ...rest }, inTransaction, execute }) => {
      // asked where the meeting takes place; refused here first, so that no question is left without its meeting
      const { placeUnitId, talkId } = await inTransaction(async (tx) => {
        const found = await findDialogue(tx, id);
        authorise(dialoguePolicy, "dialogue.record", principal, await placed(tx, found));
        stepTo(found, "gather");
        return found;
      });
      const questionId = given ?? newId();
      const asked = await execute(
        askQuestion,
        { questionId, origin: "dialogue" as const, talkId, placeUnitId, ...rest },
        { id: questionId },
      );
      await execute(gatherQuestion, { dialogueId: id, questionId, stage }, { id: newId() });
      return { dialogueId: id, questionId, code: (asked.answer as { code: string }).code };
    },
  );
  r.post(
    {
      path: "/dialogues/:id/gathered",
      verb: "dialogue.record",
      summary: "Bring a question that was asked elsewhere to this meeting",
      params: ById,
      body: GatherQuestion.omit({ dialogueId: true }),
      answer: Gathered,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(gatherQuestion, { dialogueId: id, ...rest })).answer,
  );
  r.put(
    {
      path: "/dialogues/:id/questions/:questionId/reply",
      verb: "dialogue.record",
      summary: "What was said to a question at the meeting",
      params: ByQuestion,
      body: ReplyAtMeeting.omit({ dialogueId: true, questionId: true }),
      answer: Gathered,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(replyAtMeeting, { dialogueId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/dialogues/:id/commitments",
      verb: "dialogue.record",
      summary: "Something promised at the meeting: who is responsible, and by when",
      params: ById,
      body: z.object({
        commitmentId: z.uuid().optional(),
        unitId: z.int().positive(),
        text: z.string().trim().min(1).max(2000),
        dueOn: z.iso.date(),
      }),
      answer: z.object({ commitmentId: z.string(), status: z.string() }),
      status: 201,
    },
    async ({ principal, input: { id, commitmentId, ...rest }, inTransaction, execute }) => {
      await inTransaction(async (tx) => {
        const found = await findDialogue(tx, id);
        authorise(dialoguePolicy, "dialogue.record", principal, await placed(tx, found));
        stepTo(found, "promise");
      });
      return (
        await execute(questionCommands["commitment.make"], {
          commitmentId: commitmentId ?? newId(),
          questionId: null,
          dialogueId: id,
          ...rest,
        })
      ).answer;
    },
  );
  r.get(
    {
      path: "/dialogues/:id/minutes",
      verb: "dialogue.record",
      summary: "The minutes as they would go out, without a number; nothing is stored",
      params: ById,
      produces: [DOCX],
    },
    async ({ tx, principal, input }) => {
      const found = await findDialogue(tx, input.id);
      authorise(dialoguePolicy, "dialogue.record", principal, await placed(tx, found));
      const minutes = await gatherMinutes(tx, principal, found, new Date());
      const bytes = await writeMinutes(minutes, {
        number: null,
        symbol: `BB-${minutes.issuer.abbreviation}`,
        date: null,
      });
      return new FileAnswer({ bytes, mediaType: DOCX, fileName: "bien-ban-du-thao.docx" });
    },
  );
  r.post(
    {
      path: "/dialogues/:id/minutes",
      verb: "dialogue.issue",
      summary: "Issue the minutes with a number of the register",
      params: ById,
      body: IssueMinutes.omit({ dialogueId: true }),
      answer: z.object({ dialogueId: z.string(), documentId: z.string(), symbol: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(issueMinutes, { dialogueId: id, ...rest })).answer,
  );
  r.put(
    {
      path: "/dialogues/:id/public",
      verb: "dialogue.publish",
      summary: "Show it on the public pages, or no longer",
      params: ById,
      body: PublishDialogue.pick({ public: true }),
      answer: Version,
    },
    async ({ input, execute }) =>
      (await execute(publishDialogue, { dialogueId: input.id, public: input.public })).answer,
  );
});

import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import {
  AnswerGroup,
  Article,
  CommentFilter,
  CommentOnDraft,
  CreateDraft,
  DraftComment,
  DraftFilter,
  DraftPage,
  DraftRow,
  DraftRules,
  CriterionSetting,
  EditDraft,
  EndDraft,
  EnterStage,
  GroupComments,
  PublishAnswer,
  PublishDraft,
  SetAsideComment,
  SetCriterion,
  SetStage,
  StageSetting,
  WithdrawDraft,
  WriteText,
} from "../contract.ts";
import { draftPolicy } from "../policy.ts";
import { answerGroup, groupComments, publishAnswer, setAsideComment } from "./answer-comments.ts";
import { commentOnDraft } from "./comment.ts";
import { listCriterionSettings, listStageSettings, setCriterion, setStage } from "./configure.ts";
import { readDraftPage } from "./draft-page.ts";
import { exportAnswers, exportDrafts } from "./export-drafts.ts";
import { listComments, listDrafts } from "./list-drafts.ts";
import { endDraft, enterStage, linkDraft, publishDraft, unlinkDraft, withdrawDraft } from "./move-draft.ts";
import { findDraft, listDraftRules, placeDraft } from "./store.ts";
import { createDraft, editDraft } from "./write-draft.ts";
import { maxTextFile, readArticles, writeText } from "./write-text.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ draftId: z.string() });
const Edited = Done.extend({ edition: z.int() });
const GroupDone = z.object({ groupId: z.string(), edition: z.int() });
const Link = z.object({ materialId: z.uuid().nullable().default(null), talkId: z.uuid().nullable().default(null) });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function askedUnder(
  tx: Tx,
  principal: Principal,
  verb: "draft.list" | "draft.export",
  under: number | undefined,
) {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(draftPolicy, verb, principal, {
    unitPath: under === undefined ? own : await unitPath(tx, under),
    published: true,
  });
}

export const draftRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/drafts",
      verb: "draft.list",
      summary: "Draft policies, the last changed first; published ones for everybody",
      query: DraftFilter.extend(pageQuery),
      answer: pageOf(DraftRow),
    },
    async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
      await askedUnder(tx, principal, "draft.list", filter.under);
      return listDrafts(tx, filter, limit, cursor);
    },
  );
  r.get(
    {
      path: "/drafts/rules",
      access: "signed-in",
      summary: "Stages and criteria in force today, with their legal basis",
      answer: DraftRules,
    },
    ({ tx }) => listDraftRules(tx, todayInVietnam()),
  );
  r.get(
    {
      path: "/drafts/settings",
      access: "signed-in",
      summary: "Stages as they hold, held and will hold, with their legal basis",
      answer: z.object({ items: z.array(StageSetting) }),
    },
    async ({ tx }) => ({ items: await listStageSettings(tx) }),
  );
  r.get(
    {
      path: "/drafts/criteria",
      access: "signed-in",
      summary: "Criteria as they hold, held and will hold, with their legal basis",
      answer: z.object({ items: z.array(CriterionSetting) }),
    },
    async ({ tx }) => ({ items: await listCriterionSettings(tx) }),
  );
  r.get(
    {
      path: "/drafts/export",
      verb: "draft.export",
      summary: "The list as a workbook",
      query: DraftFilter,
      produces: [xlsx],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "draft.export", input.under);
      return exportDrafts(tx, input, language);
    },
  );
  r.get(
    { path: "/drafts/:id", verb: "draft.view", summary: "One draft in full", params: ById, answer: DraftPage },
    ({ tx, principal, input }) => readDraftPage(tx, principal, input.id),
  );
  r.get(
    {
      path: "/drafts/:id/comments",
      verb: "draft.read-comments",
      summary: "What people said about it, the newest first; never who",
      params: ById,
      query: CommentFilter.extend(pageQuery),
      answer: pageOf(DraftComment),
    },
    async ({ tx, principal, input: { id, cursor, limit, ...filter } }) => {
      authorise(draftPolicy, "draft.read-comments", principal, await placeDraft(tx, await findDraft(tx, id)));
      return listComments(tx, id, filter, limit, cursor);
    },
  );
  r.get(
    {
      path: "/drafts/:id/answers/export",
      verb: "draft.read-comments",
      summary: "Comments with what was answered, as a workbook",
      params: ById,
      produces: [xlsx],
    },
    ({ tx, principal, input, language }) => exportAnswers(tx, principal, input.id, language),
  );
  r.post(
    {
      path: "/drafts",
      verb: "draft.create",
      summary: "Enter a draft in the register",
      body: CreateDraft.omit({ draftId: true }).extend({ id: z.uuid().optional() }),
      answer: Done,
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(createDraft, { draftId: id ?? newId<"Draft">(), ...rest })).answer,
  );
  r.put(
    {
      path: "/drafts/:id",
      verb: "draft.edit",
      summary: "Change its facts; `edition` is the one that was read",
      params: ById,
      body: EditDraft.omit({ draftId: true }),
      answer: Edited,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(editDraft, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/read-text",
      verb: "draft.create",
      summary: "Cut an uploaded text into articles for a person to correct; stores nothing",
      bytes: { maxBytes: maxTextFile },
      answer: z.object({ articles: z.array(Article), fromLegacy: z.boolean() }),
    },
    ({ bytes }) => readArticles(bytes),
  );
  r.put(
    {
      path: "/drafts/:id/text",
      verb: "draft.edit",
      summary: "Store the working text by article; `hash` is that of the one that was read",
      params: ById,
      body: WriteText.omit({ draftId: true }),
      answer: Done.extend({ number: z.int(), hash: z.string() }),
      maxBytes: 4 * 1024 * 1024,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(writeText, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/publish",
      verb: "draft.publish",
      summary: "Put it, with its working text, before everybody",
      params: ById,
      body: PublishDraft.omit({ draftId: true }),
      answer: Edited,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(publishDraft, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/withdraw",
      verb: "draft.publish",
      summary: "Take it off the public page, with a reason",
      params: ById,
      body: WithdrawDraft.omit({ draftId: true }),
      answer: Edited,
    },
    async ({ input: { id, reason }, execute }) => (await execute(withdrawDraft, { draftId: id, reason })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/stages",
      verb: "draft.edit",
      summary: "It enters a stage",
      params: ById,
      body: EnterStage.omit({ draftId: true }),
      answer: Done.extend({ stage: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(enterStage, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/end",
      verb: "draft.publish",
      summary: "It was passed, or dropped",
      params: ById,
      body: EndDraft.omit({ draftId: true }),
      answer: Done.extend({ outcome: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(endDraft, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/links",
      verb: "draft.edit",
      summary: "Tie a material or a talk to it",
      params: ById,
      body: Link,
      answer: Done,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(linkDraft, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/links/remove",
      verb: "draft.edit",
      summary: "Take a material or a talk off it",
      params: ById,
      body: Link,
      answer: Done,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(unlinkDraft, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/comments",
      verb: "draft.note-comment",
      summary: "Note down a comment that was heard (at a talk, at the office); the public page has its own way",
      params: ById,
      body: CommentOnDraft.omit({ draftId: true, commentId: true }).extend({ commentId: z.uuid().optional() }),
      answer: z.object({ commentId: z.string() }),
      status: 201,
    },
    async ({ input: { id, commentId, ...rest }, execute }) =>
      (await execute(commentOnDraft, { draftId: id, commentId: commentId ?? newId<"Comment">(), ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/:id/groups",
      verb: "draft.gather",
      summary: "Put comments into a group; a new id makes a new group",
      params: ById,
      body: GroupComments.omit({ draftId: true }),
      answer: z.object({ groupId: z.string(), comments: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(groupComments, { draftId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/comments/:id/set-aside",
      verb: "draft.gather",
      summary: "Set a comment aside with a reason; without one it waits again",
      params: ById,
      body: SetAsideComment.omit({ commentId: true }),
      answer: z.object({ commentId: z.string() }),
    },
    async ({ input: { id, reason }, execute }) => (await execute(setAsideComment, { commentId: id, reason })).answer,
  );
  r.put(
    {
      path: "/drafts/groups/:id",
      verb: "draft.answer",
      summary: "Write the answer to a group; a published one is taken back by that",
      params: ById,
      body: AnswerGroup.omit({ groupId: true }),
      answer: GroupDone,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(answerGroup, { groupId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/drafts/groups/:id/publish",
      verb: "draft.release",
      summary: "Let the answer to a group out",
      params: ById,
      body: PublishAnswer.omit({ groupId: true }),
      answer: GroupDone,
    },
    async ({ input: { id, edition }, execute }) => (await execute(publishAnswer, { groupId: id, edition })).answer,
  );
  r.post(
    {
      path: "/drafts/stages",
      verb: "draft.configure",
      summary: "Set a stage from a day on",
      body: SetStage,
      answer: z.object({ code: z.string(), from: z.string().nullable() }),
    },
    async ({ input, execute }) => (await execute(setStage, input)).answer,
  );
  r.post(
    {
      path: "/drafts/criteria",
      verb: "draft.configure",
      summary: "Set a criterion from a day on",
      body: SetCriterion,
      answer: z.object({ code: z.string(), from: z.string() }),
    },
    async ({ input, execute }) => (await execute(setCriterion, input)).answer,
  );
});

import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import { refuseOtherPerson } from "#platform/sync/server/other-person.ts";
import { HeldItem, TalkList, TalkPage, TalkQuery, TalkTotals, TalkTotalsQuery } from "../answers.ts";
import {
  CorrectionDecision,
  HeldDecision,
  TalkAmend,
  TalkAssign,
  TalkCorrect,
  TalkReason,
  TalkRecord,
  TalkVerify,
} from "../contract.ts";
import { talkPolicy } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { TalkPublicity } from "../publicity.ts";
import { amendTalk } from "./amend-talk.ts";
import { correctTalk, decideCorrection } from "./correct-talk.ts";
import { enterTalk, TalkEntry } from "./enter-talk.ts";
import { exportTalks } from "./export-talks.ts";
import { listHeld } from "./held-items.ts";
import { listTalks } from "./list-talks.ts";
import { appendPhoto, photoProgress, readPhoto, StartPhoto, startPhoto } from "./photos.ts";
import { acceptTalk, assignTalk, cancelTalk, declineTalk } from "./plan-talk.ts";
import { readTalkPublicity, setTalkPublic } from "./publicity.ts";
import { QuietPlaces, QuietQuery, quietPlaces } from "./quiet-places.ts";
import { recordTalk } from "./record-talk.ts";
import { settleHeld } from "./settle-held.ts";
import { readTalkPage } from "./talk-page.ts";
import { talkTotals } from "./talk-totals.ts";
import { returnTalk, verifyTalk } from "./verify-talk.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ talkId: z.string(), status: z.string(), version: z.int() });
const Settled = z.looseObject({ talkId: z.string() });
const NewTalk = TalkEntry.omit({ talkId: true }).extend({ id: z.uuid().optional() });
/** The path names the talk, so the body does not. */
const without = <S extends z.core.$ZodLooseShape>(schema: z.ZodObject<S>) =>
  schema.omit({ talkId: true } as never) as unknown as z.ZodObject<Omit<S, "talkId">>;
const PhotoState = z.object({ id: z.string(), received: z.int(), complete: z.boolean() });

/** A list or total is asked at a unit that the caller holds a role above, or over all that they see. */
async function askedUnder(
  tx: Tx,
  principal: Principal,
  verb: keyof typeof talkPolicy,
  under: number | undefined,
): Promise<void> {
  const unitPaths =
    under === undefined
      ? principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]))
      : await unitPath(tx, under);
  authorise(talkPolicy, verb, principal, { unitPath: unitPaths, speakerIds: [] });
}

export const talkRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/talks",
      verb: "talk.list",
      summary: "The newest talks of a subtree, paged by cursor",
      query: TalkQuery,
      answer: TalkList,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "talk.list", input.under);
      return listTalks(tx, input);
    },
  );
  r.get(
    {
      path: "/talks/totals",
      verb: "talk.total",
      summary: "Commune × month: talks, attendances, distinct speakers",
      query: TalkTotalsQuery,
      answer: TalkTotals,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "talk.total", input.under);
      return talkTotals(tx, input);
    },
  );
  r.get(
    {
      path: "/talks/quiet-places",
      verb: "talk.total",
      summary: "Places of a subtree by days without a talk",
      query: QuietQuery,
      answer: QuietPlaces,
    },
    async ({ tx, principal, input }) => {
      await askedUnder(tx, principal, "talk.total", input.under);
      return quietPlaces(tx, input);
    },
  );
  r.get(
    {
      path: "/talks/export",
      verb: "talk.export",
      summary: "The list as a workbook",
      query: TalkQuery.omit({ cursor: true, limit: true }),
      produces: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    },
    async ({ tx, principal, input, language }) => {
      await askedUnder(tx, principal, "talk.export", input.under);
      return exportTalks(tx, input, language);
    },
  );
  r.get(
    {
      path: "/talks/:id",
      verb: "talk.view",
      summary: "One talk with all that came with it",
      params: ById,
      answer: TalkPage,
    },
    ({ tx, principal, input }) => readTalkPage(tx, principal, input.id),
  );

  r.post(
    {
      path: "/talks",
      verb: "talk.enter",
      summary: "Create a talk: with an attendance it was given, without it is planned",
      body: NewTalk,
      answer: Done,
      status: 201,
    },
    async ({ input: { id, ...entry }, request, execute }) => {
      const talkId = id ?? keyOf(request) ?? newId<"Talk">();
      return (await execute(enterTalk, { talkId, ...entry }, { id: keyOf(request) ?? talkId })).answer;
    },
  );
  r.post(
    {
      path: "/talks/:id/assign",
      verb: "talk.assign",
      summary: "Assign speakers",
      params: ById,
      body: without(TalkAssign),
      answer: Done,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(assignTalk, { talkId: id, ...rest })).answer,
  );
  r.post(
    { path: "/talks/:id/accept", verb: "talk.accept", summary: "The speaker accepts", params: ById, answer: Done },
    async ({ input, execute }) => (await execute(acceptTalk, { talkId: input.id })).answer,
  );
  r.post(
    {
      path: "/talks/:id/decline",
      verb: "talk.decline",
      summary: "The speaker declines, with the reason",
      params: ById,
      body: without(TalkReason),
      answer: Done,
    },
    async ({ input: { id, reason }, execute }) => (await execute(declineTalk, { talkId: id, reason })).answer,
  );
  r.post(
    {
      path: "/talks/:id/record",
      verb: "talk.record",
      summary: "Record a talk that was given",
      params: ById,
      body: without(TalkRecord),
      answer: Settled,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(recordTalk, { talkId: id, ...rest })).answer as { talkId: string },
  );
  r.post(
    {
      path: "/talks/:id/amend",
      verb: "talk.amend",
      summary: "Change fields, each with the value it was changed from",
      params: ById,
      body: without(TalkAmend),
      answer: Settled,
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(amendTalk, { talkId: id, ...rest } as never)).answer as { talkId: string },
  );
  r.post(
    {
      path: "/talks/:id/cancel",
      verb: "talk.cancel",
      summary: "Cancel, with the reason",
      params: ById,
      body: without(TalkReason),
      answer: Done,
    },
    async ({ input: { id, reason }, execute }) => (await execute(cancelTalk, { talkId: id, reason })).answer,
  );
  r.get(
    {
      path: "/talks/:id/publicity",
      verb: "talk.view",
      summary: "Whether everybody may come, and whether the caller decides that",
      params: ById,
      answer: z.object({ public: z.boolean(), offered: z.boolean(), may: z.boolean() }),
    },
    ({ tx, principal, input }) => readTalkPublicity(tx, principal, input.id),
  );
  r.put(
    {
      path: "/talks/:id/publicity",
      verb: "talk.set-public",
      summary: "Show a planned talk on the public pages as open to all, or take it off",
      params: ById,
      body: TalkPublicity.omit({ talkId: true }),
      answer: TalkPublicity,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(setTalkPublic, { talkId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/talks/:id/verify",
      verb: "talk.verify",
      summary: "A second person verifies",
      params: ById,
      body: without(TalkVerify),
      answer: Done,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(verifyTalk, { talkId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/talks/:id/return",
      verb: "talk.return",
      summary: "Return to the recorder, with the reason",
      params: ById,
      body: without(TalkReason),
      answer: Done,
    },
    async ({ input: { id, reason }, execute }) => (await execute(returnTalk, { talkId: id, reason })).answer,
  );
  r.post(
    {
      path: "/talks/:id/corrections",
      verb: "talk.correct",
      summary: "Propose a correction after verification",
      params: ById,
      body: without(TalkCorrect),
      answer: z.object({ talkId: z.string(), correctionId: z.string() }),
      status: 201,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(correctTalk, { talkId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/talks/:id/corrections/:correctionId/decision",
      verb: "talk.confirm-correction",
      summary: "Another person confirms or rejects a correction",
      params: ById.extend({ correctionId: z.uuid() }),
      body: CorrectionDecision.omit({ talkId: true, correctionId: true }),
      answer: z.object({ talkId: z.string(), correctionId: z.string(), status: z.string(), version: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(decideCorrection, { talkId: id, ...rest })).answer,
  );

  r.get(
    {
      path: "/held",
      verb: "held.list",
      summary: "Held records and conflicts that wait for an officer",
      answer: z.object({ items: z.array(HeldItem), nextCursor: z.null() }),
    },
    async ({ tx, principal }) => {
      await askedUnder(tx, principal, "held.list", undefined);
      return { items: await listHeld(tx), nextCursor: null };
    },
  );
  r.post(
    {
      path: "/held/:id/decision",
      verb: "held.settle",
      summary: "Settle a held record or a conflict",
      params: ById,
      body: HeldDecision.omit({ heldId: true }),
      answer: z.looseObject({ heldId: z.string(), outcome: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(settleHeld, { heldId: id, ...rest })).answer,
  );

  r.post(
    {
      path: "/photos",
      verb: "talk.record",
      summary: "Announce a photo",
      body: StartPhoto.extend({ userId: z.string().optional() }),
      answer: PhotoState,
    },
    async ({ input: { userId, ...photo }, execute, inTransaction, principal }) => {
      refuseOtherPerson(principal, userId);
      await execute(startPhoto, photo, { id: photo.id });
      return inTransaction((tx) => photoProgress(tx, photo.id, principal.userId));
    },
  );
  r.put(
    {
      path: "/photos/:id",
      verb: "talk.record",
      summary: "Append a piece of a photo at an offset",
      params: ById,
      query: z.object({ offset: z.coerce.number().int().min(0), userId: z.string().optional() }),
      bytes: { maxBytes: 64 * 1024 },
      answer: PhotoState,
    },
    ({ input, bytes, principal, inTransaction }) => {
      refuseOtherPerson(principal, input.userId);
      return inTransaction((tx) => appendPhoto(tx, input.id, principal, input.offset, bytes));
    },
  );
  r.get(
    {
      path: "/photos/:id",
      verb: "talk.view",
      summary: "A photo of a talk that the caller may see",
      params: ById,
      produces: ["image/jpeg", "image/webp"],
    },
    async ({ tx, input }) => {
      const photo = await readPhoto(tx, input.id);
      if (photo === null) throw talkProblem("photo.not-found", { id: input.id });
      return new FileAnswer({
        bytes: photo.content,
        mediaType: photo.mediaType,
        fileName: `${input.id}.${photo.mediaType.slice(6)}`,
        inline: true,
      });
    },
  );
});

function keyOf(request: Request): string | undefined {
  const key = request.headers
    .get("idempotency-key")
    ?.replace(/^"(.*)"$/, "$1")
    .toLowerCase();
  return key !== undefined && z.uuid().safeParse(key).success ? key : undefined;
}

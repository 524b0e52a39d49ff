import { z } from "zod";
import { newId } from "#kernel/ids.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import {
  CommentMaterial,
  MakeUpStep,
  PassMaterial,
  ResolveComment,
  ReturnMaterial,
  SubmitMaterial,
  WaitingMaterial,
} from "../contract-chain.ts";
import { makeUpStep, passMaterial, returnMaterial, submitMaterial, withdrawMaterial } from "./approval-steps.ts";
import { listWaiting } from "./approval-page.ts";
import { commentMaterial, resolveComment } from "./comments.ts";
import { discardMaterial } from "./discard-material.ts";

const ById = z.object({ id: z.uuid() });
const Stands = z.object({ versionId: z.string(), status: z.string(), waiting: z.int().nullable() });

/** The way of a draft to its approval; the approval itself is in routes.ts. */
export const approvalRoutes: RoomRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/materials/waiting",
      access: "signed-in",
      summary: "Drafts that wait for a step of their approval, and steps that were waived and are owed",
      answer: z.object({ items: z.array(WaitingMaterial) }),
    },
    async ({ tx, principal }) => ({ items: await listWaiting(tx, principal) }),
  );
  r.post(
    {
      path: "/materials/versions/:id/submit",
      verb: "material.submit",
      summary: "Hand a draft in; its text stands still from then on",
      params: ById,
      body: SubmitMaterial.omit({ versionId: true }),
      answer: Stands,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(submitMaterial, { versionId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/materials/versions/:id/pass",
      verb: "material.step",
      summary: "Pass the step that waits",
      params: ById,
      body: PassMaterial.omit({ versionId: true }),
      answer: Stands,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(passMaterial, { versionId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/materials/versions/:id/return",
      verb: "material.step",
      summary: "Return a draft to its authors with the reason",
      params: ById,
      body: ReturnMaterial.omit({ versionId: true }),
      answer: Stands,
    },
    async ({ input: { id, reason }, execute }) => (await execute(returnMaterial, { versionId: id, reason })).answer,
  );
  r.post(
    {
      path: "/materials/versions/:id/withdraw",
      verb: "material.submit",
      summary: "Take a draft back that was handed in",
      params: ById,
      answer: Stands,
    },
    async ({ input: { id }, execute }) => (await execute(withdrawMaterial, { versionId: id })).answer,
  );
  r.post(
    {
      path: "/materials/versions/:id/make-up",
      verb: "material.step",
      summary: "Say yes or no to a step that was waived for urgency",
      params: ById,
      body: MakeUpStep.omit({ versionId: true }),
      answer: Stands,
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(makeUpStep, { versionId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/materials/versions/:id/comments",
      verb: "material.comment",
      summary: "Comment on words of a draft",
      params: ById,
      body: CommentMaterial.omit({ versionId: true, id: true }).extend({ commentId: z.uuid().optional() }),
      answer: z.object({ id: z.string() }),
      status: 201,
    },
    async ({ input: { id, commentId, ...rest }, execute }) =>
      (await execute(commentMaterial, { id: commentId ?? newId<"MaterialComment">(), versionId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/materials/comments/:id/resolve",
      verb: "material.comment",
      summary: "Settle a comment, with what was done about it",
      params: ById,
      body: ResolveComment.omit({ id: true }),
      answer: z.object({ id: z.string() }),
    },
    async ({ input: { id, resolution }, execute }) => (await execute(resolveComment, { id, resolution })).answer,
  );
  r.delete(
    {
      path: "/materials/versions/:id",
      verb: "material.discard",
      summary: "Delete a draft; a material that had only this goes with it",
      params: ById,
      answer: z.object({ versionId: z.string(), materialGone: z.boolean() }),
    },
    async ({ input: { id }, execute }) => (await execute(discardMaterial, { versionId: id })).answer,
  );
});

import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import { FindingAnswer } from "../contract.ts";
import {
  CreateDraft,
  CreateRemedy,
  DraftLine,
  DraftPage,
  DropDraft,
  EditDraft,
  IssueDraft,
  MergeChoice,
  MergeValues,
  SubmitDraft,
  TemplateAnswer,
} from "../draft-contract.ts";
import type { MergeSource } from "./merge-source.ts";
import { documentPolicy } from "../policy.ts";
import { documentsProblem } from "../problems.ts";
import type { DocumentCommands } from "./commands.ts";
import { overSeen } from "./allowed.ts";
import { DraftQuery, getDraftPage, listDrafts } from "./draft-page.ts";
import { getDraft } from "./draft-store.ts";
import { checkDraft, docxType, fileNameOf, writeDraft } from "./issue-draft.ts";
import { typeOn } from "./issue-document.ts";
import { issuerOf } from "./issuers.ts";
import { getTemplate, readTemplates } from "./templates.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ draftId: z.string(), version: z.int() });

/** Templates, what they merge, and drafts from the first word to the number. */
export function draftRoutes(commands: DocumentCommands, sources: readonly MergeSource[]): RoomRoutes {
  const sourceOf = (id: string) => {
    const found = sources.find((s) => s.id === id);
    if (found === undefined) throw documentsProblem("documents.unknown-source", { source: id });
    return found;
  };
  return roomRoutes((r) => {
    r.get(
      {
        path: "/documents/templates",
        access: "signed-in",
        summary: "Templates that hold today, with their fields and merge sources",
        answer: z.object({ items: z.array(TemplateAnswer), nextCursor: z.null() }),
      },
      async ({ tx }) => ({
        items: (await readTemplates(tx, todayInVietnam()))
          .filter((t) => !t.fromDocument)
          .map(({ content: _c, fromDocument: _f, sources: ids, ...t }) => ({
            ...t,
            sources: sources
              .filter((s) => ids.includes(s.id))
              .map(({ id, titleVi, titleEn }) => ({ id, titleVi, titleEn })),
          })),
        nextCursor: null,
      }),
    );
    r.get(
      {
        path: "/documents/sources/:source/choices",
        verb: "document.write",
        summary: "What can be merged from a source for a unit",
        params: z.object({ source: z.string().max(60) }),
        query: z.object({ unitId: z.coerce.number().int().positive(), q: z.string().max(200).optional() }),
        answer: z.object({ items: z.array(MergeChoice), nextCursor: z.null() }),
      },
      async ({ tx, principal, input }) => {
        authorise(documentPolicy, "document.write", principal, { unitPath: await unitPath(tx, input.unitId) });
        const call = { tx, principal, unitId: input.unitId, today: todayInVietnam(), search: input.q };
        return { items: await sourceOf(input.source).choices(call), nextCursor: null };
      },
    );
    r.get(
      {
        path: "/documents/sources/:source/values",
        verb: "document.write",
        summary: "What the chosen ones fill into a template, before the draft is made",
        params: z.object({ source: z.string().max(60) }),
        query: z.object({
          unitId: z.coerce.number().int().positive(),
          template: z.string().max(60),
          ids: z.string().max(20_000).describe("Ids of the choices, with commas between"),
        }),
        answer: z.object({ values: MergeValues }),
      },
      async ({ tx, principal, input }) => {
        authorise(documentPolicy, "document.write", principal, { unitPath: await unitPath(tx, input.unitId) });
        const today = todayInVietnam();
        const template = await getTemplate(tx, input.template, today);
        const source = sourceOf(input.source);
        if (!template.sources.includes(source.id))
          throw documentsProblem("documents.unknown-source", { source: source.id });
        const ids = input.ids.split(",").filter((id) => id !== "");
        return {
          values: await source.merge({ tx, principal, unitId: input.unitId, today, template: template.id }, ids),
        };
      },
    );
    r.get(
      {
        path: "/documents/drafts",
        verb: "document.list",
        summary: "Drafts, those changed last first",
        query: DraftQuery,
        answer: pageOf(DraftLine),
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.list", input.unitId);
        return listDrafts(tx, input);
      },
    );
    r.post(
      {
        path: "/documents/drafts",
        verb: "document.write",
        summary: "Make a draft from a template by merge",
        body: CreateDraft.partial({ draftId: true }),
        answer: Done,
        status: 201,
        maxBytes: 4 * 1024 * 1024,
      },
      async ({ input, execute }) =>
        (await execute(commands["document.create-draft"], { ...input, draftId: input.draftId ?? newId() })).answer,
    );
    r.get(
      {
        path: "/documents/drafts/:id",
        verb: "document.view",
        summary: "One draft with all its words",
        params: ById,
        answer: DraftPage,
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        return getDraftPage(tx, principal, input.id);
      },
    );
    r.put(
      {
        path: "/documents/drafts/:id",
        verb: "document.write",
        summary: "Change the words of a draft",
        params: ById,
        body: EditDraft.omit({ draftId: true }),
        answer: Done,
        maxBytes: 8 * 1024 * 1024,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(commands["document.edit-draft"], { draftId: id, ...rest })).answer,
    );
    r.get(
      {
        path: "/documents/drafts/:id/file",
        verb: "document.view",
        summary: "The draft as DOCX, without a number",
        params: ById,
        produces: [docxType],
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        const draft = await getDraft(tx, input.id);
        const today = todayInVietnam();
        const type = await typeOn(tx, draft.type, today);
        const bytes = await writeDraft(draft.content, await issuerOf(tx, draft.unitId, today), type);
        return new FileAnswer({ bytes, mediaType: docxType, fileName: `du-thao-${fileNameOf(type.nameVi)}.docx` });
      },
    );
    r.get(
      {
        path: "/documents/drafts/:id/check",
        verb: "document.view",
        summary: "What the format check says of the draft as it stands",
        params: ById,
        answer: z.object({ items: z.array(FindingAnswer), nextCursor: z.null() }),
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        const draft = await getDraft(tx, input.id);
        const today = todayInVietnam();
        const issuer = await issuerOf(tx, draft.unitId, today);
        return {
          items: await checkDraft(draft.content, issuer, await typeOn(tx, draft.type, today), today),
          nextCursor: null,
        };
      },
    );
    r.post(
      {
        path: "/documents/drafts/:id/submit",
        verb: "document.write",
        summary: "Hand a draft in to be issued, or take it back",
        params: ById,
        body: SubmitDraft.omit({ draftId: true }),
        answer: Done,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(commands["document.submit-draft"], { draftId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/documents/drafts/:id/drop",
        verb: "document.write",
        summary: "Drop a draft, with the reason",
        params: ById,
        body: DropDraft.omit({ draftId: true }),
        answer: Done,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(commands["document.drop-draft"], { draftId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/documents/drafts/:id/issue",
        verb: "document.issue",
        summary: "Issue a draft: it takes the next number and is frozen with it",
        params: ById,
        body: IssueDraft.omit({ draftId: true }),
        answer: z.object({ draftId: z.string(), documentId: z.string(), symbol: z.string() }),
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(commands["document.issue-draft"], { draftId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/documents/:id/remedies",
        verb: "document.write",
        summary: "Begin the document that replaces, corrects or withdraws this one",
        params: ById,
        body: CreateRemedy.omit({ documentId: true }).partial({ draftId: true }),
        answer: Done,
        status: 201,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (
          await execute(commands["document.create-remedy"], {
            ...rest,
            documentId: id,
            draftId: rest.draftId ?? newId(),
          })
        ).answer,
    );
  });
}

import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import {
  ApproveMaterial,
  Attachment,
  CreateMaterial,
  EditMaterial,
  MaterialFilter,
  MaterialPage,
  MaterialRow,
  RecallMaterial,
  Topic,
} from "../contract.ts";
import { materialPolicy } from "../policy.ts";
import { addAttachment, attachmentType, maxAttachment, readAttachment, removeAttachment } from "./attachments.ts";
import { approvalRoutes } from "./approval-routes.ts";
import { approveMaterial, recallMaterial } from "./decide-material.ts";
import { exportMaterials } from "./export-materials.ts";
import { findMaterials } from "./find-materials.ts";
import { languageRoutes } from "./language-routes.ts";
import { readMaterialPage } from "./material-page.ts";
import { MaterialPublicity, readMaterialPublicity, setMaterialPublic } from "./publicity.ts";
import { listTopics } from "./topics.ts";
import { wordRoutes } from "./word-routes.ts";
import { createMaterial, editMaterial, reviseMaterial } from "./write-material.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ versionId: z.string(), status: z.string() });
const Made = z.object({ materialId: z.string(), versionId: z.string(), number: z.int() });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NewMaterial = CreateMaterial.omit({ materialId: true, versionId: true }).extend({ id: z.uuid().optional() });

/** A list is of what one's own units may read; below a named unit one needs a role there or above. */
async function askedUnder(
  tx: Tx,
  principal: Principal,
  verb: "material.list" | "material.export",
  under: number | undefined,
): Promise<void> {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  const path = under === undefined ? own : await unitPath(tx, under);
  authorise(materialPolicy, verb, principal, { unitPath: path });
}

export interface MaterialServices {
  files: FileStore;
}

/** Named paths come before `/materials/:id`. */
export function buildMaterialRoutes(services: MaterialServices): RoomRoutes {
  return [...approvalRoutes, ...languageRoutes(services.files), ...wordRoutes, ...ownRoutes(services)];
}

function ownRoutes({ files }: MaterialServices): RoomRoutes {
  return roomRoutes((r) => {
    r.get(
      {
        path: "/materials",
        verb: "material.list",
        answer: pageOf(MaterialRow),
        query: MaterialFilter.extend(pageQuery),
        summary: "Materials, newest first; with q the best hits of a phrase among what is approved",
        description:
          "With `q` (and no status, or `approved`): whole syllables, typed with or without diacritics; exact tones first, then the title before the text, then the newest; at most 50, no cursor. When nothing matches, titles that hold it within words.",
      },
      async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
        await askedUnder(tx, principal, "material.list", filter.under);
        return findMaterials(tx, filter, limit, cursor);
      },
    );
    r.get(
      {
        path: "/materials/topics",
        access: "signed-in",
        summary: "Topics of talks and materials",
        answer: z.object({ items: z.array(Topic) }),
      },
      async ({ tx }) => ({ items: await listTopics(tx) }),
    );
    r.get(
      {
        path: "/materials/export",
        verb: "material.export",
        summary: "The list as a workbook",
        query: MaterialFilter,
        produces: [xlsx],
      },
      async ({ tx, principal, input, language }) => {
        await askedUnder(tx, principal, "material.export", input.under);
        return exportMaterials(tx, input, language);
      },
    );
    r.get(
      {
        path: "/materials/files/:id",
        verb: "material.view",
        summary: "An attachment",
        params: ById,
        produces: ["application/octet-stream"],
      },
      ({ tx, principal, input }) => readAttachment(tx, principal, files, input.id),
    );
    r.get(
      {
        path: "/materials/:id",
        verb: "material.view",
        summary: "One material with a version in full and the list of its versions",
        params: ById,
        query: z.object({ version: z.coerce.number().int().positive().optional() }),
        answer: MaterialPage,
      },
      ({ tx, principal, input, language }) => readMaterialPage(tx, principal, input.id, input.version, language),
    );
    r.get(
      {
        path: "/materials/:id/publicity",
        verb: "material.view",
        summary: "Whether everybody may read it, and whether the caller decides that",
        params: ById,
        answer: z.object({ public: z.boolean(), may: z.boolean() }),
      },
      ({ tx, principal, input }) => readMaterialPublicity(tx, principal, input.id),
    );
    r.put(
      {
        path: "/materials/:id/publicity",
        verb: "material.set-public",
        summary: "Open a material to everybody on the public pages, or take it off",
        params: ById,
        body: MaterialPublicity.omit({ materialId: true }),
        answer: MaterialPublicity,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(setMaterialPublic, { materialId: id, ...rest })).answer,
    );

    r.post(
      {
        path: "/materials",
        verb: "material.create",
        summary: "Create a material with its first draft",
        body: NewMaterial,
        answer: Made,
        status: 201,
      },
      async ({ input: { id, ...rest }, request, execute }) => {
        const materialId = id ?? keyOf(request) ?? newId<"Material">();
        return (await execute(createMaterial, { materialId, versionId: versionIdFor(materialId), ...rest })).answer;
      },
    );
    r.post(
      {
        path: "/materials/:id/versions",
        verb: "material.revise",
        summary: "Begin a new version with the text of the current one",
        params: ById,
        body: z.object({ versionId: z.uuid().optional() }),
        answer: Made,
        status: 201,
      },
      async ({ input, request, execute }) =>
        (
          await execute(reviseMaterial, {
            materialId: input.id,
            versionId: input.versionId ?? keyOf(request) ?? newId<"MaterialVersion">(),
          })
        ).answer,
    );
    r.put(
      {
        path: "/materials/versions/:id",
        verb: "material.edit",
        summary: "Change a draft; `edition` is the one that was read",
        params: ById,
        body: EditMaterial.omit({ versionId: true }),
        answer: z.object({ versionId: z.string(), edition: z.int() }),
      },
      async ({ input: { id, ...rest }, execute }) => (await execute(editMaterial, { versionId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/materials/versions/:id/approve",
        verb: "material.approve",
        summary: "Approve a draft; the version in use is superseded",
        params: ById,
        body: ApproveMaterial.omit({ versionId: true }),
        answer: Done,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(approveMaterial, { versionId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/materials/versions/:id/recall",
        verb: "material.recall",
        summary: "Recall a version, with the reason and the day from which phones block it",
        params: ById,
        body: RecallMaterial.omit({ versionId: true }),
        answer: Done,
      },
      async ({ input: { id, ...rest }, execute }) => (await execute(recallMaterial, { versionId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/materials/versions/:id/files",
        verb: "material.edit",
        summary: "Attach a file to a draft (the bytes are the body)",
        params: ById,
        query: z.object({ fileName: z.string().trim().min(1).max(200), attachmentId: z.uuid().optional() }),
        bytes: { maxBytes: maxAttachment },
        answer: Attachment,
        status: 201,
      },
      async ({ input, bytes, request, execute }) => {
        const mediaType = attachmentType(input.fileName, bytes);
        // by its hash: if the command is refused, the file lies there unused and hurts nobody
        const stored = await files.put(bytes);
        return (
          await execute(addAttachment, {
            id: input.attachmentId ?? keyOf(request) ?? newId<"Attachment">(),
            versionId: input.id,
            fileName: input.fileName,
            mediaType,
            ...stored,
          })
        ).answer;
      },
    );
    r.delete(
      { path: "/materials/files/:id", verb: "material.edit", summary: "Take an attachment off a draft", params: ById },
      async ({ input, execute }) => void (await execute(removeAttachment, { id: input.id })),
    );
  });
}

/** A request sent again under its key makes the same thing, not another one. */
function keyOf(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key")?.replace(/^"(.*)"$/, "$1");
  return key !== undefined && z.uuid().safeParse(key).success ? key.toLowerCase() : undefined;
}

/** The first draft's id follows from the material's, so that the same request sent twice means the same. */
function versionIdFor(materialId: string): string {
  const last = (Number.parseInt(materialId.slice(-1), 16) ^ 1).toString(16);
  return materialId.slice(0, -1) + last;
}

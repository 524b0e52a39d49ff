import { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { checkDocument, getRuleSet } from "#platform/documents/nd30/check-document.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import { DocumentType, FindingAnswer, Issuer, IssuedDocument, KnownIssuer, TypeSetting } from "../contract.ts";
import type { MergeSource } from "./merge-source.ts";
import { overSeen } from "./allowed.ts";
import type { DocumentCommands } from "./commands.ts";
import { draftRoutes } from "./draft-routes.ts";
import { incomingRoutes } from "./incoming-routes.ts";
import { issuedRoutes } from "./issued-routes.ts";
import { exportDocuments } from "./export-documents.ts";
import { issuerOf } from "./issuers.ts";
import { listTypes, listTypeSettings, TypeForm } from "./types.ts";
import { DocumentQuery, listDocuments, readDocumentFile } from "./list-documents.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ById = z.object({ id: z.uuid() });
const ByUnit = z.object({ unitId: z.coerce.number().int().positive() });

/** All routes of this room: those with a name of their own before those with an id in their place. */
export function buildDocumentRoutes({
  commands,
  sources,
  files,
}: {
  commands: DocumentCommands;
  sources: readonly MergeSource[];
  files: FileStore;
}): RoomRoutes {
  return [
    ...registerRoutes(commands),
    ...draftRoutes(commands, sources),
    ...incomingRoutes(commands, files),
    ...issuedRoutes(commands, files),
  ];
}

const registerRoutes = (commands: DocumentCommands) =>
  roomRoutes((r) => {
    r.get(
      {
        path: "/documents",
        verb: "document.list",
        summary: "The register of issued documents, newest first",
        query: DocumentQuery,
        answer: pageOf(IssuedDocument),
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.list", input.unitId);
        return listDocuments(tx, input);
      },
    );
    r.get(
      {
        path: "/documents/export",
        verb: "document.list",
        summary: "The register as a workbook",
        query: DocumentQuery.pick({ unitId: true, year: true }),
        produces: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.list", input.unitId);
        return exportDocuments(tx, input);
      },
    );
    r.get(
      {
        path: "/documents/types",
        access: "signed-in",
        summary: "Types of administrative documents",
        answer: z.object({ items: z.array(DocumentType), nextCursor: z.null() }),
      },
      async ({ tx }) => {
        return {
          items: await listTypes(tx, todayInVietnam()),
          nextCursor: null,
        };
      },
    );
    r.get(
      {
        path: "/documents/types/settings",
        access: "signed-in",
        summary: "Abbreviations of types as they hold, held and will hold, with their legal basis",
        answer: z.object({ items: z.array(TypeSetting) }),
      },
      async ({ tx }) => ({ items: await listTypeSettings(tx) }),
    );
    r.put(
      {
        path: "/documents/types/:type",
        verb: "document.configure",
        summary: "The abbreviation of a type from a day on, with its legal basis",
        params: z.object({ type: z.string().max(60) }),
        body: TypeForm.omit({ type: true }),
        answer: z.object({ type: z.string(), from: z.string() }),
      },
      async ({ input, execute }) => (await execute(commands["document.set-type-form"], input)).answer,
    );
    r.get(
      {
        path: "/documents/issuers/:unitId",
        verb: "document.list",
        summary: "How a unit signs its documents",
        params: ByUnit,
        answer: KnownIssuer,
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.list", input.unitId);
        return issuerOf(tx, input.unitId, todayInVietnam());
      },
    );
    r.put(
      {
        path: "/documents/issuers/:unitId",
        verb: "document.set-issuer",
        summary: "Say how a unit signs its documents",
        params: ByUnit,
        body: Issuer.omit({ unitId: true }).extend({ seenVersion: z.int().min(0) }),
        answer: z.object({ unitId: z.int(), version: z.int() }),
      },
      async ({ input, execute }) => (await execute(commands["document.set-issuer"], input)).answer,
    );
    r.post(
      {
        path: "/documents/check",
        verb: "document.check",
        summary: "Hold a DOCX against a format rule set; nothing is stored",
        query: z.object({ rules: z.string().max(40).default("nd30-2020") }),
        bytes: { maxBytes: 20 * 1024 * 1024, mediaTypes: [DOCX, "application/octet-stream"] },
        answer: z.object({ items: z.array(FindingAnswer), nextCursor: z.null() }),
      },
      async ({ principal, bytes, input }) => {
        await overSeen(null, principal, "document.check");
        return { items: checkDocument(bytes, getRuleSet(input.rules)), nextCursor: null };
      },
    );
    r.get(
      {
        path: "/documents/:id/file",
        verb: "document.view",
        summary: "The file as it was issued",
        params: ById,
        produces: [DOCX],
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        return readDocumentFile(tx, input.id);
      },
    );
  });

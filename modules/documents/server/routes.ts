import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import type { Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { checkDocument, getRuleSet } from "#platform/documents/nd30/check-document.ts";
import type { Tx } from "#platform/db/session.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { unitPath } from "#modules/units/server.ts";
import { DocumentType, FindingAnswer, Issuer, IssuedDocument, KnownIssuer } from "../contract.ts";
import { documentPolicy } from "../policy.ts";
import { exportDocuments } from "./export-documents.ts";
import { issuerOf, setIssuer } from "./issuers.ts";
import { listTypes } from "./types.ts";
import { DocumentQuery, listDocuments, readDocumentFile } from "./list-documents.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ById = z.object({ id: z.uuid() });
const ByUnit = z.object({ unitId: z.coerce.number().int().positive() });

/** Over all that the caller sees, or at one unit. */
async function allowed(
  tx: Tx | null,
  principal: Principal,
  verb: keyof typeof documentPolicy,
  unitId?: number,
): Promise<void> {
  const path =
    unitId === undefined || tx === null
      ? principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]))
      : await unitPath(tx, unitId);
  authorise(documentPolicy, verb, principal, { unitPath: path });
}

export const documentRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/documents",
      verb: "document.list",
      summary: "The register of issued documents, newest first",
      query: DocumentQuery,
      answer: pageOf(IssuedDocument),
    },
    async ({ tx, principal, input }) => {
      await allowed(tx, principal, "document.list", input.unitId);
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
      await allowed(tx, principal, "document.list", input.unitId);
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
      path: "/documents/issuers/:unitId",
      verb: "document.list",
      summary: "How a unit signs its documents",
      params: ByUnit,
      answer: KnownIssuer,
    },
    async ({ tx, principal, input }) => {
      await allowed(tx, principal, "document.list", input.unitId);
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
    async ({ input, execute }) => (await execute(setIssuer, input)).answer,
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
      await allowed(null, principal, "document.check");
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
      await allowed(tx, principal, "document.view");
      return readDocumentFile(tx, input.id);
    },
  );
});

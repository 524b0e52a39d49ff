import { z } from "zod";
import { newId } from "#kernel/ids.ts";
import { checkEdxml } from "#platform/documents/edxml/check-edxml.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import { FindingAnswer } from "../contract.ts";
import { CertifyCopy, DocumentPage, Organ, PackageQuery } from "../copy-contract.ts";
import { overSeen } from "./allowed.ts";
import type { DocumentCommands } from "./commands.ts";
import { getDocumentPage } from "./document-page.ts";
import { requirePdf } from "./file-signed.ts";
import { mostFile } from "./incoming-routes.ts";
import { findSigned, idOf, keptFile } from "./kept-file.ts";
import { listOrgans, organOf, packageDocument } from "./package-document.ts";

const ById = z.object({ id: z.uuid() });
const ByUnit = z.object({ unitId: z.coerce.number().int().positive() });

/** What belongs to a document once it is issued: its page, its signed file, copies of it, its package. */
export function issuedRoutes(commands: DocumentCommands, files: FileStore): RoomRoutes {
  return roomRoutes((r) => {
    r.post(
      {
        path: "/documents/copies",
        verb: "document.copy",
        summary: "Make a certified copy (sao y, sao lục, trích sao) with a number of the series of copies",
        body: CertifyCopy,
        answer: z.object({ documentId: z.string(), symbol: z.string() }),
        status: 201,
      },
      async ({ input, execute }) => (await execute(commands["document.certify-copy"], input)).answer,
    );
    r.get(
      {
        path: "/documents/organs",
        access: "signed-in",
        summary: "Organisations with a code of the exchange of electronic documents",
        answer: z.object({
          items: z.array(z.object({ organId: z.string(), name: z.string(), unitId: z.int().nullable() })),
          nextCursor: z.null(),
        }),
      },
      async ({ tx }) => ({ items: await listOrgans(tx), nextCursor: null }),
    );
    r.get(
      {
        path: "/documents/organs/:unitId",
        verb: "document.list",
        summary: "A unit's code in the exchange; null while it has none",
        params: ByUnit,
        answer: z.object({ organ: Organ.nullable() }),
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.list", input.unitId);
        return { organ: await organOf(tx, input.unitId) };
      },
    );
    r.put(
      {
        path: "/documents/organs/:unitId",
        verb: "document.set-organ",
        summary: "Say a unit's code in the exchange",
        params: ByUnit,
        body: Organ.omit({ unitId: true }),
        answer: z.object({ unitId: z.int(), organId: z.string() }),
      },
      async ({ input, execute }) => (await execute(commands["document.set-organ"], input)).answer,
    );
    r.post(
      {
        path: "/documents/edxml/check",
        verb: "document.check",
        summary: "Hold an edXML package against QCVN 102:2016; nothing is stored",
        bytes: { maxBytes: 2 * mostFile },
        answer: z.object({ items: z.array(FindingAnswer), nextCursor: z.null() }),
      },
      async ({ principal, bytes }) => {
        await overSeen(null, principal, "document.check");
        return { items: checkEdxml(bytes), nextCursor: null };
      },
    );
    r.get(
      {
        path: "/documents/signed/:id",
        verb: "document.view",
        summary: "A signed file as it was filed",
        params: ById,
        produces: ["application/pdf"],
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        return keptFile(files, await findSigned(tx, input.id));
      },
    );
    r.get(
      {
        path: "/documents/:id",
        verb: "document.view",
        summary: "One issued document with all that belongs to it",
        params: ById,
        answer: DocumentPage,
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        return getDocumentPage(tx, principal, input.id);
      },
    );
    r.post(
      {
        path: "/documents/:id/signed",
        verb: "document.file-signed",
        summary: "File the signed PDF back against its document (the bytes are the body)",
        params: ById,
        query: z.object({ fileName: z.string().trim().min(1).max(200) }),
        bytes: { maxBytes: mostFile },
        answer: z.object({ fileId: z.string(), sha256: z.string() }),
        status: 201,
      },
      async ({ input, bytes, request, execute }) => {
        const facts = requirePdf(bytes);
        const stored = await files.put(bytes);
        return (
          await execute(commands["document.file-signed"], {
            fileId: idOf(request, newId),
            documentId: input.id,
            fileName: input.fileName,
            pdfVersion: facts.version,
            signatureFields: facts.signatureFields,
            ...stored,
          })
        ).answer;
      },
    );
    r.post(
      {
        path: "/documents/:id/edxml",
        verb: "document.package",
        summary: "The document as an edXML package for the exchange's gateway; nothing is sent",
        params: ById,
        body: PackageQuery,
        produces: ["application/xml"],
      },
      async ({ principal, input, inTransaction }) =>
        inTransaction((tx) =>
          packageDocument({ tx, principal, files, documentId: input.id, to: input.to, now: new Date() }),
        ),
    );
  });
}

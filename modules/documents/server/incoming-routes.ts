import { z } from "zod";
import { newId } from "#kernel/ids.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { pageOf } from "#platform/http/cursor.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import {
  CloseIncoming,
  EditIncoming,
  HandOver,
  IncomingLine,
  IncomingPage,
  RegisterIncoming,
} from "../incoming-contract.ts";
import { overSeen } from "./allowed.ts";
import type { DocumentCommands } from "./commands.ts";
import { exportIncoming } from "./export-documents.ts";
import { findReceived, idOf, keptFile, receivedType } from "./kept-file.ts";
import { getIncomingPage, IncomingQuery, listIncoming } from "./list-incoming.ts";

const ById = z.object({ id: z.uuid() });
const Done = z.object({ incomingId: z.string(), version: z.int() });
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const mostFile = 25 * 1024 * 1024;

/** What arrives: registered, handed on, closed, with its scans. */
export function incomingRoutes(commands: DocumentCommands, files: FileStore): RoomRoutes {
  return roomRoutes((r) => {
    r.get(
      {
        path: "/documents/incoming",
        verb: "document.list",
        summary: "The register of incoming documents",
        query: IncomingQuery,
        answer: pageOf(IncomingLine),
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.list", input.unitId);
        return listIncoming(tx, input);
      },
    );
    r.get(
      {
        path: "/documents/incoming/export",
        verb: "document.list",
        summary: "The register of incoming documents as a workbook (Decree 30, Annex IV)",
        query: IncomingQuery.pick({ unitId: true, year: true }),
        produces: [XLSX],
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.list", input.unitId);
        return exportIncoming(tx, input);
      },
    );
    r.post(
      {
        path: "/documents/incoming",
        verb: "document.receive",
        summary: "Register what arrived: it takes the next number of the year",
        body: RegisterIncoming.partial({ incomingId: true }),
        answer: z.object({ incomingId: z.string(), number: z.int(), year: z.int() }),
        status: 201,
      },
      async ({ input, execute }) =>
        (await execute(commands["document.register-incoming"], { ...input, incomingId: input.incomingId ?? newId() }))
          .answer,
    );
    r.get(
      {
        path: "/documents/incoming/:id",
        verb: "document.view",
        summary: "One incoming document with who has it and its files",
        params: ById,
        answer: IncomingPage,
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        return getIncomingPage(tx, principal, input.id);
      },
    );
    r.patch(
      {
        path: "/documents/incoming/:id",
        verb: "document.receive",
        summary: "Correct what the register says; the number stays",
        params: ById,
        body: EditIncoming.omit({ incomingId: true }),
        answer: Done,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(commands["document.edit-incoming"], { incomingId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/documents/incoming/:id/handovers",
        verb: "document.receive",
        summary: "Say to whom it was handed on",
        params: ById,
        body: HandOver.omit({ incomingId: true }).partial({ handoverId: true }),
        answer: z.object({ incomingId: z.string(), handoverId: z.string() }),
        status: 201,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (
          await execute(commands["document.hand-over"], {
            ...rest,
            incomingId: id,
            handoverId: rest.handoverId ?? newId(),
          })
        ).answer,
    );
    r.post(
      {
        path: "/documents/incoming/:id/state",
        verb: "document.receive",
        summary: "Close it as done or registered by mistake, or open it again",
        params: ById,
        body: CloseIncoming.omit({ incomingId: true }),
        answer: Done,
      },
      async ({ input: { id, ...rest }, execute }) =>
        (await execute(commands["document.close-incoming"], { incomingId: id, ...rest })).answer,
    );
    r.post(
      {
        path: "/documents/incoming/:id/files",
        verb: "document.receive",
        summary: "File the scan or the file as it came (PDF, DOCX, JPEG, PNG; the bytes are the body)",
        params: ById,
        query: z.object({ fileName: z.string().trim().min(1).max(200) }),
        bytes: { maxBytes: mostFile },
        answer: z.object({ fileId: z.string(), sha256: z.string() }),
        status: 201,
      },
      async ({ input, bytes, request, execute }) => {
        const mediaType = receivedType(bytes);
        // by its hash: if the command is refused, the file lies there unused and hurts nobody
        const stored = await files.put(bytes);
        const fileId = idOf(request, newId);
        return (
          await execute(commands["document.add-incoming-file"], {
            fileId,
            incomingId: input.id,
            fileName: input.fileName,
            mediaType,
            ...stored,
          })
        ).answer;
      },
    );
    r.get(
      {
        path: "/documents/incoming/files/:id",
        verb: "document.view",
        summary: "A file as it came",
        params: ById,
        produces: ["application/pdf", "image/jpeg", "image/png"],
      },
      async ({ tx, principal, input }) => {
        await overSeen(tx, principal, "document.view");
        return keptFile(files, await findReceived(tx, input.id));
      },
    );
  });
}

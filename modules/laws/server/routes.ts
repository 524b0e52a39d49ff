import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { unitPath } from "#modules/units/server.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import {
  AddLaw,
  EditLaw,
  LawFilter,
  LawImport,
  LawPage,
  LawRow,
  RelateLaws,
  TextRead,
  TextToRead,
} from "../contract.ts";
import { lawPolicy } from "../policy.ts";
import { exportLaws } from "./export-laws.ts";
import { hashOfFile, importLawsCommand } from "./import-laws.ts";
import { listLaws, readLawPage } from "./list-laws.ts";
import { planLawImport } from "./read-law-file.ts";
import { readText } from "./read-text.ts";
import { addLaw, editLaw, relateLaws } from "./write-law.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const fileLimit = 10 * 1024 * 1024;
const ById = z.object({ id: z.uuid() });
const ByUnit = z.object({ unitId: z.coerce.number().int().positive() });
const Done = z.object({ id: z.string(), version: z.int() });

/** Anybody with a role somewhere: the register is everybody's. */
function anywhere(principal: Principal, verb: "law.list" | "law.view" | "law.read-text"): void {
  authorise(lawPolicy, verb, principal, {
    unitPath: principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
  });
}

export const lawRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/laws",
      verb: "law.list",
      summary: "The register of legal documents, newest first; words with or without diacritics",
      query: LawFilter.extend(pageQuery),
      answer: pageOf(LawRow),
    },
    ({ tx, principal, input: { cursor, limit, ...filter } }) => {
      anywhere(principal, "law.list");
      return listLaws(tx, filter, limit, cursor);
    },
  );
  r.get(
    {
      path: "/laws/export",
      verb: "law.list",
      summary: "The register as a workbook",
      query: LawFilter,
      produces: [xlsx],
    },
    ({ tx, principal, input, language }) => {
      anywhere(principal, "law.list");
      return exportLaws(tx, input, language);
    },
  );
  r.post(
    {
      path: "/laws/remarks",
      verb: "law.read-text",
      summary: "What a text cites, linked to the register, and what to right before approval; nothing is stored",
      body: TextToRead,
      maxBytes: 2 * 1024 * 1024,
      answer: TextRead,
    },
    ({ principal, input, language, inTransaction }) => {
      anywhere(principal, "law.read-text");
      return inTransaction((tx) => readText(tx, { ...input, language }), { readOnly: true });
    },
  );
  r.post(
    {
      path: "/laws/import/preview",
      verb: "law.import",
      summary: "What a list (XLSX or CSV) would add; nothing is written",
      query: ByUnit,
      bytes: { maxBytes: fileLimit },
      answer: LawImport,
    },
    ({ principal, input, bytes, inTransaction }) =>
      inTransaction(
        async (tx) => {
          authorise(lawPolicy, "law.import", principal, { unitPath: await unitPath(tx, input.unitId) });
          return (await planLawImport(tx, bytes)).preview;
        },
        { readOnly: true },
      ),
  );
  r.post(
    {
      path: "/laws/import",
      verb: "law.import",
      summary: "Add what the preview with this digest showed",
      query: ByUnit.extend({ digest: z.string().max(100) }),
      bytes: { maxBytes: fileLimit },
      answer: LawImport,
    },
    async ({ input, bytes, execute }) =>
      (await execute(importLawsCommand(bytes), { ...input, file: hashOfFile(bytes) })).answer,
  );
  r.get(
    {
      path: "/laws/:id",
      verb: "law.view",
      summary: "One document with what it does to others",
      params: ById,
      answer: LawPage,
    },
    ({ tx, principal, input }) => {
      anywhere(principal, "law.view");
      return readLawPage(tx, principal, input.id);
    },
  );
  r.post(
    {
      path: "/laws",
      verb: "law.add",
      summary: "Enter a document",
      body: AddLaw.extend({ id: z.uuid().optional() }),
      answer: Done,
      status: 201,
    },
    async ({ input, execute }) => (await execute(addLaw, { ...input, id: input.id ?? newId<"Law">() })).answer,
  );
  r.put(
    {
      path: "/laws/:id",
      verb: "law.edit",
      summary: "Correct an entry; `seenVersion` is the one that was read",
      params: ById,
      body: EditLaw.omit({ id: true }),
      answer: Done,
    },
    async ({ input, execute }) => (await execute(editLaw, input)).answer,
  );
  r.post(
    {
      path: "/laws/:id/relations",
      verb: "law.edit",
      summary: "Say, or take back, what this document does to another",
      params: ById,
      body: RelateLaws.omit({ fromId: true }),
      answer: z.object({ fromId: z.string(), toId: z.string(), kind: z.string() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(relateLaws, { fromId: id, ...rest })).answer,
  );
});

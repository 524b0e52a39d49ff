import { sql } from "kysely";
import { z } from "zod";
import { todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { decodeCursor, encodeCursor, pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import type { Tx } from "#platform/db/session.ts";
import {
  Day,
  ImportProgress,
  ImportResult,
  OperationItem,
  OperationPreview,
  OperationResult,
  PopulationItem,
  ReorganisationUpload,
  SetPopulation,
  UnitHistory,
  UnitKindItem,
  UnitListRow,
  UnitOperation,
  UnitPage,
  UnitQuery,
} from "../contract.ts";
import type { UnitFilter } from "../rules.ts";
import { listUnits } from "./doors.ts";
import { exportUnits } from "./export-units.ts";
import { importUnitsCommand, progressOf, reorganiseUnitsCommand } from "./import-units.ts";
import { operateUnits, previewOperation } from "./operate-units.ts";
import { readSuccessionRows, readUnitRows } from "./read-unit-file.ts";
import { setPopulation } from "./set-population.ts";
import { getUnitHistory, getUnitPage } from "./unit-page.ts";
import { unitState } from "./unit-state.ts";

const ById = z.object({ id: z.coerce.number().int().positive() });
const OnDay = z.object({ on: Day.optional() });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const fileLimit = 16 * 1024 * 1024;

function filterOf(query: UnitQuery): UnitFilter {
  return {
    on: query.on ?? todayInVietnam(),
    ...(query.under ? { under: query.under } : {}),
    ...(query.parent === undefined ? {} : { parent: query.parent }),
    ...(query.kind ? { kinds: query.kind } : {}),
    ...(query.level ? { level: query.level } : {}),
    ...(query.q ? { q: query.q } : {}),
  };
}

export const unitRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/units",
      access: "signed-in",
      summary: "Units as they were on a day: below a unit, by kind, level or name",
      query: UnitQuery.extend(pageQuery),
      answer: pageOf(UnitListRow),
    },
    async ({ tx, input: { cursor, limit, ...query } }) => {
      const filter = filterOf(query);
      const from = decodeCursor(cursor, z.tuple([z.int().min(0)]))?.[0] ?? 0;
      const found = await listUnits(tx, filter);
      const { tree } = await unitState(tx);
      const items = found
        .slice(from, from + limit)
        .map((u) => ({ ...u, childCount: tree.childrenOn(u.id, filter.on).length }));
      return { items, nextCursor: from + limit < found.length ? encodeCursor([from + limit]) : null };
    },
  );
  r.get(
    {
      path: "/units/export",
      access: "signed-in",
      summary: "The list as a workbook",
      query: UnitQuery,
      produces: [xlsx],
    },
    async ({ tx, input, language }) => {
      const filter = filterOf(input);
      return exportUnits((await unitState(tx)).tree, await listUnits(tx, filter), filter.on, language);
    },
  );
  r.get(
    {
      path: "/units/kinds",
      access: "signed-in",
      summary: "The kinds of units",
      answer: z.object({ items: z.array(UnitKindItem) }),
    },
    async ({ tx }) => ({
      items: [...(await unitState(tx)).tree.kinds.values()].map(
        ({ id, level, labelVi, labelEn, legalBasis, eraFrom, eraTo }) => ({
          id,
          level,
          labelVi,
          labelEn,
          legalBasis,
          eraFrom,
          eraTo,
        }),
      ),
    }),
  );
  r.get(
    {
      path: "/units/operations",
      access: "signed-in",
      summary: "The newest operations on the tree",
      answer: z.object({ items: z.array(OperationItem) }),
    },
    async ({ tx }) => ({ items: await newestOperations(tx) }),
  );
  r.get(
    {
      path: "/units/imports/:id",
      verb: "unit.import",
      summary: "How far a running import or reorganisation is, by its command id",
      params: z.object({ id: z.uuid() }),
      answer: ImportProgress.nullable(),
    },
    ({ input }) => progressOf(input.id),
  );
  r.get(
    {
      path: "/units/:id",
      access: "signed-in",
      summary: "One unit as it was on a day, and what it is now",
      params: ById,
      query: OnDay,
      answer: UnitPage,
    },
    ({ tx, input }) => getUnitPage(tx, input.id, input.on ?? todayInVietnam()),
  );
  r.get(
    {
      path: "/units/:id/history",
      access: "signed-in",
      summary: "Versions, predecessors and successors of a unit",
      params: ById,
      answer: UnitHistory,
    },
    ({ tx, input }) => getUnitHistory(tx, input.id, todayInVietnam()),
  );

  r.post(
    {
      path: "/units/operations/preview",
      verb: "unit.operate",
      summary: "What an operation would do and touch; nothing is written",
      body: UnitOperation,
      answer: OperationPreview,
    },
    ({ principal, input, inTransaction }) =>
      inTransaction((tx) => previewOperation(tx, principal, input as UnitOperation), { readOnly: true }),
  );
  r.post(
    {
      path: "/units/operations",
      verb: "unit.operate",
      summary: "Found, rename, move, merge, split or dissolve units",
      body: UnitOperation,
      answer: OperationResult,
    },
    async ({ input, execute }) => (await execute(operateUnits, input as UnitOperation)).answer,
  );
  r.post(
    {
      path: "/units/import",
      verb: "unit.import",
      summary: "Import a list of units (CSV or XLSX) that exist from a day on",
      query: z.object({
        validFrom: Day,
        validUntil: Day.optional(),
        fileName: z.string().max(300).default("units.csv"),
      }),
      bytes: { maxBytes: fileLimit },
      answer: ImportResult,
    },
    async ({ input, bytes, execute }) => {
      const rows = await readUnitRows(bytes);
      return (
        await execute(importUnitsCommand(), {
          fileName: input.fileName,
          validFrom: input.validFrom,
          validUntil: input.validUntil ?? null,
          rows,
        })
      ).answer;
    },
  );
  r.post(
    {
      path: "/units/reorganise",
      verb: "unit.reorganise",
      summary: "Reorganise from a list of new units and a list of successions",
      body: ReorganisationUpload,
      maxBytes: fileLimit,
      answer: ImportResult,
    },
    async ({ input: { unitsText, successionsText, ...rest }, execute }) => {
      const encoder = new TextEncoder();
      const [units, successions] = await Promise.all([
        readUnitRows(encoder.encode(unitsText)),
        readSuccessionRows(encoder.encode(successionsText)),
      ]);
      return (await execute(reorganiseUnitsCommand(), { ...rest, units, successions })).answer;
    },
  );
  r.post(
    {
      path: "/units/:id/population",
      verb: "unit.set-population",
      summary: "Record a published population figure",
      params: ById,
      body: SetPopulation.omit({ unitId: true }),
      answer: PopulationItem,
    },
    async ({ input: { id, asOf, people, source }, execute }) => {
      await execute(setPopulation, { unitId: id, asOf, people, source });
      return { asOf, people, source };
    },
  );
});

async function newestOperations(tx: Tx) {
  const rows = await tx
    .selectFrom("unit_operation")
    .select([
      "id",
      "kind",
      sql<CivilDate>`on_date::text`.as("on"),
      "legal_basis as legalBasis",
      "summary",
      "recorded_at as recordedAt",
    ])
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    ...row,
    summary: row.summary as Record<string, unknown>,
    recordedAt: new Date(row.recordedAt).toISOString(),
  }));
}

import { sql } from "kysely";
import { z } from "zod";
import { type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { deriveSortKey } from "#kernel/text/name-sort.ts";
import { type Command, defineCommand, type JournalEntry, type RowSet } from "#platform/command/define.ts";
import { writeRows } from "#platform/command/write-statement.ts";
import type { Tx } from "#platform/db/session.ts";
import { type AppointmentFacts, Day, KindId } from "../contract.ts";
import type { ImportRow } from "../import/import-row.ts";
import type { SourceSheet } from "../import/sheet.ts";
import { rosterProblem } from "../problems.ts";
import { planRosterImport, type ImportProgress, type RosterPlan } from "./import-plan.ts";
import { appointmentColumns, personColumns } from "./store.ts";

/** What holds for the whole list where the file is silent. */
export const ImportDefaultsInput = z.object({
  kind: KindId.optional(),
  decisionSymbol: z.string().trim().min(1).max(200).optional(),
  decisionDate: Day.optional(),
});

export const RosterImport = z.object({
  unitId: z.int().positive(),
  fileName: z.string().max(300),
  fileHash: z.string().max(64),
  fontsConfirmed: z.boolean(),
  defaults: ImportDefaultsInput.optional(),
  digest: z.string().max(64).nullable().describe("Of the preview that a person looked at; null where none was"),
});
export type RosterImport = z.infer<typeof RosterImport>;

export const RosterImported = z.object({
  people: z.int().describe("New on the roster"),
  appointments: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
});
export type RosterImported = z.infer<typeof RosterImported>;

const peopleAtOnce = 1_000;

/**
 * The whole file or nothing, in one transaction. The plan is made again inside it, with other imports
 * into the roster kept waiting, so that nothing can slip in between the preview and the writing.
 * The sheets travel beside the command: a file is no payload to be kept.
 */
export function importRosterCommand(
  sheets: readonly SourceSheet[],
  progress: ImportProgress = () => {},
  options: {
    /** Told of the plan that is about to be carried out. */
    onPlan?: (plan: RosterPlan) => void;
    /** On a screen somebody must have ticked that the converted names were read, sure or not. */
    requireFontsRead?: boolean;
  } = {},
): Command<RosterImport, RosterImported> {
  return defineCommand({
    name: "roster.import",
    input: RosterImport,
    async run({ tx, principal, now }, { unitId, fileName, fileHash, fontsConfirmed, digest, defaults }) {
      await sql`select pg_advisory_xact_lock(hashtext('roster.import'))`.execute(tx);
      const plan = await planRosterImport(tx, {
        principal,
        unitId,
        sheets,
        fontsConfirmed,
        today: civilDateOf(now),
        progress,
        defaults: defaults ?? {},
      });
      options.onPlan?.(plan);
      if (digest !== null && digest !== plan.preview.digest) throw rosterProblem("roster.import-changed");
      const rows = plan.rows.filter((row) => row.outcome === "import");
      if (rows.length === 0) throw rosterProblem("roster.import-nothing");
      if (options.requireFontsRead === true && rows.some((row) => row.font !== null))
        throw rosterProblem("roster.import-unconfirmed");
      const { sets, journal, people } = await rowSets(tx, rows, plan);
      for (let at = 0; at < sets.length; at++) {
        progress("writing", at * peopleAtOnce, rows.length);
        await writeRows(tx, sets[at] as RowSet[]);
      }
      progress("writing", rows.length, rows.length);
      const { duplicate, reject } = plan.preview.counts;
      const answer = { people, appointments: rows.length, duplicates: duplicate, rejected: reject };
      return {
        answer,
        journal: [
          {
            action: "roster.imported",
            subject: "unit",
            subjectId: String(unitId),
            unitId,
            after: { fileName, fileHash, ...answer },
          },
          ...journal,
        ],
        feed: [{ audience: `unit:${unitId}`, entity: "roster", entityId: String(unitId) }],
      };
    },
  });
}

async function rowSets(
  tx: Tx,
  rows: readonly ImportRow[],
  plan: RosterPlan,
): Promise<{ sets: RowSet[][]; journal: JournalEntry[]; people: number }> {
  const ids = new Map<ImportRow, string>();
  const homes = await homesOf(
    tx,
    rows.flatMap((row) => (row.knownAs === null ? [] : [row.knownAs])),
  );
  const sets: RowSet[][] = [];
  const journal: JournalEntry[] = [];
  let people = 0;
  for (const [i, row] of rows.entries()) {
    if (i % peopleAtOnce === 0)
      sets.push([
        { table: "person", rows: [] },
        { table: "appointment", rows: [] },
      ]);
    const [persons, appointments] = sets.at(-1) as [RowSet, RowSet];
    const first = plan.personOf.get(row);
    const personId = row.knownAs ?? (first === undefined ? undefined : ids.get(first)) ?? newId();
    ids.set(row, personId);
    let home = homes.get(personId) ?? first?.unitId;
    if (row.knownAs === null && (first === undefined || !ids.has(first))) {
      const facts = {
        fullName: row.name,
        sortKey: deriveSortKey(row.name),
        unitId: row.unitId,
        position: row.position,
        workplace: row.workplace,
        officeContact: row.officeContact,
        workingLanguages: row.workingLanguages,
        topics: row.topics,
      };
      persons.rows.push(personColumns(personId, facts));
      journal.push({
        action: "person.added",
        subject: "person",
        subjectId: personId,
        unitId: row.unitId,
        after: facts,
      });
      home = row.unitId;
      people++;
    }
    const appointmentId = newId();
    const facts = appointmentOf(row);
    appointments.rows.push(appointmentColumns(appointmentId, personId, facts, home ?? row.unitId));
    journal.push({
      action: "appointment.made",
      subject: "appointment",
      subjectId: appointmentId,
      unitId: row.unitId,
      after: { personId, ...facts },
    });
  }
  return { sets, journal, people };
}

function appointmentOf(row: ImportRow): AppointmentFacts {
  return {
    kind: row.kind as string,
    level: row.level,
    core: row.core,
    unitId: row.unitId,
    decisionSymbol: row.decisionSymbol,
    decisionDate: row.decisionDate,
    decisionIssuer: row.decisionIssuer,
    termFrom: row.termFrom as CivilDate,
    termTo: row.termTo,
  };
}

async function homesOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("person")
    .select(["id", "unit_id"])
    .where("id", "in", [...new Set(personIds)])
    .execute();
  return new Map(rows.map((r) => [r.id, r.unit_id]));
}

import { sql } from "kysely";
import { addDays, type CivilDate } from "#kernel/civil-date.ts";
import type { FeedEntry } from "#platform/command/define.ts";
import { nameConstraints } from "#platform/db/database-problem.ts";
import type { Tx } from "#platform/db/session.ts";
import { findUnit, unitPath } from "#modules/units/server.ts";
import type { AppointmentFacts, PersonFacts } from "../contract.ts";
import type { PlacedPerson } from "../policy.ts";
import { rosterProblem } from "../problems.ts";
import { appointmentFaults, evenSymbol, hasPrivateData } from "../rules.ts";
import { loadCatalogue } from "./catalogue.ts";

nameConstraints({
  person_pkey: { code: "roster.person-exists", status: 409 },
  appointment_pkey: { code: "roster.already-appointed", status: 409 },
  appointment_one_at_a_time: { code: "roster.already-appointed", status: 409 },
  appointment_kind_fkey: { code: "roster.kind-unknown", status: 422, field: "/kind" },
  person_unit_id_fkey: { code: "roster.unit-unknown", status: 422, field: "/unitId" },
  appointment_unit_id_fkey: { code: "roster.unit-unknown", status: 422, field: "/unitId" },
});

export interface StoredPerson extends PlacedPerson {
  id: string;
  fullName: string;
  sortKey: string;
  unitId: number;
  position: string | null;
  workplace: string | null;
  officeContact: string | null;
  workingLanguages: string[];
  topics: string[];
  version: number;
}

/** Reads a person that the caller may see; locks the row where it is about to change. @throws roster.person-not-found */
export async function getPerson(tx: Tx, personId: string, lock = false): Promise<StoredPerson> {
  const row = await tx
    .selectFrom("person")
    .selectAll()
    .where("id", "=", personId)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst();
  // What the update policy hides from a lock may still be there to be read: then the right is what is missing.
  if (row === undefined) throw rosterProblem("roster.person-not-found", { personId });
  return {
    id: row.id,
    personId: row.id,
    fullName: row.full_name,
    sortKey: row.sort_key,
    unitId: row.unit_id,
    position: row.position,
    workplace: row.workplace,
    officeContact: row.office_contact,
    workingLanguages: row.working_languages,
    topics: row.topics,
    version: row.version,
    unitPath: await unitPath(tx, row.unit_id),
  };
}

export interface StoredAppointment extends PlacedPerson {
  id: string;
  personId: string;
  facts: AppointmentFacts;
  endedOn: CivilDate | null;
  version: number;
}

/** @throws roster.appointment-not-found */
export async function getAppointmentForUpdate(tx: Tx, appointmentId: string): Promise<StoredAppointment> {
  const { rows } = await sql<{
    id: string;
    person_id: string;
    kind: string;
    level: string | null;
    core: boolean;
    unit_id: number;
    decision_symbol: string | null;
    decision_date: CivilDate | null;
    decision_issuer: string | null;
    term_from: CivilDate;
    term_until: CivilDate | null;
    ended_on: CivilDate | null;
    version: number;
  }>`
    select id, person_id, kind, level, core, unit_id, decision_symbol, decision_date::text as decision_date, decision_issuer,
      lower(term)::text as term_from, upper(term)::text as term_until, ended_on::text as ended_on, version
    from appointment where id = ${appointmentId}::uuid for update`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw rosterProblem("roster.appointment-not-found", { appointmentId });
  return {
    id: row.id,
    personId: row.person_id,
    endedOn: row.ended_on,
    version: row.version,
    unitPath: await unitPath(tx, row.unit_id),
    facts: {
      kind: row.kind,
      level: row.level,
      core: row.core,
      unitId: row.unit_id,
      decisionSymbol: row.decision_symbol,
      decisionDate: row.decision_date,
      decisionIssuer: row.decision_issuer,
      termFrom: row.term_from,
      termTo: row.term_until === null ? null : addDays(row.term_until, -1),
    },
  };
}

/** @throws roster.unit-unknown */
export async function requireUnit(tx: Tx, unitId: number): Promise<readonly number[]> {
  if ((await findUnit(tx, unitId)) === undefined)
    throw rosterProblem("roster.unit-unknown", { fields: { "/unitId": "roster.unit-unknown" } });
  return unitPath(tx, unitId);
}

/** @throws roster.invalid with every field that is wrong */
export async function checkAppointment(tx: Tx, facts: AppointmentFacts, prefix = ""): Promise<AppointmentFacts> {
  const even = { ...facts, decisionSymbol: evenSymbol(facts.decisionSymbol) };
  const faults = appointmentFaults(even, await loadCatalogue(tx));
  for (const [field, value] of [
    ["/decisionSymbol", facts.decisionSymbol],
    ["/decisionIssuer", facts.decisionIssuer],
  ] as const) {
    if (hasPrivateData(value)) faults[field] = "roster.private-data";
  }
  raise(faults, prefix);
  return even;
}

export function checkPerson(facts: Partial<PersonFacts>): void {
  const faults: Record<string, string> = {};
  for (const field of ["fullName", "position", "workplace", "officeContact"] as const) {
    if (hasPrivateData(facts[field] ?? null)) faults[`/${field}`] = "roster.private-data";
  }
  if (facts.topics?.some(hasPrivateData)) faults["/topics"] = "roster.private-data";
  raise(faults, "");
}

function raise(faults: Record<string, string>, prefix: string): void {
  const entries = Object.entries(faults);
  if (entries.length > 0)
    throw rosterProblem("roster.invalid", { fields: Object.fromEntries(entries.map(([k, v]) => [prefix + k, v])) });
}

export function personColumns(personId: string, facts: PersonFacts & { sortKey: string }): Record<string, unknown> {
  return {
    id: personId,
    full_name: facts.fullName,
    sort_key: facts.sortKey,
    unit_id: facts.unitId,
    position: facts.position,
    workplace: facts.workplace,
    office_contact: facts.officeContact,
    working_languages: facts.workingLanguages,
    topics: facts.topics,
    version: 1,
    created_at: new Date().toISOString(),
    updated_at: new Date().toISOString(),
  };
}

export function appointmentColumns(
  appointmentId: string,
  personId: string,
  facts: AppointmentFacts,
  homeUnitId: number,
): Record<string, unknown> {
  return {
    id: appointmentId,
    person_id: personId,
    kind: facts.kind,
    level: facts.level,
    core: facts.core,
    unit_id: facts.unitId,
    away: facts.unitId !== homeUnitId,
    decision_symbol: facts.decisionSymbol,
    decision_date: facts.decisionDate,
    decision_issuer: facts.decisionIssuer,
    term: termRange(facts),
    version: 1,
    created_at: new Date().toISOString(),
  };
}

export function termRange(facts: Pick<AppointmentFacts, "termFrom" | "termTo">): string {
  return `[${facts.termFrom},${facts.termTo === null ? "" : addDays(facts.termTo, 1)})`;
}

/** The person's own devices, and those of their unit, hear that something about them changed. */
export function personFeed(personId: string, ...unitIds: number[]): FeedEntry[] {
  const entry = { entity: "person", entityId: personId };
  return [
    { audience: `person:${personId}`, ...entry },
    ...[...new Set(unitIds)].map((id) => ({ audience: `unit:${id}`, ...entry })),
  ];
}

import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import type { HistoryItem, PersonDetail, PersonItem } from "../answers.ts";
import { rosterPolicy } from "../policy.ts";
import { rosterProblem } from "../problems.ts";
import { loadStandards } from "./catalogue.ts";
import { findPerson } from "./queries.ts";

/** All that is held about one person. @throws roster.person-not-found */
export async function getPersonPage(
  tx: Tx,
  principal: Principal,
  personId: string,
  today: CivilDate,
): Promise<PersonDetail> {
  const person = await findPerson(tx, personId, today);
  if (person === null) throw rosterProblem("roster.person-not-found", { personId });
  const home = { unitPath: await unitPath(tx, person.unitId), personId };
  authorise(rosterPolicy, "roster.view", principal, { ...home, unitPath: await everyPath(tx, person) });
  const { rows: attestations } = await sql<{
    appointmentId: string;
    standardId: number;
    met: boolean;
    attestedOn: CivilDate;
    decisionSymbol: string | null;
  }>`
    select distinct on (appointment_id, standard_id) appointment_id as "appointmentId", standard_id as "standardId", met,
      attested_on::text as "attestedOn", decision_symbol as "decisionSymbol"
    from attestation where appointment_id = any (${person.appointments.map((a) => a.id)}::uuid[])
    order by appointment_id, standard_id, recorded_at desc, id desc`.execute(tx);
  return {
    ...person,
    mayEdit: refusal(rosterPolicy, "roster.edit-person", principal, home) === null,
    standards: await loadStandards(tx, [...new Set(person.appointments.map((a) => a.kind))]),
    attestations,
    history: await historyOf(tx, person),
  };
}

/** Whoever keeps the roster of any unit in which the person is appointed may look. */
async function everyPath(tx: Tx, person: PersonItem): Promise<number[]> {
  const paths = await Promise.all(
    [person.unitId, ...person.appointments.map((a) => a.unitId)].map((id) => unitPath(tx, id)),
  );
  return [...new Set(paths.flat())];
}

async function historyOf(tx: Tx, person: PersonItem): Promise<HistoryItem[]> {
  const subjects = [person.id, ...person.appointments.map((a) => a.id)];
  const { rows } = await sql<{
    at: Date;
    user_id: string;
    by_name: string | null;
    action: string;
    subject_id: string;
    before: unknown;
    after: unknown;
  }>`
    select at, user_id, account_name(user_id) as by_name, action, subject_id, before, after
    from journal where subject_id = any (${subjects}::text[]) and subject in ('person', 'appointment')
    order by id desc limit 200`.execute(tx);
  return rows.map((row) => ({
    at: new Date(row.at).toISOString(),
    userId: row.user_id,
    byName: row.by_name,
    action: row.action,
    subjectId: row.subject_id,
    before: row.before,
    after: row.after,
  }));
}

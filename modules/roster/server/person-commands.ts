import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { deriveSortKey } from "#kernel/text/name-sort.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import { AddPerson, EditPerson, type PersonFacts } from "../contract.ts";
import { rosterPolicy } from "../policy.ts";
import { rosterProblem } from "../problems.ts";
import {
  appointmentColumns,
  checkAppointment,
  checkPerson,
  getPerson,
  personColumns,
  personFeed,
  requireUnit,
} from "./store.ts";

/** A person comes onto the roster with the first appointment. */
export const addPerson = defineCommand({
  name: "roster.add-person",
  input: AddPerson,
  async run({ tx, principal }, { personId, appointment: { appointmentId, ...appointment }, sortKey, ...given }) {
    authorise(rosterPolicy, "roster.add-person", principal, { unitPath: await requireUnit(tx, given.unitId) });
    authorise(rosterPolicy, "roster.appoint", principal, { unitPath: await requireUnit(tx, appointment.unitId) });
    const facts = {
      ...tidied(given),
      sortKey: sortKey === undefined ? deriveSortKey(given.fullName) : tidyLine(sortKey),
    };
    checkPerson(facts);
    const appointed = await checkAppointment(tx, appointment, "/appointment");
    return {
      answer: { personId, appointmentId, version: 1 },
      writes: [
        { table: "person", rows: [personColumns(personId, facts)] },
        { table: "appointment", rows: [appointmentColumns(appointmentId, personId, appointed, given.unitId)] },
      ],
      journal: [
        { action: "person.added", subject: "person", subjectId: personId, unitId: given.unitId, after: facts },
        {
          action: "appointment.made",
          subject: "appointment",
          subjectId: appointmentId,
          unitId: appointed.unitId,
          after: { personId, ...appointed },
        },
      ],
      feed: personFeed(personId, given.unitId, appointed.unitId),
    };
  },
});

export const editPerson = defineCommand({
  name: "roster.edit-person",
  input: EditPerson,
  async run({ tx, principal, now }, { personId, version, changes }) {
    const seen = await getPerson(tx, personId);
    authorise(rosterPolicy, "roster.edit-person", principal, seen);
    const person = await getPerson(tx, personId, true);
    if (person.version !== version) throw rosterProblem("roster.changed-since", { personId, version: person.version });
    if (changes.unitId !== undefined && changes.unitId !== person.unitId) {
      authorise(rosterPolicy, "roster.edit-person", principal, { unitPath: await requireUnit(tx, changes.unitId) });
    }
    const even = tidied(changes);
    checkPerson(even);
    // A key that was derived follows the name; one that was edited stays as it is.
    const renamed = even.fullName !== undefined && even.fullName !== person.fullName;
    const follows = renamed && even.sortKey === undefined && person.sortKey === deriveSortKey(person.fullName);
    const next = { ...even, ...(follows ? { sortKey: deriveSortKey(even.fullName as string) } : {}) };
    const before = Object.fromEntries(Object.keys(next).map((key) => [key, person[key as keyof PersonFacts]]));
    await tx
      .updateTable("person")
      .set({
        ...(next.fullName === undefined ? {} : { full_name: next.fullName }),
        ...(next.sortKey === undefined ? {} : { sort_key: next.sortKey }),
        ...(next.unitId === undefined ? {} : { unit_id: next.unitId }),
        ...(next.position === undefined ? {} : { position: next.position }),
        ...(next.workplace === undefined ? {} : { workplace: next.workplace }),
        ...(next.officeContact === undefined ? {} : { office_contact: next.officeContact }),
        ...(next.workingLanguages === undefined ? {} : { working_languages: next.workingLanguages }),
        ...(next.topics === undefined ? {} : { topics: next.topics }),
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", personId)
      .execute();
    return {
      answer: { personId, version: version + 1, on: civilDateOf(now) },
      journal: [
        {
          action: "person.edited",
          subject: "person",
          subjectId: personId,
          unitId: next.unitId ?? person.unitId,
          before,
          after: next,
        },
      ],
      feed: personFeed(personId, person.unitId, next.unitId ?? person.unitId),
    };
  },
});

type Editable = EditPerson["changes"];

function tidied<T extends Editable>(facts: T): T {
  const line = (text: string | null | undefined) => (typeof text === "string" ? tidyLine(text) : text);
  return {
    ...facts,
    ...(facts.fullName === undefined ? {} : { fullName: line(facts.fullName) }),
    ...(facts.sortKey === undefined ? {} : { sortKey: line(facts.sortKey) }),
    ...(facts.position === undefined ? {} : { position: line(facts.position) }),
    ...(facts.workplace === undefined ? {} : { workplace: line(facts.workplace) }),
    ...(facts.officeContact === undefined ? {} : { officeContact: line(facts.officeContact) }),
  };
}

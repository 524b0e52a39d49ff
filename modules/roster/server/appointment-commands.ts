import { authorise } from "#kernel/access.ts";
import { addDays, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import { Appoint, Attest, EditAppointment, EndAppointment } from "../contract.ts";
import { rosterPolicy } from "../policy.ts";
import { rosterProblem } from "../problems.ts";
import { appointmentState, evenSymbol } from "../rules.ts";
import { lastOf, loadStandards } from "./catalogue.ts";
import {
  appointmentColumns,
  checkAppointment,
  getAppointmentForUpdate,
  getPerson,
  personFeed,
  requireUnit,
  termRange,
} from "./store.ts";

export const appoint = defineCommand({
  name: "roster.appoint",
  input: Appoint,
  async run({ tx, principal }, { appointmentId, personId, ...given }) {
    authorise(rosterPolicy, "roster.appoint", principal, { unitPath: await requireUnit(tx, given.unitId) });
    const person = await getPerson(tx, personId);
    const facts = await checkAppointment(tx, given);
    return {
      answer: { appointmentId, version: 1 },
      writes: [{ table: "appointment", rows: [appointmentColumns(appointmentId, personId, facts, person.unitId)] }],
      journal: [
        {
          action: "appointment.made",
          subject: "appointment",
          subjectId: appointmentId,
          unitId: facts.unitId,
          after: { personId, ...facts },
        },
      ],
      feed: personFeed(personId, person.unitId, facts.unitId),
    };
  },
});

/** What the decision says was entered wrongly: corrected, with both versions in the journal. */
export const editAppointment = defineCommand({
  name: "roster.edit-appointment",
  input: EditAppointment,
  async run({ tx, principal }, { appointmentId, version, changes }) {
    const appointment = await getAppointmentForUpdate(tx, appointmentId);
    authorise(rosterPolicy, "roster.edit-appointment", principal, appointment);
    if (appointment.version !== version)
      throw rosterProblem("roster.changed-since", { appointmentId, version: appointment.version });
    const facts = await checkAppointment(tx, { ...appointment.facts, ...changes });
    if (appointment.endedOn !== null && appointment.endedOn < facts.termFrom)
      throw rosterProblem("roster.end-before-start", { fields: { "/changes/termFrom": "roster.end-before-start" } });
    await tx
      .updateTable("appointment")
      .set({
        core: facts.core,
        decision_symbol: facts.decisionSymbol,
        decision_date: facts.decisionDate,
        decision_issuer: facts.decisionIssuer,
        term: termRange(facts),
        version: version + 1,
      })
      .where("id", "=", appointmentId)
      .execute();
    const before = Object.fromEntries(
      Object.keys(changes).map((key) => [key, appointment.facts[key as keyof typeof changes]]),
    );
    return {
      answer: { appointmentId, version: version + 1 },
      journal: [
        {
          action: "appointment.edited",
          subject: "appointment",
          subjectId: appointmentId,
          unitId: facts.unitId,
          before,
          after: changes,
        },
      ],
      feed: personFeed(appointment.personId, facts.unitId),
    };
  },
});

/** Ends it with a reason; the row stays, for what was done under it stays true. */
export const endAppointment = defineCommand({
  name: "roster.end-appointment",
  input: EndAppointment,
  async run({ tx, principal, now }, { appointmentId, lastDay, reason, note, decisionSymbol }) {
    const appointment = await getAppointmentForUpdate(tx, appointmentId);
    authorise(rosterPolicy, "roster.end-appointment", principal, appointment);
    const { termFrom, termTo } = appointment.facts;
    const state = appointmentState({ termFrom, termTo, lastDay: lastOf(appointment.endedOn) }, civilDateOf(now));
    if (appointment.endedOn !== null || state === "over")
      throw rosterProblem("roster.already-ended", { appointmentId });
    if (lastDay < termFrom)
      throw rosterProblem("roster.end-before-start", { fields: { "/lastDay": "roster.end-before-start" } });
    const symbol = evenSymbol(decisionSymbol);
    await tx
      .updateTable("appointment")
      .set({
        ended_on: addDays(lastDay, 1),
        end_reason: reason,
        end_note: note,
        end_symbol: symbol,
        version: appointment.version + 1,
      })
      .where("id", "=", appointmentId)
      .execute();
    return {
      answer: { appointmentId, version: appointment.version + 1 },
      journal: [
        {
          action: "appointment.ended",
          subject: "appointment",
          subjectId: appointmentId,
          unitId: appointment.facts.unitId,
          before: { lastDay: termTo },
          after: { personId: appointment.personId, lastDay, reason, note, decisionSymbol: symbol },
        },
      ],
      feed: personFeed(appointment.personId, appointment.facts.unitId),
    };
  },
});

/** Standards attested yes or no, with the decision that did it; a later attestation stands in front. */
export const attest = defineCommand({
  name: "roster.attest",
  input: Attest,
  async run({ tx, principal }, { appointmentId, attestedOn, decisionSymbol, items }) {
    const appointment = await getAppointmentForUpdate(tx, appointmentId);
    authorise(rosterPolicy, "roster.attest", principal, appointment);
    const standards = await loadStandards(tx, [appointment.facts.kind]);
    const unknown = items.find(
      ({ standardId }) =>
        !standards.some(
          (s) =>
            s.id === standardId && (s.from === null || s.from <= attestedOn) && (s.to === null || attestedOn <= s.to),
        ),
    );
    if (unknown) throw rosterProblem("roster.standard-unknown", { standardId: unknown.standardId });
    const symbol = evenSymbol(decisionSymbol);
    await tx
      .insertInto("attestation")
      .values(
        items.map(({ standardId, met }) => ({
          id: newId(),
          appointment_id: appointmentId,
          standard_id: standardId,
          met,
          attested_on: attestedOn,
          decision_symbol: symbol,
        })),
      )
      .execute();
    return {
      answer: { appointmentId, attested: items.length },
      journal: [
        {
          action: "appointment.attested",
          subject: "appointment",
          subjectId: appointmentId,
          unitId: appointment.facts.unitId,
          after: { attestedOn, decisionSymbol: symbol, items },
        },
      ],
      feed: personFeed(appointment.personId),
    };
  },
});

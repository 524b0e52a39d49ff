import { appoint, attest, editAppointment, endAppointment } from "./appointment-commands.ts";
import { addPerson, editPerson } from "./person-commands.ts";
import { addStandard, setQuota } from "./rule-commands.ts";

/** `roster.import` is not among them: it needs its file, and is made for it (import-roster.ts). */
export const rosterCommands = {
  "roster.add-person": addPerson,
  "roster.edit-person": editPerson,
  "roster.appoint": appoint,
  "roster.edit-appointment": editAppointment,
  "roster.end-appointment": endAppointment,
  "roster.attest": attest,
  "roster.set-quota": setQuota,
  "roster.add-standard": addStandard,
};

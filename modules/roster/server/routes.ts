import { createHash } from "node:crypto";
import { z } from "zod";
import { authorise } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { pageOf, pageQuery } from "#platform/http/cursor.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import type { Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitPath } from "#modules/units/server.ts";
import { EndingItem, PersonDetail, PersonItem, QuotaItem, RosterCatalogue, SpeakerItem } from "../answers.ts";
import {
  AddPerson,
  AddStandard,
  Appoint,
  Attest,
  EditAppointment,
  EditPerson,
  EndAppointment,
  SetQuota,
  Day,
} from "../contract.ts";
import { ImportPreview } from "../import/import-row.ts";
import { rosterPolicy } from "../policy.ts";
import { appoint, attest, editAppointment, endAppointment } from "./appointment-commands.ts";
import { loadCatalogue } from "./catalogue.ts";
import { exportPeople } from "./export-people.ts";
import { planRosterImport } from "./import-plan.ts";
import { progressOf, ProgressItem, withProgress } from "./import-progress.ts";
import { writeRest } from "./import-rest.ts";
import { ImportDefaultsInput, importRosterCommand, RosterImported } from "./import-roster.ts";
import { addPerson, editPerson } from "./person-commands.ts";
import { getPersonPage } from "./person-page.ts";
import { countPeople, listEndings, listPeople, listSpeakers } from "./queries.ts";
import { listQuotas } from "./quotas.ts";
import { addStandard, setQuota } from "./rule-commands.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const fileLimit = 20 * 1024 * 1024;
const unit = z.coerce.number().int().positive();
const ById = z.object({ id: z.uuid() });

export const PeopleQuery = z.object({
  under: unit.optional().describe("People of this unit and of all under it"),
  q: z.string().max(100).optional().describe("Name with or without diacritics, or a decision's symbol"),
  kind: z.string().max(40).optional(),
  level: z.string().max(40).optional(),
  core: z.enum(["yes", "no"]).optional(),
  language: z.string().max(12).optional(),
  state: z.enum(["held", "ending", "coming", "over", "all"]).default("held"),
});

/** Without a unit it is what row-level security lets through; with one, the right is asked there. */
async function mayRead(
  tx: Tx,
  principal: Principal,
  verb: "roster.list" | "roster.export",
  under: number | undefined,
): Promise<void> {
  const path =
    under === undefined
      ? principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]))
      : await unitPath(tx, under);
  authorise(rosterPolicy, verb, principal, { unitPath: path });
}

export const rosterRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/people",
      verb: "roster.list",
      summary: "People on the roster: by unit, name, kind, level, language and state",
      query: PeopleQuery.extend(pageQuery),
      answer: pageOf(PersonItem).extend({ total: z.int().nullable().describe("On the first page only") }),
    },
    async ({ tx, principal, input: { cursor, limit, ...filter } }) => {
      await mayRead(tx, principal, "roster.list", filter.under);
      const today = todayInVietnam();
      const total = cursor === undefined ? await countPeople(tx, filter, today) : null;
      return { ...(await listPeople(tx, filter, today, { cursor, limit })), total };
    },
  );
  r.get(
    {
      path: "/people/export",
      verb: "roster.export",
      summary: "The list as a workbook",
      query: PeopleQuery,
      produces: [xlsx],
    },
    async ({ tx, principal, input, language }) => {
      await mayRead(tx, principal, "roster.export", input.under);
      return new FileAnswer({ ...(await exportPeople(tx, input, todayInVietnam(), language)), mediaType: xlsx });
    },
  );
  r.get(
    {
      path: "/people/rules",
      verb: "roster.read-rules",
      summary: "Kinds, levels, who recognises them and the standards, with their legal basis",
      answer: RosterCatalogue,
    },
    ({ tx }) => loadCatalogue(tx),
  );
  r.get(
    {
      path: "/people/endings",
      verb: "roster.list",
      summary: "Terms that end soon",
      query: z.object({
        under: unit.optional(),
        within: z.coerce.number().int().min(0).max(3650).default(90).describe("Days from today"),
      }),
      answer: z.object({ items: z.array(EndingItem) }),
    },
    async ({ tx, principal, input }) => {
      await mayRead(tx, principal, "roster.list", input.under);
      return { items: await listEndings(tx, input.under, input.within, todayInVietnam()) };
    },
  );
  r.get(
    {
      path: "/people/quotas",
      verb: "roster.list",
      summary: "Quota against actual for the units of a subtree",
      query: z.object({ under: unit, on: Day.optional() }),
      answer: z.object({ items: z.array(QuotaItem) }),
    },
    async ({ tx, principal, input }) => {
      await mayRead(tx, principal, "roster.list", input.under);
      return { items: await listQuotas(tx, input.under, input.on ?? todayInVietnam()) };
    },
  );
  r.get(
    {
      path: "/people/speakers",
      verb: "roster.find-speaker",
      summary: "Who may be asked to speak at a place: of the units above and below it",
      query: z.object({
        place: unit,
        on: Day.optional(),
        q: z.string().max(100).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      answer: z.object({ items: z.array(SpeakerItem) }),
    },
    async ({ tx, principal, input }) => {
      authorise(rosterPolicy, "roster.find-speaker", principal, { unitPath: await unitPath(tx, input.place) });
      return { items: await listSpeakers(tx, input.place, input.on ?? todayInVietnam(), input.q, input.limit) };
    },
  );
  r.get(
    {
      path: "/people/import/progress/:id",
      verb: "roster.import",
      summary: "How far a running import is",
      params: ById,
      answer: z.object({ progress: ProgressItem.nullable() }),
    },
    ({ input }) => ({ progress: progressOf(input.id) }),
  );
  r.get(
    {
      path: "/people/:id",
      verb: "roster.view",
      summary: "All that is held about one person",
      params: ById,
      answer: PersonDetail,
    },
    ({ tx, principal, input }) => getPersonPage(tx, principal, input.id, todayInVietnam()),
  );

  const Made = z.object({ personId: z.string(), appointmentId: z.string(), version: z.int() });
  r.post(
    {
      path: "/people",
      verb: "roster.add-person",
      summary: "Put a person on the roster with the first appointment",
      status: 201,
      body: withIds(AddPerson),
      answer: Made,
    },
    async ({ input: { appointment, ...person }, execute }) => {
      const payload = {
        ...person,
        personId: person.personId ?? newId(),
        appointment: { ...appointment, appointmentId: appointment.appointmentId ?? newId() },
      };
      return (await execute(addPerson, payload)).answer;
    },
  );
  r.patch(
    {
      path: "/people/:id",
      verb: "roster.edit-person",
      summary: "Edit a person",
      params: ById,
      body: EditPerson.omit({ personId: true }),
      answer: z.object({ personId: z.string(), version: z.int(), on: Day }),
    },
    async ({ input: { id, version, changes }, execute }) =>
      (await execute(editPerson, { personId: id, version, changes })).answer,
  );
  r.post(
    {
      path: "/people/:id/appointments",
      verb: "roster.appoint",
      summary: "A further appointment",
      status: 201,
      params: ById,
      body: Appoint.omit({ personId: true }).extend({ appointmentId: z.uuid().optional() }),
      answer: z.object({ appointmentId: z.string(), version: z.int() }),
    },
    async ({ input: { id, appointmentId, ...facts }, execute }) =>
      (await execute(appoint, { ...facts, personId: id, appointmentId: appointmentId ?? newId() })).answer,
  );
  r.patch(
    {
      path: "/appointments/:id",
      verb: "roster.edit-appointment",
      summary: "Correct what was entered of a decision",
      params: ById,
      body: EditAppointment.omit({ appointmentId: true }),
      answer: z.object({ appointmentId: z.string(), version: z.int() }),
    },
    async ({ input: { id, version, changes }, execute }) =>
      (await execute(editAppointment, { appointmentId: id, version, changes })).answer,
  );
  r.post(
    {
      path: "/appointments/:id/end",
      verb: "roster.end-appointment",
      summary: "End an appointment with a reason",
      params: ById,
      body: EndAppointment.omit({ appointmentId: true }),
      answer: z.object({ appointmentId: z.string(), version: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) =>
      (await execute(endAppointment, { appointmentId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/appointments/:id/attestations",
      verb: "roster.attest",
      summary: "Attest the standards, yes or no",
      params: ById,
      body: Attest.omit({ appointmentId: true }),
      answer: z.object({ appointmentId: z.string(), attested: z.int() }),
    },
    async ({ input: { id, ...rest }, execute }) => (await execute(attest, { appointmentId: id, ...rest })).answer,
  );
  r.post(
    {
      path: "/people/quotas",
      verb: "roster.configure",
      summary: "A quota from a day on",
      body: SetQuota,
      answer: z.object({ from: Day }),
    },
    async ({ input, execute }) => (await execute(setQuota, input)).answer,
  );
  r.post(
    {
      path: "/people/standards",
      verb: "roster.configure",
      summary: "A further standard from a day on",
      body: AddStandard,
      answer: z.object({ standardId: z.int() }),
    },
    async ({ input, execute }) => (await execute(addStandard, input)).answer,
  );

  const Upload = ImportDefaultsInput.extend({
    unitId: unit,
    progress: z.uuid().optional().describe("An id of the screen's own, to ask how far it is"),
  });
  const defaultsOf = ({ kind, decisionSymbol, decisionDate }: z.infer<typeof ImportDefaultsInput>) => ({
    kind,
    decisionSymbol,
    decisionDate,
  });
  r.post(
    {
      path: "/people/import/preview",
      verb: "roster.import",
      summary: "What an import of this workbook (XLSX) would do, row by row; nothing is written or kept",
      query: Upload,
      bytes: { maxBytes: fileLimit },
      answer: ImportPreview,
    },
    ({ input, bytes, principal, inTransaction }) =>
      withProgress(input.progress, async (progress) => {
        const sheets = await readWorkbook(bytes);
        return inTransaction(
          async (tx) =>
            (
              await planRosterImport(tx, {
                principal,
                unitId: input.unitId,
                sheets,
                fontsConfirmed: true,
                today: todayInVietnam(),
                progress,
                defaults: defaultsOf(input),
              })
            ).preview,
          { readOnly: true },
        );
      }),
  );
  r.post(
    {
      path: "/people/import",
      verb: "roster.import",
      summary: "Import the workbook, all or nothing, as its preview said",
      query: Upload.extend({
        digest: z.string().max(64).describe("Of the preview"),
        fontsRead: z.enum(["yes", "no"]).default("no").describe("A person has read the names converted from old fonts"),
        fileName: z.string().max(300).default(""),
      }),
      bytes: { maxBytes: fileLimit },
      answer: RosterImported,
    },
    ({ input, bytes, execute }) =>
      withProgress(input.progress, async (progress) => {
        const command = importRosterCommand(await readWorkbook(bytes), progress, {
          requireFontsRead: input.fontsRead !== "yes",
        });
        const fileHash = createHash("sha256").update(bytes).digest("hex");
        return (
          await execute(command, {
            unitId: input.unitId,
            fileName: input.fileName,
            fileHash,
            fontsConfirmed: true,
            digest: input.digest,
            defaults: defaultsOf(input),
          })
        ).answer;
      }),
  );
  r.post(
    {
      path: "/people/import/rest",
      verb: "roster.import",
      summary: "The rows that would not be imported, as a workbook with the reason beside each",
      query: Upload,
      bytes: { maxBytes: fileLimit },
      produces: [xlsx],
    },
    async ({ input, bytes, principal, language, inTransaction }) => {
      const sheets = await readWorkbook(bytes);
      const file = await inTransaction(
        async (tx) => {
          const plan = await planRosterImport(tx, {
            principal,
            unitId: input.unitId,
            sheets,
            fontsConfirmed: true,
            today: todayInVietnam(),
            defaults: defaultsOf(input),
          });
          return writeRest(plan, await loadCatalogue(tx), language);
        },
        { readOnly: true },
      );
      return new FileAnswer({
        bytes: file ?? new Uint8Array(),
        mediaType: xlsx,
        fileName: language === "vi" ? "Các dòng còn lại.xlsx" : "Rows left over.xlsx",
      });
    },
  );
});

/** Ids may be made by the client (then a repeat is the same thing) or left to the server. */
function withIds(schema: typeof AddPerson) {
  return schema.extend({
    personId: z.uuid().optional(),
    appointment: schema.shape.appointment.extend({ appointmentId: z.uuid().optional() }),
  });
}

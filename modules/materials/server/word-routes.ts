import { z } from "zod";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import { Language } from "../contract.ts";
import { MaterialSettings, SetChain, SetRule, SetTopic, TopicSetting } from "../contract-chain.ts";
import { listTopicSettings, setTopic } from "./topics.ts";
import {
  AcknowledgeMaterial,
  LanguageTermItem,
  PlainWordItem,
  ReportHoldings,
  SetLanguageTerm,
  SetPlainWord,
  UnitReach,
  WritingAids,
} from "../contract-words.ts";
import { acknowledgeMaterial, exportReach, noteHoldings, readReach } from "./reach.ts";
import { readSettings, setChain, setRule } from "./settings.ts";
import { listLanguageTerms, listPlainWords, setLanguageTerm, setPlainWord, writingAids } from "./words.ts";

const ById = z.object({ id: z.uuid() });
const Kept = z.object({ id: z.string(), version: z.int() });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Word lists, what is configured, and which communes' phones a material has reached. */
export const wordRoutes: RoomRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/materials/writing-aids",
      access: "signed-in",
      summary: "What the editor counts by: plainer words, and the figures of today with their source",
      answer: WritingAids,
    },
    ({ tx }) => writingAids(tx, todayInVietnam()),
  );
  r.get(
    {
      path: "/materials/words",
      access: "signed-in",
      summary: "Official terms with the plainer word",
      answer: z.object({ items: z.array(PlainWordItem) }),
    },
    async ({ tx }) => ({ items: await listPlainWords(tx) }),
  );
  r.put(
    {
      path: "/materials/words/:id",
      verb: "material.words",
      summary: "Add a term or change its line",
      params: ById,
      body: SetPlainWord.omit({ id: true }),
      answer: Kept,
    },
    async ({ input, execute }) => (await execute(setPlainWord, input)).answer,
  );
  r.get(
    {
      path: "/materials/terms",
      access: "signed-in",
      summary: "Terms of a working language",
      query: z.object({ language: Language.optional() }),
      answer: z.object({ items: z.array(LanguageTermItem) }),
    },
    async ({ tx, input }) => ({ items: await listLanguageTerms(tx, input.language) }),
  );
  r.put(
    {
      path: "/materials/terms/:id",
      verb: "material.words",
      summary: "Add a term of a language or change its line",
      params: ById,
      body: SetLanguageTerm.omit({ id: true }),
      answer: Kept,
    },
    async ({ input, execute }) => (await execute(setLanguageTerm, input)).answer,
  );
  r.get(
    {
      path: "/materials/settings",
      access: "signed-in",
      summary: "Approval chains by level and figures, as they hold today and later",
      answer: MaterialSettings,
    },
    ({ tx, principal }) => readSettings(tx, principal, todayInVietnam()),
  );
  r.post(
    {
      path: "/materials/settings/chains",
      verb: "material.configure",
      summary: "Another approval chain for a level, from a day on",
      body: SetChain,
      answer: z.object({ level: z.string(), from: z.string() }),
    },
    async ({ input, execute }) => (await execute(setChain, input)).answer,
  );
  r.post(
    {
      path: "/materials/settings/rules",
      verb: "material.configure",
      summary: "Another figure from a day on, with its source",
      body: SetRule,
      answer: z.object({ key: z.string(), from: z.string() }),
    },
    async ({ input, execute }) => (await execute(setRule, input)).answer,
  );
  r.get(
    {
      path: "/materials/settings/topics",
      access: "signed-in",
      summary: "Topics as they hold, held and will hold, with their legal basis",
      answer: z.object({ items: z.array(TopicSetting) }),
    },
    async ({ tx }) => ({ items: await listTopicSettings(tx) }),
  );
  r.post(
    {
      path: "/materials/settings/topics",
      verb: "material.configure",
      summary: "A topic, or another name or state of one, from a day on",
      body: SetTopic,
      answer: z.object({ id: z.string(), from: z.string() }),
    },
    async ({ input, execute }) => (await execute(setTopic, input)).answer,
  );
  r.get(
    {
      path: "/materials/:id/reach",
      verb: "material.reach",
      summary: "Which communes' phones hold the version in use; by unit only",
      params: ById,
      answer: z.object({ items: z.array(UnitReach) }),
    },
    async ({ tx, principal, input }) => ({
      items: (await readReach(tx, principal, input.id, todayInVietnam())).items,
    }),
  );
  r.get(
    {
      path: "/materials/:id/reach/export",
      verb: "material.reach",
      summary: "The same as a workbook",
      params: ById,
      produces: [xlsx],
    },
    ({ tx, principal, input, language }) => exportReach(tx, principal, input.id, todayInVietnam(), language),
  );
  r.post(
    {
      path: "/materials/holdings",
      access: "signed-in",
      summary: "A phone says which versions it would open; kept without the account",
      body: ReportHoldings,
    },
    async ({ principal, input, inTransaction }) => inTransaction((tx) => noteHoldings(tx, principal, input)),
  );
  r.post(
    {
      path: "/materials/versions/:id/acknowledge",
      verb: "material.acknowledge",
      summary: "Received and read: an act of duty of the caller",
      params: ById,
      answer: AcknowledgeMaterial,
    },
    async ({ input: { id }, execute }) => (await execute(acknowledgeMaterial, { versionId: id })).answer,
  );
});

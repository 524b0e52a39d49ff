import { authorise } from "#kernel/access.ts";
import { civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { nfc, tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { findPerson } from "#modules/roster/server.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { ReviewLanguage, SetLanguage } from "../contract.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { lockVersion, placeMaterial, tellPhones } from "./store.ts";

/** Text of a version in another language, made by people; a change takes an earlier review away. */
export const setLanguage = defineCommand({
  name: "material.set-language",
  input: SetLanguage,
  async run({ tx, principal, now }, input) {
    const version = await lockVersion(tx, input.versionId);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, version));
    if (version.language === input.language)
      throw materialProblem("material.language-same", { fields: { "/language": "material.language-same" } });
    const key = { version_id: input.versionId, language: input.language };
    const before = await tx
      .selectFrom("material_language")
      .select(["title", "status", "translator"])
      .where("version_id", "=", key.version_id)
      .where("language", "=", key.language)
      .executeTakeFirst();
    const translator =
      input.translatorId === null
        ? null
        : await signer(tx, input.translatorId, input.language, civilDateOf(now), "/translatorId");
    const text = {
      title: tidyLine(input.title),
      key_messages: tidyText(input.keyMessages),
      body: tidyText(input.body),
      qa: JSON.stringify(input.qa.map(({ question, answer }) => ({ question: nfc(question), answer: nfc(answer) }))),
      translator_id: input.translatorId,
      translator,
      status: "draft",
      reviewer: null,
      reviewer_id: null,
      reviewed_at: null,
      updated_at: now,
    };
    await tx
      .insertInto("material_language")
      .values({ ...key, ...text })
      .onConflict((c) => c.columns(["version_id", "language"]).doUpdateSet(text))
      .execute();
    return {
      answer: { versionId: input.versionId, language: input.language, status: "draft" },
      journal: [
        {
          action: "material.language-set",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          before: before ?? null,
          after: { ...key, title: text.title, translator, translatorId: input.translatorId },
        },
      ],
      feed: version.status === "draft" ? [] : await tellPhones(tx, version),
    };
  },
});

/**
 * A second person who works in that language answers for text and recording beside the translator; only such
 * language versions reach phones and the public.
 */
export const reviewLanguage = defineCommand({
  name: "material.review-language",
  input: ReviewLanguage,
  async run({ tx, principal, now }, { versionId, language, reviewerId }) {
    const version = await lockVersion(tx, versionId);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, version));
    const written = await tx
      .selectFrom("material_language as l")
      .leftJoin("material_audio as a", (on) =>
        on.onRef("a.version_id", "=", "l.version_id").onRef("a.language", "=", "l.language"),
      )
      .select(["l.key_messages", "l.body", "l.translator_id", "a.sha256"])
      .where("l.version_id", "=", versionId)
      .where("l.language", "=", language)
      .executeTakeFirst();
    if (written === undefined) throw materialProblem("material.language-missing", { language });
    if (written.key_messages === "" && written.body === "" && written.sha256 === null)
      throw materialProblem("material.language-empty", { language });
    if (written.translator_id === null || written.translator_id === reviewerId)
      throw materialProblem("material.signer-same", { fields: { "/reviewerId": "material.signer-same" } });
    const reviewer = await signer(tx, reviewerId, language, civilDateOf(now), "/reviewerId");
    await tx
      .updateTable("material_language")
      .set({ status: "reviewed", reviewer, reviewer_id: reviewerId, reviewed_at: now, updated_at: now })
      .where("version_id", "=", versionId)
      .where("language", "=", language)
      .execute();
    return {
      answer: { versionId, language, status: "reviewed" },
      journal: [
        {
          action: "material.language-reviewed",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          after: { versionId, language, reviewer, reviewerId, audio: written.sha256 },
        },
      ],
      feed: version.status === "draft" ? [] : await tellPhones(tx, version),
    };
  },
});

/** Who answers for a language holds an appointment today and works in that language, by the roster. */
async function signer(tx: Tx, personId: string, language: string, today: CivilDate, field: string): Promise<string> {
  const person = await findPerson(tx, personId, today);
  if (person === null || !person.appointments.some((a) => a.state === "current" || a.state === "ending"))
    throw materialProblem("material.signer-unknown", { fields: { [field]: "material.signer-unknown" } });
  if (!person.workingLanguages.includes(language))
    throw materialProblem("material.signer-language", { fields: { [field]: "material.signer-language" } });
  return person.fullName;
}

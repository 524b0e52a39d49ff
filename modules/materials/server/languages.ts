import { authorise } from "#kernel/access.ts";
import { nfc, tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import { ReviewLanguage, SetLanguage } from "../contract.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { lockVersion, placeMaterial, tellPhones } from "./store.ts";

/** Text of a version in another language, made by people; a change takes an earlier review away. */
export const setLanguage = defineCommand({
  name: "material.set-language",
  input: SetLanguage,
  async run({ tx, principal }, input) {
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
    const text = {
      title: tidyLine(input.title),
      key_messages: tidyText(input.keyMessages),
      body: tidyText(input.body),
      qa: JSON.stringify(input.qa.map(({ question, answer }) => ({ question: nfc(question), answer: nfc(answer) }))),
      translator: input.translator === null ? null : tidyLine(input.translator),
      status: "draft",
      reviewer: null,
      reviewed_at: null,
      updated_at: new Date(),
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
          after: { ...key, title: text.title, translator: text.translator },
        },
      ],
      feed: version.status === "draft" ? [] : await tellPhones(tx, version),
    };
  },
});

/** An office holder answers for the text; only reviewed language versions reach phones. */
export const reviewLanguage = defineCommand({
  name: "material.review-language",
  input: ReviewLanguage,
  async run({ tx, principal, now }, { versionId, language, reviewer }) {
    const version = await lockVersion(tx, versionId);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, version));
    const changed = await tx
      .updateTable("material_language")
      .set({ status: "reviewed", reviewer: tidyLine(reviewer), reviewed_at: now })
      .where("version_id", "=", versionId)
      .where("language", "=", language)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) === 0) throw materialProblem("material.language-missing", { language });
    return {
      answer: { versionId, language, status: "reviewed" },
      journal: [
        {
          action: "material.language-reviewed",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          after: { versionId, language, reviewer },
        },
      ],
      feed: version.status === "draft" ? [] : await tellPhones(tx, version),
    };
  },
});

import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { type CriterionSetting, SetCriterion, SetStage, type StageSetting } from "../contract.ts";
import { draftPolicy } from "../policy.ts";
import { draftProblem } from "../problems.ts";

/** A stage from a day on; what held until then ends the day before. Configuration, so for the whole instance. */
export const setStage = defineCommand({
  name: "draft.set-stage",
  input: SetStage,
  async run({ tx, principal }, input) {
    authorise(draftPolicy, "draft.configure", principal, { unitPath: [] });
    const { rows: later } = await sql`
      select from draft_stage where code = ${input.code}
        and case when ${input.from}::date is null then true else lower(valid) >= ${input.from}::date end`.execute(tx);
    if (later.length > 0) throw draftProblem("draft.dates", { fields: { "/from": "draft.dates" } });
    await sql`
      update draft_stage set valid = daterange(lower(valid), ${input.from}::date) where code = ${input.code} and valid @> ${input.from}::date`.execute(
      tx,
    );
    await sql`
      insert into draft_stage (code, name_vi, name_en, takes_comments, comment_days, position, legal_basis, valid)
      values (${input.code}, ${input.nameVi}, ${input.nameEn}, ${input.takesComments}, ${input.commentDays}, ${input.position}, ${input.legalBasis},
        daterange(${input.from}::date, null))`.execute(tx);
    return {
      answer: { code: input.code, from: input.from },
      journal: [
        { action: "draft.stage-set", subject: "draft-stage", subjectId: input.code, unitId: null, after: input },
      ],
    };
  },
});

/** Every row of the configuration: what holds, held and will hold. */
export async function listStageSettings(tx: Tx): Promise<StageSetting[]> {
  const { rows } = await sql<StageSetting>`
    select code, name_vi as "nameVi", name_en as "nameEn", takes_comments as "takesComments", comment_days as "commentDays", position, legal_basis as "legalBasis",
           lower(valid)::text as "from", upper(valid)::text as "to"
      from draft_stage order by position, code, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

/** A criterion from a day on; what held until then ends the day before. Drafts that were judged by it keep it. */
export const setCriterion = defineCommand({
  name: "draft.set-criterion",
  input: SetCriterion,
  async run({ tx, principal }, input) {
    authorise(draftPolicy, "draft.configure", principal, { unitPath: [] });
    const { rows: later } = await sql`
      select from draft_criterion where code = ${input.code} and lower(valid) >= ${input.from}::date`.execute(tx);
    if (later.length > 0) throw draftProblem("draft.dates", { fields: { "/from": "draft.dates" } });
    await sql`
      update draft_criterion set valid = daterange(lower(valid), ${input.from}::date) where code = ${input.code} and valid @> ${input.from}::date`.execute(
      tx,
    );
    await sql`
      insert into draft_criterion (code, name_vi, name_en, position, legal_basis, valid)
      values (${input.code}, ${input.nameVi}, ${input.nameEn}, ${input.position}, ${input.legalBasis}, daterange(${input.from}::date, null))`.execute(
      tx,
    );
    return {
      answer: { code: input.code, from: input.from },
      journal: [
        {
          action: "draft.criterion-set",
          subject: "draft-criterion",
          subjectId: input.code,
          unitId: null,
          after: input,
        },
      ],
    };
  },
});

/** Every row of the criteria: what holds, held and will hold. */
export async function listCriterionSettings(tx: Tx): Promise<CriterionSetting[]> {
  const { rows } = await sql<CriterionSetting>`
    select code, name_vi as "nameVi", name_en as "nameEn", legal_basis as "legalBasis", position, lower(valid)::text as "from", upper(valid)::text as "to"
      from draft_criterion order by position, code, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

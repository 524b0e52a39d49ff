import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { defineCommand, type Command, type Decision } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { materialCommands } from "#modules/materials/server.ts";
import type { EditMaterial } from "#modules/materials/shared.ts";
import { ToMaterial } from "../contract.ts";
import { questionPolicy } from "../policy.ts";
import { questionProblem } from "../problems.ts";
import { currentAnswer, handlingPath, lockQuestion, questionJournal, stepRow } from "./store.ts";

const longestInMaterial = { question: 1000, answer: 5000 };

interface Draft extends EditMaterial {
  title: string;
}

/**
 * A published answer joins the questions and answers of a material's draft, through the materials room's own command: its rules
 * of who may edit hold, and the draft still goes through its review before anybody reads it.
 */
export const answerToMaterial = defineCommand({
  name: "answer.to-material",
  input: ToMaterial,
  async run(context, { questionId, materialId }) {
    const { tx, principal, now } = context;
    const question = await lockQuestion(tx, questionId);
    authorise(questionPolicy, "answer.to-material", principal, await handlingPath(tx, question));
    const answer = await currentAnswer(tx, questionId);
    if (answer === undefined || answer.status !== "published")
      throw questionProblem("answer.not-published", { questionId });
    const draft = await findDraft(tx, materialId);
    if (draft === undefined) throw questionProblem("answer.no-draft", { materialId });
    const asked = [...strike(answer.question_text)].slice(0, longestInMaterial.question).join("");
    const told = `${strike(answer.text)}\n(${strike(answer.legal_source ?? "")})`;
    if ([...told].length > longestInMaterial.answer)
      throw questionProblem("answer.too-long-for-material", { questionId });
    if (draft.qa.some((pair) => pair.question === asked)) throw questionProblem("answer.in-material", { materialId });
    const edit = materialCommands["material.edit"] as Command<EditMaterial, unknown>;
    const decision: Decision<unknown> = await edit.run!(context, {
      ...draft,
      qa: [...draft.qa, { question: asked, answer: told }],
    });
    return {
      ...decision,
      answer: { questionId, materialId, versionId: draft.versionId },
      writes: [
        ...(decision.writes ?? []),
        stepRow(questionId, now, principal.userId, { kind: "toMaterial", material: materialId, note: draft.title }),
      ],
      journal: [
        ...decision.journal,
        questionJournal("answer.put-in-material", question, { after: { materialId, versionId: draft.versionId } }),
      ],
    };
  },
});

async function findDraft(tx: Tx, materialId: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`
    select v.id as "versionId", v.edition, v.topic, v.title, v.key_messages as "keyMessages", v.body, v.qa, v.source, v.legal_basis as "legalBasis"
      from material_version v where v.material_id = ${materialId}::uuid and v.status = 'draft'`.execute(tx);
  return rows[0];
}

export interface MaterialOffer {
  materialId: string;
  title: string;
  /** It has a draft that may take the answer; without one a new version is begun first. */
  draft: boolean;
  /** The answer is in that draft already. */
  there: boolean;
}

/** Materials on the topic of a question that the caller may work on: those with a draft first. */
export async function offerMaterials(tx: Tx, principal: Principal, questionId: string): Promise<MaterialOffer[]> {
  const question = await tx
    .selectFrom("question")
    .select(["topic", "handled_by"])
    .where("id", "=", questionId)
    .executeTakeFirst();
  if (question === undefined) throw questionProblem("question.not-found", { questionId });
  authorise(questionPolicy, "answer.to-material", principal, await handlingPath(tx, question));
  const { rows } = await sql<MaterialOffer>`
    select m.id as "materialId", coalesce(d.title, v.title) as title, d.id is not null as draft,
           coalesce(exists (select from jsonb_array_elements(d.qa) pair join question_answer a on a.question_id = ${questionId}::uuid and a.status = 'published'
             where pair ->> 'question' = left(a.question_text, ${longestInMaterial.question})), false) as there
      from material m
      join material_version v on v.id = m.current_version_id
      left join material_version d on d.material_id = m.id and d.status = 'draft'
     where m.topic = ${question.topic} and (v.status in ('approved', 'draft'))
       and m.unit_id in (select descendant_id from unit_scope where ancestor_id = any (caller_units('caunoi.write')) union select id from unit where caller_writes_all())
     order by draft desc, coalesce(d.updated_at, v.updated_at) desc limit 20`.execute(tx);
  return rows;
}

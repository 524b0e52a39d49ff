import { sql } from "kysely";
import { authorise, systemCaller } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import { z } from "zod";
import type { Topic } from "../contract.ts";
import { SetTopic, type TopicSetting } from "../contract-chain.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";

/** What talks and materials are about, in the order of the list. */
export async function listTopics(tx: Tx): Promise<Topic[]> {
  return tx
    .selectFrom("topic")
    .select(["id", "label_vi as labelVi", "label_en as labelEn", "legal_basis as legalBasis", "active"])
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** Another name, order or state of a topic from a day on, or a new one; what was written under it stays under it. */
export const setTopic = defineCommand({
  name: "material.set-topic",
  input: SetTopic,
  async run({ tx, principal, now }, input) {
    authorise(materialPolicy, "material.configure", principal, { unitPath: [] });
    const today = civilDateOf(now);
    const { rows: later } = await sql`
      select from topic_setting where topic_id = ${input.id} and lower(valid) >= ${input.from}::date`.execute(tx);
    if (later.length > 0 || input.from < today)
      throw materialProblem("material.chain-past", { fields: { "/from": "material.chain-past" } });
    const labels = { vi: tidyLine(input.labelVi), en: tidyLine(input.labelEn), basis: tidyLine(input.legalBasis) };
    // one that is to come is known, and not yet offered
    await sql`insert into topic (id, label_vi, label_en, legal_basis, position, active)
      values (${input.id}, ${labels.vi}, ${labels.en}, ${labels.basis}, ${input.position}, false) on conflict (id) do nothing`.execute(
      tx,
    );
    const { rows: before } = await sql<{ labelVi: string; active: boolean }>`
      update topic_setting set valid = daterange(lower(valid), ${input.from}::date)
       where topic_id = ${input.id} and valid @> ${input.from}::date returning label_vi as "labelVi", active`.execute(
      tx,
    );
    await sql`insert into topic_setting (topic_id, label_vi, label_en, position, active, legal_basis, valid)
      values (${input.id}, ${labels.vi}, ${labels.en}, ${input.position}, ${input.active}, ${labels.basis}, daterange(${input.from}::date, null))`.execute(
      tx,
    );
    await sql`select apply_topics(${today}::date)`.execute(tx);
    return {
      answer: { id: input.id, from: input.from },
      journal: [
        {
          action: "material.topic-set",
          subject: "topic",
          subjectId: input.id,
          unitId: null,
          before: before[0] ?? null,
          after: input,
        },
      ],
    };
  },
});

/** Every row: what holds, held and will hold. */
export async function listTopicSettings(tx: Tx): Promise<TopicSetting[]> {
  const { rows } = await sql<TopicSetting>`
    select topic_id as id, label_vi as "labelVi", label_en as "labelEn", position, active, legal_basis as "legalBasis", lower(valid)::text as "from", upper(valid)::text as "to"
      from topic_setting order by position, topic_id, lower(valid) desc nulls last`.execute(tx);
  return rows;
}

/** Rows that begin on a day are put into force. */
export const beginTopics = defineCommand({
  name: "material.begin-topics",
  input: z.object({ on: z.iso.date() }),
  async run({ tx, principal }, { on }) {
    authorise(materialPolicy, "material.configure", principal, { unitPath: [] });
    const { rows } = await sql<{ n: number }>`select apply_topics(${on}::date) as n`.execute(tx);
    return {
      answer: { changed: rows[0]!.n },
      journal: [
        {
          action: "material.topics-begun",
          subject: "topic",
          subjectId: on,
          unitId: null,
          after: { changed: rows[0]!.n },
        },
      ],
    };
  },
});

/** Just after midnight in Vietnam; most nights nothing begins and nothing is written. */
export const beginTopicsJob = defineJob({
  name: "materials.begin-topics",
  schedule: "5 17 * * *",
  async run({ pool, now, log }) {
    const on = civilDateOf(now());
    const begins = await asSystem(pool, async (tx) => {
      const { rows } = await sql`select from topic_setting where lower(valid) = ${on}::date`.execute(tx);
      return rows.length > 0;
    });
    if (!begins) return;
    const { answer } = await executeCommand<{ changed: number }>(
      { pool, commands: { [beginTopics.name]: beginTopics }, now },
      systemCaller,
      { id: newId(), name: beginTopics.name, payload: { on } },
    );
    log("topics begun", { changed: answer.changed });
  },
});

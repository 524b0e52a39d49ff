import { sql } from "kysely";
import { asSystem, type Tx } from "#platform/db/session.ts";
import { defineJob } from "#platform/jobs/define.ts";
import type { QuestionAnswer } from "../contract.ts";
import { contradict, type Fact, factKeys, findFacts, findFactsInAnswer } from "../fact-conflicts.ts";

interface Text {
  title: string;
  keyMessages: string;
  body: string;
  qa: QuestionAnswer[];
}

/** All facts of a version, each once. */
export function factsOf({ keyMessages, body, qa }: Text): Fact[] {
  const all = [
    ...findFacts(keyMessages),
    ...findFacts(body),
    ...qa.flatMap(({ question, answer }) => findFactsInAnswer(question, answer)),
  ];
  return [
    ...new Map(all.map((fact) => [`${fact.units} ${fact.words.join(" ")} ${fact.values.join(" ")}`, fact])).values(),
  ];
}

export interface StoredFact extends Fact {
  versionId: string;
  unitId: number;
}

/**
 * Facts of other materials in use that contradict these: of the same topic, valid on a common day, and for people that
 * overlap (the figure of another commune is another figure).
 */
export async function contradictions(
  tx: Tx,
  of: { materialId: string; topic: string; reachId: number; validFrom: string | null; validTo: string | null },
  facts: readonly Fact[],
): Promise<{ fact: Fact; other: StoredFact }[]> {
  const keys = [...new Set(facts.flatMap(factKeys))];
  if (keys.length === 0) return [];
  const { rows } = await sql<{
    versionId: string;
    unitId: number;
    quote: string;
    words: string[];
    units: string;
    values: (string | number)[];
    shown: string[];
  }>`
    select f.version_id as "versionId", v.unit_id as "unitId", f.quote, f.words, f.units, f.fact_values as "values", f.shown
      from material_fact f join material_version v on v.id = f.version_id
     where f.keys && ${keys}::text[] and f.topic = ${of.topic} and v.status = 'approved' and v.material_id <> ${of.materialId}::uuid
       and v.valid && daterange(${of.validFrom}::date, ${of.validTo}::date, '[]')
       and upper_inf(v.valid) is distinct from (upper(v.valid) <= (now() at time zone 'Asia/Ho_Chi_Minh')::date)
       and exists (select from unit_scope s
         where (s.ancestor_id = v.reach_id and s.descendant_id = ${of.reachId}) or (s.ancestor_id = ${of.reachId} and s.descendant_id = v.reach_id))
     order by f.id limit 2000`.execute(tx);
  return facts.flatMap((fact) => rows.filter((other) => contradict(fact, other)).map((other) => ({ fact, other })));
}

/** Reads one version that is in use and stores what contradicts it. May run twice. */
export async function readFacts(tx: Tx, versionId: string): Promise<number> {
  const { rows } = await sql<
    Text & {
      materialId: string;
      topic: string;
      reachId: number;
      unitId: number;
      validFrom: string | null;
      validTo: string | null;
    }
  >`
    select v.material_id as "materialId", v.topic, v.reach_id as "reachId", v.unit_id as "unitId", v.title, v.key_messages as "keyMessages", v.body, v.qa,
           lower(v.valid)::text as "validFrom", (upper(v.valid) - 1)::text as "validTo"
      from material_version v where v.id = ${versionId}::uuid and v.status = 'approved' for share`.execute(tx);
  const version = rows[0];
  if (version === undefined) return 0;
  await sql`delete from material_fact where version_id = ${versionId}::uuid`.execute(tx);
  const facts = factsOf(version);
  for (const fact of facts)
    await sql`
      insert into material_fact (version_id, topic, quote, words, units, fact_values, shown, keys)
      values (${versionId}::uuid, ${version.topic}, ${fact.quote}, ${fact.words}::text[], ${fact.units}, ${JSON.stringify(fact.values)}::jsonb, ${fact.shown}::text[], ${factKeys(fact)}::text[])`.execute(
      tx,
    );
  await sql`insert into material_fact_read (version_id) values (${versionId}::uuid) on conflict do nothing`.execute(tx);
  const found = await contradictions(tx, version, facts);
  for (const { fact, other } of found) {
    const own = { id: versionId, unit: version.unitId, fact };
    const theirs = { id: other.versionId, unit: other.unitId, fact: other };
    const [a, b] = own.id < theirs.id ? [own, theirs] : [theirs, own];
    await sql`
      insert into fact_conflict (version_a, version_b, unit_a, unit_b, topic, quote_a, quote_b, shown_a, shown_b)
      values (${a.id}::uuid, ${b.id}::uuid, ${a.unit}, ${b.unit}, ${version.topic}, ${a.fact.quote}, ${b.fact.quote}, ${a.fact.shown}::text[], ${b.fact.shown}::text[])
      on conflict (version_a, version_b, quote_a, quote_b) do nothing`.execute(tx);
  }
  return found.length;
}

/** Asked for by a trigger when a version comes into use. */
const readFactsJob = defineJob({
  name: "materials.read-facts",
  async run({ pool, log }, payload) {
    const { versionId } = payload as { versionId: string };
    const found = await asSystem(pool, (tx) => readFacts(tx, versionId));
    if (found > 0) log("facts that contradict", { versionId, found });
  },
});

/** What is in use and was never read (it was there before this was, or its job was lost). */
const readForgottenFacts = defineJob({
  name: "materials.read-forgotten-facts",
  schedule: "10 18 * * *",
  async run({ pool }) {
    for (;;) {
      const ids = await asSystem(
        pool,
        async (tx) =>
          (
            await sql<{ id: string }>`
              select v.id from material_version v where v.status = 'approved'
                and not exists (select from material_fact_read r where r.version_id = v.id) limit 200`.execute(tx)
          ).rows,
      );
      if (ids.length === 0) return;
      for (const { id } of ids) await asSystem(pool, (tx) => readFacts(tx, id));
    }
  },
});

export const factJobs = [readFactsJob, readForgottenFacts];

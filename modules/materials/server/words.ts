import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import {
  type LanguageTermItem,
  type PlainWordItem,
  SetLanguageTerm,
  SetPlainWord,
  type WritingAids,
} from "../contract-words.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";

/** Word lists belong to the instance: whoever checks texts anywhere may mend them, and the journal says who did. */
const mayMend = (principal: Principal) =>
  authorise(materialPolicy, "material.words", principal, {
    unitPath: principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
  });

export const setPlainWord = defineCommand({
  name: "material.set-plain-word",
  input: SetPlainWord,
  async run({ tx, principal, now }, { id, seenVersion, ...input }) {
    mayMend(principal);
    const before = await tx.selectFrom("plain_word").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
    if ((before?.version ?? 0) !== seenVersion) throw materialProblem("material.word-changed");
    const row = {
      term: tidyLine(input.term),
      plain: tidyLine(input.plain),
      note: input.note === null || input.note.trim() === "" ? null : tidyLine(input.note),
      active: input.active,
    };
    await refuseKnown(
      tx,
      sql`select id from plain_word where key_vi(term) = key_vi(${row.term}) and id <> ${id}::uuid`,
      "/term",
    );
    await tx
      .insertInto("plain_word")
      .values({ id, ...row, updated_at: now })
      .onConflict((c) => c.column("id").doUpdateSet({ ...row, version: seenVersion + 1, updated_at: now }))
      .execute();
    return {
      answer: { id, version: before === undefined ? 1 : seenVersion + 1 },
      journal: [
        {
          action: "material.plain-word-set",
          subject: "plainWord",
          subjectId: id,
          unitId: principal.homeUnitId,
          before: before === undefined ? null : { term: before.term, plain: before.plain, active: before.active },
          after: row,
        },
      ],
    };
  },
});

export const setLanguageTerm = defineCommand({
  name: "material.set-language-term",
  input: SetLanguageTerm,
  async run({ tx, principal, now }, { id, seenVersion, language, ...input }) {
    mayMend(principal);
    const before = await tx.selectFrom("language_term").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
    if ((before?.version ?? 0) !== seenVersion) throw materialProblem("material.word-changed");
    const row = {
      language,
      term: tidyLine(input.term),
      translation: tidyLine(input.translation),
      note: input.note === null || input.note.trim() === "" ? null : tidyLine(input.note),
      active: input.active,
    };
    await refuseKnown(
      tx,
      sql`select id from language_term where language = ${language} and key_vi(term) = key_vi(${row.term}) and id <> ${id}::uuid`,
      "/term",
    );
    await tx
      .insertInto("language_term")
      .values({ id, ...row, updated_at: now })
      .onConflict((c) => c.column("id").doUpdateSet({ ...row, version: seenVersion + 1, updated_at: now }))
      .execute();
    return {
      answer: { id, version: before === undefined ? 1 : seenVersion + 1 },
      journal: [
        {
          action: "material.language-term-set",
          subject: "languageTerm",
          subjectId: id,
          unitId: principal.homeUnitId,
          before:
            before === undefined ? null : { term: before.term, translation: before.translation, active: before.active },
          after: row,
        },
      ],
    };
  },
});

async function refuseKnown(tx: Tx, query: ReturnType<typeof sql>, field: string): Promise<void> {
  const { rows } = await query.execute(tx);
  if (rows.length > 0) throw materialProblem("material.word-known", { fields: { [field]: "material.word-known" } });
}

export async function listPlainWords(tx: Tx, onlyActive = false): Promise<PlainWordItem[]> {
  const { rows } = await sql<PlainWordItem>`
    select id, term, plain, note, active, version from plain_word where active or not ${onlyActive}
    order by active desc, term collate "vi-x-icu"`.execute(tx);
  return rows;
}

export async function listLanguageTerms(tx: Tx, language: string | undefined): Promise<LanguageTermItem[]> {
  const { rows } = await sql<LanguageTermItem>`
    select id, language, term, translation, note, active, version from language_term
     where ${language ?? null}::text is null or language = ${language ?? null}
     order by language, active desc, term collate "vi-x-icu"`.execute(tx);
  return rows;
}

/** What the editor counts by: the list and the figures of today, with where these come from. */
export async function writingAids(tx: Tx, today: CivilDate): Promise<WritingAids> {
  const { rows } = await sql<{ key: keyof WritingAids["rules"]; value: number; source: string; verified: boolean }>`
    select key, value, source, verified from material_rule
     where key in ('peoplePerMinute', 'loudspeakerPerMinute', 'longSentence') and valid @> ${today}::date`.execute(tx);
  return {
    words: await listPlainWords(tx, true),
    rules: Object.fromEntries(rows.map(({ key, ...rule }) => [key, rule])) as WritingAids["rules"],
  };
}

import { sql } from "kysely";
import type { CivilDate } from "#kernel/civil-date.ts";
import { languageName } from "#kernel/languages.ts";
import { unitState } from "#modules/units/server.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { LanguageGap } from "../contract-words.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";

/**
 * Communes whose speakers work in a language that valid materials lack: the roster's working languages of
 * today against the languages of what is valid there. A language version counts once two people answer for it.
 */
export async function languageGaps(tx: Tx, under: number | undefined, today: CivilDate): Promise<LanguageGap[]> {
  const { tree, now } = await unitState(tx);
  const { rows: spoken } = await sql<{ unitId: number; language: string; speakers: number }>`
    select p.unit_id as "unitId", l.language, count(distinct p.id)::int as speakers
      from person p cross join lateral unnest(p.working_languages) l(language)
     where l.language <> 'vi' and exists (select from appointment a where a.person_id = p.id and a.held @> ${today}::date)
       ${under === undefined ? sql`` : sql`and p.unit_id in (select descendant_id from unit_scope where ancestor_id = ${under}::int)`}
     group by p.unit_id, l.language`.execute(tx);
  const communes = new Map<string, { unitId: number; language: string; speakers: number }>();
  for (const row of spoken) {
    const unitId = communeOf(now.get(row.unitId)?.nowId ?? row.unitId);
    if (unitId === null) continue;
    const key = `${unitId} ${row.language}`;
    const known = communes.get(key);
    if (known) known.speakers += row.speakers;
    else communes.set(key, { unitId, language: row.language, speakers: row.speakers });
  }
  if (communes.size === 0) return [];
  const units = [...new Set([...communes.values()].map((c) => c.unitId))];
  const { rows: valid } = await sql<{
    unitId: number;
    materialId: string;
    number: number;
    title: string;
    languages: string[];
  }>`
    select u.id as "unitId", v.material_id as "materialId", v.number, v.title,
      array(select l.language from material_language l where l.version_id = v.id and l.status = 'reviewed') || v.language as languages
      from unnest(${units}::int[]) u(id)
      join unit_scope s on s.descendant_id = u.id
      join material_version v on v.reach_id = s.ancestor_id and v.status = 'approved' and v.valid @> ${today}::date
     order by v.approved_at desc, v.id`.execute(tx);
  const byUnit = Map.groupBy(valid, (v) => v.unitId);
  return [...communes.values()]
    .map(({ unitId, language, speakers }) => {
      const materials = byUnit.get(unitId) ?? [];
      return {
        unit: { id: unitId, name: tree.versionNear(unitId, today)?.name ?? `#${unitId}` },
        language,
        speakers,
        materials: materials.length,
        lacking: materials
          .filter((m) => !m.languages.includes(language))
          .map(({ materialId, number, title }) => ({ materialId, number, title })),
      };
    })
    .sort((a, b) => b.lacking.length - a.lacking.length || a.unit.name.localeCompare(b.unit.name, "vi"));

  function communeOf(unitId: number): number | null {
    return tree.pathOn(unitId, today).find((v) => tree.levelOf(v) === "commune")?.unitId ?? null;
  }
}

/** One line for each material that a commune lacks in a language. */
export async function exportGaps(
  tx: Tx,
  under: number | undefined,
  today: CivilDate,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const gaps = await languageGaps(tx, under, today);
  const bytes = await writeWorkbook([
    {
      name: text["material.gaps.sheet"],
      columns: [
        { header: text["material.gaps.commune"], width: 32 },
        { header: text["material.gaps.language"], width: 16 },
        { header: text["material.gaps.speakers"], width: 14, number: "plain" },
        { header: text["material.column.title"], width: 60 },
        { header: text["material.column.number"], width: 10, number: "plain" },
      ],
      rows: gaps.flatMap((g) =>
        g.lacking.map((m) => [g.unit.name, languageName(g.language, language), g.speakers, m.title, m.number]),
      ),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: `${text["material.gaps.file"]}-${today}.xlsx`,
  });
}

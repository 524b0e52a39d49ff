import { sql } from "kysely";
import { formatOfficialDate, asCivilDate } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { MergeSource } from "#modules/documents/server.ts";

interface Held {
  id: string;
  name: string;
  position: string | null;
  workplace: string | null;
  kind: string;
  unit: string | null;
  from: string;
  until: string | null;
  symbol: string | null;
}

const held = sql<Held>`
  select a.id, p.full_name as name, p.position, p.workplace, k.label_vi as kind, v.name as unit, lower(a.term)::text as "from", upper(a.term)::text as until, a.decision_symbol as symbol
    from appointment a join person p on p.id = a.person_id join appointment_kind k on k.id = a.kind
    left join lateral (select name from unit_version where unit_id = a.unit_id order by lower(valid) desc limit 1) v on true`;

/** Who holds an appointment in the unit: for decisions about them, commendations and lists proposed. */
export const peopleToMerge: MergeSource = {
  id: "roster.people",
  titleVi: "Người trong đội ngũ",
  titleEn: "People on the roster",
  async choices({ tx, unitId, today, search }) {
    const { rows } = await sql<Held>`${held}
     where a.unit_id in (select descendant_id from unit_scope where ancestor_id = ${unitId})
       and (a.held @> ${today}::date or lower(a.held) > ${today}::date) and coalesce(p.joined_key, p.search_key) like all (${likeWords(search)}::text[])
     order by p.sort_given collate "vi-x-icu", p.sort_rest collate "vi-x-icu", a.id limit 300`.execute(tx);
    return rows.map((row) => ({
      id: row.id,
      label: row.name,
      note: [row.kind, row.symbol, row.position].filter(Boolean).join(" · "),
    }));
  },
  async merge({ tx, unitId, template }, ids) {
    const { rows } = await sql<Held>`${held}
     where a.id::text = any (${[...ids]}::text[]) and a.unit_id in (select descendant_id from unit_scope where ancestor_id = ${unitId})
     order by p.sort_given collate "vi-x-icu", p.sort_rest collate "vi-x-icu", a.id`.execute(tx);
    const first = rows[0];
    if (first === undefined) return {};
    const terms = [...new Set(rows.map((row) => row.until ?? ""))];
    const ends = terms.length === 1 && terms[0] !== "" ? terms[0]! : null;
    return {
      // people of several kinds share no role: the field stays empty, to be filled by who knows
      ...(rows.every((row) => row.kind === first.kind)
        ? { role: first.kind.charAt(0).toLocaleLowerCase("vi") + first.kind.slice(1) }
        : {}),
      ...(first.unit === null ? {} : { place: first.unit.charAt(0).toLocaleLowerCase("vi") + first.unit.slice(1) }),
      // an end is decided anew; a recognition begins with the term
      ...(template === "decision-recognition" ? { fromDay: first.from } : {}),
      ...(template === "decision-recognition" && ends !== null
        ? { term: `đến hết ${formatOfficialDate(asCivilDate(ends))}` }
        : {}),
      people: rows.map((row) => ({
        name: row.name,
        position: [row.position, row.workplace].filter(Boolean).join(", "),
      })),
    };
  },
};

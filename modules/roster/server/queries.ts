import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { addDays, type CivilDate, daysBetween } from "#kernel/civil-date.ts";
import { readDocumentSymbol } from "#kernel/text/document-symbol.ts";
import { readQuery } from "#kernel/text/search-key.ts";
import { escapeLike } from "#kernel/text/fold.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import { unitName } from "#modules/units/server.ts";
import type { AppointmentItem, EndingItem, PersonItem, SpeakerItem } from "../answers.ts";
import { appointmentState, endingWithinDays } from "../rules.ts";
import { lastOf } from "./catalogue.ts";

export interface PeopleFilter {
  under?: number | undefined;
  q?: string | undefined;
  kind?: string | undefined;
  level?: string | undefined;
  core?: "yes" | "no" | undefined;
  language?: string | undefined;
  state?: "held" | "ending" | "coming" | "over" | "all" | undefined;
}

interface PersonRow {
  id: string;
  full_name: string;
  sort_key: string;
  sort_given: string;
  sort_rest: string;
  unit_id: number;
  position: string | null;
  workplace: string | null;
  office_contact: string | null;
  working_languages: string[];
  topics: string[];
  version: number;
  rank: number;
}

const PeopleCursor = z.tuple([z.int(), z.string(), z.string(), z.uuid()]);

/** People in the order of Vietnamese lists, those that match with the tones as typed first. */
export async function listPeople(
  tx: Tx,
  filter: PeopleFilter,
  today: CivilDate,
  paging: { cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(paging.cursor, PeopleCursor);
  const { where, rank } = conditions(filter, today);
  if (after) {
    where.push(sql`(${rank}, p.sort_given collate "vi-x-icu", p.sort_rest collate "vi-x-icu", p.id)
      > (${after[0]}::int, ${after[1]} collate "vi-x-icu", ${after[2]} collate "vi-x-icu", ${after[3]}::uuid)`);
  }
  const { rows } = await sql<PersonRow>`
    select p.*, ${rank} as rank from person p
    where ${sql.join(where, sql` and `)}
    order by ${rank}, p.sort_given collate "vi-x-icu", p.sort_rest collate "vi-x-icu", p.id
    limit ${paging.limit + 1}`.execute(tx);
  const appointments = await appointmentsOf(
    tx,
    rows.map((r) => r.id),
    today,
  );
  const items = await Promise.all(rows.map((row) => presentPerson(tx, row, appointments.get(row.id) ?? [], today)));
  const shown = new Map(rows.map((row, i) => [row.id, items[i] as PersonItem]));
  return page(
    rows,
    paging.limit,
    (row) => [row.rank, row.sort_given, row.sort_rest, row.id],
    (row) => shown.get(row.id) as PersonItem,
  );
}

export async function countPeople(tx: Tx, filter: PeopleFilter, today: CivilDate): Promise<number> {
  const { where } = conditions(filter, today);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from person p where ${sql.join(where, sql` and `)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

function conditions(
  filter: PeopleFilter,
  today: CivilDate,
): { where: RawBuilder<unknown>[]; rank: RawBuilder<unknown> } {
  const where: RawBuilder<unknown>[] = [sql`true`];
  let rank: RawBuilder<unknown> = sql`0::int`;
  if (filter.under !== undefined) {
    const scope = sql`(select descendant_id from unit_scope where ancestor_id = ${filter.under})`;
    where.push(
      sql`(p.unit_id in ${scope} or p.id in (select away.person_id from appointment away where away.away and away.unit_id in ${scope}))`,
    );
  }
  if (filter.language !== undefined) where.push(sql`${filter.language} = any (p.working_languages)`);
  const q = filter.q?.trim();
  if (q !== undefined && q !== "") {
    const forms = readQuery(q);
    const words = [forms.folded, ...forms.alternatives]
      .filter((w) => w !== "")
      .map((w) => {
        const like = `%${escapeLike(w)}%`;
        return sql`(p.search_key like ${like} or (p.joined_key is not null and p.joined_key like ${like}))`;
      });
    const symbol = readDocumentSymbol(q)?.text;
    if (symbol !== undefined)
      words.push(sql`p.id in (select a.person_id from appointment a where a.decision_symbol = ${symbol})`);
    where.push(words.length === 0 ? sql`false` : sql`(${sql.join(words, sql` or `)})`);
    // Whole words with these very tones, then such tones within a word, then the rest.
    if (forms.exact !== null) {
      const exact = escapeLike(forms.exact);
      rank = sql`(case when ' ' || p.exact_key || ' ' like ${`% ${exact} %`} then 0 when p.exact_key like ${`%${exact}%`} then 1 else 2 end)`;
    }
  }
  const state = filter.state ?? "held";
  const of: RawBuilder<unknown>[] = [sql`a.person_id = p.id`];
  if (filter.kind !== undefined) of.push(sql`a.kind = ${filter.kind}`);
  if (filter.level !== undefined) of.push(sql`a.level = ${filter.level}`);
  if (filter.core !== undefined) of.push(sql`a.core = ${filter.core === "yes"}`);
  if (state === "held") of.push(sql`a.held @> ${today}::date`);
  if (state === "ending")
    of.push(sql`a.held @> ${today}::date and upper(a.held) <= ${addDays(today, endingWithinDays + 1)}::date`);
  if (state === "coming") of.push(sql`lower(a.held) > ${today}::date`);
  if (state === "over") {
    of.push(sql`upper(a.held) <= ${today}::date`);
    where.push(
      sql`not exists (select from appointment still where still.person_id = p.id and (upper(still.held) is null or upper(still.held) > ${today}::date))`,
    );
  }
  where.push(sql`exists (select from appointment a where ${sql.join(of, sql` and `)})`);
  return { where, rank };
}

interface AppointmentRow {
  id: string;
  person_id: string;
  kind: string;
  level: string | null;
  core: boolean;
  unit_id: number;
  decision_symbol: string | null;
  decision_date: CivilDate | null;
  decision_issuer: string | null;
  term_from: CivilDate;
  term_until: CivilDate | null;
  ended_on: CivilDate | null;
  end_reason: string | null;
  end_note: string | null;
  version: number;
}

/** All appointments of these people that the caller may see, newest first. */
export async function appointmentsOf(
  tx: Tx,
  personIds: readonly string[],
  today: CivilDate,
): Promise<Map<string, AppointmentItem[]>> {
  const byPerson = new Map<string, AppointmentItem[]>();
  if (personIds.length === 0) return byPerson;
  const { rows } = await sql<AppointmentRow>`
    select id, person_id, kind, level, core, unit_id, decision_symbol, decision_date::text as decision_date, decision_issuer,
      lower(term)::text as term_from, upper(term)::text as term_until, ended_on::text as ended_on, end_reason, end_note, version
    from appointment where person_id = any (${personIds}::uuid[]) order by lower(term) desc, id`.execute(tx);
  for (const row of rows) {
    const item = await presentAppointment(tx, row, today);
    byPerson.set(row.person_id, [...(byPerson.get(row.person_id) ?? []), item]);
  }
  return byPerson;
}

async function presentAppointment(tx: Tx, row: AppointmentRow, today: CivilDate): Promise<AppointmentItem> {
  const held = { termFrom: row.term_from, termTo: lastOf(row.term_until), lastDay: lastOf(row.ended_on) };
  return {
    id: row.id,
    kind: row.kind,
    level: row.level,
    core: row.core,
    unitId: row.unit_id,
    unitName: (await unitName(tx, row.unit_id, today)) ?? "",
    decisionSymbol: row.decision_symbol,
    decisionDate: row.decision_date,
    decisionIssuer: row.decision_issuer,
    ...held,
    endReason: row.end_reason,
    endNote: row.end_note,
    state: appointmentState(held, today),
    version: row.version,
  };
}

async function presentPerson(
  tx: Tx,
  row: PersonRow,
  appointments: AppointmentItem[],
  today: CivilDate,
): Promise<PersonItem> {
  return {
    id: row.id,
    fullName: row.full_name,
    sortKey: row.sort_key,
    unitId: row.unit_id,
    unitName: (await unitName(tx, row.unit_id, today)) ?? "",
    position: row.position,
    workplace: row.workplace,
    officeContact: row.office_contact,
    workingLanguages: row.working_languages,
    topics: row.topics,
    version: row.version,
    appointments,
  };
}

export async function findPerson(tx: Tx, personId: string, today: CivilDate): Promise<PersonItem | null> {
  const { rows } = await sql<PersonRow>`select p.*, 0 as rank from person p where id = ${personId}::uuid`.execute(tx);
  const row = rows[0];
  if (row === undefined) return null;
  return presentPerson(tx, row, (await appointmentsOf(tx, [row.id], today)).get(row.id) ?? [], today);
}

/** Appointments that end within so many days, the nearest first. */
export async function listEndings(
  tx: Tx,
  under: number | undefined,
  within: number,
  today: CivilDate,
  limit = 200,
): Promise<EndingItem[]> {
  const { rows } = await sql<{
    person_id: string;
    full_name: string;
    id: string;
    kind: string;
    level: string | null;
    unit_id: number;
    until: CivilDate;
  }>`
    select a.person_id, p.full_name, a.id, a.kind, a.level, a.unit_id, upper(a.held)::text as until
    from appointment a join person p on p.id = a.person_id
    where a.held @> ${today}::date and upper(a.held) <= ${addDays(today, within + 1)}::date
      and (${under ?? null}::int is null or a.unit_id in (select descendant_id from unit_scope where ancestor_id = ${under ?? null}::int))
    order by upper(a.held), p.sort_given collate "vi-x-icu", a.id limit ${limit}`.execute(tx);
  return Promise.all(
    rows.map(async (row) => {
      const lastDay = addDays(row.until, -1);
      return {
        personId: row.person_id,
        fullName: row.full_name,
        appointmentId: row.id,
        kind: row.kind,
        level: row.level,
        unitId: row.unit_id,
        unitName: (await unitName(tx, row.unit_id, today)) ?? "",
        lastDay,
        daysLeft: daysBetween(today, lastDay),
      };
    }),
  );
}

/** Who may be asked to speak at a place on a day: the appointed of the units above it and below it, by name. */
export async function listSpeakers(
  tx: Tx,
  place: number,
  on: CivilDate,
  q: string | undefined,
  limit: number,
): Promise<SpeakerItem[]> {
  const forms = q === undefined || q.trim() === "" ? null : readQuery(q);
  const patterns = forms === null ? null : [forms.folded, ...forms.alternatives].map((w) => `%${escapeLike(w)}%`);
  const { rows } = await sql<{ id: string; full_name: string; kind: string; level: string | null; unit_id: number }>`
    select id, full_name, kind, level, unit_id from speakers_for(${place}, ${on}::date)
    where ${patterns}::text[] is null or search_key like any (${patterns}::text[])
    order by sort_given collate "vi-x-icu", sort_rest collate "vi-x-icu", id limit ${limit}`.execute(tx);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      fullName: row.full_name,
      kind: row.kind,
      level: row.level,
      unitId: row.unit_id,
      unitName: (await unitName(tx, row.unit_id, on)) ?? "",
    })),
  );
}

/** Names by id, also of people out of the caller's sight whose id a talk names. */
export async function personNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    full_name: string;
  }>`select id, full_name from person_names(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((r) => [r.id, r.full_name]));
}

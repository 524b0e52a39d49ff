import { sql, type RawBuilder } from "kysely";
import { addDays, civilDateOf, formatDate, formatOfficialDate, type CivilDate } from "#kernel/civil-date.ts";
import { formatNumber } from "#kernel/text/numbers.ts";
import { likeWords } from "#kernel/text/fold.ts";
import type { MergeSource } from "#modules/documents/server.ts";
import type { MergeValues } from "#modules/documents/shared.ts";
import type { Tx } from "#platform/db/session.ts";

interface Talk {
  id: string;
  title: string;
  startsAt: Date;
  endsAt: Date | null;
  place: string | null;
  detail: string | null;
  speakers: string[];
  attendance: number | null;
}

async function readTalks(tx: Tx, where: RawBuilder<unknown>, limit = 300): Promise<Talk[]> {
  const { rows } = await sql<Talk>`
    select t.id, t.title, t.starts_at as "startsAt", t.ends_at as "endsAt", v.name as place, t.place_detail as detail, t.attendance,
           coalesce((select array_agg(p.full_name order by s.at) from unnest(t.speaker_ids) with ordinality s (id, at) join person p on p.id = s.id), '{}') as speakers
      from talk t left join lateral (select name from unit_version where unit_id = t.place_unit_id order by lower(valid) desc limit 1) v on true
     where ${where} order by t.starts_at, t.id limit ${limit}`.execute(tx);
  return rows;
}

const inUnit = (unitId: number) =>
  sql`t.commune_id in (select descendant_id from unit_scope where ancestor_id = ${unitId})`;
const clock = (at: Date) => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16).replace(":", " giờ ");
const when = (at: Date) => `${clock(at)} ngày ${formatDate(civilDateOf(at))}`;
const whenInWords = (at: Date) => `${clock(at)}, ${formatOfficialDate(civilDateOf(at))}`;
const where = (talk: Talk) => [talk.detail, talk.place].filter(Boolean).join(", ");
const choice = (talk: Talk) => ({
  id: talk.id,
  label: talk.title,
  note: [when(talk.startsAt), where(talk), talk.speakers.join(", ")].filter(Boolean).join(" · "),
});
const found = (search: string | undefined) => sql`find_vi(t.title) like all (${likeWords(search)}::text[])`;

/** Talks that are to come: who speaks where, whom to invite, what a plan lists. */
export const plannedTalksToMerge: MergeSource = {
  id: "talks.planned",
  titleVi: "Buổi sắp tới",
  titleEn: "Talks to come",
  async choices({ tx, unitId, today, search }) {
    const rows = await readTalks(
      tx,
      sql`${inUnit(unitId)} and t.status in ('planned', 'assigned', 'accepted') and t.held_on >= ${addDays(today, -1)}::date and ${found(search)}`,
    );
    return rows.map(choice);
  },
  async merge({ tx, unitId }, ids): Promise<MergeValues> {
    const rows = await readTalks(tx, sql`${inUnit(unitId)} and t.id::text = any (${[...ids]}::text[])`, 1_000);
    const first = rows[0];
    if (first === undefined) return {};
    const subjects = [...new Set(rows.map((t) => t.title))];
    return {
      subject: subjects.length === 1 ? subjects[0]! : "các chuyên đề đã lên lịch",
      event: `Buổi tuyên truyền “${first.title}”`,
      when: whenInWords(first.startsAt),
      where: where(first),
      speaker: first.speakers.join(", "),
      talks: rows.map((t) => ({
        when: when(t.startsAt),
        where: where(t),
        title: t.title,
        speaker: t.speakers.join(", "),
      })),
    };
  },
};

/** Talks that were given: minutes of one, lines of a payment schedule for several. */
export const givenTalksToMerge: MergeSource = {
  id: "talks.delivered",
  titleVi: "Buổi đã tổ chức",
  titleEn: "Talks that were given",
  async choices({ tx, unitId, today, search }) {
    const rows = await readTalks(
      tx,
      sql`${inUnit(unitId)} and t.status in ('delivered', 'verified') and t.held_on between ${addDays(today, -180)}::date and ${today}::date and ${found(search)}`,
    );
    return rows.reverse().map(choice);
  },
  async merge({ tx, unitId }, ids): Promise<MergeValues> {
    const rows = await readTalks(tx, sql`${inUnit(unitId)} and t.id::text = any (${[...ids]}::text[])`, 1_000);
    const first = rows[0];
    if (first === undefined) return {};
    const counts = new Map<string, number>();
    for (const talk of rows) for (const name of talk.speakers) counts.set(name, (counts.get(name) ?? 0) + 1);
    return {
      event: `Buổi tuyên truyền “${first.title}”`,
      start: whenInWords(first.startsAt),
      ...(first.endsAt === null ? {} : { end: whenInWords(first.endsAt) }),
      where: where(first),
      ...(first.attendance === null ? {} : { present: `${formatNumber(first.attendance)} lượt người dự` }),
      ...(first.speakers[0] === undefined
        ? {}
        : { course: `Ông (bà) ${first.speakers.join(", ")} trình bày nội dung “${first.title}”.` }),
      matter: "thù lao buổi tuyên truyền",
      lines: [...counts].map(([name, n]) => ({ name, what: "Thực hiện buổi tuyên truyền", count: String(n) })),
    };
  },
};

const monthsBack = 24;

/** A month of the unit's talks, verified and counted. */
export const monthsToMerge: MergeSource = {
  id: "talks.month",
  titleVi: "Số liệu một tháng",
  titleEn: "Figures of a month",
  async choices({ today }) {
    return Array.from({ length: monthsBack }, (_, i) => {
      const month = monthOf(today, -i);
      return { id: month, label: `Tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`, note: "" };
    });
  },
  async merge({ tx, unitId }, ids): Promise<MergeValues> {
    const month = ids[0];
    if (month === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return {};
    const { rows } = await sql<{ talks: number; heard: number; speakers: number }>`
      select count(*)::int as talks, coalesce(sum(t.attendance), 0)::int as heard, count(distinct s.id)::int as speakers
        from (select t.* from talk t where ${inUnit(unitId)} and t.status = 'verified'
               and t.held_on >= ${`${month}-01`}::date and t.held_on < (${`${month}-01`}::date + interval '1 month')) t
        left join lateral unnest(t.speaker_ids[1:1]) s (id) on true`.execute(tx);
    const row = rows[0]!;
    return {
      subject: "Kết quả công tác tuyên truyền miệng",
      period: `tháng ${Number(month.slice(5))} năm ${month.slice(0, 4)}`,
      figures:
        row.talks === 0
          ? []
          : [
              { name: "Số buổi tuyên truyền đã xác minh", value: formatNumber(row.talks) },
              { name: "Lượt người nghe", value: formatNumber(row.heard) },
              { name: "Báo cáo viên, tuyên truyền viên chủ trì buổi", value: formatNumber(row.speakers) },
            ],
    };
  },
};

function monthOf(today: CivilDate, step: number): string {
  const index = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + step;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

import { authorise, refusal, type Principal } from "#kernel/access.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import type { TalkPage } from "../answers.ts";
import type { TalkStatus } from "../contract.ts";
import { assumedMinutes, talkFlags } from "../flags.ts";
import { talkPolicy, type PlacedTalk } from "../policy.ts";
import { talkProblem } from "../problems.ts";
import { possibleVerbs } from "../rules.ts";
import { presentTalks, type ListedTalk } from "./list-talks.ts";
import { namePeople } from "./names.ts";
import { placedPath } from "./talk-store.ts";

/** One talk with everything that a verifier looks at. @throws talk.not-found */
export async function readTalkPage(tx: Tx, principal: Principal, id: string): Promise<TalkPage> {
  const talk = await tx.selectFrom("talk").selectAll().where("id", "=", id).executeTakeFirst();
  if (talk === undefined) throw talkProblem("talk.not-found", { talkId: id });
  const placed: PlacedTalk = {
    unitPath: await placedPath(tx, talk.unit_id, talk.place_unit_id),
    speakerIds: talk.speaker_ids,
  };
  authorise(talkPolicy, "talk.view", principal, placed);
  const names = await namePeople(tx, talk.speaker_ids);
  const speaker_names = talk.speaker_ids.map((speaker) => names.get(speaker) ?? null);
  const [row] = await presentTalks(tx, [{ ...talk, speaker_names } as unknown as ListedTalk]);
  const parts = await readParts(tx, id);
  const facts = await readFlagFacts(tx, id);
  const received = new Date(talk.first_delivered_at ?? talk.recorded_at);
  const given = talk.attendance !== null;
  return {
    ...row!,
    audienceKind: talk.audience_kind as TalkPage["audienceKind"],
    language: talk.language,
    attendanceEstimated: talk.attendance_estimated,
    sites: talk.sites as unknown as TalkPage["sites"],
    ...parts,
    population: facts.population,
    flags: !given
      ? []
      : talkFlags({
          startsAt: new Date(talk.starts_at),
          endsAt: talk.ends_at === null ? null : new Date(talk.ends_at),
          attendance: talk.attendance,
          speakers: row!.speakers.map((s) => ({
            personId: s.id,
            name: s.name,
            appointed: facts.appointed.includes(s.id),
          })),
          overlapping: facts.overlapping,
          samePhotos: facts.same_photos,
          population: facts.population,
          deviceAt: talk.device_at === null ? null : new Date(talk.device_at),
          receivedAt: received,
          clockFarOffMinutes: facts.clock_far_off,
          longAgoDays: facts.long_ago,
          recalledMaterials: facts.recalled,
        }),
    checked: ["sameSpeakerElsewhere", "samePhotoTwice", "moreThanPopulation", "outsideAppointment"],
    path: await readPath(tx, id),
    returnReason: talk.status_reason,
    allowed: allowedVerbs(principal, placed, talk.status as TalkStatus),
  };
}

const verbPolicies = {
  assign: "talk.assign",
  accept: "talk.accept",
  decline: "talk.decline",
  record: "talk.record",
  amend: "talk.amend",
  handIn: "talk.amend",
  verify: "talk.verify",
  return: "talk.return",
  cancel: "talk.cancel",
  correct: "talk.correct",
  count: null,
  giveBack: null,
} as const;

function allowedVerbs(principal: Principal, placed: PlacedTalk, status: TalkStatus): string[] {
  return possibleVerbs(status).filter((verb) => {
    const policy = verbPolicies[verb];
    return policy !== null && refusal(talkPolicy, policy, principal, placed) === null;
  });
}

type Parts = Pick<TalkPage, "materials" | "questions" | "difficulties" | "photos" | "corrections">;

async function readParts(tx: Tx, id: string): Promise<Parts> {
  const { rows } = await prepared<{ parts: Parts }>(
    tx,
    "talk-parts",
    `select json_build_object(
       'materials', coalesce((select json_agg(json_build_object('versionId', v.id, 'materialId', v.material_id, 'title', v.title, 'number', v.number, 'status', v.status))
          from talk_material m join material_version v on v.id = m.version_id where m.talk_id = $1), '[]'),
       'questions', coalesce((select json_agg(json_build_object('id', q.id, 'text', q.text, 'struck', q.struck) order by q.id) from talk_question q where q.talk_id = $1), '[]'),
       'difficulties', coalesce((select json_agg(json_build_object('id', d.id, 'text', d.text) order by d.id) from talk_difficulty d where d.talk_id = $1), '[]'),
       'photos', coalesce((select json_agg(json_build_object('id', p.id, 'sha256', p.sha256, 'size', p.size, 'complete', p.complete,
          'deletedOn', (p.deleted_at at time zone 'Asia/Ho_Chi_Minh')::date) order by p.id) from talk_photo p where p.talk_id = $1), '[]'),
       'corrections', coalesce((select json_agg(json_build_object('id', c.id, 'at', c.proposed_at, 'by', coalesce(account_name(c.proposed_by), ''), 'reason', c.reason,
          'status', c.status, 'before', c.before, 'after', c.after) order by c.proposed_at) from talk_correction c where c.talk_id = $1), '[]')
     ) as parts`,
    [id],
  );
  return rows[0]!.parts;
}

interface FlagRow {
  overlapping: { talkId: string; title: string; placeName: string; startsAt: string; speakerNames: string[] }[];
  same_photos: { talkId: string; title: string; placeName: string }[];
  appointed: string[];
  population: number | null;
  recalled: { versionId: string; title: string; recalledOn: string }[];
  clock_far_off: number;
  long_ago: number;
}

async function readFlagFacts(tx: Tx, id: string): Promise<FlagRow> {
  const { rows } = await prepared<FlagRow>(
    tx,
    "talk-flag-facts",
    `with t as (select *, coalesce(ends_at, starts_at + make_interval(mins => $2)) as until from talk where id = $1)
     select
       coalesce((select json_agg(json_build_object('talkId', o.id, 'title', o.title, 'startsAt', o.starts_at,
           'placeName', (select v.name from unit_version v where v.unit_id = o.place_unit_id and v.valid @> o.held_on),
           'speakerNames', (select json_agg(p.full_name order by p.full_name) from person p where p.id = any (o.speaker_ids) and p.id = any (t.speaker_ids))))
         from t join talk_speaker s on s.person_id = any (t.speaker_ids) join talk o on o.id = s.talk_id
        where o.id <> t.id and o.status <> 'cancelled' and o.place_unit_id <> t.place_unit_id
          and o.starts_at < t.until and coalesce(o.ends_at, o.starts_at + make_interval(mins => $2)) > t.starts_at), '[]') as overlapping,
       coalesce((select json_agg(distinct jsonb_build_object('talkId', o.id, 'title', o.title,
           'placeName', (select v.name from unit_version v where v.unit_id = o.place_unit_id and v.valid @> o.held_on)))
         from talk_photo mine join talk_photo other on other.sha256 = mine.sha256 and other.talk_id <> mine.talk_id join talk o on o.id = other.talk_id
        where mine.talk_id = $1), '[]') as same_photos,
       coalesce((select json_agg(distinct a.person_id) from t join appointment a on a.person_id = any (t.speaker_ids)
        where a.held @> t.held_on), '[]') as appointed,
       (select p.people from t join unit_population p on p.unit_id = t.place_unit_id where p.as_of <= t.held_on order by p.as_of desc limit 1) as population,
       coalesce((select json_agg(json_build_object('versionId', v.id, 'title', v.title, 'recalledOn', (v.recalled_at at time zone 'Asia/Ho_Chi_Minh')::date))
         from t join talk_material m on m.talk_id = t.id join material_version v on v.id = m.version_id
        where v.status = 'recalled' and (v.recalled_at at time zone 'Asia/Ho_Chi_Minh')::date <= t.held_on), '[]') as recalled,
       (select value::float from talk_rule r, t where r.code = 'clock_far_off_minutes' and r.valid @> t.held_on) as clock_far_off,
       (select value::float from talk_rule r, t where r.code = 'long_ago_days' and r.valid @> t.held_on) as long_ago`,
    [id, assumedMinutes],
  );
  return rows[0]!;
}

async function readPath(tx: Tx, id: string): Promise<TalkPage["path"]> {
  const { rows } = await prepared<{
    action: string;
    at: Date;
    device_at: Date | null;
    by: string;
    note: string | null;
  }>(
    tx,
    "talk-path",
    // a report counts thousands at once: its pins are what says so for each of them
    `select p.action, p.at, p.device_at, coalesce(account_name(p.user_id), '') as by, p.note
       from (select j.action, j.at, j.device_at, j.user_id, j.after ->> 'note' as note, j.id from journal j where j.subject = 'talk' and j.subject_id = $1::text
             union all select 'talk.counted', c.at, null, c.by_user, c.note, null from talk_counted_in($1::uuid) c) p
      order by p.at, p.id limit 200`,
    [id],
  );
  return rows.map((r) => ({
    action: r.action,
    at: r.at.toISOString(),
    deviceAt: r.device_at?.toISOString() ?? null,
    by: r.by,
    note: r.note,
  }));
}

-- Talks (buổi tuyên truyền): the record, what came with it, and the totals that reports open from.

-- Dated settings of this room with their source; never constants in code.
create table talk_rule (
  code text not null,
  value numeric not null,
  valid daterange not null default daterange('2024-01-01', null),
  legal_basis text not null,
  exclude using gist (code with =, valid with &&)
);
insert into talk_rule (code, value, legal_basis) values
  ('clock_far_off_minutes', 720, 'Quy ước vận hành: đồng hồ máy lệch quá 12 giờ thì cán bộ xem lại'),
  ('photo_keep_days', 90, 'Luật 91/2025/QH15: lưu không lâu hơn mục đích; ảnh xoá sau khi xác minh'),
  ('quiet_place_days', 30, 'Kế hoạch của tỉnh, mục II.3 gạch đầu dòng 1: hướng mạnh về cơ sở'),
  ('long_ago_days', 30, 'Quy ước vận hành: ghi muộn quá 30 ngày thì nêu để xem lại');
grant select on talk_rule to caunoi_app;

create table talk (
  id uuid primary key,
  unit_id int not null references unit (id),
  place_unit_id int not null references unit (id),
  -- The commune-level unit the place lay in on the day (the place itself where it stands above
  -- communes). Derived by trigger from the closure, redone when units change after the fact.
  commune_id int not null,
  place_detail text check (char_length(place_detail) <= 200),
  kind text not null check (kind in ('speakerConference', 'thematicConference', 'currentAffairsBriefing', 'organisationMeeting',
    'residentMeeting', 'voterContactMeeting', 'dialogueMeeting', 'internalBriefing', 'readingMeeting', 'skillContest')),
  mode text not null check (mode in ('inPerson', 'online', 'hybrid')),
  topic text,
  title text not null check (char_length(title) between 1 and 300),
  audience_kind text not null check (audience_kind in ('residents', 'officials', 'members', 'pupils', 'mixed')),
  language text not null default 'vi',
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at >= starts_at),
  held_on date not null generated always as ((starts_at at time zone 'Asia/Ho_Chi_Minh')::date) stored,
  month date not null generated always as (date_trunc('month', starts_at at time zone 'Asia/Ho_Chi_Minh')::date) stored,
  status text not null check (status in ('planned', 'assigned', 'accepted', 'declined', 'delivered', 'returned', 'verified', 'counted', 'cancelled')),
  attendance int check (attendance between 0 and 100000),
  attendance_estimated boolean not null default false,
  sites jsonb not null default '[]',
  -- The one truth of who spoke; talk_speaker is its index and its foreign key.
  speaker_ids uuid[] not null default '{}',
  version int not null default 1,
  recorded_by text not null,
  recorded_at timestamptz not null,
  device_at timestamptz,
  first_delivered_at timestamptz,
  verified_by text,
  verified_at timestamptz,
  status_reason text,
  check (status in ('planned', 'assigned', 'accepted', 'declined', 'cancelled') or attendance is not null)
);
create index talk_by_commune on talk (commune_id, status, starts_at desc, id desc);
create index talk_by_time on talk (status, starts_at desc, id desc);
create index talk_by_organiser on talk (unit_id, starts_at desc) where unit_id <> commune_id and unit_id <> place_unit_id;
create index talk_by_place on talk (place_unit_id, starts_at desc);
create index talk_words on talk using gin (fold_vi(title) gin_trgm_ops);

create table talk_speaker (
  person_id uuid not null references person (id),
  talk_id uuid not null,
  primary key (person_id, talk_id)
);

create table talk_material (
  talk_id uuid not null references talk (id),
  version_id uuid not null references material_version (id),
  primary key (talk_id, version_id)
);
create index talk_material_by_version on talk_material (version_id);

-- What people asked: the question, never the person.
create table talk_question (
  id uuid primary key,
  talk_id uuid not null references talk (id),
  text text not null check (char_length(text) between 1 and 10000),
  struck boolean not null default false
);
create index talk_question_by_talk on talk_question (talk_id);

create table talk_difficulty (
  id uuid primary key,
  talk_id uuid not null references talk (id),
  text text not null check (char_length(text) between 1 and 4000)
);
create index talk_difficulty_by_talk on talk_difficulty (talk_id);

-- A photo of the place travels apart from its record and may come before it; its content goes a set
-- time after verification, its hash stays.
create table talk_photo (
  id uuid primary key,
  talk_id uuid not null,
  user_id text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null check (size between 1 and 204800),
  media_type text not null check (media_type in ('image/jpeg', 'image/webp')),
  content bytea not null default '',
  complete boolean not null default false,
  started_at timestamptz not null default clock_timestamp(),
  deleted_at timestamptz
);
create index talk_photo_by_talk on talk_photo (talk_id);
create index talk_photo_by_hash on talk_photo (sha256);

-- A correction after verification stands beside what it corrects.
create table talk_correction (
  id uuid primary key,
  talk_id uuid not null references talk (id),
  proposed_by text not null,
  proposed_at timestamptz not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  status text not null default 'proposed' check (status in ('proposed', 'confirmed', 'rejected')),
  decided_by text,
  decided_at timestamptz,
  check (decided_by is null or decided_by <> proposed_by)
);
create index talk_correction_by_talk on talk_correction (talk_id);

-- Totals, exact within each commit: tier 'held' is every talk that was given, 'verified' those that
-- a second person has verified. A month is the first day of a month in Vietnam.
create table talk_total (
  commune_id int not null,
  month date not null,
  tier text not null,
  talks int not null default 0,
  attendance bigint not null default 0,
  speakers int not null default 0,
  primary key (commune_id, month, tier)
);
create index talk_total_by_month on talk_total (tier, month, commune_id);
create table talk_speaker_total (
  commune_id int not null,
  month date not null,
  tier text not null,
  person_id uuid not null,
  n int not null,
  primary key (commune_id, month, tier, person_id)
);

-- The commune-level unit that held `place` on `day`.
create function commune_of(place int, day date) returns int language plpgsql stable as $$
declare found_id int;
begin
  -- Bounds are compared one by one, so that the plain indexes serve and not the exclusion's GiST: this
  -- runs for every talk that is written.
  select c.ancestor_id into found_id
    from unit_closure c
    join unit_version v on v.unit_id = c.ancestor_id
     and lower(v.valid) <= day and coalesce(upper(v.valid), 'infinity') > day
   where c.descendant_id = place and coalesce(lower(c.valid), '-infinity') <= day and coalesce(upper(c.valid), 'infinity') > day
     and v.kind in (select k.id from unit_kind k where k.level = 'commune')
   order by c.depth desc limit 1;
  return coalesce(found_id, place);
end $$;

create function talk_place_commune() returns trigger language plpgsql as $$
begin
  new.commune_id := commune_of(new.place_unit_id, (new.starts_at at time zone 'Asia/Ho_Chi_Minh')::date);
  return new;
end $$;
create trigger talk_commune before insert or update of place_unit_id, starts_at, commune_id on talk
  for each row execute function talk_place_commune();

-- The one function that knows what counts: a tier's talks are added and taken away here, whatever
-- use case, correction or reorganisation moved them. Keys are visited in order, so that two writers
-- on the same commune wait and never deadlock.
create function talk_tiers(status text) returns text[] language sql immutable parallel safe as $$
  select case
    when status in ('verified', 'counted') then array['held', 'verified']
    when status in ('delivered', 'returned') then array['held']
    else '{}'::text[] end
$$;

create type talk_count as (commune_id int, month date, tier text, talks int, attendance int, speaker_ids uuid[]);

create function apply_talk_counts(changes talk_count[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into talk_total as t (commune_id, month, tier, talks, attendance)
    select c.commune_id, c.month, c.tier, sum(c.talks), sum(c.attendance)
      from unnest(changes) c
     group by 1, 2, 3
    having sum(c.talks) <> 0 or sum(c.attendance) <> 0
     order by 1, 2, 3
  on conflict (commune_id, month, tier) do update
    set talks = t.talks + excluded.talks, attendance = t.attendance + excluded.attendance;

  with delta as (
    select c.commune_id, c.month, c.tier, s.person_id, sum(c.talks) as d
      from unnest(changes) c cross join unnest(c.speaker_ids) as s (person_id)
     group by 1, 2, 3, 4 having sum(c.talks) <> 0 order by 1, 2, 3, 4
  ), counted as (
    insert into talk_speaker_total as t (commune_id, month, tier, person_id, n)
      select commune_id, month, tier, person_id, d from delta
    on conflict (commune_id, month, tier, person_id) do update set n = t.n + excluded.n
    returning t.commune_id, t.month, t.tier, t.person_id, t.n
  ), crossed as (
    select n.commune_id, n.month, n.tier, sum((n.n > 0)::int - (n.n - d.d > 0)::int) as speakers
      from counted n join delta d using (commune_id, month, tier, person_id)
     group by 1, 2, 3
  )
  update talk_total t set speakers = t.speakers + c.speakers
    from crossed c
   where t.commune_id = c.commune_id and t.month = c.month and t.tier = c.tier and c.speakers <> 0;
end $$;

create function talk_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into talk_speaker (person_id, talk_id)
    select distinct s.person_id, n.id from new_talks n cross join unnest(n.speaker_ids) as s (person_id);
  if exists (select from new_talks where status in ('delivered', 'returned', 'verified', 'counted')) then
    perform apply_talk_counts((
      select array_agg((n.commune_id, n.month, tier, 1, coalesce(n.attendance, 0), n.speaker_ids)::talk_count)
        from new_talks n cross join unnest(talk_tiers(n.status)) as tier));
  end if;
  return null;
end $$;
create trigger talk_count_insert after insert on talk
  referencing new table as new_talks for each statement execute function talk_inserted();

create function talk_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changes talk_count[];
begin
  delete from talk_speaker s using old_talks o join new_talks n using (id)
   where s.talk_id = n.id and o.speaker_ids is distinct from n.speaker_ids and not s.person_id = any (n.speaker_ids);
  insert into talk_speaker (person_id, talk_id)
    select distinct s.person_id, n.id
      from new_talks n join old_talks o using (id) cross join unnest(n.speaker_ids) as s (person_id)
     where o.speaker_ids is distinct from n.speaker_ids
  on conflict do nothing;
  -- a talk whose counts stay (verified that becomes counted, a new title) moves nothing
  select array_agg(c) into changes from (
    select (case side when 'new' then (n.commune_id, n.month, tier, 1, coalesce(n.attendance, 0), n.speaker_ids)::talk_count
                      else (o.commune_id, o.month, tier, -1, -coalesce(o.attendance, 0), o.speaker_ids)::talk_count end) as c
      from old_talks o join new_talks n using (id)
     cross join (values ('new'), ('old')) as sides (side)
     cross join unnest(talk_tiers(case side when 'new' then n.status else o.status end)) as tier
     where (o.commune_id, o.month, o.attendance, o.speaker_ids, talk_tiers(o.status))
           is distinct from (n.commune_id, n.month, n.attendance, n.speaker_ids, talk_tiers(n.status))
  ) as moved;
  if changes is not null then perform apply_talk_counts(changes); end if;
  return null;
end $$;
create trigger talk_count_update after update on talk
  referencing old table as old_talks new table as new_talks for each statement execute function talk_updated();

-- No talk is ever deleted: it is cancelled, and stays.
create function refuse_delete() returns trigger language plpgsql as $$
begin raise exception 'rows of % are never deleted', tg_table_name using errcode = '23001'; end $$;
create trigger talk_stays before delete on talk for each statement execute function refuse_delete();

-- Called by the units room at the end of each operation: places may lie elsewhere since `since`.
create or replace function refresh_after_units_change(since date) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update talk t set commune_id = c.now_in
    from (select id, commune_of(place_unit_id, held_on) as now_in from talk where held_on >= since) c
   where c.id = t.id and c.now_in <> t.commune_id
$$;

-- Totals recounted from the talks themselves: what a job and the tests hold the maintained ones against.
create view talk_total_recount as
  select t.commune_id, t.month, tier, count(*)::int as talks, sum(coalesce(t.attendance, 0))::bigint as attendance,
         (select count(distinct s.person_id)::int
            from talk u cross join unnest(u.speaker_ids) as s (person_id)
           where u.commune_id = t.commune_id and u.month = t.month and tier = any (talk_tiers(u.status))) as speakers
    from talk t cross join unnest(talk_tiers(t.status)) as tier
   group by t.commune_id, t.month, tier;

-- Row-level security: read within the subtree, or one's own talks; write within the subtree as an
-- officer, or one's own as a speaker.
alter table talk enable row level security;
create policy talk_read on talk for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = commune_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or (select caller_person()) = any (speaker_ids));
create policy talk_insert on talk for insert to caunoi_app with check (
  (select caller_writes_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[]))
  or (select caller_person()) = any (speaker_ids));
create policy talk_update on talk for update to caunoi_app using (
  (select caller_writes_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[]))
  or exists (select from unit_scope s where s.descendant_id = commune_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[]))
  or (select caller_person()) = any (speaker_ids));
grant select, insert, update on talk to caunoi_app;

alter table talk_speaker enable row level security;
create policy talk_speaker_read on talk_speaker for select to caunoi_app
  using ((select caller_person()) = person_id or exists (select from talk t where t.id = talk_id));
grant select on talk_speaker to caunoi_app;

-- A part is inserted in one statement with its talk, whose row a policy cannot see yet; the trigger
-- runs after both, under the caller's own policies.
create function talk_part_inserted() returns trigger language plpgsql as $$
begin
  if exists (select from new_parts p where not exists (select from talk t where t.id = p.talk_id)) then
    raise exception 'a part of a talk out of sight' using errcode = '42501';
  end if;
  return null;
end $$;

do $$ declare part text;
begin
  foreach part in array array['talk_material', 'talk_question', 'talk_difficulty', 'talk_correction'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy %I on %I to caunoi_app using (exists (select from talk t where t.id = talk_id)) with check (true)', part || '_with_talk', part);
    execute format('grant select, insert on %I to caunoi_app', part);
    execute format('create trigger %I after insert on %I referencing new table as new_parts for each statement execute function talk_part_inserted()', part || '_placed', part);
  end loop;
end $$;
grant update (status, decided_by, decided_at) on talk_correction to caunoi_app;
grant delete on talk_material to caunoi_app;

alter table talk_photo enable row level security;
create policy talk_photo_read on talk_photo to caunoi_app
  using (user_id = (select caller_user()) or exists (select from talk t where t.id = talk_id)) with check (user_id = (select caller_user()) or (select caller_writes_all()));
grant select, insert, update on talk_photo to caunoi_app;

alter table talk_total enable row level security;
create policy talk_total_read on talk_total for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = commune_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
grant select on talk_total to caunoi_app;
alter table talk_speaker_total enable row level security;
create policy talk_speaker_total_read on talk_speaker_total for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = commune_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
grant select on talk_speaker_total to caunoi_app;
revoke execute on function apply_talk_counts(talk_count[]), refresh_after_units_change(date) from public;
grant execute on function refresh_after_units_change(date) to caunoi_app;

-- Held commands are seen and settled by the officers of the unit they concern.
create policy command_waiting_read on command for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy command_settle on command for update to caunoi_app using (
  (select caller_writes_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[])));

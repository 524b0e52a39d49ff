-- A province freezes half a million talks. What made each step slow is put right here; figures and checks of a large draft are kept
-- for who looks at them; talks that a failed freeze had counted are given back.

-- The indexes of speakers and the totals are looked at only where a talk moved in what they hold. Thousands that become counted move
-- nothing; the planner knows nothing of a transition table's rows and read all speakers of all talks each time. The two tables are
-- compared as sets, not joined: a join that was planned for one talk in one hand is kept and is quadratic for thousands.
create or replace function talk_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changes talk_count[];
begin
  if not exists (select n.id, n.commune_id, n.month, n.attendance, n.speaker_ids, talk_tiers(n.status) from new_talks n
                 except select o.id, o.commune_id, o.month, o.attendance, o.speaker_ids, talk_tiers(o.status) from old_talks o) then
    return null;
  end if;
  delete from talk_speaker s using old_talks o join new_talks n using (id)
   where s.talk_id = n.id and o.speaker_ids is distinct from n.speaker_ids and not s.person_id = any (n.speaker_ids);
  insert into talk_speaker (person_id, talk_id)
    select distinct s.person_id, n.id
      from new_talks n join old_talks o using (id) cross join unnest(n.speaker_ids) as s (person_id)
     where o.speaker_ids is distinct from n.speaker_ids
  on conflict do nothing;
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

-- The same for what the overviews hold of a talk.
create or replace function overview_talk_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changes overview_change[];
begin
  if not exists (select n.id, n.unit_id, n.commune_id, n.place_unit_id, n.month, n.held_on, n.attendance, n.first_delivered_at, talk_tiers(n.status) from new_talks n
                 except select o.id, o.unit_id, o.commune_id, o.place_unit_id, o.month, o.held_on, o.attendance, o.first_delivered_at, talk_tiers(o.status) from old_talks o) then
    return null;
  end if;
  select array_agg(c) into changes from (
    select case side when 1 then (n.commune_id, n.place_unit_id, n.month, 1, n.status, coalesce(n.attendance, 0), overview_days(n.held_on, n.first_delivered_at))::overview_change
                     else (o.commune_id, o.place_unit_id, o.month, -1, o.status, coalesce(o.attendance, 0), overview_days(o.held_on, o.first_delivered_at))::overview_change end as c
      from old_talks o join new_talks n using (id) cross join (values (1), (-1)) as sides (side)
     where (case side when 1 then n.status else o.status end) in ('delivered', 'returned', 'verified', 'counted')
       and (o.commune_id, o.place_unit_id, o.month, talk_tiers(o.status), o.attendance, o.held_on, o.first_delivered_at)
           is distinct from (n.commune_id, n.place_unit_id, n.month, talk_tiers(n.status), n.attendance, n.held_on, n.first_delivered_at)
  ) as moved;
  if changes is not null then perform apply_overview_counts(changes); end if;
  update overview_measured m
     set commune_id = n.commune_id, place_unit_id = n.place_unit_id, organiser_id = n.unit_id, month = n.month, counts = n.status in ('verified', 'counted')
    from new_talks n
   where m.talk_id = n.id and (m.commune_id, m.place_unit_id, m.organiser_id, m.month, m.counts)
         is distinct from (n.commune_id, n.place_unit_id, n.unit_id, n.month, n.status in ('verified', 'counted'));
  return null;
end $$;

-- Dated settings of this room with their source.
create table report_rule (
  code text not null,
  value numeric not null,
  valid daterange not null default daterange('2024-01-01', null),
  legal_basis text not null,
  exclude using gist (code with =, valid with &&)
);
insert into report_rule (code, value, legal_basis) values
  ('large_from', 20000, 'Quy ước vận hành: từ số buổi này, số liệu dự thảo được tính ở hậu trường'),
  ('reckoned_for_seconds', 60, 'Quy ước vận hành: số liệu dự thảo giữ quá lâu thì tính lại khi có người mở');
alter table report_rule enable row level security;
create policy report_rule_read on report_rule for select to caunoi_app using (true);
grant select on report_rule to caunoi_app;

-- What was computed last about a report over many talks: a draft's figures in both views, what waits to be verified, and of a
-- frozen one what came late. Nothing is decided by it: a freeze computes anew from the talks that it pinned.
create table report_reckoning (
  report_id uuid primary key references report (id),
  -- of which state: a draft's (0), or a revision's
  revision int not null,
  as_of timestamptz,
  figures jsonb,
  waiting int not null default 0,
  late int not null default 0,
  -- the computation under way
  lease uuid,
  beat_at timestamptz,
  done int not null default 0,
  total int not null default 0
);
alter table report_reckoning enable row level security;
create policy report_reckoning_read on report_reckoning for select to caunoi_app using (report_id in (select id from report));
create policy report_reckoning_write on report_reckoning to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
grant select, insert, update on report_reckoning to caunoi_app;

-- When a freeze that failed for good had given its talks back.
alter table report_task add column given_back_at timestamptz;
grant update (given_back_at) on report_task to caunoi_app;
create index report_task_to_give_back on report_task (ended_at) where state = 'failed' and kind <> 'file' and given_back_at is null;

-- Of these talks, those that are counted though no report holds them: no revision that stands, none that is being made.
create function report_left_talks(ids uuid[]) returns setof uuid language sql stable as $$
  select t.id from talk t
   where t.id = any (ids) and t.status = 'counted' and not exists (
     select from report_talk p join report r on r.id = p.report_id
      where p.talk_id = t.id and (p.since_revision <= r.revision
        or exists (select from report_task k where k.report_id = r.id and k.kind <> 'file' and k.state in ('waiting', 'running'))))
$$;
grant execute on function report_left_talks(uuid[]) to caunoi_app;

-- For a talk's own history: the frozen reports that counted it, whoever may open these. Told to whom the talk is shown.
create function talk_counted_in(talk uuid) returns table (at timestamptz, by_user text, note text)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.as_of, v.frozen_by,
         coalesce((select w.name from unit_version w where w.unit_id = r.unit_id order by (w.valid @> r.last_day) desc, lower(w.valid) desc limit 1), '') || ', ' || r.period
    from report_talk p join report r on r.id = p.report_id join report_revision v on v.report_id = p.report_id and v.number = p.since_revision
   where p.talk_id = talk_counted_in.talk and p.since_revision <= r.revision
     and not exists (select from report_talk q where q.talk_id = p.talk_id and q.report_id = p.report_id and q.since_revision < p.since_revision)
$$;
revoke all on function talk_counted_in(uuid) from public;
grant execute on function talk_counted_in(uuid) to caunoi_app;

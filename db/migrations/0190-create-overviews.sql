-- Overviews (số liệu nhìn nhanh): what a head would rather look at than read. No figure of its own, only counts kept beside the
-- talks so that two years of a province are drawn without reading a talk, and the targets that figures are held against.

-- Dated settings with their source.
create table overview_rule (
  code text not null check (code in ('record_in_days')),
  value numeric not null check (value >= 0),
  valid daterange not null,
  legal_basis text not null check (legal_basis <> ''),
  exclude using gist (code with =, valid with &&)
);
insert into overview_rule (code, value, valid, legal_basis) values
  ('record_in_days', 3, daterange('2024-01-01', null), 'Quy ước vận hành, chờ quy định của tỉnh: bản ghi về trong 3 ngày kể từ ngày diễn ra');
alter table overview_rule enable row level security;
create policy overview_rule_read on overview_rule for select to caunoi_app using (true);
grant select on overview_rule to caunoi_app;

-- A target as it was decided: which figure, whose, for which period, how much, by which decision. One that is set again or
-- taken back is ended and stays.
create table overview_target (
  id uuid primary key,
  unit_id int not null references unit (id),
  measure text not null check (measure in ('talks', 'attendance', 'coverage', 'arrivals', 'answers', 'understanding', 'kits')),
  period text not null check (period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$'),
  value numeric not null check (value > 0 and value <= 1000000000),
  legal_basis text not null check (char_length(legal_basis) between 1 and 300),
  set_by text not null default caller_user(),
  set_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by text,
  ended_reason text check (char_length(ended_reason) between 1 and 300),
  check ((ended_at is null) = (ended_by is null)),
  check ((ended_at is null) = (ended_reason is null))
);
create unique index overview_target_one on overview_target (unit_id, measure, period) where ended_at is null;
create trigger overview_target_stays before delete on overview_target for each statement execute function refuse_delete();
alter table overview_target enable row level security;
-- a target of a unit is known to those under it too: they work for it
create policy overview_target_read on overview_target for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or exists (select from unit_scope s where s.ancestor_id = unit_id and s.descendant_id = any ((select caller_units('caunoi.read'))::int[])));
create policy overview_target_set on overview_target for insert to caunoi_app with check (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
create policy overview_target_end on overview_target for update to caunoi_app using (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
grant select, insert on overview_target to caunoi_app;
grant update (ended_at, ended_by, ended_reason) on overview_target to caunoi_app;

-- Place and month: verified talks with their listeners, and talks that were held and still wait to be verified.
create table overview_place_total (
  commune_id int not null,
  place_unit_id int not null,
  month date not null,
  talks int not null default 0,
  attendance bigint not null default 0,
  waiting int not null default 0,
  primary key (commune_id, place_unit_id, month)
);
create index overview_place_by_place on overview_place_total (place_unit_id, month);

-- Commune, month and days from the talk to its first record on the server (31: a month or more), of every talk that was held.
create table overview_arrival_total (
  commune_id int not null,
  month date not null,
  days smallint not null check (days between 0 and 31),
  talks int not null default 0,
  primary key (commune_id, month, days)
);

create function overview_days(held date, arrived timestamptz) returns int language sql immutable parallel safe as $$
  select least(31, greatest(0, (arrived at time zone 'Asia/Ho_Chi_Minh')::date - held))
$$;

create type overview_change as (commune_id int, place_unit_id int, month date, sign int, status text, attendance int, days int);

-- Rows are visited in the order of their keys. talk_count_* has locked the same commune and month before (triggers fire by name).
create function apply_overview_counts(changes overview_change[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into overview_place_total as t (commune_id, place_unit_id, month, talks, attendance, waiting)
    select c.commune_id, c.place_unit_id, c.month,
           coalesce(sum(c.sign) filter (where c.status in ('verified', 'counted')), 0),
           coalesce(sum(c.sign * c.attendance) filter (where c.status in ('verified', 'counted')), 0),
           coalesce(sum(c.sign) filter (where c.status in ('delivered', 'returned')), 0)
      from unnest(changes) c group by 1, 2, 3
     order by 1, 2, 3
  on conflict (commune_id, place_unit_id, month) do update
    set talks = t.talks + excluded.talks, attendance = t.attendance + excluded.attendance, waiting = t.waiting + excluded.waiting;
  insert into overview_arrival_total as t (commune_id, month, days, talks)
    select c.commune_id, c.month, c.days, sum(c.sign) from unnest(changes) c where c.days is not null
     group by 1, 2, 3 having sum(c.sign) <> 0 order by 1, 2, 3
  on conflict (commune_id, month, days) do update set talks = t.talks + excluded.talks;
end $$;

create function overview_talk_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changes overview_change[];
begin
  select array_agg((n.commune_id, n.place_unit_id, n.month, 1, n.status, coalesce(n.attendance, 0), overview_days(n.held_on, n.first_delivered_at))::overview_change)
    into changes from new_talks n where n.status in ('delivered', 'returned', 'verified', 'counted');
  if changes is not null then perform apply_overview_counts(changes); end if;
  return null;
end $$;
create trigger talk_overview_insert after insert on talk
  referencing new table as new_talks for each statement execute function overview_talk_inserted();

create function overview_talk_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changes overview_change[];
begin
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
create trigger talk_overview_update after update on talk
  referencing old table as old_talks new table as new_talks for each statement execute function overview_talk_updated();

-- What was there before this migration.
insert into overview_place_total (commune_id, place_unit_id, month, talks, attendance, waiting)
  select commune_id, place_unit_id, month, count(*) filter (where status in ('verified', 'counted')),
         coalesce(sum(attendance) filter (where status in ('verified', 'counted')), 0), count(*) filter (where status in ('delivered', 'returned'))
    from talk where status in ('delivered', 'returned', 'verified', 'counted') group by 1, 2, 3;
insert into overview_arrival_total (commune_id, month, days, talks)
  select commune_id, month, overview_days(held_on, first_delivered_at), count(*) from talk
   where status in ('delivered', 'returned', 'verified', 'counted') and first_delivered_at is not null group by 1, 2, 3;

alter table overview_place_total enable row level security;
alter table overview_arrival_total enable row level security;
create policy overview_place_total_read on overview_place_total for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = commune_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy overview_arrival_total_read on overview_arrival_total for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = commune_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
grant select on overview_place_total, overview_arrival_total to caunoi_app;
revoke execute on function apply_overview_counts(overview_change[]) from public;

-- What a question means for the figures (the same as answers_in_period), without its text: where and when it was asked, who had
-- to answer at first and by when, when an answer was there. Written from the question itself each time that moves, and those
-- put under it with it. Small groups go through kernel/suppression.ts before anything of it is shown.
create table overview_question (
  question_id uuid primary key,
  place_unit_id int not null,
  answering_id int not null,
  on_day date not null,
  due_on date not null,
  told_on date,
  aside boolean not null
);
create index overview_question_by_place on overview_question (place_unit_id);

create function keep_overview_questions(ids uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into overview_question as o (question_id, place_unit_id, answering_id, on_day, due_on, told_on, aside)
    select q.id, q.asked_unit_id, q.first_unit_id, (q.received_at at time zone 'Asia/Ho_Chi_Minh')::date, q.first_due_on,
           (case when coalesce(root.answered_at, q.answered_at) is not null then greatest(q.received_at, coalesce(root.answered_at, q.answered_at)) end
             at time zone 'Asia/Ho_Chi_Minh')::date,
           q.status = 'setAside'
      from question q left join question root on root.id = q.merged_into
     where q.id = any (ids) order by q.id
  on conflict (question_id) do update
    set place_unit_id = excluded.place_unit_id, answering_id = excluded.answering_id, on_day = excluded.on_day, due_on = excluded.due_on,
        told_on = excluded.told_on, aside = excluded.aside
$$;
revoke execute on function keep_overview_questions(uuid[]) from public;

create function overview_question_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_overview_questions(array(select id from new_questions));
  return null;
end $$;
create trigger question_overview_insert after insert on question
  referencing new table as new_questions for each statement execute function overview_question_inserted();
create function overview_question_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare moved uuid[];
begin
  moved := array(select n.id from new_questions n join old_questions o using (id)
    where (o.asked_unit_id, o.first_unit_id, o.received_at, o.first_due_on, o.answered_at, o.merged_into, o.status)
          is distinct from (n.asked_unit_id, n.first_unit_id, n.received_at, n.first_due_on, n.answered_at, n.merged_into, n.status));
  if cardinality(moved) > 0 then
    perform keep_overview_questions(moved || array(select id from question where merged_into = any (moved)));
  end if;
  return null;
end $$;
create trigger question_overview_update after update on question
  referencing old table as old_questions new table as new_questions for each statement execute function overview_question_updated();

-- Shown results of checks (five or more before and after), added up by talk and method, with where and when the talk was.
create table overview_measured (
  talk_id uuid not null,
  paired boolean not null,
  commune_id int not null,
  place_unit_id int not null,
  organiser_id int not null,
  month date not null,
  counts boolean not null,
  both_right int not null, lost int not null, gained int not null, both_wrong int not null,
  before_n int not null, before_right int not null, after_n int not null, after_right int not null,
  primary key (talk_id, paired)
);

create function keep_overview_measured(ids uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from overview_measured where talk_id = any (ids);
  insert into overview_measured (talk_id, paired, commune_id, place_unit_id, organiser_id, month, counts, both_right, lost, gained, both_wrong, before_n, before_right, after_n, after_right)
    select t.id, u.method = 'paired', t.commune_id, t.place_unit_id, t.unit_id, t.month, t.status in ('verified', 'counted'),
           coalesce(sum(u.both_right), 0), coalesce(sum(u.lost), 0), coalesce(sum(u.gained), 0), coalesce(sum(u.both_wrong), 0),
           sum(u.before_n), sum(u.before_right), sum(u.after_n), sum(u.after_right)
      from talk t join understanding_result u on u.talk_id = t.id
     where t.id = any (ids) and u.method <> 'few' group by t.id, u.method = 'paired' order by 1, 2
$$;
revoke execute on function keep_overview_measured(uuid[]) from public;

create function overview_result_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_overview_measured(array(select distinct talk_id from new_results));
  return null;
end $$;
create trigger result_overview_insert after insert on understanding_result
  referencing new table as new_results for each statement execute function overview_result_kept();
create trigger result_overview_update after update on understanding_result
  referencing new table as new_results for each statement execute function overview_result_kept();

select keep_overview_questions(array(select id from question));
select keep_overview_measured(array(select distinct talk_id from understanding_result));

-- The figures of a question are seen where it was asked and by whom it was to be answered; those of a talk in its commune or by its organiser.
alter table overview_question enable row level security;
alter table overview_measured enable row level security;
create policy overview_question_read on overview_question for select to caunoi_app using (
  (select caller_reads_all())
  or place_unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or answering_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy overview_measured_read on overview_measured for select to caunoi_app using (
  (select caller_reads_all())
  or commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or organiser_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
grant select on overview_question, overview_measured to caunoi_app;

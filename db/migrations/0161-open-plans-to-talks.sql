-- A talk says which task it carries out, and each counted thing of a task can be opened.

-- Tied when it is planned, or later; one talk carries out one task (it may be counted for others by what it is).
create table plan_task_talk (
  talk_id uuid primary key references talk (id),
  task_id uuid not null references plan_task (id),
  tied_by text not null default caller_user(),
  tied_at timestamptz not null default clock_timestamp()
);
create index plan_task_talk_by_task on plan_task_talk (task_id);
alter table plan_task_talk enable row level security;
create policy plan_task_talk_read on plan_task_talk for select to caunoi_app using (exists (select from talk k where k.id = talk_id));
-- tied in one statement with the talk, whose row a policy cannot see yet: the trigger runs after both
create policy plan_task_talk_tie on plan_task_talk for insert to caunoi_app with check (
  (select caller_writes_all()) or cardinality((select caller_units('caunoi.write'))::int[]) > 0);
create policy plan_task_talk_move on plan_task_talk for update to caunoi_app using (
  exists (select from talk k where k.id = talk_id and ((select caller_writes_all()) or caller_holds_one('caunoi.write', array[k.unit_id, k.commune_id]))));
create policy plan_task_talk_untie on plan_task_talk for delete to caunoi_app using (
  exists (select from talk k where k.id = talk_id and ((select caller_writes_all()) or caller_holds_one('caunoi.write', array[k.unit_id, k.commune_id]))));
create function plan_talk_tied() returns trigger language plpgsql as $$
begin
  if exists (select from new_rows n where
       not exists (select from talk k where k.id = n.talk_id and (caller_writes_all() or caller_holds_one('caunoi.write', array[k.unit_id, k.commune_id])))
       or not exists (select from plan_task t where t.id = n.task_id)) then
    raise exception 'a talk or a task out of reach' using errcode = '42501';
  end if;
  return null;
end $$;
create trigger plan_talk_tied after insert on plan_task_talk referencing new table as new_rows for each statement execute function plan_talk_tied();
create trigger plan_talk_moved after update on plan_task_talk referencing new table as new_rows for each statement execute function plan_talk_tied();
grant select, insert, delete on plan_task_talk to caunoi_app;
grant update (task_id, tied_by, tied_at) on plan_task_talk to caunoi_app;

-- The units whose doings are a unit's, in one of two views. As it is: whatever has become it counts with it. As it was:
-- what was under it on the day, and nothing else; summed over all units that held a task, both give the same.
create function plan_within(unit int, was boolean, first_day date, last_day date) returns setof int language sql stable rows 40 as $$
  select descendant_id from unit_scope where ancestor_id = unit and not was
  union
  select descendant_id from unit_closure where ancestor_id = unit and was and valid && daterange(first_day, last_day, '[]')
$$;

create function plan_held_on(unit int, was boolean, other int, day date) returns boolean language sql stable as $$
  select not was or exists (select from unit_closure c where c.ancestor_id = unit and c.descendant_id = other and c.valid @> day)
$$;

create function plan_unit_level(unit int) returns text language sql stable as $$
  select k.level from unit_version v join unit_kind k on k.id = v.kind where v.unit_id = unit order by upper(v.valid) desc nulls first limit 1
$$;

-- A task and what was made of it in plans below, to any depth.
create function plan_task_below(task uuid) returns setof uuid language sql stable rows 5 as $$
  with recursive down(id) as (
    select task
    union
    select t.id from plan_task t join down d on t.from_task_id = d.id where t.dropped_reason is null
  ) select id from down
$$;

-- Talks of a unit in days, of one kind and topic or of all: by place for communes and villages, by who held it for a body.
-- Under the caller's own eyes.
create function plan_talks(unit int, was boolean, first_day date, last_day date, a_kind text, a_topic text)
returns table (id uuid, kind text, topic text, title text, held_on date, attendance int, status text, unit_id int, place_id int)
language sql stable rows 50 as $$
  with level as materialized (select plan_unit_level(unit) as of),
  near as materialized (select plan_within(unit, was, first_day, last_day) as id)
  select k.id, k.kind, k.topic, k.title, k.held_on, k.attendance, k.status, k.unit_id, k.place_unit_id
    from level l, talk k
   where l.of not in ('body', 'group') and k.commune_id = any (array(select n.id from near n))
     and k.starts_at >= (first_day::timestamp at time zone 'Asia/Ho_Chi_Minh') and k.starts_at < ((last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
     and k.status in ('planned', 'assigned', 'accepted', 'delivered', 'returned', 'verified', 'counted')
     and (a_kind is null or k.kind = a_kind) and (a_topic is null or k.topic = a_topic) and plan_held_on(unit, was, k.commune_id, k.held_on)
  union all
  select k.id, k.kind, k.topic, k.title, k.held_on, k.attendance, k.status, k.unit_id, k.place_unit_id
    from level l, talk k
   where l.of = 'group' and k.place_unit_id = any (array(select n.id from near n))
     and k.starts_at >= (first_day::timestamp at time zone 'Asia/Ho_Chi_Minh') and k.starts_at < ((last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
     and (a_kind is null or k.kind = a_kind) and (a_topic is null or k.topic = a_topic) and plan_held_on(unit, was, k.place_unit_id, k.held_on)
  union all
  select k.id, k.kind, k.topic, k.title, k.held_on, k.attendance, k.status, k.unit_id, k.place_unit_id
    from level l, talk k
   where l.of = 'body' and k.unit_id = any (array(select n.id from near n)) and k.unit_id <> k.commune_id and k.unit_id <> k.place_unit_id
     and k.starts_at >= (first_day::timestamp at time zone 'Asia/Ho_Chi_Minh') and k.starts_at < ((last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
     and (a_kind is null or k.kind = a_kind) and (a_topic is null or k.topic = a_topic) and plan_held_on(unit, was, k.unit_id, k.held_on)
  union all
  select k.id, k.kind, k.topic, k.title, k.held_on, k.attendance, k.status, k.unit_id, k.place_unit_id
    from level l, talk k
   where l.of = 'body' and k.place_unit_id = any (array(select n.id from near n)) and k.unit_id = k.place_unit_id
     and k.starts_at >= (first_day::timestamp at time zone 'Asia/Ho_Chi_Minh') and k.starts_at < ((last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
     and (a_kind is null or k.kind = a_kind) and (a_topic is null or k.topic = a_topic) and plan_held_on(unit, was, k.unit_id, k.held_on)
$$;

-- Where a talk stands for whoever counts it: 'counted', 'unverified' (given, nobody has looked yet), 'planned'; null where it never was.
create function plan_talk_stage(status text, held_on date, until date) returns text language sql immutable as $$
  select case when status in ('cancelled', 'declined') then null
              when status in ('verified', 'counted') and held_on <= until then 'counted'
              when status in ('delivered', 'returned') and held_on <= until then 'unverified' else 'planned' end
$$;

-- Talks of a unit that were tied to a task or to one made of it below; `fits`: its target counts them anyhow.
create function plan_tied(task uuid, unit int, was boolean)
returns table (id uuid, title text, held_on date, attendance int, status text, unit_id int, place_id int, fits boolean)
language sql stable rows 5 as $$
  select k.id, k.title, k.held_on, k.attendance, k.status, k.unit_id, k.place_unit_id,
         coalesce(split_part(t.target_indicator, '.', 1) in ('talks', 'attendance')
           and (strpos(t.target_indicator, '.') = 0 or k.kind = split_part(t.target_indicator, '.', 2)) and (t.topic is null or k.topic = t.topic)
           and exists (select from plan_within(unit, was, p.starts_on, coalesce(t.due_on, p.ends_on)) as near(id)
             where near.id = case plan_unit_level(unit) when 'body' then k.unit_id when 'group' then k.place_unit_id else k.commune_id end
               and plan_held_on(unit, was, near.id, k.held_on)), false)
    from plan_task t join plan p on p.id = t.plan_id
    join plan_task_talk x on x.task_id in (select plan_task_below(task))
    join talk k on k.id = x.talk_id and k.held_on between p.starts_on and coalesce(t.due_on, p.ends_on)
   where t.id = task
     and exists (select from plan_within(unit, was, p.starts_on, coalesce(t.due_on, p.ends_on)) as near(id)
       where near.id in (k.unit_id, k.commune_id, k.place_unit_id) and plan_held_on(unit, was, near.id, k.held_on))
$$;

-- Each thing that counts for a task at a unit up to a day, once: talks of the kind that its target names and talks that
-- were tied to it, answers, dialogues, drafts, documents. stage: as above, and 'missed' (a question that was due and not
-- answered in time). n: what it adds.
create function plan_items(task uuid, unit int, until date, was boolean default false)
returns table (kind text, id uuid, title text, on_date date, n bigint, stage text, unit_id int, place_id int, tied boolean)
language sql stable rows 50 as $$
  with asked as materialized (
    select t.id, split_part(t.target_indicator, '.', 1) as measure, nullif(split_part(t.target_indicator, '.', 2), '') as sub, t.topic,
           p.starts_on as first_day, least(coalesce(t.due_on, p.ends_on), until) as last_day, coalesce(t.due_on, p.ends_on) as end_day
      from plan_task t join plan p on p.id = t.plan_id where t.id = task),
  ties as materialized (select * from plan_tied(task, unit, was)),
  held as (
    select k.id, k.title, k.held_on, k.attendance, k.status, k.unit_id, k.place_id, k.id in (select x.id from ties x) as tied
      from asked a, plan_talks(unit, was, a.first_day, a.end_day, a.sub, a.topic) k where a.measure in ('talks', 'attendance')
    union all
    select x.id, x.title, x.held_on, x.attendance, x.status, x.unit_id, x.place_id, true from ties x where not x.fits)
  select 'talk', h.id, h.title, h.held_on, case when a.measure = 'attendance' then coalesce(h.attendance, 0)::bigint else 1 end,
         plan_talk_stage(h.status, h.held_on, until), h.unit_id, h.place_id, h.tied
    from asked a, held h where plan_talk_stage(h.status, h.held_on, until) is not null
  union all
  -- answers as they were published; in time is by the day on which the question was first due
  select 'question', q.id, q.text, coalesce((q.answered_at at time zone 'Asia/Ho_Chi_Minh')::date, q.first_due_on), 1,
         case when (q.answered_at at time zone 'Asia/Ho_Chi_Minh')::date <= least(until, q.first_due_on) then 'counted' when q.first_due_on > until then 'planned' else 'missed' end,
         q.first_unit_id, q.asked_unit_id, false
    from asked a join question q on q.first_due_on between a.first_day and a.end_day and q.status in ('open', 'answered')
   where a.measure = 'answers' and q.first_unit_id in (select plan_within(unit, was, a.first_day, a.end_day))
     and plan_held_on(unit, was, q.first_unit_id, (q.received_at at time zone 'Asia/Ho_Chi_Minh')::date)
     and (a.topic is null or q.topic = a.topic)
  union all
  select 'dialogue', d.id, d.title, (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date, 1,
         case when d.status = 'held' and (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date <= until then 'counted' else 'planned' end, d.unit_id, d.place_unit_id, false
    from asked a join dialogue d on (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date between a.first_day and a.end_day and d.status <> 'cancelled'
   where a.measure = 'dialogues' and d.unit_id in (select plan_within(unit, was, a.first_day, a.end_day))
     and plan_held_on(unit, was, d.unit_id, (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date)
  union all
  select 'draft', d.id, d.title, (d.published_at at time zone 'Asia/Ho_Chi_Minh')::date, 1, 'counted', d.unit_id, d.reach_id, false
    from asked a join policy_draft d on (d.published_at at time zone 'Asia/Ho_Chi_Minh')::date between a.first_day and a.last_day
   where a.measure = 'drafts' and d.unit_id in (select plan_within(unit, was, a.first_day, a.end_day))
     and plan_held_on(unit, was, d.unit_id, (d.published_at at time zone 'Asia/Ho_Chi_Minh')::date) and (a.topic is null or d.topic = a.topic)
  union all
  select 'document', o.id, o.abstract, o.issued_on, 1, 'counted', o.unit_id, o.unit_id, false
    from asked a join issued_document o on o.issued_on between a.first_day and a.last_day and (a.sub is null or o.type = a.sub)
   where a.measure = 'documents' and o.unit_id in (select plan_within(unit, was, a.first_day, a.end_day)) and plan_held_on(unit, was, o.unit_id, o.issued_on)
$$;

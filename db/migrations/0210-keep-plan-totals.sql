-- How far a task is was counted from the talks each time somebody looked. What counts is now added up as it happens: for each unit,
-- month, kind, topic and stage one row, whatever task asks for it. So a changed task, target or handing on touches no total, and a
-- task's progress is the sum of a few rows; only months that a plan's days cut in two are read from the things themselves.

-- One row for each kind of work. A later room adds its own: a row here, a function plan_thing_of(its row), a view over it, a trigger.
create table plan_source (
  code text primary key,
  -- first words of the targets' indicators that it answers
  measures text[] not null,
  -- view with its things, null for talks, which are told by place or by who held them (plan_talk_facts)
  things text,
  -- a task's topic chooses among them
  by_topic boolean not null,
  -- done before the day that places it in a plan's time, and counted from then on: a question answered before it was due
  early boolean not null,
  -- one that lies after the day asked about is shown as planned
  ahead boolean not null
);
insert into plan_source (code, measures, things, by_topic, early, ahead) values
  ('talk', '{talks,attendance}', null, true, false, true),
  ('answer', '{answers}', 'plan_things_answer', true, true, true),
  ('dialogue', '{dialogues}', 'plan_things_dialogue', false, false, true),
  ('draft', '{drafts}', 'plan_things_draft', true, false, false),
  ('document', '{documents}', 'plan_things_document', false, false, false);

-- What one thing is for a plan. on_day places it in a plan's time; tree_day is where its unit stood; done_on since when it counts.
-- stage: 'counted', 'planned', 'missed' (was due and was not done in time, or not yet).
create type plan_thing as (item text, id uuid, title text, unit_id int, place_id int, on_day date, tree_day date, done_on date,
  kind text, topic text, stage text, n bigint);

create function plan_thing_of(q question) returns setof plan_thing language sql stable rows 1 as $$
  select 'question', q.id, q.text, q.first_unit_id, q.asked_unit_id, q.first_due_on, (q.received_at at time zone 'Asia/Ho_Chi_Minh')::date,
         case when (q.answered_at at time zone 'Asia/Ho_Chi_Minh')::date <= q.first_due_on then (q.answered_at at time zone 'Asia/Ho_Chi_Minh')::date end,
         ''::text, coalesce(q.topic, ''), case when (q.answered_at at time zone 'Asia/Ho_Chi_Minh')::date <= q.first_due_on then 'counted' else 'missed' end, 1::bigint
   where q.status in ('open', 'answered')
$$;
create function plan_thing_of(d dialogue) returns setof plan_thing language sql stable rows 1 as $$
  select 'dialogue', d.id, d.title, d.unit_id, d.place_unit_id, (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date, (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date,
         (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date, ''::text, ''::text, case d.status when 'held' then 'counted' else 'planned' end, 1::bigint
   where d.status <> 'cancelled'
$$;
create function plan_thing_of(d policy_draft) returns setof plan_thing language sql stable rows 1 as $$
  select 'draft', d.id, d.title, d.unit_id, d.reach_id, (d.published_at at time zone 'Asia/Ho_Chi_Minh')::date, (d.published_at at time zone 'Asia/Ho_Chi_Minh')::date,
         (d.published_at at time zone 'Asia/Ho_Chi_Minh')::date, ''::text, coalesce(d.topic, ''), 'counted', 1::bigint
   where d.published_at is not null
$$;
create function plan_thing_of(o issued_document) returns setof plan_thing language sql stable rows 1 as $$
  select 'document', o.id, o.abstract, o.unit_id, o.unit_id, o.issued_on, o.issued_on, o.issued_on, o.type, ''::text, 'counted', 1::bigint
$$;
-- Under the caller's own eyes.
create view plan_things_answer with (security_invoker = true) as select t.* from question q cross join lateral plan_thing_of(q) t;
create view plan_things_dialogue with (security_invoker = true) as select t.* from dialogue d cross join lateral plan_thing_of(d) t;
create view plan_things_draft with (security_invoker = true) as select t.* from policy_draft d cross join lateral plan_thing_of(d) t;
create view plan_things_document with (security_invoker = true) as select t.* from issued_document o cross join lateral plan_thing_of(o) t;
create index question_by_first on question (first_unit_id, first_due_on);

-- base: whose doings. 'commune': talks by place; 'unit': what a unit did itself. by_id parts a busy organiser's row by commune, so
-- that two writers meet only where the talks' own totals make them wait already.
create table plan_total (
  source text not null references plan_source (code),
  base text not null check (base in ('commune', 'unit')),
  unit_id int not null,
  by_id int not null,
  month date not null,
  kind text not null,
  topic text not null,
  stage text not null check (stage in ('counted', 'unverified', 'planned', 'missed')),
  things int not null default 0,
  n bigint not null default 0,
  primary key (source, base, unit_id, month, kind, topic, stage, by_id)
);
alter table plan_total enable row level security;
create policy plan_total_read on plan_total for select to caunoi_app using (
  (select caller_reads_all())
  or unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
grant select on plan_total to caunoi_app;
alter table plan_source enable row level security;
create policy plan_source_read on plan_source for select to caunoi_app using (true);
grant select on plan_source, plan_things_answer, plan_things_dialogue, plan_things_draft, plan_things_document to caunoi_app;

create type plan_fact as (source text, base text, unit_id int, by_id int, month date, kind text, topic text, stage text, things int, n bigint);

-- The one function that changes a total. Keys are visited in their order: two writers wait and never deadlock.
create function plan_keep(changes plan_fact[]) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into plan_total as t (source, base, unit_id, by_id, month, kind, topic, stage, things, n)
    select c.source, c.base, c.unit_id, c.by_id, c.month, c.kind, c.topic, c.stage, sum(c.things), sum(c.n) from unnest(changes) c
     group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(c.things) <> 0 or sum(c.n) <> 0
     order by 1, 2, 3, 5, 6, 7, 8, 4
  on conflict (source, base, unit_id, month, kind, topic, stage, by_id) do update
    set things = t.things + excluded.things, n = t.n + excluded.n
$$;
revoke execute on function plan_keep(plan_fact[]) from public;

-- For each row of a room's table: what it was for a plan goes, what it is comes. Argument: the source's code.
create function plan_keep_thing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was plan_thing;
  becomes plan_thing;
  changes plan_fact[] := '{}';
begin
  if tg_op <> 'INSERT' then execute 'select (t).* from plan_thing_of($1) t' into was using old; end if;
  if tg_op <> 'DELETE' then execute 'select (t).* from plan_thing_of($1) t' into becomes using new; end if;
  if was.stage is not null then
    changes := changes || (tg_argv[0], 'unit', was.unit_id, 0, date_trunc('month', was.on_day), was.kind, was.topic, was.stage, -1, -was.n)::plan_fact;
  end if;
  if becomes.stage is not null then
    changes := changes || (tg_argv[0], 'unit', becomes.unit_id, 0, date_trunc('month', becomes.on_day), becomes.kind, becomes.topic, becomes.stage, 1, becomes.n)::plan_fact;
  end if;
  if cardinality(changes) > 0 then perform plan_keep(changes); end if;
  return null;
end $$;
create trigger question_plan_total after insert or update on question for each row execute function plan_keep_thing('answer');
create trigger dialogue_plan_total after insert or update or delete on dialogue for each row execute function plan_keep_thing('dialogue');
create trigger draft_plan_total after insert or update or delete on policy_draft for each row execute function plan_keep_thing('draft');
create trigger document_plan_total after insert on issued_document for each row execute function plan_keep_thing('document');

-- Talks come by the thousand: whole statements at once. By place for communes; by who held it for bodies (a body that is its own place too).
create function plan_talk_facts(commune_id int, place_id int, unit_id int, month date, kind text, topic text, status text, attendance int, sign int)
returns setof plan_fact language sql immutable rows 1 as $$
  select 'talk', b.base, b.unit_id, b.by_id, month, kind, coalesce(topic, ''),
         case when status in ('verified', 'counted') then 'counted' when status in ('delivered', 'returned') then 'unverified' else 'planned' end,
         sign, sign * coalesce(attendance, 0)::bigint
    from (values ('commune', commune_id, 0), ('unit', unit_id, commune_id)) as b (base, unit_id, by_id)
   where status not in ('cancelled', 'declined') and (b.base = 'commune' or b.unit_id = place_id or b.unit_id <> commune_id)
$$;
create function plan_talks_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plan_keep((select array_agg(f::plan_fact) from new_talks n
    cross join lateral plan_talk_facts(n.commune_id, n.place_unit_id, n.unit_id, n.month, n.kind, n.topic, n.status, n.attendance, 1) f));
  return null;
end $$;
create trigger talk_plan_insert after insert on talk referencing new table as new_talks for each statement execute function plan_talks_inserted();

-- A talk that was tied to a task, with what is needed to count it: few read many of them.
create table plan_tie (
  talk_id uuid primary key,
  task_id uuid not null,
  commune_id int not null,
  place_id int not null,
  unit_id int not null,
  on_day date not null,
  kind text not null,
  topic text not null,
  -- null where the talk was cancelled or declined
  stage text,
  attendance int not null
);
create index plan_tie_by_task on plan_tie (task_id, on_day);
alter table plan_tie enable row level security;
create policy plan_tie_read on plan_tie for select to caunoi_app using (
  (select caller_reads_all())
  or commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
grant select on plan_tie to caunoi_app;

create function plan_stage_kept(status text) returns text language sql immutable as $$
  select case when status in ('cancelled', 'declined') then null when status in ('verified', 'counted') then 'counted'
              when status in ('delivered', 'returned') then 'unverified' else 'planned' end
$$;
create view plan_tie_now as
  select x.talk_id, x.task_id, k.commune_id, k.place_unit_id as place_id, k.unit_id, k.held_on as on_day, k.kind, coalesce(k.topic, '') as topic,
         plan_stage_kept(k.status) as stage, coalesce(k.attendance, 0) as attendance
    from plan_task_talk x join talk k on k.id = x.talk_id;
create function plan_keep_ties(talks uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from plan_tie t where t.talk_id = any (talks) and not exists (select from plan_task_talk x where x.talk_id = t.talk_id);
  insert into plan_tie (talk_id, task_id, commune_id, place_id, unit_id, on_day, kind, topic, stage, attendance)
    select * from plan_tie_now n where n.talk_id = any (talks) order by n.talk_id
  on conflict (talk_id) do update set task_id = excluded.task_id, commune_id = excluded.commune_id, place_id = excluded.place_id, unit_id = excluded.unit_id,
    on_day = excluded.on_day, kind = excluded.kind, topic = excluded.topic, stage = excluded.stage, attendance = excluded.attendance
$$;
revoke execute on function plan_keep_ties(uuid[]) from public;

create function plan_talks_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changes plan_fact[];
  tied uuid[];
begin
  select array_agg(f::plan_fact) filter (where f.source is not null), array_agg(distinct n.id) into changes, tied
    from old_talks o join new_talks n using (id)
    -- one that was cancelled is no fact, but its tie moves with it
    left join lateral (
      select * from plan_talk_facts(n.commune_id, n.place_unit_id, n.unit_id, n.month, n.kind, n.topic, n.status, n.attendance, 1)
      union all
      select * from plan_talk_facts(o.commune_id, o.place_unit_id, o.unit_id, o.month, o.kind, o.topic, o.status, o.attendance, -1)) f on true
   where (o.commune_id, o.place_unit_id, o.unit_id, o.held_on, o.kind, o.topic, plan_stage_kept(o.status), o.attendance)
         is distinct from (n.commune_id, n.place_unit_id, n.unit_id, n.held_on, n.kind, n.topic, plan_stage_kept(n.status), n.attendance);
  if tied is not null then
    perform plan_keep(changes);
    tied := array(select x.talk_id from plan_task_talk x where x.talk_id = any (tied));
    if cardinality(tied) > 0 then perform plan_keep_ties(tied); end if;
  end if;
  return null;
end $$;
create trigger talk_plan_update after update on talk
  referencing old table as old_talks new table as new_talks for each statement execute function plan_talks_updated();

create function plan_tied_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plan_keep_ties(array[case tg_op when 'DELETE' then old.talk_id else new.talk_id end]);
  return null;
end $$;
create trigger plan_tie_kept after insert or update or delete on plan_task_talk for each row execute function plan_tied_kept();

-- Counted from scratch: what a test, a nightly job and `plan recount` hold the kept rows against.
create function plan_count(wanted text) returns setof plan_fact language plpgsql stable security definer set search_path = public, pg_temp as $$
declare view_name text := (select s.things from plan_source s where s.code = wanted);
begin
  if wanted = 'talk' then
    return query select f.source, f.base, f.unit_id, f.by_id, f.month, f.kind, f.topic, f.stage, sum(f.things)::int, sum(f.n)::bigint
      from talk k cross join lateral plan_talk_facts(k.commune_id, k.place_unit_id, k.unit_id, k.month, k.kind, k.topic, k.status, k.attendance, 1) f
     group by 1, 2, 3, 4, 5, 6, 7, 8;
  else
    return query execute format('select %L::text, ''unit'', t.unit_id, 0, date_trunc(''month'', t.on_day)::date, t.kind, t.topic, t.stage, count(*)::int, sum(t.n)::bigint
      from %I t group by 3, 5, 6, 7, 8', wanted, view_name);
  end if;
end $$;

create function plan_total_differences()
returns table (source text, base text, unit_id int, by_id int, month date, kind text, topic text, stage text, things int, n bigint, really_things int, really_n bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(t.source, c.source), coalesce(t.base, c.base), coalesce(t.unit_id, c.unit_id), coalesce(t.by_id, c.by_id), coalesce(t.month, c.month),
         coalesce(t.kind, c.kind), coalesce(t.topic, c.topic), coalesce(t.stage, c.stage),
         coalesce(t.things, 0), coalesce(t.n, 0), coalesce(c.things, 0), coalesce(c.n, 0)
    from plan_total t
    full join (select f.* from plan_source s cross join lateral plan_count(s.code) f) c using (source, base, unit_id, by_id, month, kind, topic, stage)
   where (coalesce(t.things, 0) <> coalesce(c.things, 0) or coalesce(t.n, 0) <> coalesce(c.n, 0)) and caller_reads_all()
   order by 1, 2, 3, 5, 6, 7, 8, 4
$$;
create function plan_tie_differences() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(t.talk_id, n.talk_id) from plan_tie t full join plan_tie_now n using (talk_id) where t is distinct from n and caller_reads_all() order by 1
$$;

-- Until the transaction's end nobody writes a total: a writer waits, and adds to what is right by then.
create function plan_totals_hold() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not caller_writes_all() then raise exception 'only the system repairs totals' using errcode = '42501'; end if;
  lock table plan_total, plan_tie in share row exclusive mode;
end $$;
-- Sets right what differs.
create function plan_repair() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plan_totals_hold();
  perform plan_keep((select array_agg((d.source, d.base, d.unit_id, d.by_id, d.month, d.kind, d.topic, d.stage, d.really_things - d.things, d.really_n - d.n)::plan_fact)
    from plan_total_differences() d));
  perform plan_keep_ties(array(select plan_tie_differences()));
end $$;

-- Each thing that counts for a task at a unit, once, as before; what is not a talk comes from its source's view.
create or replace function plan_items(task uuid, unit int, until date, was boolean default false)
returns table (kind text, id uuid, title text, on_date date, n bigint, stage text, unit_id int, place_id int, tied boolean)
language plpgsql stable rows 50 as $$
#variable_conflict use_column
declare
  asked record;
  source plan_source;
begin
  select split_part(t.target_indicator, '.', 1) as measure, nullif(split_part(t.target_indicator, '.', 2), '') as sub, t.topic, p.starts_on as first_day,
         coalesce(t.due_on, p.ends_on) as end_day
    into asked from plan_task t join plan p on p.id = t.plan_id where t.id = task;
  return query
    with ties as materialized (select * from plan_tied(task, unit, was)),
    held as (
      select k.id, k.title, k.held_on, k.attendance, k.status, k.unit_id, k.place_id, k.id in (select x.id from ties x) as tied
        from plan_talks(unit, was, asked.first_day, asked.end_day, asked.sub, asked.topic) k where asked.measure in ('talks', 'attendance')
      union all
      select x.id, x.title, x.held_on, x.attendance, x.status, x.unit_id, x.place_id, true from ties x where not x.fits)
    select 'talk', h.id, h.title, h.held_on, case when asked.measure = 'attendance' then coalesce(h.attendance, 0)::bigint else 1 end,
           plan_talk_stage(h.status, h.held_on, until), h.unit_id, h.place_id, h.tied
      from held h where plan_talk_stage(h.status, h.held_on, until) is not null;
  select s.* into source from plan_source s where asked.measure = any (s.measures) and s.things is not null;
  if found then
    return query execute format($q$
      select t.item, t.id, t.title, coalesce(t.done_on, t.on_day), t.n, case when t.stage = 'planned' or coalesce(t.done_on, t.on_day) > $4 then 'planned' else t.stage end,
             t.unit_id, t.place_id, false
        from %I t
       where t.unit_id in (select plan_within($1, $2, $3, $5)) and t.on_day between $3 and case when $6 then $5 else least($5, $4) end
         and plan_held_on($1, $2, t.unit_id, t.tree_day) and ($7 is null or t.kind = $7) and ($8 is null or t.topic = $8)$q$, source.things)
      using unit, was, asked.first_day, until, asked.end_day, source.ahead, case when source.code <> 'answer' then asked.sub end, case when source.by_topic then asked.topic end;
  end if;
end $$;

-- Talks on the days of months that a plan's time cuts in two, by commune, place or organiser. Like the totals it answers for units in
-- the caller's sight, asked once a unit and not once a talk. asked: {i, s, unit, base}; days: {s, first, last, sign, ahead, whole}.
create function plan_talk_days(asked jsonb, days jsonb, was boolean)
returns table (i int, ahead boolean, kind text, topic text, stage text, things bigint, n bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with a as materialized (select * from jsonb_to_recordset(asked) as x (i int, s int, unit int, base text)),
  near as materialized (
    select a.i, a.s, a.unit, a.base, s.descendant_id as id, daterange(null, null) as valid from a join unit_scope s on s.ancestor_id = a.unit where not was
    union all
    select a.i, a.s, a.unit, a.base, c.descendant_id, c.valid from a join unit_closure c on c.ancestor_id = a.unit where was),
  seen as materialized (
    select near.* from near where caller_reads_all()
       or near.id in (select s.descendant_id from unit_scope s where s.ancestor_id = any (caller_units('caunoi.read')))),
  d as materialized (
    select x.s, x.first, x.last, x.sign, x.ahead, x.whole, (x.first::timestamp at time zone 'Asia/Ho_Chi_Minh') as lo, ((x.last + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') as hi
      from jsonb_to_recordset(days) as x (s int, first date, last date, sign int, ahead boolean, whole boolean)),
  -- a whole month is asked for here only where the unit was another's for a part of it
  e as materialized (
    select seen.i, seen.id, seen.base, seen.valid, d.sign, d.ahead, d.whole, d.lo, d.hi from seen join d using (s)
     where not (d.whole and seen.valid @> daterange(d.first, d.last, '[]'))),
  found as (
    select e.*, k.kind, k.topic, k.status, k.held_on, k.attendance from e
      join talk k on k.commune_id = e.id and k.starts_at >= e.lo and k.starts_at < e.hi
       and k.status in ('planned', 'assigned', 'accepted', 'delivered', 'returned', 'verified', 'counted')
     where e.base = 'commune'
    union all
    select e.*, k.kind, k.topic, k.status, k.held_on, k.attendance from e
      join talk k on k.place_unit_id = e.id and k.starts_at >= e.lo and k.starts_at < e.hi
     where e.base = 'place' or (e.base = 'unit' and k.unit_id = k.place_unit_id)
    union all
    select e.*, k.kind, k.topic, k.status, k.held_on, k.attendance from e
      join talk k on k.unit_id = e.id and k.unit_id <> k.commune_id and k.unit_id <> k.place_unit_id and k.starts_at >= e.lo and k.starts_at < e.hi
     where e.base = 'unit')
  select f.i, f.ahead, f.kind, coalesce(f.topic, ''), plan_stage_kept(f.status), sum(f.sign), sum(f.sign * coalesce(f.attendance, 0))
    from found f
   where f.valid @> f.held_on and f.status not in ('cancelled', 'declined')
     and not (f.whole and f.valid @> daterange(date_trunc('month', f.held_on)::date, (date_trunc('month', f.held_on) + interval '1 month')::date))
   group by 1, 2, 3, 4, 5
$$;

-- What was there before a source's triggers.
create function plan_fill(wanted text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into plan_total (source, base, unit_id, by_id, month, kind, topic, stage, things, n) select * from plan_count(wanted) order by 1, 2, 3, 5, 6, 7, 8, 4
$$;
revoke execute on function plan_fill(text), plan_count(text), plan_total_differences(), plan_tie_differences(), plan_totals_hold(), plan_repair() from public;
-- all that reads every unit's rows is asked by the system alone
grant execute on function plan_total_differences(), plan_tie_differences(), plan_totals_hold(), plan_repair() to caunoi_app;
select plan_fill(code) from plan_source;
select plan_keep_ties(array(select talk_id from plan_task_talk));

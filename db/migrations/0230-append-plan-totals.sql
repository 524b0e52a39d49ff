-- A plan's total was one row that every writer of it put right, so a talk's transaction paid for an upsert over eight columns, and two of
-- one commune and month waited for each other. What changes is now only added, as a row of its own that nobody else touches; who reads
-- adds both up (plan_total_now), and a job folds the changes into the totals. Folding moves no sum.
create table plan_total_change (
  source text not null,
  base text not null,
  unit_id int not null,
  by_id int not null,
  month date not null,
  kind text not null,
  topic text not null,
  stage text not null,
  things int not null,
  n bigint not null
);
create index plan_total_change_by_unit on plan_total_change (unit_id, month);
alter table plan_total_change enable row level security;
create policy plan_total_change_read on plan_total_change for select to caunoi_app using (
  (select caller_reads_all())
  or unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create view plan_total_now with (security_invoker = true) as
  select source, base, unit_id, by_id, month, kind, topic, stage, things, n from plan_total
  union all
  select source, base, unit_id, by_id, month, kind, topic, stage, things, n from plan_total_change;
grant select on plan_total_change, plan_total_now to caunoi_app;

-- The one function that changes a total, but for a talk's triggers, which add theirs without a detour.
create or replace function plan_keep(changes plan_fact[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into plan_total_change
    select c.source, c.base, c.unit_id, c.by_id, c.month, c.kind, c.topic, c.stage, sum(c.things), sum(c.n) from unnest(changes) c
     group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(c.things) <> 0 or sum(c.n) <> 0;
end $$;

create or replace function plan_talks_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into plan_total_change
    select f.* from new_talks n
     cross join lateral plan_talk_facts(n.commune_id, n.place_unit_id, n.unit_id, n.month, n.kind, n.topic, n.status, n.attendance, 1) f;
  return null;
end $$;

-- Compared as sets first, as the talks' own totals are: thousands that become counted move nothing.
create or replace function plan_talks_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changes plan_fact[];
  tied uuid[];
begin
  if not exists (select n.id, n.commune_id, n.place_unit_id, n.unit_id, n.held_on, n.kind, n.topic, plan_stage_kept(n.status), n.attendance from new_talks n
                 except select o.id, o.commune_id, o.place_unit_id, o.unit_id, o.held_on, o.kind, o.topic, plan_stage_kept(o.status), o.attendance from old_talks o) then
    return null;
  end if;
  select array_agg(f::plan_fact) filter (where f.source is not null), array_agg(distinct n.id) into changes, tied
    from old_talks o join new_talks n using (id)
    -- one that was cancelled is no fact, but its tie moves with it
    left join lateral (
      select * from plan_talk_facts(n.commune_id, n.place_unit_id, n.unit_id, n.month, n.kind, n.topic, n.status, n.attendance, 1)
      union all
      select * from plan_talk_facts(o.commune_id, o.place_unit_id, o.unit_id, o.month, o.kind, o.topic, o.status, o.attendance, -1)) f on true
   where (o.commune_id, o.place_unit_id, o.unit_id, o.held_on, o.kind, o.topic, plan_stage_kept(o.status), o.attendance)
         is distinct from (n.commune_id, n.place_unit_id, n.unit_id, n.held_on, n.kind, n.topic, plan_stage_kept(n.status), n.attendance);
  if changes is not null then perform plan_keep(changes); end if;
  tied := array(select x.talk_id from plan_task_talk x where x.talk_id = any (tied));
  if cardinality(tied) > 0 then perform plan_keep_ties(tied); end if;
  return null;
end $$;

-- Who ties a talk while another changes it did not see that change, nor the other the tie: the talk's row parts them.
create or replace function plan_tied_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare talk_id uuid := case tg_op when 'DELETE' then old.talk_id else new.talk_id end;
begin
  perform from talk k where k.id = talk_id for share;
  perform plan_keep_ties(array[talk_id]);
  return null;
end $$;

-- One folds or repairs at a time; nobody who writes a talk waits for it.
create or replace function plan_totals_hold() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not caller_writes_all() then raise exception 'only the system repairs totals' using errcode = '42501'; end if;
  lock table plan_total in share row exclusive mode;
end $$;

-- Some of the changes into the totals, in one transaction: each look at both finds the same sums. How many went.
create function plan_fold(at_most int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare folded int;
begin
  perform plan_totals_hold();
  with taken as (
    delete from plan_total_change where ctid = any (array(select c.ctid from plan_total_change c limit at_most))
    returning source, base, unit_id, by_id, month, kind, topic, stage, things, n),
  kept as (
    insert into plan_total as t (source, base, unit_id, by_id, month, kind, topic, stage, things, n)
      select source, base, unit_id, by_id, month, kind, topic, stage, sum(things), sum(n) from taken
       group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(things) <> 0 or sum(n) <> 0
    on conflict (source, base, unit_id, month, kind, topic, stage, by_id) do update
      set things = t.things + excluded.things, n = t.n + excluded.n)
  select count(*) into folded from taken;
  return folded;
end $$;

create or replace function plan_total_differences()
returns table (source text, base text, unit_id int, by_id int, month date, kind text, topic text, stage text, things int, n bigint, really_things int, really_n bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(t.source, c.source), coalesce(t.base, c.base), coalesce(t.unit_id, c.unit_id), coalesce(t.by_id, c.by_id), coalesce(t.month, c.month),
         coalesce(t.kind, c.kind), coalesce(t.topic, c.topic), coalesce(t.stage, c.stage),
         coalesce(t.things, 0), coalesce(t.n, 0), coalesce(c.things, 0), coalesce(c.n, 0)
    from (select k.source, k.base, k.unit_id, k.by_id, k.month, k.kind, k.topic, k.stage, sum(k.things)::int as things, sum(k.n)::bigint as n
            from plan_total_now k group by 1, 2, 3, 4, 5, 6, 7, 8) t
    full join (select f.* from plan_source s cross join lateral plan_count(s.code) f) c using (source, base, unit_id, by_id, month, kind, topic, stage)
   where (coalesce(t.things, 0) <> coalesce(c.things, 0) or coalesce(t.n, 0) <> coalesce(c.n, 0)) and caller_reads_all()
   order by 1, 2, 3, 5, 6, 7, 8, 4
$$;

-- Sets right what differs, and says what did. Kept and counted are of one moment, and a difference is added like any other change: talks
-- that are being written meanwhile bring their own. (Ties are rows, not sums: who changes a tied talk waits for their repair.)
drop function plan_repair();
create function plan_repair()
returns table (source text, base text, unit_id int, by_id int, month date, kind text, topic text, stage text, things int, n bigint, really_things int, really_n bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plan_totals_hold();
  return query
    with wrong as materialized (select d.* from plan_total_differences() d),
    added as (
      insert into plan_total_change
        select w.source, w.base, w.unit_id, w.by_id, w.month, w.kind, w.topic, w.stage, w.really_things - w.things, w.really_n - w.n from wrong w)
    select w.* from wrong w;
end $$;
create function plan_repair_ties() returns setof uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare wrong uuid[];
begin
  perform plan_totals_hold();
  lock table plan_tie in share row exclusive mode;
  wrong := array(select plan_tie_differences());
  perform plan_keep_ties(wrong);
  return query select unnest(wrong);
end $$;
revoke execute on function plan_fold(int), plan_repair(), plan_repair_ties() from public;
grant execute on function plan_fold(int), plan_repair(), plan_repair_ties() to caunoi_app;
revoke execute on function plan_totals_hold() from caunoi_app;

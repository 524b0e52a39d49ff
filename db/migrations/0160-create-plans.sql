-- Plans (kế hoạch): a directive becomes the province's plan, a plan becomes each unit's tasks and its own plan.

create table plan (
  id uuid primary key,
  unit_id int not null references unit (id),
  -- the plan that this one carries out; null for one that came from outside or stands by itself
  parent_id uuid references plan (id) check (parent_id <> id),
  title text not null check (char_length(title) between 1 and 500),
  issuer text check (char_length(issuer) <= 300),
  symbol text check (char_length(symbol) <= 60),
  issued_on date,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- 'draft': being read, corrected or written; 'standing': adopted or issued, its tasks are asked for; 'closed'
  status text not null default 'draft' check (status in ('draft', 'standing', 'closed')),
  document_id uuid references issued_document (id),
  -- units given a task must have issued their own plan by then
  own_plans_by date,
  -- the evened text that an import was read from: every offset of its clauses and tasks counts in it
  source text check (char_length(source) <= 600000),
  source_name text check (char_length(source_name) <= 300),
  source_sha256 text check (source_sha256 ~ '^[0-9a-f]{64}$'),
  bases jsonb not null default '[]',
  terms jsonb not null default '[]',
  doubts jsonb not null default '[]',
  version int not null default 1,
  created_by text not null default caller_user(),
  created_at timestamptz not null
);
create index plan_by_unit on plan (unit_id, created_at desc);
create index plan_by_parent on plan (parent_id) where parent_id is not null;
create unique index plan_once_from_parent on plan (parent_id, unit_id) where parent_id is not null;

create table plan_clause (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  parent_id uuid references plan_clause (id),
  position int not null,
  kind text not null check (kind in ('part', 'letter', 'section', 'number', 'point', 'dash', 'plus', 'paragraph', 'row')),
  marker text not null,
  heading boolean not null,
  starts_at int not null check (starts_at >= 0),
  ends_at int not null check (ends_at > starts_at),
  -- why nothing follows from a clause without a task: said by whoever looked at it
  aside_reason text check (char_length(aside_reason) between 1 and 500)
);
create index plan_clause_by_plan on plan_clause (plan_id, position);

create table plan_task (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  clause_id uuid references plan_clause (id),
  -- the task of the plan above that this one carries out
  from_task_id uuid references plan_task (id) check (from_task_id <> id),
  position numeric not null,
  text text not null check (char_length(text) between 1 and 4000),
  nature text not null check (nature in ('goal', 'duty')),
  -- exactly where it stands in the source; null for one that a person added in their own words
  starts_at int check (starts_at >= 0),
  ends_at int check (ends_at > starts_at),
  due_on date,
  repeats text check (repeats in ('weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'periodic', 'regular', 'promptly')),
  -- code of the reports' catalogue where progress can be computed
  target_indicator text check (char_length(target_indicator) <= 80),
  target_value numeric check (target_value > 0),
  target_period text check (target_period in ('month', 'quarter', 'year', 'whole')),
  topic text check (char_length(topic) <= 80),
  dropped_reason text check (char_length(dropped_reason) between 1 and 500),
  version int not null default 1,
  check ((starts_at is null) = (ends_at is null)),
  check ((target_value is null) = (target_period is null))
);
create index plan_task_by_plan on plan_task (plan_id, position);
create index plan_task_by_clause on plan_task (clause_id) where clause_id is not null;
create index plan_task_by_source on plan_task (from_task_id) where from_task_id is not null;

-- Who the text says: words with their place, never completed.
create table plan_actor (
  id uuid primary key,
  task_id uuid not null references plan_task (id) on delete cascade,
  position int not null,
  role text not null check (role in ('lead', 'coordinate', 'recipient')),
  name text not null check (char_length(name) between 1 and 300),
  starts_at int not null,
  ends_at int not null check (ends_at > starts_at),
  inherited boolean not null
);
create index plan_actor_by_task on plan_actor (task_id, position);

-- Who it is given to. Rows are ended, never removed once the plan stands.
create table plan_assignment (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references plan_task (id),
  unit_id int not null references unit (id),
  role text not null check (role in ('lead', 'coordinate')),
  since date not null default '-infinity',
  -- the day on which a reorganisation ended the unit and handed the task on, or on which it was taken back
  ended_on date,
  ended_reason text check (char_length(ended_reason) <= 500),
  unique (task_id, unit_id)
);
create index plan_assignment_by_unit on plan_assignment (unit_id) where ended_on is null;

-- One line for each handing on: two communes that became one leave two lines and one assignment.
create table plan_handover (
  task_id uuid not null references plan_task (id),
  from_id int not null references unit (id),
  to_id int not null references unit (id),
  on_date date not null,
  legal_basis text,
  primary key (task_id, from_id, to_id)
);

create table plan_progress (
  id uuid primary key,
  task_id uuid not null references plan_task (id),
  unit_id int not null references unit (id),
  on_date date not null,
  state text not null check (state in ('doing', 'done')),
  value numeric check (value >= 0),
  evidence text not null check (char_length(evidence) between 1 and 2000),
  by_user text not null default caller_user(),
  at timestamptz not null
);
create index plan_progress_by_task on plan_progress (task_id, unit_id, on_date desc);

-- Letters that urged (công văn đôn đốc), with the units that they name.
create table plan_reminder (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  document_id uuid not null references issued_document (id),
  unit_ids int[] not null check (cardinality(unit_ids) > 0),
  answer_by date not null,
  at timestamptz not null
);
create index plan_reminder_by_plan on plan_reminder (plan_id, at desc);

-- Staff on the books of a unit in a year: what the coverage of briefings is measured against.
create table plan_headcount (
  unit_id int not null references unit (id),
  year int not null check (year between 2000 and 2200),
  people int not null check (people > 0),
  source text not null check (char_length(source) between 1 and 300),
  version int not null default 1,
  primary key (unit_id, year)
);

-- What units that ended were given goes to those that they became, and on from there where these ended too.
create function plan_hand_on(ended int[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare moved int[];
begin
  with handed as (
    insert into plan_handover (task_id, from_id, to_id, on_date, legal_basis)
      select a.task_id, s.from_id, s.to_id, s.on_date, s.legal_basis
        from plan_assignment a
        join unit u on u.id = a.unit_id and u.dissolved is not null
        join unit_succession s on s.from_id = a.unit_id
        join plan_task t on t.id = a.task_id
        join plan p on p.id = t.plan_id
       where a.unit_id = any (ended) and (a.ended_on is null or a.ended_on = u.dissolved) and p.status <> 'closed'
    on conflict do nothing returning task_id, from_id, to_id, on_date),
  given as (
    insert into plan_assignment (task_id, unit_id, role, since)
      select h.task_id, h.to_id, min(a.role) filter (where a.role = 'lead'), min(h.on_date)
        from handed h join plan_assignment a on a.task_id = h.task_id and a.unit_id = h.from_id
       group by h.task_id, h.to_id having bool_or(a.role = 'lead')
      union all
      select h.task_id, h.to_id, 'coordinate', min(h.on_date)
        from handed h join plan_assignment a on a.task_id = h.task_id and a.unit_id = h.from_id
       group by h.task_id, h.to_id having not bool_or(a.role = 'lead')
    on conflict (task_id, unit_id) do update
      set role = case when excluded.role = 'lead' then 'lead' else plan_assignment.role end
    returning unit_id)
  select array_agg(distinct to_id) into moved from handed;
  update plan_assignment a set ended_on = u.dissolved, ended_reason = 'reorganisation'
    from unit u where u.id = a.unit_id and u.dissolved is not null and a.ended_on is null and a.unit_id = any (ended)
     and exists (select from plan_handover h where h.task_id = a.task_id and h.from_id = a.unit_id);
  if moved is not null then
    perform plan_hand_on(array(select u.id from unit u where u.id = any (moved) and u.dissolved is not null));
  end if;
end $$;

create function plan_assigned() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- an assignment that this very function makes is followed by its own recursion
  if pg_trigger_depth() > 1 then return null; end if;
  perform plan_hand_on(array(select n.unit_id from new_rows n join unit u on u.id = n.unit_id where u.dissolved is not null));
  return null;
end $$;
create trigger plan_assigned after insert on plan_assignment
  referencing new table as new_rows for each statement execute function plan_assigned();

create function plan_units_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plan_hand_on(array(select distinct a.unit_id from plan_assignment a join new_rows n on n.id = a.unit_id where n.dissolved is not null));
  return null;
end $$;
create trigger plan_units_ended after update on unit
  referencing new table as new_rows for each statement execute function plan_units_ended();

create function plan_units_succeeded() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform plan_hand_on(array(select distinct a.unit_id from plan_assignment a join new_rows n on n.from_id = a.unit_id));
  return null;
end $$;
create trigger plan_units_succeeded after insert on unit_succession
  referencing new table as new_rows for each statement execute function plan_units_succeeded();

create trigger plan_stays before delete on plan for each statement execute function refuse_delete();

-- Row-level security: a plan is read above its unit and by those to whom a task of it was given; written at its unit.
alter table plan enable row level security;
alter table plan_clause enable row level security;
alter table plan_task enable row level security;
alter table plan_actor enable row level security;
alter table plan_assignment enable row level security;
alter table plan_handover enable row level security;
alter table plan_progress enable row level security;
alter table plan_reminder enable row level security;
alter table plan_headcount enable row level security;

-- Given to a unit of the caller; asked past the rows' own policies, which would ask this again.
create function caller_given_plan(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from plan p join plan_task t on t.plan_id = p.id join plan_assignment a on a.task_id = t.id
      join unit_scope s on s.descendant_id = a.unit_id
    where p.id = wanted and p.status <> 'draft' and s.ancestor_id = any (caller_units('caunoi.read')))
$$;
create function caller_writes_plan(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from plan p where p.id = wanted and (caller_writes_all() or caller_holds_one('caunoi.write', array[p.unit_id])))
$$;
create function caller_writes_task(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from plan_task t where t.id = wanted and caller_writes_plan(t.plan_id))
$$;
create policy plan_read on plan for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or caller_given_plan(id));
create policy plan_insert on plan for insert to caunoi_app with check (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
create policy plan_update on plan for update to caunoi_app using (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
create policy plan_clause_read on plan_clause for select to caunoi_app using (exists (select from plan p where p.id = plan_id));
create policy plan_clause_insert on plan_clause for insert to caunoi_app with check (caller_writes_plan(plan_id));
create policy plan_clause_update on plan_clause for update to caunoi_app using (caller_writes_plan(plan_id));
create policy plan_task_read on plan_task for select to caunoi_app using (exists (select from plan p where p.id = plan_id));
create policy plan_task_insert on plan_task for insert to caunoi_app with check (caller_writes_plan(plan_id));
create policy plan_task_update on plan_task for update to caunoi_app using (caller_writes_plan(plan_id));
create policy plan_actor_read on plan_actor for select to caunoi_app using (exists (select from plan_task t where t.id = task_id));
create policy plan_actor_insert on plan_actor for insert to caunoi_app with check (caller_writes_task(task_id));
create policy plan_actor_update on plan_actor for update to caunoi_app using (caller_writes_task(task_id));
create policy plan_assignment_read on plan_assignment for select to caunoi_app using (exists (select from plan_task t where t.id = task_id));
create policy plan_assignment_insert on plan_assignment for insert to caunoi_app with check (caller_writes_task(task_id));
create policy plan_assignment_update on plan_assignment for update to caunoi_app using (caller_writes_task(task_id));
create policy plan_handover_read on plan_handover for select to caunoi_app using (exists (select from plan_task t where t.id = task_id));
-- each sees what their own units reported, and who asked for it sees all
create policy plan_progress_read on plan_progress for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy plan_progress_insert on plan_progress for insert to caunoi_app with check (
  ((select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id])) and exists (select from plan_task t where t.id = task_id));
create policy plan_reminder_read on plan_reminder for select to caunoi_app using (exists (select from plan p where p.id = plan_id));
create policy plan_reminder_insert on plan_reminder for insert to caunoi_app with check (caller_writes_plan(plan_id));
create policy plan_headcount_read on plan_headcount for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy plan_headcount_insert on plan_headcount for insert to caunoi_app with check (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
create policy plan_headcount_update on plan_headcount for update to caunoi_app using (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));

grant select, insert on plan, plan_clause, plan_task, plan_actor, plan_assignment, plan_progress, plan_reminder, plan_headcount to caunoi_app;
grant select on plan_handover to caunoi_app;
grant update (title, issuer, symbol, issued_on, starts_on, ends_on, status, document_id, own_plans_by, version) on plan to caunoi_app;
grant update (aside_reason) on plan_clause to caunoi_app;
grant update (clause_id, position, text, nature, starts_at, ends_at, due_on, repeats, target_indicator, target_value, target_period, topic, dropped_reason, version) on plan_task to caunoi_app;
grant update (task_id) on plan_actor to caunoi_app;
grant update (role, ended_on, ended_reason) on plan_assignment to caunoi_app;
grant update (people, source, version) on plan_headcount to caunoi_app;

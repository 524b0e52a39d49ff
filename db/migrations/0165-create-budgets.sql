-- Budgets: what there is for the work in a year, by source; how it was handed down; what was spent on what. A ledger:
-- every movement is a row that is never changed, a mistake is taken out by a counter-entry with the opposite sign.
-- All amounts are whole đồng. What a line holds is maintained by one trigger in the transaction of the movement, under
-- the line's row lock, so that fifty who spend at once cannot spend the same đồng.

-- Where money may come from: dated configuration with its legal basis.
create table funding_source (
  code text not null check (code ~ '^[a-z][a-z-]*$'),
  nature text not null check (nature in ('state', 'sponsorship')),
  name_vi text not null,
  name_en text not null,
  legal_basis text not null check (legal_basis <> ''),
  position int not null default 100,
  valid daterange not null default '(,)' check (not isempty(valid)),
  exclude using gist (code with =, valid with &&)
);
insert into funding_source (code, nature, name_vi, name_en, legal_basis, position, valid) values
  ('province-budget', 'state', 'Ngân sách tỉnh', 'Provincial budget', '83/2015/QH13; 7415/KH-UBND, phần III', 10, '(,2026-01-01)'),
  ('province-budget', 'state', 'Ngân sách tỉnh', 'Provincial budget', '89/2025/QH15; 7415/KH-UBND, phần III', 10, '[2026-01-01,)'),
  ('commune-budget', 'state', 'Ngân sách xã', 'Commune budget', '83/2015/QH13; 7415/KH-UBND, phần III', 20, '(,2026-01-01)'),
  ('commune-budget', 'state', 'Ngân sách xã', 'Commune budget', '89/2025/QH15; 7415/KH-UBND, phần III', 20, '[2026-01-01,)'),
  ('sponsorship', 'sponsorship', 'Tài trợ, đóng góp hợp pháp', 'Lawful sponsorship and contributions', '7415/KH-UBND, phần III', 30, '(,)');

-- One pot of money: of a unit, for a year, from a source; handed down from `parent_id` where it did not begin here.
create table budget_line (
  id uuid primary key,
  unit_id int not null references unit (id),
  year int not null check (year between 2000 and 2200),
  source text not null,
  title text not null check (char_length(title) between 1 and 300),
  parent_id uuid references budget_line (id) check (parent_id <> id),
  -- the sums of its movements, kept by budget_entry_counts
  income bigint not null default 0 check (income >= 0),
  -- below nothing where what was taken over from another unit went back up
  taken bigint not null default 0,
  given bigint not null default 0 check (given >= 0),
  spent bigint not null default 0 check (spent >= 0),
  lapsed bigint not null default 0 check (lapsed >= 0),
  carried bigint not null default 0 check (carried >= 0),
  -- handed over to what the unit became, less what was taken over
  handed bigint not null default 0,
  available bigint not null generated always as (income + taken - given - spent - lapsed - carried - handed) stored,
  -- how far below nothing it may go: only by a decision with a reason
  allowed bigint not null default 0 check (allowed >= 0),
  closed_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  constraint budget_line_covered check (available + allowed >= 0)
);
create index budget_line_by_unit on budget_line (unit_id, year);
create index budget_line_by_year on budget_line (year, id);
create index budget_line_by_parent on budget_line (parent_id) where parent_id is not null;
-- a line handed down is one a unit, source line and source
create unique index budget_line_once_from_parent on budget_line (parent_id, unit_id) where parent_id is not null;

-- Who gave: an organisation by its name, or "a private person" without one. Public by its nature.
create table sponsorship (
  id uuid primary key,
  unit_id int not null references unit (id),
  line_id uuid not null references budget_line (id),
  received_on date not null,
  sponsor_kind text not null check (sponsor_kind in ('organisation', 'individual')),
  sponsor_name text check (char_length(sponsor_name) between 1 and 200),
  amount bigint not null check (amount between 1 and 1000000000000000),
  purpose text not null check (char_length(purpose) between 1 and 500),
  -- the document by which it was taken in
  reference text not null check (char_length(reference) between 1 and 200),
  struck_at timestamptz,
  strike_reason text check (char_length(strike_reason) between 1 and 500),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  constraint sponsorship_without_person check ((sponsor_kind = 'organisation') = (sponsor_name is not null)),
  check ((struck_at is null) = (strike_reason is null))
);
create index sponsorship_by_unit on sponsorship (unit_id, received_on desc);
create index sponsorship_by_line on sponsorship (line_id);

-- What money is meant for: a task of a plan, a talk, a dialogue, a kit, or something else in words.
create table budget_activity (
  id uuid primary key,
  line_id uuid not null references budget_line (id),
  kind text not null check (kind in ('planTask', 'talk', 'dialogue', 'kit', 'other')),
  plan_task_id uuid references plan_task (id),
  talk_id uuid references talk (id),
  dialogue_id uuid references dialogue (id),
  kit_id uuid references kit (id),
  title text not null check (char_length(title) between 1 and 300),
  -- sums, kept by triggers
  planned bigint not null default 0 constraint budget_activity_planned check (planned >= 0),
  spent bigint not null default 0 check (spent >= 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  unique (id, line_id),
  constraint budget_activity_one_thing check (
    num_nonnulls(plan_task_id, talk_id, dialogue_id, kit_id) = (kind <> 'other')::int
    and (kind = 'planTask') = (plan_task_id is not null) and (kind = 'talk') = (talk_id is not null)
    and (kind = 'dialogue') = (dialogue_id is not null) and (kind = 'kit') = (kit_id is not null))
);
create index budget_activity_by_line on budget_activity (line_id);
create unique index budget_activity_once on budget_activity
  (line_id, coalesce(plan_task_id, talk_id, dialogue_id, kit_id)) where kind <> 'other';

-- What is planned for an activity: each change with its reason, the sum stands with the activity.
create table budget_planned (
  id uuid primary key,
  activity_id uuid not null references budget_activity (id),
  change bigint not null check (change <> 0 and abs(change) <= 1000000000000000),
  reason text check (char_length(reason) between 1 and 500),
  at timestamptz not null default clock_timestamp(),
  by_user text not null default caller_user()
);
create index budget_planned_by_activity on budget_planned (activity_id);

-- The ledger. from_id loses, to_id gains; a counter-entry is the same movement with the amount negative.
create table budget_entry (
  id uuid primary key,
  kind text not null check (kind in ('income', 'allocation', 'return', 'spending', 'lapse', 'carry', 'handover')),
  from_id uuid references budget_line (id),
  to_id uuid references budget_line (id),
  -- of the lines, so that a policy needs no second look
  from_unit_id int references unit (id),
  to_unit_id int references unit (id),
  amount bigint not null check (abs(amount) between 1 and 1000000000000000),
  on_date date not null,
  activity_id uuid,
  sponsorship_id uuid references sponsorship (id),
  -- number of the voucher, of the decision
  reference text not null check (char_length(reference) between 1 and 200),
  note text check (char_length(note) between 1 and 500),
  reverses_id uuid references budget_entry (id),
  reason text check (char_length(reason) between 1 and 500),
  at timestamptz not null default clock_timestamp(),
  by_user text not null default caller_user(),
  check ((amount < 0) = (reverses_id is not null) and (reverses_id is null or reason is not null)),
  check (from_id is distinct from to_id),
  check ((from_id is null) = (kind = 'income') and (to_id is null) = (kind in ('spending', 'lapse'))),
  check ((kind = 'spending') = (activity_id is not null)),
  check (sponsorship_id is null or kind = 'income'),
  foreign key (activity_id, from_id) references budget_activity (id, line_id)
);
create unique index budget_entry_reversed_once on budget_entry (reverses_id) where reverses_id is not null;
create unique index budget_entry_by_sponsorship on budget_entry (sponsorship_id) where sponsorship_id is not null and reverses_id is null;
create index budget_entry_by_from on budget_entry (from_id, on_date desc, id desc);
create index budget_entry_by_to on budget_entry (to_id, on_date desc, id desc);
create index budget_entry_by_activity on budget_entry (activity_id) where activity_id is not null;

-- A decision that a line may go below nothing, or that it may no longer (negative).
create table budget_allowance (
  id uuid primary key,
  line_id uuid not null references budget_line (id),
  amount bigint not null check (amount <> 0 and abs(amount) <= 1000000000000000),
  reason text not null check (char_length(reason) between 1 and 500),
  reference text not null check (char_length(reference) between 1 and 200),
  at timestamptz not null default clock_timestamp(),
  by_user text not null default caller_user()
);
create index budget_allowance_by_line on budget_allowance (line_id);

-- A unit's year that is closed: nothing is entered on its lines any more.
create table budget_close (
  unit_id int not null references unit (id),
  year int not null,
  note text check (char_length(note) between 1 and 500),
  at timestamptz not null default clock_timestamp(),
  by_user text not null default caller_user(),
  primary key (unit_id, year)
);

-- A year's money of a unit and everything under it that anybody may look at: an office holder's decision.
create table budget_publicity (
  unit_id int not null references unit (id),
  year int not null check (year between 2000 and 2200),
  public boolean not null,
  set_by text not null default caller_user(),
  set_at timestamptz not null default clock_timestamp(),
  primary key (unit_id, year)
);

create function budget_refuse(what text) returns void language plpgsql as $$
begin
  raise exception 'refused: %', what using errcode = '23514', constraint = what;
end $$;

-- Opening a line and closing its year exclude each other.
create function budget_line_opens() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare above budget_line;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('budget-year ' || new.unit_id || ' ' || new.year, 0));
  if exists (select from budget_close c where c.unit_id = new.unit_id and c.year = new.year) then
    perform budget_refuse('budget_year_closed');
  end if;
  if not exists (select from funding_source s where s.code = new.source and s.valid && daterange(make_date(new.year, 1, 1), make_date(new.year + 1, 1, 1))) then
    perform budget_refuse('budget_source_unknown');
  end if;
  if new.parent_id is not null then
    select * into above from budget_line where id = new.parent_id;
    if above.year <> new.year or above.source <> new.source then perform budget_refuse('budget_line_of_another'); end if;
  end if;
  if new.income <> 0 or new.taken <> 0 or new.given <> 0 or new.spent <> 0 or new.lapsed <> 0 or new.carried <> 0
     or new.handed <> 0 or new.allowed <> 0 or new.closed_at is not null then
    perform budget_refuse('budget_line_starts_empty');
  end if;
  return new;
end $$;
create trigger budget_line_opens before insert on budget_line for each row execute function budget_line_opens();

-- What a movement does to the lines it touches. One function knows what counts where.
create function budget_entry_counts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old_entry budget_entry;
  from_line budget_line;
  to_line budget_line;
begin
  -- always in the order of ids, so that two movements between the same lines never wait for each other in a ring
  perform from budget_line where id in (new.from_id, new.to_id) order by id for no key update;
  select * into from_line from budget_line where id = new.from_id;
  select * into to_line from budget_line where id = new.to_id;
  new.from_unit_id := from_line.unit_id;
  new.to_unit_id := to_line.unit_id;
  if from_line.closed_at is not null or to_line.closed_at is not null then perform budget_refuse('budget_year_closed'); end if;

  if new.reverses_id is not null then
    select * into old_entry from budget_entry where id = new.reverses_id;
    if old_entry.reverses_id is not null then perform budget_refuse('budget_counter_of_counter'); end if;
    if exists (select from budget_entry where reverses_id = old_entry.id) then perform budget_refuse('budget_entry_reversed_once'); end if;
    if (old_entry.kind, old_entry.amount) is distinct from (new.kind, -new.amount)
       or (old_entry.from_id, old_entry.to_id, old_entry.activity_id, old_entry.sponsorship_id)
          is distinct from (new.from_id, new.to_id, new.activity_id, new.sponsorship_id) then
      perform budget_refuse('budget_counter_differs');
    end if;
  else
    -- a unit that a reorganisation ended takes and spends nothing more; what it had goes to what it became
    if exists (select from unit u where u.dissolved <= new.on_date
        and (u.id = to_line.unit_id or (u.id = from_line.unit_id and new.kind in ('spending', 'allocation')))) then
      perform budget_refuse('budget_unit_ended');
    end if;
    if new.kind = 'handover' and not exists (
      with recursive onward(id) as (
        select from_line.unit_id
        union select s.to_id from unit_succession s join onward o on s.from_id = o.id where s.on_date <= new.on_date)
      select from onward o join unit u on u.id = from_line.unit_id and u.dissolved <= new.on_date
       where o.id = to_line.unit_id and o.id <> from_line.unit_id) then
      perform budget_refuse('budget_not_successor');
    end if;
    if new.kind in ('allocation', 'return') then
      if (case new.kind when 'allocation' then to_line.parent_id else from_line.parent_id end)
         is distinct from (case new.kind when 'allocation' then from_line.id else to_line.id end) then
        perform budget_refuse('budget_line_of_another');
      end if;
    end if;
    if new.kind in ('handover', 'carry') and from_line.source <> to_line.source then perform budget_refuse('budget_line_of_another'); end if;
    if new.kind = 'handover' and from_line.year <> to_line.year then perform budget_refuse('budget_line_of_another'); end if;
    if new.kind = 'carry' and (to_line.year <> from_line.year + 1 or to_line.unit_id <> from_line.unit_id) then perform budget_refuse('budget_line_of_another'); end if;
    if new.sponsorship_id is not null and not exists (
      select from sponsorship s where s.id = new.sponsorship_id and s.line_id = new.to_id and s.amount = new.amount) then
      perform budget_refuse('budget_counter_differs');
    end if;
  end if;

  update budget_line l set
      given = given + case new.kind when 'allocation' then new.amount else 0 end,
      taken = taken - case new.kind when 'return' then new.amount else 0 end,
      spent = spent + case new.kind when 'spending' then new.amount else 0 end,
      lapsed = lapsed + case new.kind when 'lapse' then new.amount else 0 end,
      carried = carried + case new.kind when 'carry' then new.amount else 0 end,
      handed = handed + case new.kind when 'handover' then new.amount else 0 end
    where l.id = new.from_id;
  update budget_line l set
      income = income + case when new.kind in ('income', 'carry') then new.amount else 0 end,
      taken = taken + case new.kind when 'allocation' then new.amount else 0 end,
      given = given - case new.kind when 'return' then new.amount else 0 end,
      handed = handed - case new.kind when 'handover' then new.amount else 0 end
    where l.id = new.to_id;
  if new.activity_id is not null then
    update budget_activity set spent = spent + new.amount where id = new.activity_id;
  end if;
  return new;
end $$;
create trigger budget_entry_counts before insert on budget_entry for each row execute function budget_entry_counts();

create function budget_planned_counts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from budget_line l join budget_activity a on a.line_id = l.id where a.id = new.activity_id and l.closed_at is null for share of l;
  if not found then perform budget_refuse('budget_year_closed'); end if;
  update budget_activity set planned = planned + new.change where id = new.activity_id;
  return null;
end $$;
create trigger budget_planned_counts after insert on budget_planned for each row execute function budget_planned_counts();

create function budget_allowance_counts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update budget_line set allowed = allowed + new.amount where id = new.line_id and closed_at is null;
  if not found then perform budget_refuse('budget_year_closed'); end if;
  return null;
end $$;
create trigger budget_allowance_counts after insert on budget_allowance for each row execute function budget_allowance_counts();

-- Closed once nothing is left on a line and nothing below it is open; from then on the lines take no entry.
create function budget_year_closes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('budget-year ' || new.unit_id || ' ' || new.year, 0));
  perform from budget_line where unit_id = new.unit_id and year = new.year order by id for no key update;
  if exists (select from budget_line where unit_id = new.unit_id and year = new.year and available <> 0) then
    perform budget_refuse('budget_year_not_empty');
  end if;
  if exists (select from budget_line c join budget_line p on p.id = c.parent_id
              where p.unit_id = new.unit_id and p.year = new.year and c.unit_id <> p.unit_id and c.closed_at is null) then
    perform budget_refuse('budget_year_open_below');
  end if;
  update budget_line set closed_at = new.at where unit_id = new.unit_id and year = new.year;
  return null;
end $$;
create trigger budget_year_closes after insert on budget_close for each row execute function budget_year_closes();

create trigger budget_line_stays before delete on budget_line for each statement execute function refuse_delete();
create trigger budget_entry_stays before delete or update on budget_entry for each statement execute function refuse_delete();
create trigger sponsorship_stays before delete on sponsorship for each statement execute function refuse_delete();

-- Row-level security: a line is seen and written at its unit and above; a movement from both its ends.
alter table funding_source enable row level security;
create policy funding_source_read on funding_source for select to caunoi_app using (true);
create policy funding_source_write on funding_source for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
alter table budget_line enable row level security;
create policy budget_line_read on budget_line for select to caunoi_app using (caller_reads_unit(unit_id));
create policy budget_line_add on budget_line for insert to caunoi_app with check (caller_writes_unit(unit_id));
alter table sponsorship enable row level security;
create policy sponsorship_read on sponsorship for select to caunoi_app using (caller_reads_unit(unit_id));
create policy sponsorship_add on sponsorship for insert to caunoi_app with check (
  caller_writes_unit(unit_id) and exists (select from budget_line l where l.id = line_id and l.unit_id = sponsorship.unit_id));
create policy sponsorship_strike on sponsorship for update to caunoi_app using (caller_writes_unit(unit_id));
alter table budget_activity enable row level security;
create policy budget_activity_read on budget_activity for select to caunoi_app using (
  exists (select from budget_line l where l.id = line_id));
create policy budget_activity_add on budget_activity for insert to caunoi_app with check (
  exists (select from budget_line l where l.id = line_id and caller_writes_unit(l.unit_id)));
alter table budget_planned enable row level security;
create policy budget_planned_read on budget_planned for select to caunoi_app using (
  exists (select from budget_activity a where a.id = activity_id));
create policy budget_planned_add on budget_planned for insert to caunoi_app with check (
  exists (select from budget_activity a join budget_line l on l.id = a.line_id where a.id = activity_id and caller_writes_unit(l.unit_id)));
alter table budget_entry enable row level security;
create policy budget_entry_read on budget_entry for select to caunoi_app using (
  caller_reads_unit(from_unit_id) or caller_reads_unit(to_unit_id));
-- who writes at the line that loses; at the one that gains where the money comes from outside
create policy budget_entry_add on budget_entry for insert to caunoi_app with check (
  caller_writes_unit(coalesce(from_unit_id, to_unit_id)));
alter table budget_allowance enable row level security;
create policy budget_allowance_read on budget_allowance for select to caunoi_app using (
  exists (select from budget_line l where l.id = line_id));
create policy budget_allowance_add on budget_allowance for insert to caunoi_app with check (
  exists (select from budget_line l where l.id = line_id and caller_writes_unit(l.unit_id)));
alter table budget_close enable row level security;
create policy budget_close_read on budget_close for select to caunoi_app using (caller_reads_unit(unit_id));
create policy budget_close_add on budget_close for insert to caunoi_app with check (caller_writes_unit(unit_id));
alter table budget_publicity enable row level security;
create policy budget_publicity_read on budget_publicity for select to caunoi_app using (true);
create policy budget_publicity_add on budget_publicity for insert to caunoi_app with check (caller_writes_unit(unit_id));
create policy budget_publicity_change on budget_publicity for update to caunoi_app using (caller_writes_unit(unit_id));

grant select on funding_source, budget_line, sponsorship, budget_activity, budget_planned, budget_entry, budget_allowance, budget_close, budget_publicity to caunoi_app;
grant insert on funding_source, budget_line, sponsorship, budget_activity, budget_planned, budget_entry, budget_allowance, budget_close, budget_publicity to caunoi_app;
grant update (valid) on funding_source to caunoi_app;
grant update (struck_at, strike_reason) on sponsorship to caunoi_app;
grant update (public, set_by, set_at) on budget_publicity to caunoi_app;

-- What anybody may see: a published year's sums by unit and source, and by what it was for. Nobody's name, no voucher.
create view public_money as
  select l.year, l.unit_id, l.source, s.nature, s.name_vi, s.name_en,
         sum(l.income)::bigint as income, sum(l.taken)::bigint as taken, sum(l.given)::bigint as given, sum(l.spent)::bigint as spent,
         sum(l.lapsed)::bigint as lapsed, sum(l.carried)::bigint as carried, sum(l.handed)::bigint as handed, sum(l.available)::bigint as available
    from budget_line l
   cross join lateral (select f.nature, f.name_vi, f.name_en from funding_source f where f.code = l.source
      and f.valid && daterange(make_date(l.year, 1, 1), make_date(l.year + 1, 1, 1)) order by f.valid desc limit 1) s
   where exists (select from budget_publicity p join unit_scope u on u.ancestor_id = p.unit_id
      where p.public and p.year = l.year and u.descendant_id = l.unit_id)
   group by l.year, l.unit_id, l.source, s.nature, s.name_vi, s.name_en;

create view public_money_use as
  select l.year, l.unit_id, a.kind, sum(a.planned)::bigint as planned, sum(a.spent)::bigint as spent
    from budget_activity a join budget_line l on l.id = a.line_id
   where exists (select from budget_publicity p join unit_scope u on u.ancestor_id = p.unit_id
      where p.public and p.year = l.year and u.descendant_id = l.unit_id)
   group by l.year, l.unit_id, a.kind;

-- The register of who gave is public without any further decision.
create view public_sponsorship as
  select s.id, s.received_on, s.unit_id, s.sponsor_kind, s.sponsor_name, s.amount, s.purpose
    from sponsorship s where s.struck_at is null;

grant select on public_money, public_money_use, public_sponsorship to caunoi_app;

create trigger budget_publicity_told after insert or update on budget_publicity for each statement execute function tell_public_pages();
create trigger sponsorship_told after insert or update on sponsorship for each statement execute function tell_public_pages();
create trigger budget_entry_told after insert on budget_entry for each statement execute function tell_public_pages();
create trigger budget_planned_told after insert on budget_planned for each statement execute function tell_public_pages();

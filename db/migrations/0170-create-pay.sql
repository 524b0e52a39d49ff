-- Pay (thù lao): rates with their legal basis, runs of a unit and a month, lines that open to the talk.
-- Nothing here identifies an account or a citizen: money leaves through the accounting system, whose reference is kept.

-- Dated settings of this room with their source.
create table pay_rule (
  code text not null,
  value int not null,
  valid daterange not null default daterange('2024-01-01', null),
  legal_basis text not null,
  exclude using gist (code with =, valid with &&)
);
insert into pay_rule (code, value, legal_basis) values
  ('look_back_months', 24, 'Quy ước vận hành: chênh lệch của các tháng đã chi trong 24 tháng trở lại được tính vào đợt sau');
grant select on pay_rule to caunoi_app;

-- What a resolution grants. `scope_unit_id` is the unit whose resolution it is, as it was: an old province may be one, and
-- the resolutions of several hold side by side until another replaces them.
create table pay_rate (
  id uuid primary key,
  scope_unit_id int not null references unit (id),
  kind text not null references appointment_kind (id),
  -- null: whatever the level
  level text references appointment_level (id),
  core_only boolean not null default false,
  per text not null check (per in ('talk', 'month')),
  amount bigint not null check (amount between 1 and 1000000000),
  -- of one person in one month
  most_talks int check (most_talks > 0),
  most_amount bigint check (most_amount > 0),
  -- a month is paid from so many talks on
  least_talks int check (least_talks > 0),
  legal_basis text not null check (char_length(legal_basis) between 1 and 300),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  check (per = 'talk' or (most_talks is null and most_amount is null and least_talks is not null)),
  check (per = 'month' or least_talks is null),
  constraint pay_rate_one_at_a_time exclude using gist (
    scope_unit_id with =, kind with =, (coalesce(level, '')) with =, (core_only::int) with =, per with =, valid with &&)
);
create index pay_rate_by_scope on pay_rate (scope_unit_id, lower(valid));

create table pay_run (
  id uuid primary key,
  unit_id int not null references unit (id),
  month date not null check (extract(day from month) = 1),
  -- the first, second … run of the unit for this month
  number int not null check (number > 0),
  status text not null default 'draft' check (status in ('draft', 'submitted', 'approved', 'discarded')),
  made_by text not null default caller_user(),
  made_at timestamptz not null,
  -- everybody who computed, decided or submitted: none of them checks it
  makers text[] not null,
  computed_at timestamptz not null,
  submitted_at timestamptz,
  checked_by text,
  checked_at timestamptz,
  -- why it was returned, or discarded
  reason text check (char_length(reason) between 1 and 500),
  total bigint not null default 0,
  people int not null default 0,
  lines int not null default 0,
  undecided int not null default 0,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  document_id uuid references issued_document (id),
  -- how the accounting system calls the payment; never an account or a citizen number
  accounting_reference text check (char_length(accounting_reference) between 1 and 120),
  version int not null default 1,
  unique (unit_id, month, number),
  check ((status = 'approved') = (checked_by is not null and checked_at is not null)),
  constraint pay_run_two_people check (checked_by is null or not checked_by = any (makers)),
  constraint pay_run_decided check (undecided = 0 or status in ('draft', 'discarded'))
);
create unique index pay_run_one_open on pay_run (unit_id, month) where status in ('draft', 'submitted');
create index pay_run_newest on pay_run (unit_id, month desc, number desc);
create index pay_run_waiting on pay_run (status, submitted_at) where status in ('draft', 'submitted');

create table pay_line (
  id uuid primary key,
  run_id uuid not null references pay_run (id),
  person_id uuid not null references person (id),
  -- what is paid, at most once ever: 'talk:<uuid>', or 'month:<YYYY-MM>:<kind of appointment>'
  claim text not null check (claim ~ '^(talk:[0-9a-f-]{36}|month:\d{4}-\d{2}:\w+)$'),
  -- the first payment of a claim, then its differences. Open runs hold their turn, so that two never pay the same.
  turn int not null check (turn > 0),
  -- entitled less what was paid before; a difference may be negative
  amount bigint not null check (amount <> 0),
  entitled bigint not null check (entitled >= 0),
  paid_before bigint not null,
  -- the month whose caps it stands under
  month date not null,
  rate_id uuid references pay_rate (id),
  talk_id uuid references talk (id),
  talk_version int,
  -- fingerprint of what of the talk decides about pay; another one later means: look again
  facts_mark text,
  appointment_id uuid references appointment (id),
  appointment_version int,
  derivation jsonb not null,
  check (amount = entitled - paid_before),
  unique (person_id, claim, turn)
);
create index pay_line_by_run on pay_line (run_id, person_id);
create index pay_line_by_talk on pay_line (talk_id) where talk_id is not null;

create table pay_exception (
  run_id uuid not null references pay_run (id),
  person_id uuid not null references person (id),
  claim text not null,
  kind text not null check (kind in ('noRate', 'twoRates', 'overlap', 'outsideTerm', 'splitPlace', 'overCap', 'inAnotherRun')),
  month date not null,
  talk_id uuid references talk (id),
  -- what it is about (the rates to choose from, the other talk); a decision holds for exactly this
  detail jsonb not null default '{}',
  decision text check (decision in ('pay', 'leave')),
  rate_id uuid references pay_rate (id),
  reason text check (char_length(reason) between 1 and 500),
  decided_by text,
  decided_at timestamptz,
  primary key (run_id, person_id, claim, kind),
  check ((decision is null) = (decided_by is null) and (decision is null) = (reason is null))
);
create index pay_exception_by_claim on pay_exception (person_id, claim, kind) where decision is not null;

-- An approved or discarded run is locked, with all in it; only how accounting calls the payment, and the number under
-- which its schedule was filed, are written to it later.
create function pay_run_locked() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a pay run is never deleted' using errcode = '23001'; end if;
  if (old.unit_id, old.month, old.number, old.made_by) is distinct from (new.unit_id, new.month, new.number, new.made_by)
     or not new.makers @> old.makers then
    raise exception 'what a pay run is of never changes' using errcode = '23001';
  end if;
  if old.status in ('approved', 'discarded') and
     (to_jsonb(old) - array['accounting_reference', 'document_id', 'version']) is distinct from (to_jsonb(new) - array['accounting_reference', 'document_id', 'version']) then
    raise exception 'an approved pay run is locked' using errcode = '23001';
  end if;
  if old.document_id is not null and new.document_id is distinct from old.document_id then
    raise exception 'the schedule of a pay run is issued once' using errcode = '23001';
  end if;
  if old.status = 'submitted' and new.status = 'approved' and (
       new.total <> (select coalesce(sum(l.amount), 0) from pay_line l where l.run_id = new.id)
       or new.lines <> (select count(*) from pay_line l where l.run_id = new.id)
       or exists (select from pay_exception e where e.run_id = new.id and e.decision is null and e.kind not in ('overCap', 'inAnotherRun'))) then
    raise exception 'a pay run whose total is not its lines' using errcode = '23514';
  end if;
  if new.status = 'approved' and old.status not in ('submitted', 'approved') then
    raise exception 'a pay run is checked before it is approved' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger pay_run_locked before update or delete on pay_run for each row execute function pay_run_locked();

-- The run's row is locked by whoever computes, so nobody approves it in between.
create function pay_part_locked() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from changed c where not exists (select from pay_run r where r.id = c.run_id and r.status = 'draft')) then
    raise exception 'what belongs to a pay run that is no draft is locked' using errcode = '23001';
  end if;
  return null;
end $$;
do $$ declare part text;
begin
  foreach part in array array['pay_line', 'pay_exception'] loop
    execute format('create trigger %I after insert on %I referencing new table as changed for each statement execute function pay_part_locked()', part || '_added', part);
    execute format('create trigger %I after update on %I referencing old table as changed for each statement execute function pay_part_locked()', part || '_changed', part);
    execute format('create trigger %I after delete on %I referencing old table as changed for each statement execute function pay_part_locked()', part || '_removed', part);
  end loop;
end $$;

-- A rate that was paid by stays as it was paid by: it is ended, and another one follows.
create function pay_rate_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (old.scope_unit_id, old.kind, old.level, old.core_only, old.per, old.amount, old.most_talks, old.most_amount, old.least_talks, lower(old.valid))
     is distinct from (new.scope_unit_id, new.kind, new.level, new.core_only, new.per, new.amount, new.most_talks, new.most_amount, new.least_talks, lower(new.valid))
     and exists (select from pay_line l where l.rate_id = old.id) then
    raise exception 'a rate that was paid by is ended, not changed' using errcode = '23001';
  end if;
  new.updated_at := clock_timestamp();
  return new;
end $$;
create trigger pay_rate_kept before update on pay_rate for each row execute function pay_rate_kept();
create trigger pay_rate_stays before delete on pay_rate for each statement execute function refuse_delete();

-- Where a talk belongs today: the unit of today that its place is or has become; where the place was split, the unit that
-- surely holds all of it, and `split` says so.
create function pay_home(place int, commune int, today date, out home int, out split boolean) language sql stable as $$
  with now_at as (
    select (select n.now_id from unit_now n where n.unit_id = place) as place_now,
           (select n.now_id from unit_now n where n.unit_id = commune) as commune_now,
           (select n.within_id from unit_now n where n.unit_id = commune) as commune_within
  ), placed as (
    select a.*, place <> commune and a.place_now is not null and exists (
        select from unit_closure c join unit_version v on v.unit_id = c.ancestor_id and v.valid @> today
          join unit_kind k on k.id = v.kind and k.level = 'commune'
         where c.descendant_id = a.place_now and c.valid @> today) as by_place
      from now_at a)
  select coalesce(case when by_place then place_now end, commune_now, commune_within), not by_place and commune_now is null from placed
$$;

-- Whose resolutions hold at a place on a day: the units above it then, and those that had ended by then but once stood above
-- it or above what became it: an old province's resolution holds in its old communes until another takes its place.
create function pay_scopes(place int, commune int, on_day date) returns int[] language sql stable as $$
  with recursive line(id) as (
    select unnest(array[place, commune])
    union
    select s.from_id from unit_succession s join line l on l.id = s.to_id where s.on_date <= on_day)
  select coalesce(array_agg(distinct c.ancestor_id), '{}')
    from line join unit_closure c on c.descendant_id = line.id join unit u on u.id = c.ancestor_id
   where c.ancestor_id in (select r.scope_unit_id from pay_rate r)
     and coalesce(lower(c.valid), '-infinity') <= on_day
     and (c.valid @> on_day or u.dissolved <= on_day)
$$;

-- All that decides about the pay of a unit and a month, for whoever may write there: people's talks everywhere, since caps
-- count over all units, but only ids, days, times and places of those elsewhere. Beside the month itself it looks at
-- earlier ones that an approved run has settled, as far as something in them is other than it was paid.
create function pay_facts(at_unit int, of_month date, today date, run uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  back date := of_month - make_interval(months => coalesce((select p.value from pay_rule p where p.code = 'look_back_months' and p.valid @> today), 12));
  answer jsonb;
begin
  if not (caller_writes_all() or caller_holds_one('caunoi.write', array[at_unit])) then
    raise exception 'the pay of a unit out of reach' using errcode = '42501';
  end if;
  with recursive below as materialized (
    select c.descendant_id as id from unit_closure c where c.ancestor_id = at_unit and c.valid @> today
  ), near as materialized (
    select t.id, t.month, t.speaker_ids, t.place_unit_id, t.commune_id,
           md5(concat_ws('|', t.starts_at, t.ends_at, t.place_unit_id, t.status in ('verified', 'counted'))) as mark
      from talk t
     where t.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = at_unit)
       and t.status in ('verified', 'counted') and t.month between back and of_month
       and (t.month = of_month or exists (
         select from pay_run r join unit_scope s on s.ancestor_id = r.unit_id and s.descendant_id = t.commune_id
          where r.month = t.month and r.status = 'approved'))
  ), near_place as materialized (
    -- asked once a place, not once a talk
    select p.place_unit_id, p.commune_id, h.home
      from (select distinct n.place_unit_id, n.commune_id from near n) p cross join lateral pay_home(p.place_unit_id, p.commune_id, today) h
  ), mine as materialized (
    select n.id, n.month, n.speaker_ids, n.mark from near n join near_place p on p.place_unit_id = n.place_unit_id and p.commune_id = n.commune_id
     where p.home in (select id from below)
  ), paid_line as materialized (
    select l.*, r.checked_at from pay_line l join pay_run r on r.id = l.run_id and r.status = 'approved'
     where l.month between back and of_month
       and (l.talk_id in (select m.id from mine m)
         or r.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = at_unit))
  ), last_paid as materialized (
    select distinct on (person_id, claim) * from paid_line order by person_id, claim, turn desc
  ), looked_at as materialized (
    select distinct p.person_id, m.month from mine m cross join unnest(m.speaker_ids) as p (person_id) where m.month = of_month
    union
    -- never paid, or something of it is other than when it was paid
    select p.person_id, m.month
      from mine m cross join unnest(m.speaker_ids) as p (person_id)
      left join last_paid l on l.person_id = p.person_id and l.claim = 'talk:' || m.id
     where m.month < of_month and (l.id is null or l.facts_mark is distinct from m.mark)
    union
    select l.person_id, months.month
      from last_paid l left join talk t on t.id = l.talk_id
      left join appointment a on a.id = l.appointment_id
     cross join lateral (values (l.month), (coalesce(t.month, l.month))) as months (month)
     where l.month = of_month
        or (t.id is not null and (t.status not in ('verified', 'counted') or not l.person_id = any (t.speaker_ids) or t.month <> l.month
              or l.facts_mark is distinct from md5(concat_ws('|', t.starts_at, t.ends_at, t.place_unit_id, t.status in ('verified', 'counted')))))
        or a.version is distinct from l.appointment_version
        or exists (select from appointment n where n.person_id = l.person_id and n.created_at > l.checked_at)
        or exists (select from pay_rate r where r.updated_at > l.checked_at and r.valid && daterange(l.month, (l.month + interval '1 month')::date))
        or exists (select from unit_operation o where o.recorded_at > l.checked_at and o.on_date < l.month + interval '1 month')
    union
    -- paid by the month where they hold their appointment, wherever they spoke
    select a.person_id, of_month from appointment a
     where a.unit_id in (
         select u.id from (select s.descendant_id as id from unit_scope s where s.ancestor_id = at_unit) u
          cross join lateral pay_home(u.id, u.id, today) h where h.home in (select id from below))
       and a.held && daterange(of_month, (of_month + interval '1 month')::date)
       and exists (select from pay_rate r where r.per = 'month' and r.kind = a.kind and r.valid && daterange(of_month, (of_month + interval '1 month')::date))
       and exists (select from talk_speaker s join talk t on t.id = s.talk_id
                    where s.person_id = a.person_id and t.month = of_month and t.status in ('verified', 'counted'))
  ), person_ids as materialized (select distinct l.person_id from looked_at l
  ), pair as materialized (
    select s.person_id, t.id, t.version, t.month, t.held_on, t.starts_at, t.ends_at, t.place_unit_id, t.commune_id
      from looked_at l join talk_speaker s on s.person_id = l.person_id
      join talk t on t.id = s.talk_id and t.month = l.month and t.status in ('verified', 'counted')
  ), place as materialized (
    select p.place_unit_id, p.commune_id, h.home in (select id from below) as inside, h.split
      from (select distinct place_unit_id, commune_id from pair) p cross join lateral pay_home(p.place_unit_id, p.commune_id, today) h
  ), place_day as materialized (
    select p.place_unit_id, p.commune_id, p.held_on, pay_scopes(p.place_unit_id, p.commune_id, p.held_on) as scopes
      from (select distinct place_unit_id, commune_id, held_on from pair) p
  ), talks as (
    select jsonb_agg(jsonb_build_object('personId', p.person_id, 'talkId', p.id, 'version', p.version, 'month', to_char(p.month, 'YYYY-MM'),
        'heldOn', p.held_on, 'startsAt', to_char(p.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'endsAt', to_char(p.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'placeId', p.place_unit_id,
        'mark', md5(concat_ws('|', p.starts_at, p.ends_at, p.place_unit_id, true)),
        'inside', w.inside, 'split', w.split, 'scopes', to_jsonb(d.scopes), 'settled', p.id in (select m.id from mine m))
        order by p.person_id, p.starts_at, p.id) as list
      from pair p join place w on w.place_unit_id = p.place_unit_id and w.commune_id = p.commune_id
      join place_day d on d.place_unit_id = p.place_unit_id and d.commune_id = p.commune_id and d.held_on = p.held_on
  ), held_in as materialized (
    select a.*, l.month as in_month from looked_at l join appointment a on a.person_id = l.person_id
       and a.held && daterange(l.month, (l.month + interval '1 month')::date)
  ), held_at as materialized (
    select u.unit_id, u.in_month, h.home in (select id from below) as inside, h.split,
           pay_scopes(u.unit_id, u.unit_id, (u.in_month + interval '1 month')::date - 1) as scopes,
           u.in_month = of_month or exists (select from pay_run r join unit_scope s on s.ancestor_id = r.unit_id and s.descendant_id = u.unit_id
             where r.month = u.in_month and r.status = 'approved') as settled
      from (select distinct unit_id, in_month from held_in) u cross join lateral pay_home(u.unit_id, u.unit_id, today) h
  ), held as (
    select jsonb_agg(jsonb_build_object('personId', a.person_id, 'appointmentId', a.id, 'version', a.version, 'kind', a.kind, 'level', a.level, 'core', a.core,
        'from', lower(a.held), 'to', upper(a.held), 'month', to_char(a.in_month, 'YYYY-MM'), 'inside', w.inside, 'split', w.split,
        'settled', w.settled, 'scopes', to_jsonb(w.scopes)) order by a.person_id, a.id, a.in_month) as list
      from held_in a join held_at w on w.unit_id = a.unit_id and w.in_month = a.in_month
  ), claim_line as materialized (
    select l.*, r.status, r.unit_id as run_unit_id, r.number, r.month as run_month from pay_line l join pay_run r on r.id = l.run_id
     where l.person_id in (select person_id from person_ids) and l.run_id is distinct from run
  ), paid as (
    select jsonb_agg(jsonb_build_object('personId', g.person_id, 'claim', g.claim, 'talkId', g.talk_id, 'month', to_char(g.month, 'YYYY-MM'),
        'amount', g.amount, 'turns', g.turns, 'inside', h.home in (select id from below)) order by g.person_id, g.claim) as list
      from (
        select l.person_id, l.claim, sum(l.amount)::bigint as amount, max(l.turn) as turns, (array_agg(l.talk_id order by l.turn desc))[1] as talk_id,
               (array_agg(l.month order by l.turn desc))[1] as month, (array_agg(l.appointment_id order by l.turn desc))[1] as appointment_id
          from claim_line l where l.status = 'approved' group by 1, 2) g
      left join talk t on t.id = g.talk_id
      left join appointment a on a.id = g.appointment_id
     cross join lateral pay_home(coalesce(t.place_unit_id, a.unit_id), coalesce(t.commune_id, a.unit_id), today) h
     where exists (select from looked_at k where k.person_id = g.person_id
       and k.month = case when t.status in ('verified', 'counted') and g.person_id = any (t.speaker_ids) then t.month else g.month end)
  ), reserved as (
    select jsonb_agg(jsonb_build_object('personId', l.person_id, 'claim', l.claim, 'runId', l.run_id, 'unitId', l.run_unit_id,
        'number', l.number, 'month', to_char(l.run_month, 'YYYY-MM')) order by l.person_id, l.claim) as list
      from claim_line l where l.status in ('draft', 'submitted')
  ), decided as (
    select distinct on (e.person_id, e.claim, e.kind) e.person_id, e.claim, e.kind, e.detail, e.decision, e.rate_id, e.reason, e.decided_by, e.decided_at, e.run_id
      from pay_exception e join pay_run r on r.id = e.run_id
     where e.person_id in (select person_id from person_ids) and e.decision is not null and (r.status = 'approved' or r.id = run)
     order by e.person_id, e.claim, e.kind, r.id is not distinct from run desc, e.decided_at desc
  ), decisions as (
    select jsonb_agg(jsonb_build_object('personId', d.person_id, 'claim', d.claim, 'kind', d.kind, 'detail', d.detail, 'decision', d.decision,
        'rateId', d.rate_id, 'reason', d.reason, 'by', d.decided_by, 'at', d.decided_at, 'here', d.run_id is not distinct from run)
        order by d.person_id, d.claim, d.kind) as list from decided d
  ), rates as (
    select jsonb_agg(jsonb_build_object('id', r.id, 'scopeUnitId', r.scope_unit_id, 'kind', r.kind, 'level', r.level, 'coreOnly', r.core_only, 'per', r.per,
        'amount', r.amount, 'mostTalks', r.most_talks, 'mostAmount', r.most_amount, 'leastTalks', r.least_talks, 'legalBasis', r.legal_basis,
        'from', lower(r.valid), 'to', upper(r.valid)) order by r.id) as list
      from pay_rate r
     where exists (select from looked_at l where r.valid && daterange(l.month, (l.month + interval '1 month')::date))
  )
  select jsonb_build_object('month', to_char(of_month, 'YYYY-MM'),
      'talks', coalesce(talks.list, '[]'), 'appointments', coalesce(held.list, '[]'), 'paid', coalesce(paid.list, '[]'),
      'reserved', coalesce(reserved.list, '[]'), 'decisions', coalesce(decisions.list, '[]'), 'rates', coalesce(rates.list, '[]'))
    into answer from talks, held, paid, reserved, decisions, rates;
  return answer;
end $$;
revoke execute on function pay_facts(int, date, date, uuid) from public;
grant execute on function pay_facts(int, date, date, uuid) to caunoi_app;

-- Row-level security: rates are public law; runs are read above their unit; each person sees their own approved lines.
alter table pay_rule enable row level security;
create policy pay_rule_read on pay_rule for select to caunoi_app using (true);
alter table pay_rate enable row level security;
alter table pay_run enable row level security;
alter table pay_line enable row level security;
alter table pay_exception enable row level security;

create policy pay_rate_read on pay_rate for select to caunoi_app using (true);
create policy pay_rate_insert on pay_rate for insert to caunoi_app with check (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[scope_unit_id]));
create policy pay_rate_update on pay_rate for update to caunoi_app using (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[scope_unit_id]));

create policy pay_run_read on pay_run for select to caunoi_app using (
  (select caller_reads_all()) or caller_holds_one('caunoi.read', array[unit_id]));
create policy pay_run_insert on pay_run for insert to caunoi_app with check (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
create policy pay_run_update on pay_run for update to caunoi_app using (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));

create function pay_run_of_own_line(wanted uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from pay_run r where r.id = wanted and r.status = 'approved')
$$;
-- Which drafts the caller may write: asked once a statement, not once a line.
create function caller_drafts() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select r.id from pay_run r where r.status = 'draft' and (caller_writes_all() or caller_holds_one('caunoi.write', array[r.unit_id]))
$$;
create policy pay_line_read on pay_line for select to caunoi_app using (
  exists (select from pay_run r where r.id = run_id) or (person_id = (select caller_person()) and pay_run_of_own_line(run_id)));
create policy pay_line_insert on pay_line for insert to caunoi_app with check (run_id in (select caller_drafts()));
create policy pay_line_delete on pay_line for delete to caunoi_app using (run_id in (select caller_drafts()));
create policy pay_exception_read on pay_exception for select to caunoi_app using (exists (select from pay_run r where r.id = run_id));
create policy pay_exception_insert on pay_exception for insert to caunoi_app with check (run_id in (select caller_drafts()));
create policy pay_exception_update on pay_exception for update to caunoi_app using (run_id in (select caller_drafts()));
create policy pay_exception_delete on pay_exception for delete to caunoi_app using (run_id in (select caller_drafts()));

-- Where and by which run a person's own line was paid: the run itself is not theirs to read.
create function pay_of_person(of_lines uuid[]) returns table (line_id uuid, unit_id int, month date, number int, checked_at timestamptz)
language sql stable security definer rows 100 set search_path = public, pg_temp as $$
  select l.id, r.unit_id, r.month, r.number, r.checked_at from pay_line l join pay_run r on r.id = l.run_id
   where l.id = any (of_lines) and l.person_id = caller_person() and r.status = 'approved'
$$;
revoke execute on function pay_of_person(uuid[]) from public;
grant execute on function pay_of_person(uuid[]) to caunoi_app;

grant select, insert on pay_rate, pay_run to caunoi_app;
grant update (scope_unit_id, kind, level, core_only, per, amount, most_talks, most_amount, least_talks, legal_basis, valid, version) on pay_rate to caunoi_app;
grant update (status, makers, computed_at, submitted_at, checked_by, checked_at, reason, total, people, lines, undecided, content_hash, document_id,
  accounting_reference, version) on pay_run to caunoi_app;
grant select, insert, delete on pay_line to caunoi_app;
grant select, insert, delete on pay_exception to caunoi_app;
grant update (decision, rate_id, reason, decided_by, decided_at) on pay_exception to caunoi_app;

-- Who signs a report: the head of the unit itself, or who was given it by a record: a deputy for the head (KT.), a head of an
-- office by order (TL.) or by authority (TUQ.). And the way back from an accepted report: the unit asks, the level above answers.

create table report_mandate (
  id uuid primary key,
  unit_id int not null references unit (id),
  -- the account that may sign; its name on paper and office stand beside, as they were when it was given
  user_id text not null references account_user (id),
  kind text not null check (kind in ('KT', 'TL', 'TUQ')),
  signer_name text not null check (char_length(signer_name) between 1 and 100),
  signer_position text not null check (char_length(signer_position) between 1 and 200),
  -- by which record: "Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2026"
  legal_basis text not null check (char_length(legal_basis) between 1 and 300),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  given_by text not null default caller_user(),
  given_at timestamptz not null default clock_timestamp(),
  check (given_by <> user_id),
  exclude using gist (unit_id with =, user_id with =, valid with &&)
);
create index report_mandate_by_user on report_mandate (user_id);
-- only its last day may change: what was signed under it stays explained
create function report_mandate_stays() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'valid') <> (to_jsonb(old) - 'valid') or lower(new.valid) <> lower(old.valid) then
    raise exception 'a mandate stays as it was given' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger report_mandate_stays before update on report_mandate for each row execute function report_mandate_stays();
create trigger report_mandate_kept before delete on report_mandate for each statement execute function refuse_delete();

alter table report_signing
  add column mandate_id uuid references report_mandate (id),
  -- as it stands on paper above the name: null before this was kept
  add column capacity text check (char_length(capacity) between 1 and 200),
  add column signer_position text check (char_length(signer_position) between 1 and 200);

create table report_reopening (
  id uuid primary key,
  report_id uuid not null references report (id),
  sending_id uuid not null references report_sending (id),
  reason text not null check (char_length(reason) between 1 and 1000),
  asked_by text not null default caller_user(),
  asked_at timestamptz not null default clock_timestamp(),
  state text not null default 'asked' check (state in ('asked', 'agreed', 'declined')),
  decided_by text,
  decided_at timestamptz,
  answer text check (char_length(answer) between 1 and 1000),
  check ((state = 'asked') = (decided_by is null)),
  check (state <> 'declined' or answer is not null)
);
create unique index report_reopening_one on report_reopening (sending_id) where state = 'asked';
create index report_reopening_by_report on report_reopening (report_id, asked_at desc);
create function report_reopening_stays() returns trigger language plpgsql as $$
begin
  if old.state <> 'asked' or (to_jsonb(new) - array['state', 'decided_by', 'decided_at', 'answer']) <> (to_jsonb(old) - array['state', 'decided_by', 'decided_at', 'answer']) then
    raise exception 'what was asked and answered stays' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger report_reopening_stays before update on report_reopening for each row execute function report_reopening_stays();
create trigger report_reopening_kept before delete on report_reopening for each statement execute function refuse_delete();
-- A report that comes back by itself answers what was asked.
create function report_reopened() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update report_reopening set state = 'agreed', decided_by = new.decided_by, decided_at = new.decided_at
   where sending_id = new.id and state = 'asked';
  return null;
end $$;
create trigger report_reopened after update of state on report_sending for each row
  when (new.state = 'returned' and old.state <> 'returned') execute function report_reopened();

alter table report_mandate enable row level security;
alter table report_reopening enable row level security;
create policy report_mandate_read on report_mandate for select to caunoi_app using (
  (select caller_reads_all()) or user_id = (select caller_user())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy report_mandate_give on report_mandate for insert to caunoi_app with check (
  (caller_writes_unit(unit_id) or (select caller_writes_all())) and user_id <> (select caller_user()));
create policy report_mandate_end on report_mandate for update to caunoi_app using (caller_writes_unit(unit_id) or (select caller_writes_all()));
-- the unit asks, the unit that received it answers; who sees the sending sees both
create policy report_reopening_read on report_reopening for select to caunoi_app using (sending_id in (select id from report_sending));
create policy report_reopening_ask on report_reopening for insert to caunoi_app with check (
  exists (select from report_sending s where s.id = sending_id and s.report_id = report_reopening.report_id and caller_writes_unit(s.unit_id)));
create policy report_reopening_answer on report_reopening for update to caunoi_app using (
  exists (select from report_sending s where s.id = sending_id and caller_writes_unit(s.receiver_id)));
grant select, insert on report_mandate, report_reopening to caunoi_app;
grant update (valid) on report_mandate to caunoi_app;
grant update (state, decided_by, decided_at, answer) on report_reopening to caunoi_app;

-- The ground that every room stands on: extensions, the command table (each write happens at most
-- once), the feed that phones pull, and what they hold back for a person.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

grant usage on schema public to caunoi_app;

-- Scope of the caller, set once a transaction by platform/db/session.ts. A missing setting sees nothing.
create function caller_reads_all() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('caunoi.all', true), '') = 'on' $$;
create function caller_writes_all() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('caunoi.write_all', true), '') = 'on' $$;
create function caller_units(setting text) returns int[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting(setting, true), ''), '{}')::int[] $$;
create function caller_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('caunoi.person', true), '')::uuid $$;
create function caller_user() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('caunoi.user', true), '') $$;

-- One row a command. The id is made by whoever asks (phone, browser, program); inserting it first in
-- the transaction of its effect makes the effect happen at most once, and a repeat gets `answer`.
create table command (
  id uuid primary key,
  name text not null,
  content_hash text not null,
  user_id text not null,
  device_id text,
  device_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  outcome text not null default 'received' check (outcome in ('received', 'held', 'conflict', 'settled', 'dismissed')),
  answer jsonb,
  -- held and conflict keep what was sent until a person has decided
  payload jsonb,
  reason jsonb,
  unit_id int,
  settled_by text,
  settled_at timestamptz
);
create index command_waiting on command (unit_id, received_at) where outcome in ('held', 'conflict');
create index command_by_user on command (user_id, received_at desc) where device_id is not null;
alter table command enable row level security;
create policy command_own on command for select to caunoi_app using (user_id = (select caller_user()));
create policy command_insert on command for insert to caunoi_app
  with check (user_id = (select caller_user()));
grant select, insert on command to caunoi_app;
grant update (outcome, answer, settled_by, settled_at) on command to caunoi_app;

-- What changed for whom. A pull returns rows with xid below every running transaction, in order of
-- (xid, seq), so that a slow transaction is never skipped (see platform/sync/server/pull.ts).
create table feed (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  -- 'person:<uuid>' or 'unit:<id>': whoever listens to this audience is concerned
  audience text not null,
  entity text not null,
  entity_id text not null,
  primary key (audience, xid, seq)
);
create index feed_tail on feed (xid);
alter table feed enable row level security;
-- a pull names its audiences; nobody reads the feed otherwise
create policy feed_read on feed for select to caunoi_app
  using (audience = any ((select string_to_array(current_setting('caunoi.audiences', true), ','))::text[]));
create policy feed_append on feed for insert to caunoi_app with check (true);
grant select, insert on feed to caunoi_app;

-- Phones and browsers that sync: what they last sent and pulled. No position, no usage, no model.
create table device (
  id uuid primary key,
  user_id text not null,
  first_seen_at timestamptz not null default clock_timestamp(),
  last_push_at timestamptz,
  last_pull_at timestamptz,
  clock_offset_seconds int
);
create index device_by_user on device (user_id);
alter table device enable row level security;
create policy device_own on device to caunoi_app
  using (user_id = (select caller_user())) with check (user_id = (select caller_user()));
grant select, insert, update on device to caunoi_app;

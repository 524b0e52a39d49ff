-- The calendar of events (lịch sự kiện): each opens its rapid kit by itself, so many days before, each year again where it
-- comes back. An event is never changed: it is stopped with a reason, and another row takes its place.
create table kit_event (
  id uuid primary key,
  -- who has to make the kit ready, and whose people it concerns
  unit_id int not null references unit (id),
  place_unit_id int not null references unit (id),
  title text not null check (char_length(title) between 1 and 200),
  topic text not null references topic (id),
  matter text not null default '' check (char_length(matter) <= 4000),
  happens_on date not null,
  yearly boolean not null,
  -- the kit is opened so many days before the event
  lead_days int not null check (lead_days between 1 and 365),
  languages text[] not null default '{}',
  -- why it is on the calendar: a plan, a law, a decision
  legal_basis text not null check (char_length(legal_basis) between 1 and 300),
  stopped_on date,
  stop_reason text check (char_length(stop_reason) between 1 and 500),
  created_by text not null default caller_user(),
  created_at timestamptz not null,
  check ((stopped_on is null) = (stop_reason is null))
);
create index kit_event_running on kit_event (happens_on) where stopped_on is null;
create index kit_event_by_unit on kit_event (unit_id);

-- One kit for each time that an event comes: the key is what keeps a job that runs twice from opening two.
create table kit_event_opened (
  event_id uuid not null references kit_event (id),
  happens_on date not null,
  kit_id uuid not null unique references kit (id),
  primary key (event_id, happens_on)
);

create trigger kit_event_stays before delete on kit_event for each statement execute function refuse_delete();
alter table kit_event enable row level security;
alter table kit_event_opened enable row level security;
create policy kit_event_read on kit_event for select to caunoi_app using (
  (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or place_unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy kit_event_add on kit_event for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy kit_event_stop on kit_event for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy kit_event_opened_read on kit_event_opened for select to caunoi_app using (exists (select from kit_event e where e.id = event_id));
create policy kit_event_opened_add on kit_event_opened for insert to caunoi_app with check ((select caller_writes_all()));
grant select, insert on kit_event, kit_event_opened to caunoi_app;
grant update (stopped_on, stop_reason) on kit_event to caunoi_app;

-- What spokespersons said officially (phát ngôn chính thức), pinned to the versions of materials that it rests on. The
-- outlet that asked is kept, never the journalist.

create table statement (
  id uuid primary key,
  unit_id int not null references unit (id),
  topic text not null references topic (id),
  text text not null check (char_length(text) between 1 and 10000),
  stated_on date not null,
  occasion text not null check (occasion in ('pressConference', 'interview', 'writtenAnswer', 'release', 'meeting')),
  outlet text check (char_length(outlet) between 1 and 150),
  -- who spoke: by their appointment as spokesperson
  appointment_id uuid not null references appointment (id),
  version int not null default 1,
  created_by text not null default caller_user(),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  search text generated always as (fold_vi(text || ' ' || coalesce(outlet, ''))) stored,
  check (occasion not in ('interview', 'writtenAnswer') or outlet is not null)
);
create index statement_by_unit on statement (unit_id, stated_on desc, id desc);
create index statement_newest on statement (stated_on desc, id desc);
create index statement_words on statement using gin (search gin_trgm_ops);

create table statement_material (
  statement_id uuid not null references statement (id),
  version_id uuid not null references material_version (id),
  primary key (statement_id, version_id)
);
create index statement_material_by_version on statement_material (version_id);

alter table statement enable row level security;
alter table statement_material enable row level security;
create policy statement_read on statement for select to caunoi_app using (
  (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy statement_add on statement for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy statement_change on statement for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy statement_material_read on statement_material for select to caunoi_app
  using (exists (select from statement s where s.id = statement_id));
create policy statement_material_write on statement_material for all to caunoi_app
  using (exists (select from statement s where s.id = statement_id and ((select caller_writes_all())
    or s.unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))));
grant select, insert on statement to caunoi_app;
grant update (topic, text, stated_on, occasion, outlet, appointment_id, version, updated_at) on statement to caunoi_app;
grant select, insert, delete on statement_material to caunoi_app;

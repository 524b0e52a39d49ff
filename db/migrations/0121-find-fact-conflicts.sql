-- Facts with a date or figure in materials that are in use, and where two of them contradict each other. Derived from
-- the texts by a job (modules/materials/fact-conflicts.ts knows what a fact is); only the settling is a person's act.

create table material_fact (
  id bigint generated always as identity primary key,
  version_id uuid not null references material_version (id),
  topic text not null,
  quote text not null,
  words text[] not null,
  units text not null,
  fact_values jsonb not null,
  shown text[] not null,
  -- all words, and all but one: facts about the same thing meet under one of these
  keys text[] not null
);
create index material_fact_by_key on material_fact using gin (keys);
create index material_fact_by_version on material_fact (version_id);

-- Which versions have been read, so that none is read twice and none forgotten.
create table material_fact_read (
  version_id uuid primary key references material_version (id),
  read_at timestamptz not null default clock_timestamp()
);

create table fact_conflict (
  id uuid primary key default gen_random_uuid(),
  version_a uuid not null references material_version (id),
  version_b uuid not null references material_version (id),
  -- the issuers: both see it, either may settle it
  unit_a int not null references unit (id),
  unit_b int not null references unit (id),
  topic text not null,
  quote_a text not null,
  quote_b text not null,
  shown_a text[] not null,
  shown_b text[] not null,
  state text not null default 'open' check (state in ('open', 'dismissed', 'gone')),
  found_at timestamptz not null default clock_timestamp(),
  reason text check (char_length(reason) between 1 and 500),
  settled_by text,
  settled_at timestamptz,
  check (version_a < version_b),
  check ((state = 'dismissed') = (reason is not null)),
  unique (version_a, version_b, quote_a, quote_b)
);
create index fact_conflict_open on fact_conflict (found_at desc, id desc) where state = 'open';
create index fact_conflict_by_a on fact_conflict (version_a);
create index fact_conflict_by_b on fact_conflict (version_b);

-- A version that comes into use is read; one that leaves it contradicts nobody any more. What was put in as approved
-- at once (a restore, a measurement) is read by the nightly job.
create function material_facts_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'approved' and old.status <> 'approved' then
    perform enqueue_job('materials.read-facts', json_build_object('versionId', new.id), null, 'facts ' || new.id);
  elsif new.status <> 'approved' and old.status = 'approved' then
    delete from material_fact where version_id = new.id;
    delete from material_fact_read where version_id = new.id;
    update fact_conflict set state = 'gone' where state = 'open' and new.id in (version_a, version_b);
  end if;
  return null;
end $$;
create trigger material_facts_follow after update of status on material_version
  for each row when (old.status is distinct from new.status) execute function material_facts_follow();

alter table material_fact enable row level security;
alter table material_fact_read enable row level security;
alter table fact_conflict enable row level security;

create policy material_fact_read on material_fact for select to caunoi_app
  using (exists (select from material_version v where v.id = version_id));
create policy material_fact_write on material_fact for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
create policy material_fact_read_all on material_fact_read for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
create policy fact_conflict_read on fact_conflict for select to caunoi_app using (
  (select caller_reads_all())
  or unit_a in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or unit_b in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy fact_conflict_found on fact_conflict for insert to caunoi_app with check ((select caller_writes_all()));
create policy fact_conflict_settle on fact_conflict for update to caunoi_app using (
  (select caller_writes_all())
  or unit_a in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[]))
  or unit_b in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));

grant select, insert, delete on material_fact to caunoi_app;
grant select, insert, delete on material_fact_read to caunoi_app;
grant select, insert on fact_conflict to caunoi_app;
grant update (state, reason, settled_by, settled_at) on fact_conflict to caunoi_app;

-- The plain server's own tables: the same facts, the usual indexes, no rules.
create schema plain;
create table plain.unit as select u.id, v.name, v.kind, case when v.kind = 'commune' then 2 + (u.id - 12) / 14 else v.parent_id end as parent_id
  from unit u join lateral (select * from unit_version v where v.unit_id = u.id order by lower(v.valid) desc limit 1) v on true;
alter table plain.unit add primary key (id);
create index on plain.unit (parent_id);
create table plain.person as select id, full_name as name from person;
alter table plain.person add primary key (id);
create table plain.talk as select id, unit_id, place_unit_id as place_id, kind, mode, title, audience_kind, starts_at, ends_at, status, attendance, speaker_ids, recorded_by, recorded_at from talk;
alter table plain.talk add primary key (id);
create index on plain.talk (place_id, starts_at desc);
create index on plain.talk (status, starts_at desc);
create table plain.material as select id, title, key_messages, body, approved_at from material_version;
alter table plain.material add primary key (id);
create function plain.folded(t text) returns text language sql immutable as $$ select lower(public.unaccent('public.unaccent'::regdictionary, t)) $$;
create index on plain.material using gin (plain.folded(' ' || title || ' . ' || key_messages || ' . ' || body || ' ') public.gin_trgm_ops);

-- Between runs: takes away what the last one created, with its counts, so that both answer alike again.
create function remove_bench_talks() returns void language plpgsql as $$
declare gone uuid[] := array(select id from talk where recorded_by <> 'seed');
begin
  update talk set status = 'cancelled' where id = any (gone);
  set local session_replication_role = replica;
  delete from talk_speaker where talk_id = any (gone);
  delete from talk where id = any (gone);
  set local session_replication_role = origin;
  delete from talk_total where talks = 0;
end $$;

-- What the public pages may show of talks and materials. That something is public is a decision of an officer,
-- kept apart from the thing itself; what is then shown is the views below and nothing else: whitelisted columns,
-- published rows, owned by the owner of the schema and so outside row-level security.

-- A talk that anybody may come to.
create table talk_publicity (
  talk_id uuid primary key references talk (id),
  public boolean not null default false,
  set_by text not null default caller_user(),
  set_at timestamptz not null default clock_timestamp()
);
alter table talk_publicity enable row level security;
create policy talk_publicity_read on talk_publicity for select to caunoi_app
  using (exists (select from talk t where t.id = talk_id));
create policy talk_publicity_add on talk_publicity for insert to caunoi_app with check (exists (
  select from talk t where t.id = talk_id and ((select caller_writes_all())
    or exists (select from unit_scope s where s.descendant_id = t.unit_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[]))
    or exists (select from unit_scope s where s.descendant_id = t.commune_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[])))));
create policy talk_publicity_change on talk_publicity for update to caunoi_app using (exists (
  select from talk t where t.id = talk_id and ((select caller_writes_all())
    or exists (select from unit_scope s where s.descendant_id = t.unit_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[]))
    or exists (select from unit_scope s where s.descendant_id = t.commune_id and s.ancestor_id = any ((select caller_units('caunoi.write'))::int[])))));
grant select, insert, update on talk_publicity to caunoi_app;

-- A material that anybody may read, in each of its versions.
create table material_publicity (
  material_id uuid primary key references material (id),
  public boolean not null default false,
  set_by text not null default caller_user(),
  set_at timestamptz not null default clock_timestamp()
);
alter table material_publicity enable row level security;
create policy material_publicity_read on material_publicity for select to caunoi_app
  using (exists (select from material m where m.id = material_id));
create policy material_publicity_add on material_publicity for insert to caunoi_app with check (exists (
  select from material m where m.id = material_id and ((select caller_writes_all())
    or m.unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))));
create policy material_publicity_change on material_publicity for update to caunoi_app using (exists (
  select from material m where m.id = material_id and ((select caller_writes_all())
    or m.unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))));
grant select, insert, update on material_publicity to caunoi_app;

-- Talks to come, and one that was called off for as long as people may still set out for it. Nobody's name.
create view public_talk as
  select t.id, t.title, t.topic, t.kind, t.mode, t.language, t.starts_at, t.ends_at, t.held_on,
         t.place_unit_id, t.commune_id, t.place_detail, t.unit_id, t.version, t.status = 'cancelled' as cancelled
    from talk t join talk_publicity p on p.talk_id = t.id and p.public
   where t.kind in ('residentMeeting', 'voterContactMeeting', 'dialogueMeeting', 'readingMeeting', 'skillContest')
     and t.status in ('planned', 'assigned', 'accepted', 'declined', 'cancelled')
     and t.starts_at > now() - interval '1 day';

-- Every version that was ever in force, so that an old link says what became of it; the content only of what is
-- in force today.
create view public_material as
  select v.material_id, v.id as version_id, v.number, v.status, f.in_force, v.topic, v.language, v.title,
         case when f.in_force then v.key_messages else '' end as key_messages,
         case when f.in_force then v.body else '' end as body,
         case when f.in_force then v.qa else '[]' end as qa,
         v.source, v.legal_basis, v.unit_id, lower(v.valid) as valid_from, upper(v.valid) - 1 as valid_to,
         v.approved_at, v.recalled_at, v.recall_reason, v.updated_at
    from material_version v
    join material_publicity p on p.material_id = v.material_id and p.public
   cross join lateral (select v.status = 'approved' and v.valid @> (now() at time zone 'Asia/Ho_Chi_Minh')::date as in_force) f
   where v.status in ('approved', 'recalled', 'superseded');

-- The words of what is in force, for finding; written so that the indexes over the words serve.
create view public_material_words as
  select v.id as version_id, v.title_key, v.title_fold, v.text_key, v.text_fold, v.topic, v.approved_at
    from material_version v
    join material_publicity p on p.material_id = v.material_id and p.public
   where v.status = 'approved' and v.valid @> (now() at time zone 'Asia/Ho_Chi_Minh')::date;

-- Languages that an office holder answers for.
create view public_material_language as
  select l.version_id, l.language, l.title, l.key_messages, l.body, l.qa, l.reviewed_at
    from material_language l
    join public_material v on v.version_id = l.version_id and v.in_force
   where l.status = 'reviewed';

create view public_material_file as
  select a.id, a.version_id, v.material_id, a.file_name, a.media_type, a.size, a.sha256
    from material_attachment a
    join public_material v on v.version_id = a.version_id and v.in_force;

-- Talks that a second person has verified, by commune and month: the acts of the authorities, counted.
create view public_talk_total as
  select commune_id, month, talks, attendance from talk_total where tier = 'verified' and talks > 0;

grant select on public_talk, public_material, public_material_words, public_material_language, public_material_file, public_talk_total to caunoi_app;

-- A server keeps finished pages in memory; it drops them when something public was decided. Statement by
-- statement and only for decisions: the hot writes of talks and phones tell nobody.
create function tell_public_pages() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_changed', tg_table_name);
  return null;
end $$;
create trigger talk_publicity_told after insert or update on talk_publicity for each statement execute function tell_public_pages();
create trigger material_publicity_told after insert or update on material_publicity for each statement execute function tell_public_pages();
create trigger material_version_told after update of status on material_version for each statement execute function tell_public_pages();
create trigger material_language_told after insert or update or delete on material_language for each statement execute function tell_public_pages();

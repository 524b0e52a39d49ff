-- D'Ran is typed "d ran", "d'ran" and "dran"; K'Ho is typed "kho". What is searched in holds both forms.

-- The folded form, and the one without apostrophes between letters where that differs; equal to findForms() in TypeScript.
create function find_vi(input text) returns text
language sql immutable strict parallel safe
return case
  when fold_vi(regexp_replace(
      lower(translate(regexp_replace(normalize(input, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐðÐƀɃıɨ', 'ddddbbii') collate "C"),
      '(?<=[a-z])[''`´‘’ʼ′]+(?=[a-z])', '', 'g')) = fold_vi(input)
    then fold_vi(input)
  else fold_vi(input) || ' ǁ ' || fold_vi(regexp_replace(
      lower(translate(regexp_replace(normalize(input, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐðÐƀɃıɨ', 'ddddbbii') collate "C"),
      '(?<=[a-z])[''`´‘’ʼ′]+(?=[a-z])', '', 'g'))
end;
comment on function find_vi(text) is 'what a text is found under; equal to findForms() in TypeScript';

-- A generated column takes another expression only by being made anew (PostgreSQL 15 has no other way).
drop view public_material_words;
alter table material_version drop column title_fold, drop column text_fold;
alter table material_version
  add column title_fold text not null generated always as (search_words(find_vi(title))) stored,
  add column text_fold text not null generated always as (search_words(find_vi(title || ' ǁ ' || key_messages || ' ǁ ' || body))) stored;
create index material_version_text on material_version using gin (search_grams(text_fold)) where status = 'approved';
create index material_version_title on material_version using gin (title_fold gin_trgm_ops) where status = 'approved';
alter table material_version alter column text_fold set statistics 0;
grant select on material_version to caunoi_app;
create view public_material_words as
  select v.id as version_id, v.title_key, v.title_fold, v.text_key, v.text_fold, v.topic, v.approved_at
    from material_version v
    join material_publicity p on p.material_id = v.material_id and p.public
   where v.status = 'approved' and v.valid @> (now() at time zone 'Asia/Ho_Chi_Minh')::date;
grant select on public_material_words to caunoi_app;

-- Titles by syllable: those with an apostrophe are cut anew.
delete from material_title_suffix s using material_version v where v.id = s.version_id and v.title_fold like '% ǁ %';
insert into material_title_suffix (version_id, exact, head, suffix, approved_at, unit_id, reach_id)
select v.id, form.exact, part.head, part.suffix, v.approved_at, v.unit_id, v.reach_id
from material_version v, lateral (values (false, v.title_fold), (true, v.title_key)) form(exact, words), title_suffixes(form.words) part
where v.status = 'approved' and v.title_fold like '% ǁ %';

-- People: few have an apostrophe, so the other form stands in a column and an index of its own.
alter table person add column joined_key text generated always as (nullif(find_vi(full_name), fold_vi(full_name))) stored;
create index person_by_joined_name on person using gin (joined_key gin_trgm_ops) where joined_key is not null;
create or replace function speakers_for(place int, on_day date) returns table (id uuid, full_name text, sort_given text, sort_rest text, search_key text, kind text, level text, unit_id int)
language sql stable security definer rows 50 set search_path = pg_catalog, public as $$
  select distinct on (p.id) p.id, p.full_name, p.sort_given, p.sort_rest, coalesce(p.joined_key, p.search_key), a.kind, a.level, a.unit_id
  from public.appointment a join public.person p on p.id = a.person_id
  where a.held @> on_day and a.unit_id in (
    select s.ancestor_id from public.unit_scope s where s.descendant_id = place
    union select s.descendant_id from public.unit_scope s where s.ancestor_id = place)
  and (public.caller_reads_all() or exists (
    select from public.unit_scope s where s.descendant_id = place and s.ancestor_id = any (public.caller_units('caunoi.member'))))
  order by p.id, a.level nulls last
$$;

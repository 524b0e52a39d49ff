-- One folding for everything that is looked for: "dran", "d ran", "d'ran", "d-ran" and "d.ran" find D'Ran; "nd cp" finds NĐ-CP.

-- A dash anywhere and a dot behind a letter stand between words. Where a name is written with an apostrophe between
-- letters, or with a sign behind the one letter that it begins with, the form with it joined stands beside.
-- Equal to findForms() in TypeScript. Most texts have none of these signs and are only folded.
create or replace function find_vi(input text) returns text
language sql immutable strict parallel safe
return case when input !~ '[-.·''`´‘’ʼ′‐‑‒–—−]' then fold_vi(input) else (
  select case when f.joined = f.plain then f.plain else f.plain || ' ǁ ' || f.joined end
    from (select
            fold_vi(regexp_replace(b.bare, '[-‐‑‒–—−]+|([a-z])[.·]+(?=[a-z]|$)', '\1 ', 'g')) as plain,
            fold_vi(regexp_replace(
              regexp_replace(
                regexp_replace(b.bare, '([a-z])[''`´‘’ʼ′]+(?=[a-z])', '\1', 'g'),
                '(^|[^a-z])([a-z])(?:[''`´‘’ʼ′]+ ?|[-.·]+)(?=[a-z]{2})', '\1\2', 'g'),
              '[-‐‑‒–—−]+|([a-z])[.·]+(?=[a-z]|$)', '\1 ', 'g')) as joined
            from (select lower(translate(regexp_replace(normalize(input, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐðÐƀɃıɨ', 'ddddbbii') collate "C") as bare
                  offset 0) b
          offset 0) f)
end;

-- What stood under the old form is written anew; few have such a sign. The rows' own triggers have nothing to do with it.
alter table material_version disable trigger user;
update material_version set title = title, key_messages = key_messages, body = body
 where title_fold <> search_words(find_vi(title)) or text_fold <> search_words(find_vi(title || ' ǁ ' || key_messages || ' ǁ ' || body));
alter table material_version enable trigger user;
delete from material_title_suffix s using material_version v where v.id = s.version_id and v.title_fold like '% ǁ %';
insert into material_title_suffix (version_id, exact, head, suffix, approved_at, unit_id, reach_id)
select v.id, form.exact, part.head, part.suffix, v.approved_at, v.unit_id, v.reach_id
from material_version v, lateral (values (false, v.title_fold), (true, v.title_key)) form(exact, words), title_suffixes(form.words) part
where v.status = 'approved' and v.title_fold like '% ǁ %';

alter table person disable trigger user;
update person set full_name = full_name where joined_key is distinct from nullif(find_vi(full_name), fold_vi(full_name));
alter table person enable trigger user;

-- Talks: an index over the title's form; the table itself stays as it is. 500,000 talks took a minute on two busy cores (the index
-- over fold_vi half of it); talks can be read meanwhile, a new one waits.
drop index talk_words;
create index talk_words on talk using gin (find_vi(title) gin_trgm_ops);
create or replace function plan_briefings(directive text, first_day date, last_day date)
returns table (id uuid, title text, unit_id int, place_id int, held_on date, attendance int)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.title, k.unit_id, k.place_unit_id, k.held_on, coalesce(k.attendance, 0)
    from talk k
   where k.kind = 'internalBriefing' and k.status in ('verified', 'counted')
     and k.starts_at >= (first_day::timestamp at time zone 'Asia/Ho_Chi_Minh') and k.starts_at < ((last_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
     and find_vi(k.title) like '%' || replace(replace(replace(split_part(find_vi(directive), ' ǁ ', 1), '\', '\\'), '%', '\%'), '_', '\_') || '%'
     and (caller_reads_all()
       or k.unit_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any (caller_units('caunoi.read')))
       or k.commune_id in (select s.descendant_id from unit_scope s where s.ancestor_id = any (caller_units('caunoi.read'))))
$$;

-- Questions, answers, laws, corrections, statements, documents that came in: a generated column takes another expression
-- only by being made anew (PostgreSQL 15 has no other way), which writes the table once.
alter table question drop column text_fold;
alter table question add column text_fold text not null generated always as (search_words(find_vi(text))) stored;
alter table question_answer drop column text_fold;
alter table question_answer add column text_fold text not null generated always as (search_words(find_vi(question_text || ' ǁ ' || text))) stored;
create index question_answer_words on question_answer using gin (search_grams(text_fold)) where status = 'published';

alter table law_document drop column search;
alter table law_document add column search text generated always as (find_vi(coalesce(symbol, '') || ' ' || coalesce(abstract, '') || ' ' || coalesce(issuer, ''))) stored;
create index law_document_words on law_document using gin (search gin_trgm_ops);
alter table statement drop column search;
alter table statement add column search text generated always as (find_vi(text || ' ' || coalesce(outlet, ''))) stored;
create index statement_words on statement using gin (search gin_trgm_ops);
alter table incoming_document drop column search_key;
alter table incoming_document add column search_key text not null generated always as (find_vi(sender || ' ' || coalesce(symbol, '') || ' ' || abstract)) stored;

drop view public_correction;
alter table correction drop column search;
alter table correction add column search text generated always as (find_vi(claim || ' ' || truth)) stored;
create index correction_words on correction using gin (search gin_trgm_ops);
create view public_correction as
  select c.id, c.status, c.topic, c.unit_id, c.published_at, c.withdrawn_at, c.stated_on,
         case when c.status = 'published' then c.claim end as claim,
         case when c.status = 'published' then c.truth end as truth,
         case when c.status = 'published' then c.source_text end as source_text,
         case when c.status = 'published' then c.law_passage end as law_passage,
         case when c.status = 'published' then c.next_update_on end as next_update_on,
         case when c.status = 'published' then c.search end as search,
         d.id as law_id, d.kind as law_kind, d.symbol as law_symbol, d.abstract as law_abstract, d.year as law_year, d.issued_on as law_issued_on
    from correction c left join law_document d on d.id = c.law_id and c.status = 'published'
   where c.published_at is not null and c.status in ('published', 'withdrawn');
grant select on public_correction to caunoi_app;

-- Lecturers by the name as it is typed.
create or replace function course_lecturers(unit int, on_day date)
returns table (id uuid, full_name text, sort_given text, sort_rest text, search_key text, unit_id int)
language sql stable security definer rows 20 set search_path = pg_catalog, public as $$
  select distinct on (p.id) p.id, p.full_name, p.sort_given, p.sort_rest, coalesce(p.joined_key, p.search_key), a.unit_id
    from public.appointment a join public.person p on p.id = a.person_id
   where a.kind = 'partTimeLecturer' and a.held @> on_day and a.unit_id in (
       select s.ancestor_id from public.unit_scope s where s.descendant_id = unit
       union select s.descendant_id from public.unit_scope s where s.ancestor_id = unit)
     and (public.caller_reads_all() or public.caller_holds_one('caunoi.read', array[unit]))
   order by p.id, a.id
$$;

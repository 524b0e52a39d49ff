-- Materials: an outline with numbered versions, each a draft, approved, recalled or superseded; its
-- language versions, attachments, and the search over what is approved.

-- What talks and materials are about: data, so that a resolution may change it.
create table topic (
  id text primary key,
  label_vi text not null,
  label_en text not null,
  legal_basis text,
  position int not null default 100,
  active boolean not null default true
);
insert into topic (id, label_vi, label_en, legal_basis, position) values
  ('party-state-policy', 'Chủ trương của Đảng, chính sách, pháp luật của Nhà nước', 'Guidelines of the Party, policies and laws of the State', '49/2024/NĐ-CP, Điều 6', 10),
  ('local-affairs', 'Quy định, sự kiện của địa phương', 'Rules and events of the locality', '49/2024/NĐ-CP, Điều 6', 20),
  ('local-projects', 'Chương trình, dự án tại địa phương', 'Programmes and projects in the locality', '49/2024/NĐ-CP, Điều 6', 30),
  ('knowledge', 'Kiến thức chính trị, kinh tế, văn hóa, xã hội, khoa học và công nghệ', 'Knowledge of politics, economy, culture, society, science and technology', '49/2024/NĐ-CP, Điều 6', 40),
  ('security-order', 'An ninh, trật tự, quốc phòng', 'Security, order and defence', '49/2024/NĐ-CP, Điều 6', 50),
  ('disaster-health', 'Phòng, chống thiên tai, cháy nổ, dịch bệnh; cứu hộ, cứu nạn', 'Disasters, fire, epidemics and rescue', '49/2024/NĐ-CP, Điều 6', 60),
  ('good-examples', 'Gương người tốt, việc tốt, điển hình tiên tiến', 'Good examples and models', '49/2024/NĐ-CP, Điều 6', 70),
  ('crime-prevention', 'Phòng, chống tội phạm, tệ nạn xã hội', 'Against crime and social ills', '49/2024/NĐ-CP, Điều 6', 80),
  ('products-services', 'Sản phẩm, hàng hóa, dịch vụ phục vụ Nhân dân', 'Products and services for the people', '49/2024/NĐ-CP, Điều 6', 90),
  ('current-affairs', 'Thời sự trong nước, quốc tế', 'Current affairs', null, 100),
  ('other', 'Nội dung khác', 'Other', null, 200);

create table material (
  id uuid primary key,
  -- who issues it
  unit_id int not null references unit (id),
  -- whose people it is for: everybody under this unit. An issuing office reaches the place it serves.
  reach_id int not null references unit (id),
  topic text not null references topic (id),
  -- the version to show: the approved one, before that the draft, after a recall the recalled one
  current_version_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user()
);

-- Words for finding: every run of signs that are no letters or digits is one space, one at each end.
create function search_words(input text) returns text
language sql immutable strict parallel safe
return ' ' || btrim(regexp_replace(input, '[\s!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f]+', ' ', 'g')) || ' ';

-- Single syllables and pairs of neighbours: what the index of the whole text holds.
create function search_grams(words text) returns text[]
language sql immutable strict parallel safe
as $$
  select list || array(select a || ' ' || b from unnest(list[:cardinality(list) - 1], list[2:]) as pair(a, b))
  from (select string_to_array(btrim(words), ' ') as list) l
$$;

create table material_version (
  id uuid primary key,
  material_id uuid not null references material (id),
  -- copied from the material, so that policies and search need no join
  unit_id int not null references unit (id),
  reach_id int not null references unit (id),
  topic text not null references topic (id),
  number int not null check (number > 0),
  status text not null default 'draft' check (status in ('draft', 'approved', 'recalled', 'superseded')),
  title text not null check (title <> ''),
  -- what can be said in one minute
  key_messages text not null default '',
  body text not null default '',
  qa jsonb not null default '[]',
  source text,
  legal_basis text,
  language text not null default 'vi',
  -- days on which it may be used
  valid daterange not null default '(,)',
  approved_at timestamptz,
  approved_by text,
  recalled_at timestamptz,
  recall_reason text,
  -- from this day on a phone that knows of the recall no longer opens it
  blocked_from date,
  -- SHA-256 over title, messages, body and questions: two places can say that they hold the same text
  content_hash text not null default '',
  edition int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  -- ǁ is a letter to search_words, so that no phrase reaches from the title into the text
  title_fold text not null generated always as (search_words(fold_vi(title))) stored,
  title_key text not null generated always as (search_words(key_vi(title))) stored,
  text_fold text not null generated always as (search_words(fold_vi(title || ' ǁ ' || key_messages || ' ǁ ' || body))) stored,
  text_key text not null generated always as (search_words(key_vi(title || ' ǁ ' || key_messages || ' ǁ ' || body))) stored,
  unique (material_id, number),
  check (status = 'draft' or approved_at is not null),
  check (status <> 'recalled' or (recalled_at is not null and recall_reason is not null and blocked_from is not null))
);
alter table material add foreign key (current_version_id) references material_version (id) deferrable initially deferred;
create unique index material_one_draft on material_version (material_id) where status = 'draft';
create unique index material_one_approved on material_version (material_id) where status = 'approved';
create index material_by_issuer on material (unit_id, updated_at desc, id desc);
create index material_version_newest on material_version (updated_at desc, id desc);
create index material_version_out_of_use on material_version (status, updated_at desc, id desc) where status <> 'approved';
create index material_version_by_issuer on material_version (unit_id, approved_at desc) where status = 'approved';
create index material_version_by_reach on material_version (reach_id) where status <> 'draft';
create index material_version_text on material_version using gin (search_grams(text_fold)) where status = 'approved';
create index material_version_tones on material_version using gin (search_grams(text_key)) where status = 'approved';
create index material_version_title on material_version using gin (title_fold gin_trgm_ops) where status = 'approved';
alter table material_version alter column text_fold set statistics 0, alter column text_key set statistics 0;

create table material_language (
  version_id uuid not null references material_version (id),
  language text not null,
  status text not null default 'draft' check (status in ('draft', 'reviewed')),
  title text not null check (title <> ''),
  key_messages text not null default '',
  body text not null default '',
  qa jsonb not null default '[]',
  -- office holders who answer for it
  translator text,
  reviewer text,
  reviewed_at timestamptz,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (version_id, language)
);

create table material_attachment (
  id uuid primary key,
  version_id uuid not null references material_version (id),
  file_name text not null,
  media_type text not null,
  size int not null check (size > 0),
  sha256 text not null,
  created_at timestamptz not null default clock_timestamp()
);
create index material_attachment_by_version on material_attachment (version_id);

-- Titles of approved versions from each syllable on: a phrase is then a range of one index, and a frequent
-- phrase is walked from the newest on by its first two syllables (`head`). `exact` rows keep the tones.
create table material_title_suffix (
  version_id uuid not null references material_version (id),
  exact boolean not null,
  head text collate "C" not null,
  suffix text collate "C" not null,
  approved_at timestamptz not null,
  unit_id int not null,
  reach_id int not null
);
create index material_title_suffix_find on material_title_suffix (exact, suffix) include (approved_at, version_id, unit_id, reach_id);
create index material_title_suffix_newest on material_title_suffix (exact, head, approved_at desc, version_id desc) include (suffix, unit_id, reach_id);
create index material_title_suffix_by_version on material_title_suffix (version_id);

-- A title longer than a suffix holds is checked against the title itself.
create function title_suffixes(words text, out head text, out suffix text) returns setof record
language sql immutable strict parallel safe
as $$
  select list[n] || ' ' || coalesce(list[n + 1], ''), left(array_to_string(list[n:n + 9], ' ') || ' ', 60)
  from (select string_to_array(btrim(words), ' ') as list) l, generate_subscripts(l.list, 1) n
$$;

create function keep_title_suffixes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    delete from material_title_suffix where version_id in (select id from fresh);
  end if;
  insert into material_title_suffix (version_id, exact, head, suffix, approved_at, unit_id, reach_id)
  select v.id, form.exact, part.head, part.suffix, v.approved_at, v.unit_id, v.reach_id
  from fresh v, lateral (values (false, v.title_fold), (true, v.title_key)) form(exact, words), title_suffixes(form.words) part
  where v.status = 'approved';
  return null;
end $$;
create trigger material_version_added after insert on material_version
  referencing new table as fresh for each statement execute function keep_title_suffixes();
create trigger material_version_changed after update on material_version
  referencing new table as fresh for each statement execute function keep_title_suffixes();

-- Units whose materials are for the caller: every unit above the caller's own, and what has become one of these.
create function caller_reach() returns setof int language sql stable parallel safe as $$
  select ancestor_id from unit_scope where descendant_id = any (caller_units('caunoi.member'))
  union
  select n.unit_id from unit_scope s join unit_now n on n.now_id = s.ancestor_id
  where s.descendant_id = any (caller_units('caunoi.member'))
$$;

alter table topic enable row level security;
alter table material enable row level security;
alter table material_version enable row level security;
alter table material_language enable row level security;
alter table material_attachment enable row level security;
alter table material_title_suffix enable row level security;

create policy topic_read on topic for select to caunoi_app using (true);
create policy topic_write on topic for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));

-- Read: what is for the caller's own unit (issued by or for a unit above it), and what is issued within it.
-- Drafts only by those who may write there.
create policy material_read on material for select to caunoi_app using (
  (select caller_reads_all())
  or reach_id in (select caller_reach())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.member'))::int[])));
create policy material_add on material for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy material_change on material for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));

create policy material_version_read on material_version for select to caunoi_app using (
  (status <> 'draft' or (select caller_writes_all())
    or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))
  and ((select caller_reads_all())
    or reach_id in (select caller_reach())
    or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.member'))::int[]))));
create policy material_version_add on material_version for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy material_version_change on material_version for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));

create policy material_language_read on material_language for select to caunoi_app
  using (exists (select from material_version v where v.id = version_id));
create policy material_attachment_read on material_attachment for select to caunoi_app
  using (exists (select from material_version v where v.id = version_id));
do $$
declare part text;
begin
  foreach part in array array['material_language', 'material_attachment'] loop
    execute format($policy$
      create policy %1$s_write on %1$s for all to caunoi_app
        using (exists (select from material_version v where v.id = version_id and ((select caller_writes_all())
          or v.unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))))
    $policy$, part);
  end loop;
end $$;

grant select on topic, material, material_version, material_language, material_attachment to caunoi_app;
grant insert, update on topic, material, material_language to caunoi_app;
grant insert on material_version, material_attachment to caunoi_app;
grant delete on material_language, material_attachment to caunoi_app;
grant update (status, title, key_messages, body, qa, source, legal_basis, language, valid, topic, reach_id, approved_at, approved_by,
  recalled_at, recall_reason, blocked_from, content_hash, edition, updated_at) on material_version to caunoi_app;

-- The search, one call. Approved versions that hold the phrase as whole syllables; tier 1: with its very
-- tones in the title, 2: with its tones in the text, 3: without regard to tones in the title, 4: in the
-- text; within a tier the newest first. Only when there is none at all, tier 5: titles that hold it
-- anywhere, in the middle of words too.
-- Row-level security keeps an index on text from being used under the application's role (its operators
-- are not leakproof), so this function runs as the owner and asks of every row the same question of
-- visibility as the policies do.
create function search_materials(phrase text, most int, only_topic text default null)
returns table (version_id uuid, tier int, approved_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan rows 20 as $$
#variable_conflict use_column
declare
  folded text := ltrim(search_words(fold_vi(phrase)));
  toned text := ltrim(search_words(key_vi(phrase)));
  words text;   -- the phrase in the form of this tier, with a space at its end
  past text;    -- the first text behind everything that begins with it
  start text;   -- as much of it as a suffix holds
  keys text[];  -- what the index of the whole text is asked for
  two text;     -- its first two syllables, null when it has one
  everything boolean := caller_reads_all();
  member int[] := caller_units('caunoi.member');
  above int[];
  frequent boolean;
  longer boolean; -- than a suffix holds
  seen uuid[] := '{}';
begin
  if folded = '' or most < 1 then return; end if;
  if not everything then
    above := array(select caller_reach());
  end if;
  for step in 1..5 loop
    tier := step;
    words := case when step <= 2 then toned else folded end;
    keys := string_to_array(btrim(words), ' ');
    if cardinality(keys) > 1 then keys := (search_grams(words))[cardinality(keys) + 1:]; end if;
    if step in (1, 3) then
      start := left(array_to_string((string_to_array(words, ' '))[:10], ' '), 60);
      past := case when right(start, 1) = ' ' then left(start, -1) || '!' else start || chr(127) end;
      longer := start <> words;
      two := substring(words from '^[^ ]+ [^ ]+(?= )');
      frequent := two is not null and (select count(*) from (
        select from material_title_suffix h where h.exact = (step = 1) and h.suffix >= start and h.suffix < past limit 300) first_ones) = 300;
      for version_id, approved_at in
        select h.version_id, h.approved_at from material_title_suffix h
        where not frequent and h.exact = (step = 1) and h.suffix >= start and h.suffix < past
          and (not longer or exists (select from material_version m where m.id = h.version_id
            and strpos(case when step = 1 then m.title_key else m.title_fold end, ' ' || words) > 0))
          and (everything or h.reach_id = any (above)
            or exists (select from unit_scope s where s.descendant_id = h.unit_id and s.ancestor_id = any (member)))
          and (only_topic is null or exists (select from material_version m where m.id = h.version_id and m.topic = only_topic))
          and h.version_id <> all (seen)
        group by h.version_id, h.approved_at
        order by h.approved_at desc, h.version_id desc limit most - cardinality(seen)
      loop
        seen := seen || version_id;
        return next;
      end loop;
      for version_id, approved_at in
        select h.version_id, h.approved_at from material_title_suffix h
        where frequent and h.exact = (step = 1) and h.head = two and starts_with(h.suffix, start)
          and (not longer or exists (select from material_version m where m.id = h.version_id
            and strpos(case when step = 1 then m.title_key else m.title_fold end, ' ' || words) > 0))
          and (everything or h.reach_id = any (above)
            or exists (select from unit_scope s where s.descendant_id = h.unit_id and s.ancestor_id = any (member)))
          and (only_topic is null or exists (select from material_version m where m.id = h.version_id and m.topic = only_topic))
          and h.version_id <> all (seen)
        group by h.approved_at, h.version_id
        order by h.approved_at desc, h.version_id desc limit most - cardinality(seen)
      loop
        seen := seen || version_id;
        return next;
      end loop;
    elsif step = 2 then
      for version_id, approved_at in
        select h.id, h.approved_at from material_version h
        where h.status = 'approved' and search_grams(h.text_key) @> keys and strpos(h.text_key, ' ' || words) > 0
          and (everything or h.reach_id = any (above)
            or exists (select from unit_scope s where s.descendant_id = h.unit_id and s.ancestor_id = any (member)))
          and (only_topic is null or exists (select from material_version m where m.id = h.id and m.topic = only_topic))
          and h.id <> all (seen)
        order by h.approved_at desc, h.id desc limit most - cardinality(seen)
      loop
        seen := seen || version_id;
        return next;
      end loop;
    elsif step = 4 then
      for version_id, approved_at in
        select h.id, h.approved_at from material_version h
        where h.status = 'approved' and search_grams(h.text_fold) @> keys and strpos(h.text_fold, ' ' || words) > 0
          and (everything or h.reach_id = any (above)
            or exists (select from unit_scope s where s.descendant_id = h.unit_id and s.ancestor_id = any (member)))
          and (only_topic is null or exists (select from material_version m where m.id = h.id and m.topic = only_topic))
          and h.id <> all (seen)
        order by h.approved_at desc, h.id desc limit most - cardinality(seen)
      loop
        seen := seen || version_id;
        return next;
      end loop;
    elsif cardinality(seen) = 0 then
      for version_id, approved_at in
        select h.id, h.approved_at from material_version h
        where h.status = 'approved' and h.title_fold like '%' || btrim(folded) || '%'
          and (everything or h.reach_id = any (above)
            or exists (select from unit_scope s where s.descendant_id = h.unit_id and s.ancestor_id = any (member)))
          and (only_topic is null or exists (select from material_version m where m.id = h.id and m.topic = only_topic))
          and h.id <> all (seen)
        order by h.approved_at desc, h.id desc limit most
      loop
        return next;
      end loop;
    end if;
    exit when cardinality(seen) >= most;
  end loop;
end $$;
revoke execute on function search_materials(text, int, text) from public;
grant execute on function search_materials(text, int, text) to caunoi_app;

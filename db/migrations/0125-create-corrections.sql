-- Issue notes and corrections (thông tin đính chính, làm rõ): a claim as it is heard, what is true, and by which source.
-- There is no column for who made the claim, for an account or for a link to anybody's page, and none may be added.

create table correction (
  id uuid primary key,
  unit_id int not null references unit (id),
  topic text not null references topic (id),
  claim text not null check (char_length(claim) between 1 and 2000),
  truth text not null default '' check (char_length(truth) <= 10000),
  -- a document of the register with the passage, or a source in words
  law_id uuid references law_document (id),
  law_passage text check (char_length(law_passage) between 1 and 200),
  source_text text check (char_length(source_text) between 1 and 500),
  stated_on date not null,
  -- an issue that goes on says when more will be said
  next_update_on date,
  status text not null default 'draft' check (status in ('draft', 'approved', 'published', 'withdrawn')),
  version int not null default 1,
  created_by text not null default caller_user(),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  approved_by text,
  approved_at timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdraw_reason text check (char_length(withdraw_reason) between 1 and 500),
  search text generated always as (fold_vi(claim || ' ' || truth)) stored,
  check (status in ('draft', 'withdrawn') or (truth <> '' and (law_id is not null or source_text is not null))),
  check (law_passage is null or law_id is not null),
  check ((status = 'withdrawn') = (withdraw_reason is not null)),
  check ((status = 'published') <= (published_at is not null))
);
create index correction_by_unit on correction (unit_id, updated_at desc, id desc);
create index correction_published on correction (published_at desc, id desc) where status = 'published';
create index correction_words on correction using gin (search gin_trgm_ops);

alter table correction enable row level security;
-- What is published is everybody's; before that it is its unit's and of those above it.
create policy correction_read on correction for select to caunoi_app using (
  status = 'published'
  or (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy correction_add on correction for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy correction_change on correction for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
grant select, insert on correction to caunoi_app;
grant update (topic, claim, truth, law_id, law_passage, source_text, stated_on, next_update_on, status, version, updated_at, approved_by,
  approved_at, published_at, withdrawn_at, withdraw_reason) on correction to caunoi_app;

-- What the public pages may read, and nothing else. One that was withdrawn says so and when, without its words.
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

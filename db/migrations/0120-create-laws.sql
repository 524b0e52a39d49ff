-- Legal documents (văn bản quy phạm pháp luật và văn bản chỉ đạo): one register for the whole instance, so that
-- what a material cites is recognised, and a document that has been replaced is seen before anybody approves.

-- What is not known stays null and is said to be unknown; a guess here would turn into a wrong remark.
create table law_document (
  id uuid primary key,
  kind text not null check (kind in ('constitution', 'code', 'law', 'ordinance', 'resolution', 'decree', 'decision', 'directive',
    'circular', 'jointCircular', 'regulation', 'conclusion', 'plan', 'guideline', 'programme', 'report', 'notice', 'officialLetter', 'other')),
  -- evened by kernel/text/document-symbol: "49/2024/NĐ-CP"; a law may be known by its name and year alone
  symbol text check (symbol <> ''),
  -- without leading zeros and tones, for finding it however it is typed
  symbol_key text check (symbol_key <> ''),
  issued_on date,
  year int check (year between 1900 and 2200),
  issuer text,
  -- trích yếu; for a law its name without "Luật"
  abstract text,
  name_key text not null default '',
  valid_from date,
  -- last day in force
  valid_to date check (valid_to >= valid_from),
  -- the number of its last article, where somebody has looked it up
  last_article int check (last_article between 1 and 2000),
  -- where this entry was read
  source text not null check (source <> ''),
  -- whose officers keep this entry; everybody reads it
  unit_id int not null references unit (id),
  version int not null default 1,
  created_by text not null default caller_user(),
  updated_at timestamptz not null default clock_timestamp(),
  search text generated always as (fold_vi(coalesce(symbol, '') || ' ' || coalesce(abstract, '') || ' ' || coalesce(issuer, ''))) stored,
  check (symbol is not null or kind in ('constitution', 'code', 'law', 'ordinance')),
  check ((symbol is null) = (symbol_key is null)),
  check (symbol is not null or abstract is not null),
  check (issued_on is null or year = extract(year from issued_on))
);
-- Numbers begin again each year, so a symbol without a year in it is one document only together with its day.
create unique index law_document_symbol on law_document (symbol_key, issued_on) nulls not distinct where symbol_key is not null;
create unique index law_document_name on law_document (kind, name_key, year) nulls not distinct where symbol_key is null;
create index law_document_newest on law_document (coalesce(issued_on, make_date(coalesce(year, 1900), 1, 1)) desc, id desc);
create index law_document_named on law_document (kind, name_key) where kind in ('constitution', 'code', 'law', 'ordinance');
create index law_document_words on law_document using gin (search gin_trgm_ops);

-- The first document does this to the second one.
create table law_relation (
  from_id uuid not null references law_document (id),
  to_id uuid not null references law_document (id),
  kind text not null check (kind in ('implements', 'amends', 'replaces', 'cites')),
  primary key (from_id, to_id, kind),
  check (from_id <> to_id)
);
create index law_relation_to on law_relation (to_id, kind);

alter table law_document enable row level security;
alter table law_relation enable row level security;

create policy law_document_read on law_document for select to caunoi_app using (true);
create policy law_document_add on law_document for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy law_document_change on law_document for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy law_relation_read on law_relation for select to caunoi_app using (true);
-- Whoever keeps the newer document says what it does to the older one.
create policy law_relation_write on law_relation for all to caunoi_app
  using (exists (select from law_document d where d.id = from_id and ((select caller_writes_all())
    or d.unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))));

grant select, insert on law_document to caunoi_app;
grant update (kind, symbol, symbol_key, issued_on, year, issuer, abstract, name_key, valid_from, valid_to, last_article, source, version, updated_at)
  on law_document to caunoi_app;
grant select, insert, delete on law_relation to caunoi_app;

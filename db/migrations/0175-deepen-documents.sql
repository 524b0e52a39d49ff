-- Documents in both directions: what arrives, what is being written, what became of what was issued, copies of it,
-- the signed file that came back.

-- The abbreviation of a type, as long as it holds: a later decree adds a row, nothing issued before changes.
create table document_type_form (
  type text not null references document_type (id),
  valid daterange not null check (not isempty(valid)),
  -- null where the symbol has none (công văn: 05/UBND-VHXH); no [[:alpha:]]: under the locale C it does not know Đ
  abbreviation text check (abbreviation ~ '^[^[:space:][:punct:][:digit:]]{1,6}$'),
  legal_basis text not null check (legal_basis <> ''),
  primary key (type, valid),
  exclude using gist (type with =, valid with &&)
);
insert into document_type_form (type, valid, abbreviation, legal_basis) select id, valid, abbreviation, legal_basis from document_type;
alter table document_type drop column abbreviation, drop column legal_basis, drop column valid;

-- What the register of outgoing documents shows beside the number (Phụ lục IV, I).
alter table issued_document
  add column recipients text[] not null default '{}',
  add column copies int check (copies between 1 and 100000),
  -- how it is written: kept with documents made at the desk, so that an extract or a replacement can start from it
  add column content_source jsonb;

-- How a mistake in an issued document is answered, and by which form of document.
create table document_remedy (
  id text not null check (id in ('replaces', 'corrects', 'withdraws')),
  valid daterange not null check (not isempty(valid)),
  label_vi text not null,
  label_en text not null,
  -- the answer has the form of what it answers
  same_type boolean not null,
  types text[] not null default '{}',
  template text not null,
  legal_basis text not null check (legal_basis <> ''),
  primary key (id, valid),
  exclude using gist (id with =, valid with &&)
);
insert into document_remedy (id, valid, label_vi, label_en, same_type, types, template, legal_basis) values
  ('replaces', '[2020-03-05,)', 'Thay thế', 'Replacement', true, '{}', 'replacement', '30/2020/NĐ-CP, Điều 18 khoản 3'),
  ('corrects', '[2020-03-05,)', 'Đính chính', 'Correction', false, '{official-letter}', 'letter-correction', '30/2020/NĐ-CP, Điều 18 khoản 3'),
  ('withdraws', '[2020-03-05,)', 'Thu hồi', 'Withdrawal', false, '{notice,official-letter}', 'notice-withdrawal', '30/2020/NĐ-CP, Điều 18 khoản 4');

create table document_link (
  from_id uuid not null references issued_document (id),
  to_id uuid not null references issued_document (id),
  remedy text not null check (remedy in ('replaces', 'corrects', 'withdraws')),
  reason text not null check (reason <> ''),
  -- of the document that answers
  unit_id int not null references unit (id),
  linked_at timestamptz not null default clock_timestamp(),
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
create index document_link_to on document_link (to_id);
-- A document ends once; it may be corrected more than once.
create unique index document_link_ends_once on document_link (to_id) where remedy in ('replaces', 'withdraws');

-- What arrives: one series a unit and year, taken as it is registered (Điều 22.2).
create table incoming_register (
  unit_id int not null references unit (id),
  year int not null,
  last_number int not null check (last_number > 0),
  primary key (unit_id, year)
);

create table incoming_document (
  id uuid primary key,
  unit_id int not null references unit (id),
  year int not null,
  number int not null check (number > 0),
  arrived_on date not null check (extract(year from arrived_on) = year),
  -- the organisation that issued it; a citizen's letter is registered without a name
  sender text not null check (sender <> ''),
  symbol text check (symbol <> ''),
  issued_on date,
  type text references document_type (id),
  abstract text not null check (abstract <> ''),
  urgency text check (urgency in ('urgent', 'very-urgent', 'express')),
  -- it arrived as a certified copy: only then may it be copied as sao lục
  is_copy boolean not null default false,
  due_on date,
  status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
  done_on date,
  done_note text check (done_note <> ''),
  answered_by uuid references issued_document (id),
  version int not null default 1,
  registered_by text not null default caller_user(),
  registered_at timestamptz not null default clock_timestamp(),
  search_key text not null generated always as (fold_vi(sender || ' ' || coalesce(symbol, '') || ' ' || abstract)) stored,
  unique (unit_id, year, number),
  check ((status = 'open') = (done_on is null))
);
create index incoming_document_newest on incoming_document (unit_id, arrived_on desc, number desc);
create index incoming_document_due on incoming_document (due_on) where status = 'open';

create table incoming_handover (
  id uuid primary key,
  incoming_id uuid not null references incoming_document (id),
  to_whom text not null check (to_whom <> ''),
  role text not null check (role in ('lead', 'coordinate', 'inform')),
  note text check (note <> ''),
  handed_on date not null,
  recorded_by text not null default caller_user(),
  recorded_at timestamptz not null default clock_timestamp()
);
create index incoming_handover_of on incoming_handover (incoming_id, handed_on, recorded_at);

-- The scan or the file as it came; its bytes are in the file store under their hash.
create table incoming_file (
  id uuid primary key,
  incoming_id uuid not null references incoming_document (id),
  file_name text not null check (file_name <> ''),
  media_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null check (size > 0),
  added_by text not null default caller_user(),
  added_at timestamptz not null default clock_timestamp(),
  unique (incoming_id, sha256)
);

create function incoming_document_keeps_its_number() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a registered document is never deleted' using errcode = '23001'; end if;
  if (old.unit_id, old.year, old.number, old.arrived_on) is distinct from (new.unit_id, new.year, new.number, new.arrived_on) then
    raise exception 'an arrival number is never changed' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger incoming_document_keeps_its_number before update or delete on incoming_document
  for each row execute function incoming_document_keeps_its_number();

-- Templates are data: words with {places} for what is merged in, and the fields that an officer fills.
create table document_template (
  id text not null,
  valid daterange not null check (not isempty(valid)),
  type text not null references document_type (id),
  name_vi text not null,
  name_en text not null,
  help_vi text not null,
  help_en text not null,
  -- [{key, labelVi, labelEn, kind, optional}]
  fields jsonb not null check (jsonb_typeof(fields) = 'array'),
  -- the document with its {places}
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  -- merge sources that can fill it: "roster.people"
  sources text[] not null default '{}',
  -- made from the page of the document that it answers, not from the list of templates
  from_document boolean not null default false,
  position int not null,
  legal_basis text not null check (legal_basis <> ''),
  primary key (id, valid),
  exclude using gist (id with =, valid with &&)
);

create table document_draft (
  id uuid primary key,
  unit_id int not null references unit (id),
  template text not null,
  type text not null references document_type (id),
  abstract text not null check (abstract <> ''),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  -- what it was merged from: "roster.people" and what was chosen there
  source text,
  source_ids text[] not null default '{}',
  remedy text check (remedy in ('replaces', 'corrects', 'withdraws')),
  remedy_of uuid references issued_document (id),
  remedy_reason text check (remedy_reason <> ''),
  answers uuid references incoming_document (id),
  status text not null default 'draft' check (status in ('draft', 'submitted', 'issued', 'dropped')),
  submitted_at timestamptz,
  dropped_reason text check (dropped_reason <> ''),
  document_id uuid unique references issued_document (id),
  version int not null default 1,
  written_by text not null default caller_user(),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  check ((status = 'issued') = (document_id is not null)),
  check ((status = 'dropped') = (dropped_reason is not null)),
  check ((remedy is null) = (remedy_of is null) and (remedy is null) = (remedy_reason is null))
);
create index document_draft_open on document_draft (unit_id, updated_at desc) where status in ('draft', 'submitted');
create index document_draft_of on document_draft (remedy_of) where remedy_of is not null;

create function document_draft_freezes() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.status in ('issued', 'dropped') then
    raise exception 'a draft that was issued or dropped is never changed' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger document_draft_freezes before update or delete on document_draft
  for each row execute function document_draft_freezes();

-- Which original a certified copy is of: one of ours, or one that arrived.
create table document_copy (
  copy_id uuid primary key references issued_document (id),
  form text not null check (form in ('certified-copy', 'copy-of-copy', 'certified-extract')),
  of_document uuid references issued_document (id),
  of_incoming uuid references incoming_document (id),
  unit_id int not null references unit (id),
  -- SHA-256 of the original's file as it was copied; null where only paper was there
  of_sha256 text check (of_sha256 ~ '^[0-9a-f]{64}$'),
  check (num_nonnulls(of_document, of_incoming) = 1)
);
create index document_copy_of_document on document_copy (of_document) where of_document is not null;
create index document_copy_of_incoming on document_copy (of_incoming) where of_incoming is not null;

-- The file as it was signed elsewhere, filed back against its document; a later one stands beside, none is changed.
create table document_signed_file (
  id uuid primary key,
  document_id uuid not null references issued_document (id),
  unit_id int not null references unit (id),
  file_name text not null check (file_name <> ''),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size int not null check (size > 0),
  pdf_version text not null,
  -- signature fields seen in the file; what they are worth is not judged here
  signature_fields int not null check (signature_fields >= 0),
  filed_by text not null default caller_user(),
  filed_at timestamptz not null default clock_timestamp(),
  unique (document_id, sha256)
);

create function document_record_stays() returns trigger language plpgsql as $$
begin raise exception 'a record of an issued document is never changed' using errcode = '23001'; end $$;
create trigger document_link_stays before update or delete on document_link for each row execute function document_record_stays();
create trigger document_copy_stays before update or delete on document_copy for each row execute function document_record_stays();
create trigger document_signed_file_stays before update or delete on document_signed_file for each row execute function document_record_stays();

-- Organisations of the exchange of electronic documents, by their code (Quyết định 20/2020/QĐ-TTg).
create table exchange_organ (
  organ_id text primary key check (organ_id ~ '^[A-Z][0-9A-Z]{0,9}(\.[0-9A-Z]{1,10}){0,5}$'),
  unit_id int unique references unit (id),
  name text not null check (name <> ''),
  in_charge text check (in_charge <> ''),
  address text check (address <> ''),
  email text check (email <> ''),
  telephone text check (telephone <> ''),
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp()
);

alter table document_type_form enable row level security;
alter table document_remedy enable row level security;
alter table document_template enable row level security;
alter table exchange_organ enable row level security;
alter table document_link enable row level security;
alter table document_copy enable row level security;
alter table document_signed_file enable row level security;
alter table incoming_register enable row level security;
alter table incoming_document enable row level security;
alter table incoming_handover enable row level security;
alter table incoming_file enable row level security;
alter table document_draft enable row level security;

create policy document_type_form_read on document_type_form for select to caunoi_app using (true);
create policy document_type_form_write on document_type_form to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
create policy document_remedy_read on document_remedy for select to caunoi_app using (true);
create policy document_template_read on document_template for select to caunoi_app using (true);
create policy document_template_write on document_template to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
create policy exchange_organ_read on exchange_organ for select to caunoi_app using (true);
create policy exchange_organ_write on exchange_organ to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));

do $$
declare t text;
begin
  foreach t in array array['document_link', 'document_copy', 'document_signed_file', 'incoming_register', 'incoming_document', 'document_draft'] loop
    execute format($p$create policy %1$s_read on %1$I for select to caunoi_app using (
      (select caller_reads_all())
      or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])))$p$, t);
    execute format($p$create policy %1$s_insert on %1$I for insert to caunoi_app with check (
      (select caller_writes_all())
      or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))$p$, t);
  end loop;
  foreach t in array array['incoming_register', 'incoming_document', 'document_draft'] loop
    execute format($p$create policy %1$s_update on %1$I for update to caunoi_app using (
      (select caller_writes_all())
      or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))$p$, t);
  end loop;
  foreach t in array array['incoming_handover', 'incoming_file'] loop
    execute format($p$create policy %1$s_read on %1$I for select to caunoi_app using (
      exists (select 1 from incoming_document d where d.id = incoming_id))$p$, t);
    execute format($p$create policy %1$s_insert on %1$I for insert to caunoi_app with check (
      exists (select 1 from incoming_document d where d.id = incoming_id and ((select caller_writes_all())
        or d.unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])))))$p$, t);
  end loop;
end $$;

grant select, insert, update on document_type_form to caunoi_app;
grant select, insert, update on document_template, exchange_organ to caunoi_app;
grant select on document_remedy to caunoi_app;
grant select, insert on document_link, document_copy, document_signed_file, incoming_handover, incoming_file to caunoi_app;
grant select, insert, update on incoming_register, incoming_document, document_draft to caunoi_app;

-- Outgoing documents: the register with its numbers, and the file that was issued.

-- Types of administrative documents with their abbreviations (Decree 30/2020/NĐ-CP, Điều 7 and Phụ lục III), and
-- the three kinds of copies, which are numbered in a series of their own.
create table document_type (
  id text primary key,
  name_vi text not null,
  name_en text not null,
  -- in the symbol: 05/BC-UBND. Null where the symbol has none (công văn: 05/UBND-VHXH).
  abbreviation text,
  series text not null default 'documents' check (series in ('documents', 'copies')),
  legal_basis text not null default '30/2020/NĐ-CP, Điều 7 và Phụ lục III',
  valid daterange not null default '[2020-03-05,)',
  position int not null
);
insert into document_type (id, name_vi, name_en, abbreviation, series, position) values
  ('resolution', 'Nghị quyết', 'Resolution', 'NQ', 'documents', 1),
  ('decision', 'Quyết định', 'Decision', 'QĐ', 'documents', 2),
  ('directive', 'Chỉ thị', 'Directive', 'CT', 'documents', 3),
  ('statute', 'Quy chế', 'Statute', 'QC', 'documents', 4),
  ('regulation', 'Quy định', 'Regulation', 'QyĐ', 'documents', 5),
  ('communique', 'Thông cáo', 'Communiqué', 'TC', 'documents', 6),
  ('notice', 'Thông báo', 'Notice', 'TB', 'documents', 7),
  ('guideline', 'Hướng dẫn', 'Guideline', 'HD', 'documents', 8),
  ('programme', 'Chương trình', 'Programme', 'CTr', 'documents', 9),
  ('plan', 'Kế hoạch', 'Plan', 'KH', 'documents', 10),
  ('scenario', 'Phương án', 'Scenario', 'PA', 'documents', 11),
  ('scheme', 'Đề án', 'Scheme', 'ĐA', 'documents', 12),
  ('project', 'Dự án', 'Project', 'DA', 'documents', 13),
  ('report', 'Báo cáo', 'Report', 'BC', 'documents', 14),
  ('minutes', 'Biên bản', 'Minutes', 'BB', 'documents', 15),
  ('submission', 'Tờ trình', 'Submission', 'TTr', 'documents', 16),
  ('contract', 'Hợp đồng', 'Contract', 'HĐ', 'documents', 17),
  ('official-letter', 'Công văn', 'Official letter', null, 'documents', 18),
  ('telegram', 'Công điện', 'Official telegram', 'CĐ', 'documents', 19),
  ('memorandum', 'Bản ghi nhớ', 'Memorandum', 'BGN', 'documents', 20),
  ('agreement', 'Bản thỏa thuận', 'Agreement', 'BTT', 'documents', 21),
  ('power-of-attorney', 'Giấy ủy quyền', 'Power of attorney', 'GUQ', 'documents', 22),
  ('invitation', 'Giấy mời', 'Invitation', 'GM', 'documents', 23),
  ('introduction', 'Giấy giới thiệu', 'Letter of introduction', 'GGT', 'documents', 24),
  ('leave', 'Giấy nghỉ phép', 'Leave permit', 'GNP', 'documents', 25),
  ('sending-slip', 'Phiếu gửi', 'Sending slip', 'PG', 'documents', 26),
  ('forwarding-slip', 'Phiếu chuyển', 'Forwarding slip', 'PC', 'documents', 27),
  ('notification-slip', 'Phiếu báo', 'Notification slip', 'PB', 'documents', 28),
  ('public-letter', 'Thư công', 'Public letter', null, 'documents', 29),
  ('certified-copy', 'Bản sao y', 'Certified copy', 'SY', 'copies', 30),
  ('certified-extract', 'Bản trích sao', 'Certified extract', 'TrS', 'copies', 31),
  ('copy-of-copy', 'Bản sao lục', 'Copy of a copy', 'SL', 'copies', 32);

-- How a unit signs its documents. Without a row the usual form of its kind is proposed.
create table document_issuer (
  unit_id int primary key references unit (id),
  governing text,
  issuer text not null check (issuer <> ''),
  -- the issuer's part of the symbol: UBND, SVHTTDL, HĐND (no [[:upper:]]: under the locale C it does not know Đ)
  abbreviation text not null check (abbreviation ~ '^[^[:space:][:punct:]a-zđ]+(-[^[:space:][:punct:]a-zđ]+)*$'),
  place text not null check (place <> ''),
  authority text,
  capacity text,
  signer_position text not null,
  signer_name text not null default '',
  filing text,
  recipients text[] not null default '{}',
  addressees text[] not null default '{}',
  version int not null default 1,
  updated_at timestamptz not null default clock_timestamp()
);

-- One series a year from 01 on 1 January to 31 December (Điều 15.1); the row is the lock that makes it gap-free:
-- who issues holds it until the commit, and a rollback gives the number back.
create table document_register (
  unit_id int not null references unit (id),
  year int not null,
  series text not null check (series in ('documents', 'copies')),
  last_number int not null check (last_number > 0),
  primary key (unit_id, year, series)
);

create table issued_document (
  id uuid primary key,
  unit_id int not null references unit (id),
  year int not null,
  series text not null,
  number int not null check (number > 0),
  type text not null references document_type (id),
  -- all after the slash: BC-UBND
  symbol text not null,
  abstract text not null,
  issued_on date not null check (extract(year from issued_on) = year),
  signer_name text not null,
  signer_position text not null,
  file_name text not null,
  media_type text not null,
  content bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- what it was made from
  subject text,
  subject_id text,
  rule_set text,
  issued_by text not null default caller_user(),
  issued_at timestamptz not null default clock_timestamp(),
  unique (unit_id, year, series, number)
);
create index issued_document_by_subject on issued_document (subject, subject_id);
create index issued_document_newest on issued_document (unit_id, issued_on desc, number desc);

-- What was issued stays as it was issued; a mistake is answered by another document (Điều 18.3).
create function issued_document_stays() returns trigger language plpgsql as $$
begin raise exception 'an issued document is never changed' using errcode = '23001'; end $$;
create trigger issued_document_stays before update or delete on issued_document
  for each row execute function issued_document_stays();

alter table document_type enable row level security;
alter table document_issuer enable row level security;
alter table document_register enable row level security;
alter table issued_document enable row level security;

create policy document_type_read on document_type for select to caunoi_app using (true);
create policy document_type_write on document_type to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
create policy document_issuer_read on document_issuer for select to caunoi_app using (
  (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy document_issuer_insert on document_issuer for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy document_issuer_update on document_issuer for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy document_register_write on document_register to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy issued_document_read on issued_document for select to caunoi_app using (
  (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy issued_document_insert on issued_document for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));

grant select, insert, update on document_type to caunoi_app;
grant select, insert, update on document_issuer, document_register to caunoi_app;
grant select, insert on issued_document to caunoi_app;

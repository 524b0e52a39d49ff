-- Reports: what is counted (data), what a unit reported for a period, each figure with the talks behind it.

-- The catalogue. How a code is computed is in modules/reports/indicators.ts; a test holds the two together.
create table indicator (
  code text primary key,
  name_vi text not null,
  name_en text not null,
  measure_vi text not null,
  measure_en text not null,
  definition_vi text not null,
  definition_en text not null,
  legal_basis text not null,
  -- 'sum': the rows below add up to the total; 'distinct', 'share', 'places': they do not
  adds_up text not null check (adds_up in ('sum', 'distinct', 'share', 'places')),
  -- counts under five in a row below are not shown outside
  small_cells boolean not null default false,
  position int not null,
  valid daterange not null default '(,)'
);

create table report_template (
  id text primary key,
  name_vi text not null,
  name_en text not null,
  -- "{period}" is put in
  abstract_vi text not null,
  document_type text not null references document_type (id),
  -- last day of a period's last month that still counts, by kind of period; null: the month's end
  closing_day int check (closing_day between 1 and 28),
  legal_bases text[] not null,
  valid daterange not null default '(,)',
  legal_basis text not null,
  position int not null
);

create table report (
  id uuid primary key,
  unit_id int not null references unit (id),
  template text not null references report_template (id),
  -- '2025', '2025-H1', '2025-Q3', '2025-07'
  period text not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  status text not null default 'draft' check (status in ('draft', 'frozen')),
  -- 0 while it is a draft; the freeze makes 1
  revision int not null default 0,
  -- sections written by people: {"leadership": "…", …}
  narrative jsonb not null default '{}',
  version int not null default 1,
  created_by text not null default caller_user(),
  created_at timestamptz not null default clock_timestamp(),
  unique (unit_id, template, period),
  check ((status = 'frozen') = (revision > 0))
);
create index report_newest on report (last_day desc, id desc);

-- A state of the figures that never changes again.
create table report_revision (
  report_id uuid not null references report (id),
  number int not null check (number > 0),
  -- what was known then
  as_of timestamptz not null,
  frozen_by text not null default caller_user(),
  reason text,
  talks int not null,
  -- SHA-256 over period, figures and the talks behind them (modules/reports/rules.ts)
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  talks_hash text not null,
  -- newest seal of the journal then, for the report's foot
  journal_hash text,
  primary key (report_id, number)
);

create table report_figure (
  report_id uuid not null references report (id),
  revision int not null,
  view text not null check (view in ('as-was', 'as-is')),
  indicator text not null references indicator (code),
  line text not null check (line in ('total', 'unit', 'unattributable')),
  unit_id int references unit (id),
  value numeric not null,
  previous numeric,
  last_year numeric,
  unique nulls not distinct (report_id, revision, view, indicator, line, unit_id),
  check ((line = 'unit') = (unit_id is not null))
);

-- Each talk behind a report, pinned as it was counted. A revision closes a pin and opens another; none is changed.
create table report_talk (
  report_id uuid not null references report (id),
  talk_id uuid not null references talk (id),
  since_revision int not null,
  until_revision int,
  talk_version int not null,
  unit_id int not null,
  place_unit_id int not null,
  commune_id int not null,
  held_on date not null,
  kind text not null,
  mode text not null,
  audience_kind text not null,
  title text not null,
  attendance int not null,
  sites int not null,
  site_attendance int not null,
  questions int not null,
  speaker_ids uuid[] not null,
  primary key (report_id, talk_id, since_revision),
  check (until_revision >= since_revision)
);
create index report_talk_by_talk on report_talk (talk_id);
create index report_talk_newest on report_talk (report_id, held_on desc, talk_id desc);

-- On whose line the talks of a place stood, by view, as the tree was when the revision was made: a later
-- reorganisation moves no frozen figure, and each still opens to the very talks behind it.
create table report_place (
  report_id uuid not null,
  revision int not null,
  view text not null check (view in ('as-was', 'as-is')),
  key_id int not null,
  valid datemultirange not null,
  row_unit int,
  line text not null check (line in ('unit', 'unattributable')),
  foreign key (report_id, revision) references report_revision (report_id, number)
);
create index report_place_by_key on report_place (report_id, revision, view, key_id);

-- Pins and figures stay; the one thing a revision does to an old pin is to end it, once.
create function report_pin_ends_once() returns trigger language plpgsql as $$
begin
  if old.until_revision is not null
     or (to_jsonb(new) - 'until_revision') <> (to_jsonb(old) - 'until_revision') then
    raise exception 'a frozen figure is never changed' using errcode = '23001';
  end if;
  return new;
end $$;
create trigger report_pin_ends_once before update on report_talk for each row execute function report_pin_ends_once();
create function report_stays() returns trigger language plpgsql as $$
begin raise exception 'a frozen figure is never changed' using errcode = '23001'; end $$;
create trigger report_talk_stays before delete on report_talk for each row execute function report_stays();
create trigger report_figure_stays before update or delete on report_figure for each row execute function report_stays();
create trigger report_place_stays before update or delete on report_place for each row execute function report_stays();
create trigger report_revision_stays before update or delete on report_revision for each row execute function report_stays();

alter table indicator enable row level security;
alter table report_template enable row level security;
alter table report enable row level security;
create policy indicator_read on indicator for select to caunoi_app using (true);
create policy report_template_read on report_template for select to caunoi_app using (true);
create policy report_template_write on report_template to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
create policy report_read on report for select to caunoi_app using (
  (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy report_insert on report for insert to caunoi_app with check (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
create policy report_update on report for update to caunoi_app using (
  (select caller_writes_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.write'))::int[])));
do $$ declare part text;
begin
  foreach part in array array['report_revision', 'report_figure', 'report_talk', 'report_place'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy %I on %I to caunoi_app using (report_id in (select id from report)) with check (report_id in (select id from report where caller_writes_unit(unit_id)))', part || '_with_report', part);
  end loop;
end $$;
grant select on indicator to caunoi_app;
grant select, insert, update on report_template to caunoi_app;
grant select, insert on report, report_revision, report_figure, report_talk, report_place to caunoi_app;
grant update (status, revision, narrative, version) on report to caunoi_app;
grant update (until_revision) on report_talk to caunoi_app;

insert into report_template (id, name_vi, name_en, abstract_vi, document_type, closing_day, legal_bases, legal_basis, position) values
  ('oral-communication', 'Báo cáo công tác tuyên truyền miệng (tháng, quý, năm dương lịch)', 'Oral public communication (calendar periods)',
   'Kết quả công tác tuyên truyền miệng {period}', 'report', null,
   array['Căn cứ Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định hoạt động thông tin cơ sở',
         'Căn cứ Chỉ thị số 30-CT/TW ngày 05 tháng 02 năm 2024 của Ban Bí thư Trung ương Đảng về công tác tuyên truyền miệng và hoạt động báo cáo viên'],
   'Kế hoạch thực hiện Chỉ thị 30-CT/TW, mục IV.1', 10),
  ('oral-communication-periodic', 'Báo cáo định kỳ công tác tuyên truyền miệng (chốt số liệu ngày 14)', 'Periodic report on oral public communication (figures close on day 14)',
   'Kết quả công tác tuyên truyền miệng {period}', 'report', 14,
   array['Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ quy định về chế độ báo cáo của cơ quan hành chính nhà nước',
         'Căn cứ Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định hoạt động thông tin cơ sở'],
   '09/2019/NĐ-CP', 20);

insert into indicator (code, name_vi, name_en, measure_vi, measure_en, definition_vi, definition_en, legal_basis, adds_up, small_cells, position) values
  ('talks', 'Buổi tuyên truyền', 'Talks', 'buổi', 'talks', 'Số buổi đã tổ chức trong kỳ và đã được người thứ hai xác minh', 'Talks held in the period and verified by a second person', '49/2024/NĐ-CP, Điều 22', 'sum', false, 10),
  ('attendance', 'Lượt người nghe', 'Attendances', 'lượt', 'attendances', 'Tổng lượt người dự các buổi trong kỳ; một người có thể được tính nhiều lượt', 'Sum of attendances; one person may count several times', '49/2024/NĐ-CP, Điều 22', 'sum', false, 20),
  ('speakers', 'Người nói có ít nhất một buổi', 'Speakers with at least one talk', 'người', 'people', 'Số người khác nhau đã nói ít nhất một buổi trong kỳ; mỗi người chỉ tính một lần', 'Distinct people who gave at least one talk', '973-QĐ/BTGTW', 'distinct', false, 30),
  ('attendance.average', 'Lượt người nghe bình quân một buổi', 'Attendances per talk', 'lượt', 'attendances', 'Lượt người nghe chia cho số buổi', 'Attendances divided by talks', 'Chỉ tiêu quản lý', 'share', false, 40),
  ('places.total', 'Địa bàn trong phạm vi', 'Places in scope', 'địa bàn', 'places', 'Số xã, phường, đặc khu (ở cấp xã: số thôn, tổ dân phố) có trong kỳ', 'Communes (for a commune: residential groups) that existed in the period', 'Kế hoạch, mục II.3', 'places', false, 50),
  ('places.covered', 'Địa bàn có ít nhất một buổi', 'Places with a talk', 'địa bàn', 'places', 'Số địa bàn có ít nhất một buổi trong kỳ', 'Places with at least one talk', 'Kế hoạch, mục II.3', 'places', false, 60),
  ('places.coverage', 'Tỷ lệ địa bàn có buổi tuyên truyền', 'Share of places with a talk', '%', '%', 'Địa bàn có ít nhất một buổi chia cho địa bàn trong phạm vi', 'Places with a talk over places in scope', 'Kế hoạch, mục II.3', 'share', false, 70),
  ('places.with-gaps', 'Địa bàn còn tháng không có buổi nào', 'Places with a month without a talk', 'địa bàn', 'places', 'Số địa bàn có ít nhất một tháng trong kỳ không có buổi nào; ở mỗi địa bàn là số tháng trống', 'Places with at least one empty month; in a row: its empty months', 'Kế hoạch, mục II.3', 'places', false, 80),
  ('talks.speakerConference', 'Hội nghị báo cáo viên', 'Speaker conferences', 'hội nghị', 'conferences', 'Số hội nghị báo cáo viên', 'Speaker conferences', '973-QĐ/BTGTW', 'sum', false, 100),
  ('conference.sites', 'Điểm cầu hội nghị báo cáo viên', 'Remote sites of speaker conferences', 'điểm cầu', 'sites', 'Tổng số điểm cầu của các hội nghị báo cáo viên', 'Remote sites of all speaker conferences', '973-QĐ/BTGTW', 'sum', false, 110),
  ('conference.delegates', 'Lượt đại biểu dự hội nghị báo cáo viên', 'Attendances at speaker conferences', 'lượt', 'attendances', 'Tổng lượt đại biểu dự hội nghị báo cáo viên', 'Attendances at speaker conferences', '973-QĐ/BTGTW', 'sum', false, 120),
  ('talks.thematicConference', 'Hội nghị chuyên đề', 'Thematic conferences', 'buổi', 'talks', 'Số hội nghị chuyên đề', 'Thematic conferences', 'Kế hoạch, mục II.3', 'sum', false, 130),
  ('talks.currentAffairsBriefing', 'Thông tin thời sự', 'Current affairs briefings', 'buổi', 'talks', 'Số buổi thông tin thời sự', 'Current affairs briefings', 'Kế hoạch, mục II.3', 'sum', false, 140),
  ('talks.organisationMeeting', 'Sinh hoạt tổ chức chính trị - xã hội', 'Meetings of socio-political organisations', 'buổi', 'talks', 'Số buổi tuyên truyền trong sinh hoạt của tổ chức chính trị - xã hội', 'Talks at meetings of socio-political organisations', 'Kế hoạch, mục II.3', 'sum', false, 150),
  ('talks.residentMeeting', 'Sinh hoạt thôn, tổ dân phố', 'Residents'' meetings', 'buổi', 'talks', 'Số buổi tuyên truyền trong sinh hoạt thôn, tổ dân phố', 'Talks at residents'' meetings', 'Kế hoạch, mục II.3', 'sum', false, 160),
  ('talks.voterContactMeeting', 'Tiếp xúc cử tri', 'Meetings with voters', 'buổi', 'talks', 'Số buổi tuyên truyền tại tiếp xúc cử tri', 'Talks at meetings with voters', 'Kế hoạch, mục II.3', 'sum', false, 170),
  ('talks.dialogueMeeting', 'Đối thoại của người đứng đầu', 'Dialogues held by heads', 'cuộc', 'dialogues', 'Số cuộc đối thoại với Nhân dân', 'Dialogues with the people', 'Kế hoạch, mục II.1', 'sum', false, 180),
  ('talks.internalBriefing', 'Buổi quán triệt', 'Internal briefings', 'buổi', 'talks', 'Số buổi quán triệt trong cơ quan, đơn vị', 'Briefings within agencies', 'Kế hoạch, mục I.1', 'sum', false, 190),
  ('attendance.internalBriefing', 'Lượt người dự quán triệt', 'Attendances at internal briefings', 'lượt', 'attendances', 'Tổng lượt người dự các buổi quán triệt', 'Attendances at briefings', 'Kế hoạch, mục I.1', 'sum', false, 200),
  ('talks.readingMeeting', 'Giới thiệu tác phẩm, bài viết', 'Readings', 'buổi', 'talks', 'Số buổi giới thiệu tác phẩm, bài viết', 'Readings of key articles and works', 'Kế hoạch, mục II.2', 'sum', false, 210),
  ('talks.skillContest', 'Hội thi', 'Contests', 'hội thi', 'contests', 'Số hội thi tuyên truyền viên, báo cáo viên', 'Contests of speakers', 'Kế hoạch, mục I.1', 'sum', false, 220),
  ('talks.inPerson', 'Buổi trực tiếp', 'Talks in person', 'buổi', 'talks', 'Số buổi tổ chức trực tiếp', 'Talks in person', 'Kế hoạch, mục II.3', 'sum', false, 300),
  ('talks.online', 'Buổi trực tuyến', 'Talks online', 'buổi', 'talks', 'Số buổi tổ chức trực tuyến', 'Talks online', 'Kế hoạch, mục II.3', 'sum', false, 310),
  ('talks.hybrid', 'Buổi trực tiếp kết hợp trực tuyến', 'Talks both in person and online', 'buổi', 'talks', 'Số buổi trực tiếp kết hợp trực tuyến', 'Talks both in person and online', 'Kế hoạch, mục II.3', 'sum', false, 320),
  ('attendance.residents', 'Lượt người nghe: Nhân dân', 'Attendances: residents', 'lượt', 'attendances', 'Lượt người nghe ở các buổi cho Nhân dân', 'Attendances at talks for residents', 'Kế hoạch, mục I.1', 'sum', false, 400),
  ('attendance.officials', 'Lượt người nghe: cán bộ, công chức, viên chức', 'Attendances: officials', 'lượt', 'attendances', 'Lượt người nghe ở các buổi cho cán bộ, công chức, viên chức', 'Attendances at talks for officials', 'Kế hoạch, mục I.1', 'sum', false, 410),
  ('attendance.members', 'Lượt người nghe: đoàn viên, hội viên', 'Attendances: members of organisations', 'lượt', 'attendances', 'Lượt người nghe ở các buổi cho đoàn viên, hội viên', 'Attendances at talks for members of organisations', 'Kế hoạch, mục I.1', 'sum', false, 420),
  ('attendance.pupils', 'Lượt người nghe: học sinh, sinh viên', 'Attendances: pupils and students', 'lượt', 'attendances', 'Lượt người nghe ở các buổi cho học sinh, sinh viên', 'Attendances at talks for pupils and students', 'Kế hoạch, mục I.1', 'sum', false, 430),
  ('attendance.mixed', 'Lượt người nghe: nhiều đối tượng', 'Attendances: mixed audiences', 'lượt', 'attendances', 'Lượt người nghe ở các buổi nhiều đối tượng', 'Attendances at talks for mixed audiences', 'Kế hoạch, mục I.1', 'sum', false, 440),
  ('questions', 'Câu hỏi, ý kiến tiếp nhận', 'Questions received', 'ý kiến', 'questions', 'Số câu hỏi, ý kiến ghi nhận tại các buổi, không gắn với người hỏi', 'Questions recorded at talks, without who asked', '49/2024/NĐ-CP, Điều 3', 'sum', true, 500),
  ('roster.rapporteur', 'Báo cáo viên', 'Rapporteurs', 'người', 'people', 'Số người giữ vai báo cáo viên vào ngày cuối kỳ', 'People who are rapporteurs on the last day', '973-QĐ/BTGTW', 'distinct', false, 600),
  ('roster.grassrootsCommunicator', 'Tuyên truyền viên cơ sở', 'Grassroots communicators', 'người', 'people', 'Số tuyên truyền viên cơ sở vào ngày cuối kỳ', 'Grassroots communicators on the last day', '49/2024/NĐ-CP, Điều 21', 'distinct', false, 610),
  ('roster.core', 'Tuyên truyền viên cơ sở nòng cốt', 'Core grassroots communicators', 'người', 'people', 'Số tuyên truyền viên cơ sở nòng cốt vào ngày cuối kỳ', 'Core grassroots communicators on the last day', '49/2024/NĐ-CP, Điều 24', 'distinct', false, 620),
  ('roster.collaborator', 'Cộng tác viên', 'Collaborators', 'người', 'people', 'Số cộng tác viên vào ngày cuối kỳ', 'Collaborators on the last day', 'Kế hoạch, mục IV.2', 'distinct', false, 630),
  ('roster.policyCommunicationOfficer', 'Cán bộ truyền thông chính sách', 'Policy communication officers', 'người', 'people', 'Số cán bộ truyền thông chính sách vào ngày cuối kỳ', 'Policy communication officers on the last day', '07/CT-TTg', 'distinct', false, 640),
  ('roster.spokesperson', 'Người phát ngôn', 'Spokespersons', 'người', 'people', 'Số người phát ngôn vào ngày cuối kỳ', 'Spokespersons on the last day', '09/2017/NĐ-CP', 'distinct', false, 650),
  ('roster.partTimeLecturer', 'Giảng viên kiêm chức', 'Part-time lecturers', 'người', 'people', 'Số giảng viên kiêm chức vào ngày cuối kỳ', 'Part-time lecturers on the last day', 'Kế hoạch, mục I.1', 'distinct', false, 660),
  ('materials.approved', 'Tài liệu, đề cương được duyệt', 'Materials approved', 'tài liệu', 'materials', 'Số phiên bản tài liệu được duyệt trong kỳ', 'Versions of materials approved in the period', 'Kế hoạch, mục II.2', 'sum', false, 700);

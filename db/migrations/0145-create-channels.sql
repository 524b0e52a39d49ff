-- Channels: on which roads a material goes out, who is to do it by when, and what was published where. Nothing here
-- posts by itself: a person publishes, and enters that it was done.

-- The eight channels of khoản 1 Điều 3 Nghị định 49/2024/NĐ-CP, and the press beside them: dated data.
create table channel (
  code text not null check (code ~ '^[a-z][a-zA-Z-]*$'),
  name_vi text not null,
  name_en text not null,
  -- what is handed over: read aloud, shown as a text, or sent as a few words
  form text not null check (form in ('speech', 'text', 'short')),
  -- signs that one message may have, where the channel sets that
  longest int check (longest between 20 and 5000),
  position int not null,
  legal_basis text not null,
  valid daterange not null default '(,)',
  exclude using gist (code with =, valid with &&)
);
insert into channel (code, name_vi, name_en, form, longest, position, legal_basis) values
  ('commune-radio', 'Đài truyền thanh cấp xã', 'Commune radio', 'speech', null, 10, '49/2024/NĐ-CP, khoản 1 Điều 3'),
  ('notice-board', 'Bảng tin công cộng', 'Public notice board', 'text', null, 20, '49/2024/NĐ-CP, khoản 1 Điều 3'),
  ('bulletin', 'Bản tin thông tin cơ sở', 'Grassroots information bulletin', 'text', null, 30, '49/2024/NĐ-CP, khoản 1 Điều 3'),
  ('free-document', 'Tài liệu không kinh doanh', 'Non-commercial publication', 'text', null, 40, '49/2024/NĐ-CP, khoản 1 Điều 3'),
  ('direct-talk', 'Tuyên truyền trực tiếp qua tuyên truyền viên cơ sở', 'Direct talks by grassroots communicators', 'speech', null, 50, '49/2024/NĐ-CP, khoản 1 Điều 3'),
  ('website', 'Cổng, trang thông tin điện tử', 'Portal, website', 'text', null, 60, '49/2024/NĐ-CP, khoản 1 Điều 3'),
  ('social-network', 'Mạng xã hội, ứng dụng nhắn tin trên Internet', 'Social networks, messaging applications', 'text', null, 70, '49/2024/NĐ-CP, khoản 1 Điều 3'),
  ('sms', 'Tin nhắn viễn thông', 'Telecommunication messages (SMS)', 'short', 335, 80, '49/2024/NĐ-CP, khoản 1 Điều 3 (độ dài: 5 đoạn tin có dấu, cấu hình theo nhà mạng)'),
  ('press', 'Báo chí', 'Press', 'text', null, 90, 'Luật Báo chí 2016 (ngoài tám kênh của 49/2024/NĐ-CP)');

create table channel_plan (
  id uuid primary key,
  version_id uuid not null references material_version (id),
  -- copied from the version: who issued it
  issuer_id int not null references unit (id),
  channel text not null,
  -- who is to publish it
  unit_id int not null references unit (id),
  due_on date not null,
  note text,
  cancelled_at timestamptz,
  cancel_reason text check (cancel_reason <> ''),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create unique index channel_plan_once on channel_plan (version_id, channel, unit_id) where cancelled_at is null;
create index channel_plan_due on channel_plan (due_on, id) where cancelled_at is null;
create index channel_plan_by_unit on channel_plan (unit_id);

create table channel_publication (
  id uuid primary key,
  plan_id uuid references channel_plan (id),
  version_id uuid not null references material_version (id),
  issuer_id int not null references unit (id),
  channel text not null,
  unit_id int not null references unit (id),
  published_on date not null,
  -- "5 giờ 30, loa thôn Lạc Quảng"
  place text not null check (place <> ''),
  link text check (link ~ '^https?://'),
  -- number of the issue, of the broadcast log
  reference text check (reference <> ''),
  language text not null default 'vi',
  taken_down_on date,
  taken_down_note text,
  -- entered by mistake: stays in the register, struck out
  struck_at timestamptz,
  strike_reason text check (strike_reason <> ''),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  check (link is not null or reference is not null),
  check (taken_down_on >= published_on),
  check ((struck_at is null) = (strike_reason is null))
);
create index channel_publication_newest on channel_publication (published_on desc, id desc);
create index channel_publication_by_version on channel_publication (version_id);
create index channel_publication_by_plan on channel_publication (plan_id) where plan_id is not null;

alter table channel enable row level security;
create policy channel_read on channel for select to caunoi_app using (true);
create policy channel_write on channel for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));

-- Seen and written by who publishes and by who issued the material, and those above them.
do $$
declare part text;
begin
  foreach part in array array['channel_plan', 'channel_publication'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy %1$s_read on %1$s for select to caunoi_app using (caller_reads_unit(unit_id) or caller_reads_unit(issuer_id))', part);
    execute format('create policy %1$s_change on %1$s for update to caunoi_app using (caller_writes_unit(unit_id) or caller_writes_unit(issuer_id))', part);
    execute format($policy$
      create policy %1$s_add on %1$s for insert to caunoi_app with check (
        (caller_writes_unit(unit_id) or caller_writes_unit(issuer_id))
        and exists (select from material_version v where v.id = version_id and v.unit_id = issuer_id and v.status <> 'draft'))
    $policy$, part);
  end loop;
end $$;
grant select on channel, channel_plan, channel_publication to caunoi_app;
grant insert, update on channel to caunoi_app;
grant insert on channel_plan, channel_publication to caunoi_app;
grant update (due_on, note, cancelled_at, cancel_reason) on channel_plan to caunoi_app;
grant update (plan_id, taken_down_on, taken_down_note, struck_at, strike_reason) on channel_publication to caunoi_app;

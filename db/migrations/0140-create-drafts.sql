-- Draft policies: what is being drafted, where it stands, its text by article, what people say about it
-- (without who said it), and what the drafting unit answers (Decision 407/QĐ-TTg).

-- The stages of a draft: data with a legal basis, dated, since the law on making laws changes.
create table draft_stage (
  code text not null check (code ~ '^[a-z][a-zA-Z-]*$'),
  name_vi text not null,
  name_en text not null,
  -- in this stage people may comment
  takes_comments boolean not null,
  -- at least so many days for comments, where a rule sets that
  comment_days int check (comment_days > 0),
  position int not null,
  legal_basis text not null,
  valid daterange not null default '(,)',
  exclude using gist (code with =, valid with &&)
);
insert into draft_stage (code, name_vi, name_en, takes_comments, comment_days, position, legal_basis) values
  ('proposal', 'Đề nghị xây dựng', 'Proposal', true, null, 10, '407/QĐ-TTg, Đề án, mục II'),
  ('consultation', 'Lấy ý kiến', 'Consultation', true, 20, 20, '407/QĐ-TTg, Đề án, mục II; 64/2025/QH15 (số ngày là cấu hình của địa phương, cần rà theo văn bản hiện hành)'),
  ('appraisal', 'Thẩm định', 'Appraisal', false, null, 30, '407/QĐ-TTg, Đề án, mục II'),
  ('submission', 'Trình', 'Submission', false, null, 40, '407/QĐ-TTg, Đề án, mục II'),
  ('adoption', 'Thông qua', 'Adoption', false, null, 50, '407/QĐ-TTg, Đề án, mục II');

-- Which drafts the scheme is about: one of these is enough.
create table draft_criterion (
  code text not null check (code ~ '^[a-z][a-zA-Z-]*$'),
  name_vi text not null,
  name_en text not null,
  position int not null,
  legal_basis text not null,
  valid daterange not null default '(,)',
  exclude using gist (code with =, valid with &&)
);
insert into draft_criterion (code, name_vi, name_en, position, legal_basis) values
  ('rights-and-duties', 'Trực tiếp làm phát sinh, thay đổi, chấm dứt quyền, nghĩa vụ của người dân, doanh nghiệp', 'Directly creates, changes or ends rights and duties of people and businesses', 10, '407/QĐ-TTg, Đề án, phạm vi'),
  ('sensitive', 'Nội dung khó, nhạy cảm hoặc còn nhiều ý kiến khác nhau', 'Difficult, sensitive or controversial', 20, '407/QĐ-TTg, Đề án, phạm vi'),
  ('wide-impact', 'Tác động lớn trong phạm vi cả nước hoặc toàn tỉnh', 'Large impact nationwide or across the province', 30, '407/QĐ-TTg, Đề án, phạm vi');

create table policy_draft (
  id uuid primary key,
  -- who drafts it
  unit_id int not null references unit (id),
  -- whose people it concerns: everybody under this unit
  reach_id int not null references unit (id),
  title text not null check (title <> ''),
  document_type text references document_type (id),
  topic text not null references topic (id),
  -- in plain words: what changes for whom
  summary text not null default '',
  -- codes of draft_criterion; none: the scheme does not ask for communication
  criteria text[] not null default '{}',
  scope_note text,
  comments_from date,
  comments_until date,
  published_at timestamptz,
  outcome text check (outcome in ('passed', 'dropped')),
  ended_on date,
  -- symbol of what was passed, or why it was dropped
  outcome_note text,
  edition int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  created_by text not null default caller_user(),
  check ((comments_from is null) = (comments_until is null)),
  check (comments_until >= comments_from),
  check ((outcome is null) = (ended_on is null))
);
create index policy_draft_newest on policy_draft (updated_at desc, id desc);
create index policy_draft_by_unit on policy_draft (unit_id);

create table policy_draft_stage (
  draft_id uuid not null references policy_draft (id),
  stage text not null,
  entered_on date not null,
  note text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (draft_id, entered_on, stage)
);

-- The text in numbered states; the one that is published is what people see and comment.
create table policy_draft_text (
  draft_id uuid not null references policy_draft (id),
  number int not null check (number > 0),
  status text not null default 'working' check (status in ('working', 'published', 'superseded')),
  note text,
  content_hash text not null,
  published_at timestamptz,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (draft_id, number)
);
create unique index policy_draft_one_published on policy_draft_text (draft_id) where status = 'published';
create unique index policy_draft_one_working on policy_draft_text (draft_id) where status = 'working';
create table policy_draft_article (
  draft_id uuid not null,
  number int not null,
  position int not null,
  -- '5', '5a'; '0' is what stands before the first article
  key text not null check (key ~ '^[0-9]{1,4}[a-zđ]{0,2}$'),
  chapter text,
  heading text not null default '',
  body text not null default '',
  primary key (draft_id, number, position),
  unique (draft_id, number, key),
  foreign key (draft_id, number) references policy_draft_text (draft_id, number)
);

-- Materials that explain it and talks at which it was explained.
create table policy_draft_link (
  draft_id uuid not null references policy_draft (id),
  material_id uuid references material (id),
  talk_id uuid references talk (id),
  linked_at timestamptz not null default clock_timestamp(),
  unique nulls not distinct (draft_id, material_id, talk_id),
  check ((material_id is null) <> (talk_id is null))
);
create index policy_draft_link_talk on policy_draft_link (talk_id) where talk_id is not null;

create table policy_draft_group (
  id uuid primary key,
  draft_id uuid not null references policy_draft (id),
  -- null: about the draft as a whole
  article text,
  title text not null check (title <> ''),
  summary text not null default '',
  response_kind text check (response_kind in ('accepted', 'partly', 'explained', 'outside')),
  response text not null default '',
  answered_at timestamptz,
  published_at timestamptz,
  edition int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  check (published_at is null or (response_kind is not null and response <> ''))
);
create index policy_draft_group_by_draft on policy_draft_group (draft_id);

-- What people say. Nothing here says who.
create table policy_draft_comment (
  id uuid primary key,
  draft_id uuid not null references policy_draft (id),
  text_number int,
  article text,
  clause text,
  origin text not null check (origin in ('public', 'talk', 'hall', 'officer')),
  talk_id uuid references talk (id),
  -- where it comes from, as far as was told: a commune, not a house
  place_unit_id int references unit (id),
  language text not null default 'vi',
  body text not null check (body <> ''),
  received_at timestamptz not null default clock_timestamp(),
  group_id uuid references policy_draft_group (id),
  set_aside text,
  check (group_id is null or set_aside is null)
);
create index policy_draft_comment_by_draft on policy_draft_comment (draft_id, received_at desc, id desc);
create index policy_draft_comment_by_group on policy_draft_comment (group_id) where group_id is not null;

-- The stage in which a draft stands: the newest that it has entered.
create view policy_draft_now with (security_invoker = true) as
  select distinct on (draft_id) draft_id, stage, entered_on from policy_draft_stage order by draft_id, entered_on desc, created_at desc;

-- What everybody may read. The views belong to the owner, so row-level security does not stand in their way:
-- they hold published rows and chosen columns only.
create view public_draft as
  select d.id, d.unit_id, d.reach_id, d.title, d.document_type, d.topic, d.summary, d.criteria, d.comments_from, d.comments_until,
    d.published_at, d.updated_at, d.outcome, d.ended_on, d.outcome_note, t.number as text_number, s.stage, s.entered_on as stage_since,
    (d.outcome is null and t.number is not null and coalesce(c.takes_comments, false) and d.comments_from is not null
      and today_vn() between d.comments_from and d.comments_until) as open
  from policy_draft d
    left join policy_draft_text t on t.draft_id = d.id and t.status = 'published'
    left join lateral (select p.stage, p.entered_on from policy_draft_stage p where p.draft_id = d.id order by p.entered_on desc, p.created_at desc limit 1) s on true
    left join draft_stage c on c.code = s.stage and c.valid @> today_vn()
  where d.published_at is not null;
create view public_draft_stage as
  select s.draft_id, s.stage, s.entered_on, s.note from policy_draft_stage s join policy_draft d on d.id = s.draft_id where d.published_at is not null;
create view public_draft_article as
  select a.draft_id, a.number as text_number, a.position, a.key, a.chapter, a.heading, a.body
  from policy_draft_article a join policy_draft_text t using (draft_id, number) join policy_draft d on d.id = a.draft_id
  where t.status = 'published' and d.published_at is not null;
-- `comments` is a bare count: whoever shows it asks kernel/suppression.ts first.
create view public_draft_group as
  select g.id, g.draft_id, g.article, g.title, g.summary, g.response_kind, g.response, g.published_at,
    (select count(*)::int from policy_draft_comment c where c.group_id = g.id) as comments
  from policy_draft_group g join policy_draft d on d.id = g.draft_id
  where g.published_at is not null and d.published_at is not null;
create view public_draft_material as
  select l.draft_id, v.material_id, v.version_id, v.title
  from policy_draft_link l join policy_draft d on d.id = l.draft_id join public_material v on v.material_id = l.material_id and v.in_force
  where d.published_at is not null;

-- Whether people may comment on it now; also for somebody who may read nothing else.
create function policy_draft_open(draft uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from public_draft p where p.id = draft and p.open)
$$;
-- The first day on which it was brought to people: an approved material that explains it, or a verified talk about it.
-- Also what the caller may not open counts (a talk of another commune), but nothing of it is told.
create function draft_communicated_on(draft uuid) returns date
language sql stable security definer set search_path = public, pg_temp as $$
  select min(day) from (
    select greatest((l.linked_at at time zone 'Asia/Ho_Chi_Minh')::date, (v.approved_at at time zone 'Asia/Ho_Chi_Minh')::date) as day
    from policy_draft_link l join material_version v on v.material_id = l.material_id where l.draft_id = draft and v.approved_at is not null
    union all
    select t.held_on from policy_draft_link l join talk t on t.id = l.talk_id where l.draft_id = draft and t.status in ('verified', 'counted')) acts
$$;
create function caller_reads_unit(id int) returns boolean language sql stable parallel safe as $$
  select caller_reads_all() or exists (
    select from unit_scope where descendant_id = id and ancestor_id = any (caller_units('caunoi.read')))
$$;

alter table draft_stage enable row level security;
alter table draft_criterion enable row level security;
alter table policy_draft enable row level security;
alter table policy_draft_comment enable row level security;
create policy draft_stage_read on draft_stage for select to caunoi_app using (true);
create policy draft_stage_write on draft_stage for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));
create policy draft_criterion_read on draft_criterion for select to caunoi_app using (true);
create policy draft_criterion_write on draft_criterion for all to caunoi_app
  using ((select caller_writes_all())) with check ((select caller_writes_all()));

-- Published: everybody's. Before that: whoever holds a reading role at or above the drafting unit.
create policy policy_draft_read on policy_draft for select to caunoi_app using (
  published_at is not null or (select caller_reads_all())
  or unit_id in (select descendant_id from unit_scope where ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy policy_draft_add on policy_draft for insert to caunoi_app with check (caller_writes_unit(unit_id));
create policy policy_draft_change on policy_draft for update to caunoi_app using (caller_writes_unit(unit_id));

-- Comments: read by the drafting unit and above, and by the place from which one comes. Anybody adds to an open draft.
create policy policy_draft_comment_read on policy_draft_comment for select to caunoi_app using (
  exists (select from policy_draft d where d.id = draft_id and caller_reads_unit(d.unit_id))
  or (place_unit_id is not null and caller_reads_unit(place_unit_id)));
create policy policy_draft_comment_add on policy_draft_comment for insert to caunoi_app with check (
  group_id is null and set_aside is null and (
    exists (select from policy_draft d where d.id = draft_id and caller_writes_unit(d.unit_id))
    or (policy_draft_open(draft_id) and (origin = 'public' or (place_unit_id is not null and caller_writes_unit(place_unit_id))))));
create policy policy_draft_comment_change on policy_draft_comment for update to caunoi_app using (
  exists (select from policy_draft d where d.id = draft_id and caller_writes_unit(d.unit_id)));

-- What hangs on a draft is seen with it: of texts and groups only what is published, where the reader is nobody of the unit.
do $$
declare part text;
begin
  foreach part in array array['policy_draft_stage', 'policy_draft_text', 'policy_draft_article', 'policy_draft_link', 'policy_draft_group'] loop
    execute format('alter table %I enable row level security', part);
    execute format($policy$
      create policy %1$s_read on %1$s for select to caunoi_app
        using (exists (select from policy_draft d where d.id = draft_id and (caller_reads_unit(d.unit_id)%2$s)))
    $policy$, part, case part
      when 'policy_draft_stage' then ' or d.published_at is not null'
      when 'policy_draft_text' then ' or (d.published_at is not null and status = ''published'')'
      when 'policy_draft_article' then ' or exists (select from policy_draft_text t where t.draft_id = d.id and t.number = policy_draft_article.number and t.status = ''published'' and d.published_at is not null)'
      when 'policy_draft_group' then ' or (d.published_at is not null and policy_draft_group.published_at is not null)'
      else ' or d.published_at is not null' end);
    execute format($policy$
      create policy %1$s_write on %1$s for all to caunoi_app
        using (exists (select from policy_draft d where d.id = draft_id and caller_writes_unit(d.unit_id)))
    $policy$, part);
  end loop;
end $$;

grant select on draft_stage, draft_criterion, policy_draft, policy_draft_stage, policy_draft_text, policy_draft_article, policy_draft_link,
  policy_draft_group, policy_draft_comment, policy_draft_now, public_draft, public_draft_stage, public_draft_article, public_draft_group,
  public_draft_material to caunoi_app;
grant insert, update on draft_stage, draft_criterion, policy_draft, policy_draft_text, policy_draft_group to caunoi_app;
grant insert on policy_draft_stage, policy_draft_article, policy_draft_link, policy_draft_comment to caunoi_app;
grant update (group_id, set_aside) on policy_draft_comment to caunoi_app;
grant delete on policy_draft_article, policy_draft_link to caunoi_app;

-- The live hall: a talk's listeners ask, raise questions and vote from their own phones without an account; and what
-- they understood before and after, paired by a mark that lives only in that hall.
--
-- A listener is a random mark that their phone made for this hall. It is kept only as a hash salted by the hall, in
-- tables that the application itself cannot read: votes go in and counts come out through the functions below. When
-- the hall closes, votes, marks and salt are deleted; counts stay, and of groups under five not even those.

-- Dated settings of this room with their source; never constants in code.
create table live_rule (
  code text not null,
  value numeric not null,
  valid daterange not null default daterange('2024-01-01', null),
  legal_basis text not null,
  exclude using gist (code with =, valid with &&)
);
insert into live_rule (code, value, legal_basis) values
  ('hall_hours', 12, 'Quy ước vận hành: hội trường tự đóng sau 12 giờ, dấu máy được xoá; Luật 91/2025/QH15: lưu không lâu hơn mục đích'),
  ('few_answers', 10, 'Quy ước vận hành: dưới 10 người trả lời thì nói rõ là quá ít để kết luận');
alter table live_rule enable row level security;
create policy live_rule_read on live_rule for select to caunoi_app using (true);
grant select on live_rule to caunoi_app;

-- A question about a key message of a material's version, asked before and after a talk on it.
create table understanding_check (
  id uuid primary key,
  version_id uuid not null references material_version (id),
  position int not null check (position between 1 and 5),
  text text not null check (char_length(text) between 1 and 200),
  options jsonb not null check (jsonb_array_length(options) between 2 and 6),
  correct int not null check (correct >= 0 and correct < jsonb_array_length(options)),
  -- the key message that it asks about, in its words
  message text,
  -- {"kpm": {"text": "…", "options": ["…"]}}
  translations jsonb not null default '{}',
  created_by text not null default caller_user(),
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz
);
create unique index understanding_check_in_use on understanding_check (version_id, position) where retired_at is null;

create table hall (
  id uuid primary key,
  talk_id uuid not null references talk (id),
  code text not null check (code ~ '^[2-9A-HJ-NP-Z]{4,6}$'),
  language text not null default 'vi',
  status text not null default 'open' check (status in ('open', 'closed')),
  -- what the projector shows
  shown text not null default 'join' check (shown in ('join', 'questions', 'round', 'results')),
  asking boolean not null default true,
  -- up by one whenever what people see has changed
  revision bigint not null default 1,
  opened_by text not null default caller_user(),
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  check ((status = 'closed') = (closed_at is not null))
);
create unique index hall_open_code on hall (code) where status = 'open';
create unique index hall_open_of_talk on hall (talk_id) where status = 'open';
create index hall_by_talk on hall (talk_id, opened_at desc);
create index hall_by_code on hall (code, opened_at desc);

-- By what the marks of this hall's phones are hashed; gone once it is closed, so that none can be made again.
create table hall_salt (
  hall_id uuid primary key references hall (id),
  salt bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);

create table hall_poll (
  id uuid primary key,
  hall_id uuid not null references hall (id),
  position int not null,
  check_id uuid references understanding_check (id),
  text text not null check (char_length(text) between 1 and 200),
  options jsonb not null check (jsonb_array_length(options) between 2 and 6),
  correct int,
  translations jsonb not null default '{}',
  -- sizes of the groups whose answers were shown before: a group that differs from one of them by one to four is not
  -- shown, or the difference of the two would be the answers of a few
  shown_sizes int[] not null default '{}',
  unique (hall_id, position),
  check ((check_id is null) = (correct is null))
);

-- One voting on a poll; asked again, it is a new round, in which everybody votes anew.
create table hall_round (
  id uuid primary key,
  hall_id uuid not null references hall (id),
  poll_id uuid not null references hall_poll (id),
  phase text not null check (phase in ('poll', 'before', 'after')),
  number int not null,
  options_count int not null,
  status text not null default 'open' check (status in ('open', 'closed', 'reset')),
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  -- set when it closes: null where fewer than five voted
  votes int,
  -- by option, of a plain poll only; those of a check are seen as a change or not at all
  counts int[],
  unique (poll_id, phase, number),
  check ((status = 'open') = (closed_at is null)),
  check (votes is null or votes >= 5),
  check (counts is null or votes is not null)
);
create unique index hall_one_open_round on hall_round (hall_id) where status = 'open';
create index hall_round_by_hall on hall_round (hall_id, opened_at);

create table hall_vote (
  round_id uuid not null references hall_round (id),
  mark bytea not null,
  choice smallint not null,
  -- the phone counts its own changes of mind, so that an older try that arrives late does not win
  turn int not null,
  primary key (round_id, mark)
);

-- What was asked in the hall. Nothing says which phone asked.
create table hall_question (
  id uuid primary key,
  hall_id uuid not null references hall (id),
  -- the id that it has as a question to be answered; the short code is made of it, so only who asked learns it
  ticket uuid not null unique,
  text text not null check (char_length(text) between 1 and 10000),
  status text not null default 'waiting' check (status in ('waiting', 'accepted', 'declined', 'answered')),
  language text not null default 'vi',
  raised int not null default 0,
  asked_at timestamptz not null default clock_timestamp(),
  judged_by text,
  judged_at timestamptz
);
create index hall_question_by_hall on hall_question (hall_id, status);

create table hall_raise (
  question_id uuid not null references hall_question (id),
  mark bytea not null,
  primary key (question_id, mark)
);

-- What a talk changed, check by check. Only counts, only of groups of five or more; `few` says that there were fewer.
create table understanding_result (
  id uuid primary key default gen_random_uuid(),
  talk_id uuid not null references talk (id),
  check_id uuid not null references understanding_check (id),
  -- null: counted by hand on the speaker's phone
  hall_id uuid references hall (id),
  method text not null check (method in ('paired', 'groups', 'few')),
  both_right int, lost int, gained int, both_wrong int,
  before_n int, before_right int, after_n int, after_right int,
  counted_by text not null default caller_user(),
  at timestamptz not null default clock_timestamp(),
  unique (talk_id, check_id),
  check ((method = 'paired') = (both_right is not null and lost is not null and gained is not null and both_wrong is not null)),
  check ((method = 'few') = (before_n is null)),
  check (method = 'few' or (before_n >= 5 and after_n >= 5 and before_right between 0 and before_n and after_right between 0 and after_n)),
  check (method <> 'paired' or (before_n = after_n and before_n = both_right + lost + gained + both_wrong
    and before_right = both_right + lost and after_right = both_right + gained))
);

-- The smallest group of which anything is said; kernel/suppression.ts has the same, and a test holds them together.
create function smallest_group() returns int language sql immutable parallel safe return 5;

create function hall_revised() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update hall set revision = revision + 1 where id = new.hall_id;
  return null;
end $$;
create trigger hall_poll_revises after insert or update of text on hall_poll for each row execute function hall_revised();
create trigger hall_round_revises after insert or update of status on hall_round for each row execute function hall_revised();
create trigger hall_question_revises after insert or update of status on hall_question for each row execute function hall_revised();
create trigger hall_result_revises after insert or update on understanding_result for each row
  when (new.hall_id is not null) execute function hall_revised();

-- A round that closes counts itself; one that is reset forgets.
create function hall_round_ends() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  if new.status = old.status then return new; end if;
  if old.status <> 'open' and new.status <> 'reset' then
    raise exception 'a round that has ended stays so' using errcode = '23001';
  end if;
  new.closed_at := coalesce(new.closed_at, clock_timestamp());
  if new.status = 'reset' then
    delete from hall_vote where round_id = new.id;
    new.votes := null;
    new.counts := null;
    return new;
  end if;
  select count(*) into n from hall_vote where round_id = new.id;
  if n >= smallest_group() then
    new.votes := n;
    if new.phase = 'poll' then
      select array_agg((select count(*)::int from hall_vote v where v.round_id = new.id and v.choice = o.choice) order by o.choice)
        into new.counts from generate_series(0, new.options_count - 1) as o (choice);
    end if;
  end if;
  return new;
end $$;
create trigger hall_round_ending before update of status on hall_round for each row execute function hall_round_ends();

-- Before and after of one check, as the newest closed round of each phase has them: pairs where five or more phones
-- answered both times, else two groups where each has five, else nothing.
create function weigh_check(asked uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p hall_poll; h hall; before_round uuid; after_round uuid; r understanding_result; sizes int[];
begin
  select * into p from hall_poll where id = asked for update;
  select * into h from hall where id = p.hall_id;
  select id into before_round from hall_round where poll_id = p.id and phase = 'before' and status = 'closed' order by number desc limit 1;
  select id into after_round from hall_round where poll_id = p.id and phase = 'after' and status = 'closed' order by number desc limit 1;
  if before_round is null or after_round is null then return; end if;
  select count(*) filter (where b.choice = p.correct and a.choice = p.correct), count(*) filter (where b.choice = p.correct and a.choice <> p.correct),
         count(*) filter (where b.choice <> p.correct and a.choice = p.correct), count(*) filter (where b.choice <> p.correct and a.choice <> p.correct)
    into r.both_right, r.lost, r.gained, r.both_wrong
    from hall_vote b join hall_vote a on a.round_id = after_round and a.mark = b.mark where b.round_id = before_round;
  r.before_n := r.both_right + r.lost + r.gained + r.both_wrong;
  if r.before_n >= smallest_group() then
    r.method := 'paired';
    r.after_n := r.before_n;
    r.before_right := r.both_right + r.lost;
    r.after_right := r.both_right + r.gained;
    sizes := array[r.before_n];
  else
    r.both_right := null; r.lost := null; r.gained := null; r.both_wrong := null;
    select count(*), count(*) filter (where choice = p.correct) into r.before_n, r.before_right from hall_vote where round_id = before_round;
    select count(*), count(*) filter (where choice = p.correct) into r.after_n, r.after_right from hall_vote where round_id = after_round;
    r.method := 'groups';
    sizes := array[r.before_n, r.after_n];
  end if;
  if least(r.before_n, r.after_n) < smallest_group()
     or exists (select from unnest(sizes) s cross join unnest(p.shown_sizes) o where abs(s - o) between 1 and smallest_group() - 1) then
    r.method := 'few';
    r.both_right := null; r.lost := null; r.gained := null; r.both_wrong := null;
    r.before_n := null; r.before_right := null; r.after_n := null; r.after_right := null;
  else
    update hall_poll set shown_sizes = shown_sizes || sizes where id = p.id;
  end if;
  insert into understanding_result as u (talk_id, check_id, hall_id, method, both_right, lost, gained, both_wrong, before_n, before_right, after_n, after_right)
    values (h.talk_id, p.check_id, h.id, r.method, r.both_right, r.lost, r.gained, r.both_wrong, r.before_n, r.before_right, r.after_n, r.after_right)
  on conflict (talk_id, check_id) do update
    set method = excluded.method, both_right = excluded.both_right, lost = excluded.lost, gained = excluded.gained, both_wrong = excluded.both_wrong,
        before_n = excluded.before_n, before_right = excluded.before_right, after_n = excluded.after_n, after_right = excluded.after_right, at = clock_timestamp()
    -- what another hall or a count by hand has settled stays
    where u.hall_id = excluded.hall_id;
end $$;

create function hall_round_weighed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'closed' and new.phase = 'after' then perform weigh_check(new.poll_id); end if;
  return null;
end $$;
create trigger hall_round_weighing after update of status on hall_round for each row execute function hall_round_weighed();

create function hall_opens() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into hall_salt (hall_id) values (new.id);
  return null;
end $$;
create trigger hall_opening after insert on hall for each row execute function hall_opens();

create function hall_changes() returns trigger language plpgsql as $$
begin
  new.revision := old.revision + 1;
  if new.status = old.status then return new; end if;
  if old.status = 'closed' then raise exception 'a hall that is closed stays so' using errcode = '23001'; end if;
  new.closed_at := coalesce(new.closed_at, clock_timestamp());
  new.asking := false;
  return new;
end $$;
create trigger hall_changing before update of status, shown, asking on hall for each row execute function hall_changes();

-- Closed for good: rounds end, and everything by which one phone could be told from another goes.
create function hall_forgets() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'closed' and old.status = 'open' then
    update hall_round set status = 'closed' where hall_id = new.id and status = 'open';
    delete from hall_salt where hall_id = new.id;
    delete from hall_vote v using hall_round r where r.id = v.round_id and r.hall_id = new.id;
    delete from hall_raise v using hall_question q where q.id = v.question_id and q.hall_id = new.id;
    update hall_poll set shown_sizes = '{}' where hall_id = new.id;
  end if;
  return null;
end $$;
create trigger hall_forgetting after update of status on hall for each row execute function hall_forgets();

-- Many votes at once. Each row of the answer is a round that was open, with how many voted in it for the first time;
-- votes for any other round were not taken. A mark is the phone's own word, hashed with the hall's salt.
create function cast_votes(rounds uuid[], marks text[], choices int[], turns int[])
returns table (round_id uuid, fresh int) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- who closes the round waits for us; a round that is being closed is waited for, and then is not open
  perform 1 from hall_round r where r.id = any (rounds) and r.status = 'open' order by r.id for share;
  return query
  with taking as materialized (
    select r.id, r.options_count, h.salt from hall_round r join hall_salt h using (hall_id)
     where r.id = any (rounds) and r.status = 'open'
  ), sent as (
    select distinct on (t.id, m.mark) t.id, m.mark, v.choice, v.turn
      from unnest(rounds, marks, choices, turns) as v (round_id, word, choice, turn)
      join taking t on t.id = v.round_id
     cross join lateral (select substring(sha256(t.salt || convert_to(v.word, 'UTF8')) for 16) as mark) m
     where v.choice between 0 and t.options_count - 1
     order by t.id, m.mark, v.turn desc
  ), put as (
    insert into hall_vote as o (round_id, mark, choice, turn) select s.id, s.mark, s.choice, s.turn from sent s order by 1, 2
    on conflict on constraint hall_vote_pkey do update set choice = excluded.choice, turn = excluded.turn where o.turn < excluded.turn
    returning o.round_id, o.xmax = 0 as new
  )
  select t.id, (select count(*)::int from put p where p.round_id = t.id and p.new) from taking t;
end $$;

create function count_votes(rounds uuid[]) returns table (round_id uuid, votes int)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.round_id, count(*)::int from hall_vote v where v.round_id = any (rounds) group by 1
$$;

-- "I want to know that too", once a phone; answers with what the question has now.
create function raise_questions(questions uuid[], marks text[])
returns table (question_id uuid, raised int) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from hall_question q where q.id = any (questions) order by q.id for update;
  insert into hall_raise (question_id, mark)
    select distinct q.id, substring(sha256(h.salt || convert_to(r.word, 'UTF8')) for 16)
      from unnest(questions, marks) as r (question_id, word)
      join hall_question q on q.id = r.question_id and q.status = 'accepted' join hall_salt h using (hall_id)
  on conflict do nothing;
  update hall_question q set raised = (select count(*) from hall_raise r where r.question_id = q.id)
   where q.id = any (questions) and q.status = 'accepted';
  return query select q.id, q.raised from hall_question q where q.id = any (questions) and q.status = 'accepted';
end $$;

-- Row-level security: a hall and what hangs on it go with the talk.
alter table understanding_check enable row level security;
create policy understanding_check_read on understanding_check for select to caunoi_app using (exists (select from material_version v where v.id = version_id));
create policy understanding_check_insert on understanding_check for insert to caunoi_app
  with check (exists (select from material_version v where v.id = version_id and caller_writes_unit(v.unit_id)));
create policy understanding_check_retire on understanding_check for update to caunoi_app
  using (exists (select from material_version v where v.id = version_id and caller_writes_unit(v.unit_id)));
grant select, insert, update (retired_at) on understanding_check to caunoi_app;

create function caller_holds_talk(id uuid) returns boolean language sql stable as $$
  select exists (select from talk t where t.id = caller_holds_talk.id
    and ((select caller_person()) = any (t.speaker_ids) or caller_writes_unit(t.unit_id) or caller_writes_unit(t.commune_id)))
$$;

alter table hall enable row level security;
create policy hall_read on hall for select to caunoi_app using (exists (select from talk t where t.id = talk_id));
create policy hall_insert on hall for insert to caunoi_app with check (caller_holds_talk(talk_id));
create policy hall_update on hall for update to caunoi_app using (caller_holds_talk(talk_id));
grant select, insert, update (status, shown, asking, closed_at) on hall to caunoi_app;

do $$ declare part text;
begin
  foreach part in array array['hall_poll', 'hall_round', 'hall_question'] loop
    execute format('alter table %I enable row level security', part);
    execute format('create policy %I on %I for select to caunoi_app using (exists (select from hall h where h.id = hall_id))', part || '_read', part);
    execute format('create policy %I on %I for insert to caunoi_app with check (exists (select from hall h where h.id = hall_id and caller_holds_talk(h.talk_id)))', part || '_insert', part);
    execute format('create policy %I on %I for update to caunoi_app using (exists (select from hall h where h.id = hall_id and caller_holds_talk(h.talk_id)))', part || '_update', part);
  end loop;
end $$;
grant select, insert, update (text) on hall_poll to caunoi_app;
grant select, insert, update (status, closed_at) on hall_round to caunoi_app;
grant select, insert, update (status, judged_by, judged_at) on hall_question to caunoi_app;

alter table understanding_result enable row level security;
create policy understanding_result_read on understanding_result for select to caunoi_app using (exists (select from talk t where t.id = talk_id));
create policy understanding_result_insert on understanding_result for insert to caunoi_app with check (hall_id is null and caller_holds_talk(talk_id));
grant select, insert on understanding_result to caunoi_app;

-- No policy and no grant: only the functions above reach these.
alter table hall_salt enable row level security;
alter table hall_vote enable row level security;
alter table hall_raise enable row level security;

-- What everybody in the hall may see.
create view public_hall as
  select h.id, h.code, h.talk_id, h.language, h.status, h.shown, h.asking, h.revision, h.opened_at, h.closed_at, t.title, t.held_on,
         (select v.name from unit_version v where v.unit_id = t.place_unit_id and lower(v.valid) <= t.held_on order by lower(v.valid) desc limit 1) as place,
         (select v.name from unit_version v where v.unit_id = t.commune_id and t.commune_id <> t.place_unit_id and lower(v.valid) <= t.held_on order by lower(v.valid) desc limit 1) as commune
    from hall h join talk t on t.id = h.talk_id;
create view public_hall_poll as select p.id, p.hall_id, p.position, p.check_id is not null as is_check, p.text, p.options, p.translations from hall_poll p;
create view public_hall_round as
  select r.id, r.hall_id, r.poll_id, r.phase, r.number, r.status, r.opened_at, r.votes, r.counts from hall_round r where r.status <> 'reset';
create view public_hall_question as
  select q.id, q.hall_id, q.text, q.status, q.raised, q.asked_at from hall_question q where q.status in ('accepted', 'answered');
create view public_understanding as
  select u.talk_id, u.hall_id, c.id as check_id, c.position, c.text, c.options ->> c.correct as answer, c.translations, u.method, u.both_right, u.lost, u.gained, u.both_wrong,
         u.before_n, u.before_right, u.after_n, u.after_right
    from understanding_result u join understanding_check c on c.id = u.check_id;
-- Anybody in the hall may ask; what they asked is theirs to see only through the hall.
create policy hall_question_ask on hall_question for insert to caunoi_app
  with check (status = 'waiting' and judged_by is null and exists (select from public_hall h where h.id = hall_id and h.status = 'open' and h.asking));
grant select on public_hall, public_hall_poll, public_hall_round, public_hall_question, public_understanding to caunoi_app;
revoke execute on function weigh_check(uuid), cast_votes(uuid[], text[], int[], int[]), count_votes(uuid[]), raise_questions(uuid[], text[]) from public;
grant execute on function cast_votes(uuid[], text[], int[], int[]), count_votes(uuid[]), raise_questions(uuid[], text[]) to caunoi_app;

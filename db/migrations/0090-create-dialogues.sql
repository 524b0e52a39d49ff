-- Dialogue meetings of a head with the people: agenda, what was asked before and at the meeting, minutes, what was promised.

create table dialogue (
  id uuid primary key,
  -- the unit whose head meets the people, and where
  unit_id int not null references unit (id),
  place_unit_id int not null references unit (id),
  place_detail text check (char_length(place_detail) <= 200),
  -- the talk of kind dialogueMeeting that records it, where there is one
  talk_id uuid unique references talk (id),
  title text not null check (char_length(title) between 1 and 300),
  -- on what ground: the yearly plan, a matter that came up
  legal_basis text check (char_length(legal_basis) <= 1000),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at >= starts_at),
  status text not null default 'planned' check (status in ('planned', 'held', 'cancelled')),
  cancelled_reason text,
  -- who presided: an office holder; 'KT' or 'TUQ' where it was not the head in person, and why
  presided_name text check (char_length(presided_name) between 1 and 100),
  presided_position text check (char_length(presided_position) between 1 and 150),
  presided_capacity text check (presided_capacity in ('KT', 'TUQ')),
  absence_reason text check (char_length(absence_reason) between 1 and 500),
  secretary_name text check (char_length(secretary_name) between 1 and 100),
  attendance int check (attendance between 0 and 100000),
  opening text not null default '' check (char_length(opening) <= 8000),
  conclusion text not null default '' check (char_length(conclusion) <= 8000),
  minutes_id uuid references issued_document (id),
  public boolean not null default false,
  created_by text not null default caller_user(),
  created_at timestamptz not null default clock_timestamp(),
  version int not null default 1,
  check (status <> 'held' or (presided_name is not null and presided_position is not null and attendance is not null and ends_at is not null)),
  check (presided_capacity is null or absence_reason is not null),
  check ((status = 'cancelled') = (cancelled_reason is not null)),
  check (minutes_id is null or status = 'held')
);
create index dialogue_by_unit on dialogue (unit_id, starts_at desc);
create index dialogue_by_time on dialogue (starts_at desc, id desc);

create table dialogue_item (
  id uuid primary key,
  dialogue_id uuid not null references dialogue (id),
  position int not null check (position between 1 and 100),
  title text not null check (char_length(title) between 1 and 300),
  -- who speaks to it, by office
  presenter text check (char_length(presenter) <= 150),
  minutes int check (minutes between 1 and 600),
  unique (dialogue_id, position) deferrable initially deferred
);

-- A question of the questions room that was gathered for this meeting, and what was said to it there.
create table dialogue_question (
  dialogue_id uuid not null references dialogue (id),
  question_id uuid primary key references question (id),
  stage text not null check (stage in ('before', 'meeting')),
  -- the answer given at the meeting, and by which office; null: answered in writing later
  reply text check (char_length(reply) between 1 and 4000),
  replied_by text check (char_length(replied_by) between 1 and 150),
  added_at timestamptz not null default clock_timestamp()
);
create index dialogue_question_by_dialogue on dialogue_question (dialogue_id, added_at);

create trigger dialogue_stays before delete on dialogue for each statement execute function refuse_delete();

-- A talk of another kind is no dialogue.
create function dialogue_talk_fits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from talk t where t.id = new.talk_id and t.kind = 'dialogueMeeting' and t.status <> 'cancelled') then
    raise exception 'the talk is no dialogue meeting' using errcode = '23514', constraint = 'dialogue_talk_fits';
  end if;
  return new;
end $$;
create trigger dialogue_talk_fits before insert or update of talk_id on dialogue for each row
  when (new.talk_id is not null) execute function dialogue_talk_fits();

alter table commitment add constraint commitment_dialogue_there foreign key (dialogue_id) references dialogue (id);

alter table dialogue enable row level security;
alter table dialogue_item enable row level security;
alter table dialogue_question enable row level security;
create policy dialogue_read on dialogue for select to caunoi_app using (
  (select caller_reads_all())
  or exists (select from unit_scope s where s.descendant_id = unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[]))
  or exists (select from unit_scope s where s.descendant_id = place_unit_id and s.ancestor_id = any ((select caller_units('caunoi.read'))::int[])));
create policy dialogue_plan on dialogue for insert to caunoi_app with check (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
create policy dialogue_change on dialogue for update to caunoi_app using (
  (select caller_writes_all()) or caller_holds_one('caunoi.write', array[unit_id]));
create function caller_writes_dialogue(id uuid) returns boolean language sql stable as $$
  select exists (select from dialogue d where d.id = caller_writes_dialogue.id
    and (caller_writes_all() or caller_holds_one('caunoi.write', array[d.unit_id])))
$$;
do $$ declare part text;
begin
  foreach part in array array['dialogue_item', 'dialogue_question'] loop
    execute format('create policy %I on %I for select to caunoi_app using (exists (select from dialogue d where d.id = dialogue_id))', part || '_read', part);
    execute format('create policy %I on %I for insert to caunoi_app with check (caller_writes_dialogue(dialogue_id))', part || '_add', part);
    execute format('create policy %I on %I for update to caunoi_app using (caller_writes_dialogue(dialogue_id))', part || '_change', part);
  end loop;
end $$;
create policy dialogue_item_remove on dialogue_item for delete to caunoi_app using (caller_writes_dialogue(dialogue_id));
-- what was promised at a meeting is seen by who sees the meeting, and entered by who keeps its minutes
create policy commitment_read_dialogue on commitment for select to caunoi_app using (
  dialogue_id is not null and exists (select from dialogue d where d.id = dialogue_id));
create policy commitment_add_dialogue on commitment for insert to caunoi_app with check (
  dialogue_id is not null and caller_writes_dialogue(dialogue_id));
create policy commitment_change_dialogue on commitment for update to caunoi_app using (
  dialogue_id is not null and caller_writes_dialogue(dialogue_id));
grant select, insert, update on dialogue, dialogue_item, dialogue_question to caunoi_app;
grant delete on dialogue_item to caunoi_app;

-- What everybody may read of a meeting that its unit has made public: no questions but those whose answer is published.
create view public_dialogue as
  select d.id, d.unit_id, d.place_unit_id, d.place_detail, d.title, d.starts_at, d.ends_at, d.status,
         (d.starts_at at time zone 'Asia/Ho_Chi_Minh')::date as held_on,
         case when d.status = 'held' then d.presided_position end as presided_position,
         case when d.status = 'held' then d.presided_capacity end as presided_capacity,
         d.minutes_id is not null as minutes_issued,
         case when d.status = 'held' then d.conclusion else '' end as conclusion,
         coalesce((select array_agg(i.title order by i.position) from dialogue_item i where i.dialogue_id = d.id), '{}') as agenda
    from dialogue d where d.public;
create view public_dialogue_commitment as
  select d.id as dialogue_id, c.id, c.text, c.unit_id, c.due_on, c.status, c.done_on, c.kept
    from dialogue d join commitment c on c.dialogue_id = d.id
   where d.public and d.status = 'held';
-- which published answers (public_answer) came out of a meeting
create view public_dialogue_answer as
  select d.id as dialogue_id, a.id as answer_id
    from dialogue d
    join dialogue_question g on g.dialogue_id = d.id
    join question q on q.id = g.question_id
    join question_answer a on a.question_id = coalesce(q.merged_into, q.id) and a.status = 'published'
   where d.public and d.status = 'held';
grant select on public_dialogue, public_dialogue_commitment, public_dialogue_answer to caunoi_app;

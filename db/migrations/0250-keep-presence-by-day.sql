-- Presence by day. A course of several days says how many hours each of them had; each line of its list says of each day
-- whether the person was there, and the hours credited follow. A course of one day has neither, as before.

create table course_day (
  course_id uuid not null references course (id),
  day date not null,
  hours int not null check (hours between 1 and 24),
  primary key (course_id, day)
);
create table course_presence (
  course_id uuid not null,
  person_id uuid not null,
  day date not null,
  present boolean not null,
  primary key (course_id, person_id, day),
  constraint course_presence_line foreign key (course_id, person_id) references course_participant (course_id, person_id),
  -- a day on which somebody was ticked does not vanish under the tick
  constraint course_presence_day foreign key (course_id, day) references course_day (course_id, day)
);
create index course_presence_by_day on course_presence (course_id, day);

create trigger course_day_stays before insert or update or delete on course_day for each row execute function course_part_stays();
create trigger course_presence_stays before insert or update or delete on course_presence for each row execute function course_part_stays();

alter table course_day enable row level security;
alter table course_presence enable row level security;
create policy course_day_read on course_day for select to caunoi_app using (exists (select from course c where c.id = course_id));
create policy course_day_write on course_day for all to caunoi_app using (caller_writes_course(course_id)) with check (caller_writes_course(course_id));
-- who sees a line sees its days
create policy course_presence_read on course_presence for select to caunoi_app using (
  exists (select from course_participant p where p.course_id = course_presence.course_id and p.person_id = course_presence.person_id));
create policy course_presence_write on course_presence for all to caunoi_app
  using (caller_writes_course(course_id)) with check (caller_writes_course(course_id));
grant select, insert, delete on course_day, course_presence to caunoi_app;
grant update (hours) on course_day to caunoi_app;
grant update (present) on course_presence to caunoi_app;

-- What is there already. Courses that are not closed get their days, the hours spread evenly as the program does it.
-- A line that was credited with the whole course was there on all of its days, an absent one on none; of a part it was
-- never written which day it was, so its hours stand without days. What is closed stays as it was closed.
insert into course_day (course_id, day, hours)
  select c.id, c.starts_on + d.n, c.hours / s.days + case when d.n < c.hours % s.days then 1 else 0 end
    from course c cross join lateral (select c.ends_on - c.starts_on + 1 as days) s cross join lateral generate_series(0, s.days - 1) as d (n)
   where c.status in ('planned', 'open', 'held') and s.days between 2 and 31 and c.hours between s.days and 24 * s.days;
insert into course_presence (course_id, person_id, day, present)
  select p.course_id, p.person_id, d.day, p.status = 'present'
    from course_participant p join course c on c.id = p.course_id and c.status = 'held' join course_day d on d.course_id = c.id
   where p.status = 'absent' or (p.status = 'present' and p.hours = c.hours);

-- What is wanted of a person in a year is on their phone and hangs on their appointments: their phone is told.
create function training_follows_appointment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into feed (audience, entity, entity_id)
    select distinct 'person:' || x.person_id, 'training', 'mine'
      from changed x join account_person a on a.person_id = x.person_id order by 1;
  return null;
end $$;
revoke execute on function training_follows_appointment() from public;
create trigger training_follows_new after insert on appointment referencing new table as changed
  for each statement execute function training_follows_appointment();
create trigger training_follows_change after update on appointment referencing new table as changed
  for each statement execute function training_follows_appointment();

-- A closed course counts towards a plan's task whose target asks for courses, from the day on which it ended.
insert into plan_source (code, measures, things, by_topic, early, ahead) values ('course', '{courses}', 'plan_things_course', true, false, true);
create function plan_thing_of(c course) returns setof plan_thing language sql stable rows 1 as $$
  select 'course', c.id, c.title, c.unit_id, coalesce(c.place_unit_id, c.unit_id), c.ends_on, c.ends_on, c.ends_on,
         ''::text, coalesce(c.topic, ''), case c.status when 'closed' then 'counted' when 'held' then 'unverified' else 'planned' end, 1::bigint
   where c.status <> 'cancelled'
$$;
-- Under the caller's own eyes.
create view plan_things_course with (security_invoker = true) as select t.* from course c cross join lateral plan_thing_of(c) t;
grant select on plan_things_course to caunoi_app;
create trigger course_plan_total after insert or update on course for each row execute function plan_keep_thing('course');
select plan_fill('course');

-- One plan of 40 tasks for 124 communes; ten are counted from the house's records, some with a day of their own.
insert into plan (id, unit_id, title, starts_on, ends_on, status, own_plans_by, created_at, created_by)
  values ('00000000-0000-8000-8000-000000000001', 1, 'Kế hoạch của tỉnh năm 2025', '2025-01-01', '2025-12-31', 'standing', '2025-03-01', '2025-01-01', 'bench') on conflict do nothing;
insert into plan_task (id, plan_id, position, text, nature, due_on, target_indicator, target_value, target_period)
  select ('00000000-0000-8000-8000-0000000001' || lpad(i::text, 2, '0'))::uuid, '00000000-0000-8000-8000-000000000001', i, 'Nhiệm vụ ' || i, 'duty',
         case when i % 4 = 1 then ('2025-' || lpad((1 + i % 12)::text, 2, '0') || '-20')::date end,
         (array['talks', 'talks.residentMeeting', 'attendance', 'talks.thematicConference', 'answers', 'documents.report', 'dialogues', 'talks.dialogueMeeting', 'talks', 'attendance.residentMeeting'])[i],
         case when i <= 10 then 5 end, case when i <= 10 then 'quarter' end
    from generate_series(1, 40) i on conflict do nothing;
insert into plan_assignment (task_id, unit_id, role)
  select t.id, u, 'lead' from plan_task t cross join generate_series(12, 135) u where t.plan_id = '00000000-0000-8000-8000-000000000001' on conflict do nothing;

-- Courses as figures of the report: closed ones of the period, by the unit that held them; who was there and the hours
-- credited by the unit whose people they were then.
insert into indicator (code, name_vi, name_en, measure_vi, measure_en, definition_vi, definition_en, legal_basis, adds_up, small_cells, position) values
  ('courses', 'Lớp bồi dưỡng, tập huấn đã tổ chức', 'Training courses held', 'lớp', 'courses', 'Số lớp do đơn vị tổ chức, đã khóa sổ, có ngày kết thúc trong kỳ', 'Courses held by the unit, closed, whose last day lies in the period', 'Kế hoạch của tỉnh thực hiện Chỉ thị 30-CT/TW, mục II.4', 'sum', false, 670),
  ('courses.participants', 'Lượt người được bồi dưỡng, tập huấn', 'Attendances of training courses', 'lượt người', 'attendances', 'Số lượt người trong đội ngũ của đơn vị có mặt ở các lớp đã khóa sổ, có ngày kết thúc trong kỳ (kể cả lớp do cấp trên tổ chức)', 'People of the unit present in closed courses whose last day lies in the period, also those held above', 'Kế hoạch của tỉnh thực hiện Chỉ thị 30-CT/TW, mục II.4', 'sum', false, 671),
  ('courses.hours', 'Số giờ bồi dưỡng, tập huấn được ghi nhận', 'Training hours credited', 'giờ', 'hours', 'Tổng số giờ ghi nhận cho người trong đội ngũ của đơn vị ở các lớp đã khóa sổ, có ngày kết thúc trong kỳ', 'Hours credited to people of the unit in closed courses whose last day lies in the period', 'Kế hoạch của tỉnh thực hiện Chỉ thị 30-CT/TW, mục II.4', 'sum', false, 672);

-- Each thing to be counted once: a course, an attendance, an hour. Told to whoever may report: no names, no titles.
create function courses_in_period(first date, last date)
returns table (code text, counted text, unit_id int, on_day date)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'courses', c.id::text, c.unit_id, c.ends_on from course c where c.status = 'closed' and c.ends_on between first and last
  union all
  select 'courses.participants', c.id || '/' || p.person_id, p.unit_id, c.ends_on
    from course c join course_participant p on p.course_id = c.id and p.status = 'present'
   where c.status = 'closed' and c.ends_on between first and last
  union all
  select 'courses.hours', c.id || '/' || p.person_id || '/' || h.n, p.unit_id, c.ends_on
    from course c join course_participant p on p.course_id = c.id and p.status = 'present'
    cross join lateral generate_series(1, p.hours) as h (n)
   where c.status = 'closed' and c.ends_on between first and last
$$;
revoke execute on function courses_in_period(date, date) from public;
grant execute on function courses_in_period(date, date) to caunoi_app;

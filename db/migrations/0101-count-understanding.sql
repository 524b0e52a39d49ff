-- Change in understanding is an indicator of the report. It is added up from talks that are shown by themselves (five or
-- more answered both before and after), so that nothing can be had from the difference of two reports that is not there.
insert into indicator (code, name_vi, name_en, measure_vi, measure_en, definition_vi, definition_en, legal_basis, adds_up, small_cells, position) values
  ('understanding.talks', 'Buổi có đo hiểu biết trước và sau', 'Talks with understanding measured', 'buổi', 'talks', 'Số buổi đã xác minh có ít nhất một câu hỏi trước và sau với từ 5 người trả lời trở lên', 'Verified talks with at least one check that five or more answered before and after', 'Kế hoạch, mục II.3', 'sum', false, 750),
  ('understanding.answers-before', 'Câu trả lời trước buổi', 'Answers before', 'câu trả lời', 'answers', 'Số câu trả lời trước buổi, ở các câu có từ 5 người trả lời trở lên', 'Answers before the talk, of checks that five or more answered', 'Kế hoạch, mục II.3', 'sum', true, 751),
  ('understanding.right-before', 'Câu trả lời đúng trước buổi', 'Right answers before', 'câu trả lời', 'answers', 'Trong số đó, số câu trả lời đúng', 'Of those, the right ones', 'Kế hoạch, mục II.3', 'sum', true, 752),
  ('understanding.answers-after', 'Câu trả lời sau buổi', 'Answers after', 'câu trả lời', 'answers', 'Số câu trả lời sau buổi, ở các câu có từ 5 người trả lời trở lên', 'Answers after the talk, of checks that five or more answered', 'Kế hoạch, mục II.3', 'sum', true, 753),
  ('understanding.right-after', 'Câu trả lời đúng sau buổi', 'Right answers after', 'câu trả lời', 'answers', 'Trong số đó, số câu trả lời đúng', 'Of those, the right ones', 'Kế hoạch, mục II.3', 'sum', true, 754),
  ('understanding.before', 'Tỷ lệ trả lời đúng trước buổi', 'Share right before', '%', '%', 'Câu trả lời đúng trước buổi chia cho câu trả lời trước buổi', 'Right answers before over answers before', 'Kế hoạch, mục II.3', 'share', false, 755),
  ('understanding.after', 'Tỷ lệ trả lời đúng sau buổi', 'Share right after', '%', '%', 'Câu trả lời đúng sau buổi chia cho câu trả lời sau buổi', 'Right answers after over answers after', 'Kế hoạch, mục II.3', 'share', false, 756),
  ('understanding.change', 'Thay đổi hiểu biết', 'Change in understanding', 'điểm phần trăm', 'percentage points', 'Tỷ lệ trả lời đúng sau buổi trừ tỷ lệ trước buổi', 'Share right after less share right before', 'Kế hoạch, mục II.3', 'share', false, 757);

-- The shown results of a period's verified talks, as so many counts at the place and day of the talk.
create function understanding_in_period(first date, last date)
returns table (code text, counted text, unit_id int, on_day date)
language sql stable security definer set search_path = public, pg_temp as $$
  with shown as (
    select u.*, t.place_unit_id, t.held_on from understanding_result u join talk t on t.id = u.talk_id
     where u.method <> 'few' and t.status in ('verified', 'counted') and t.held_on between first and last
  ), counts as (
    select id, place_unit_id, held_on, c.code, c.n from shown cross join lateral (values
      ('understanding.answers-before', before_n), ('understanding.right-before', before_right),
      ('understanding.answers-after', after_n), ('understanding.right-after', after_right)) as c (code, n)
  )
  select c.code, c.id || ' ' || i, c.place_unit_id, c.held_on from counts c cross join generate_series(1, c.n) as i
  union all
  select 'understanding.talks', s.talk_id::text, s.place_unit_id, s.held_on from shown s
$$;
revoke execute on function understanding_in_period(date, date) from public;
grant execute on function understanding_in_period(date, date) to caunoi_app;

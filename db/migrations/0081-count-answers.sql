-- What came of people's questions, for reports: received, due, answered in time, carried back; promised, due, kept.
insert into indicator (code, name_vi, name_en, measure_vi, measure_en, definition_vi, definition_en, legal_basis, adds_up, small_cells, position) values
  ('questions.received', 'Câu hỏi tiếp nhận bằng mọi đường', 'Questions received on all roads', 'câu hỏi', 'questions', 'Số câu hỏi nhận trong kỳ tại buổi tuyên truyền, hội trường, trang công khai, đối thoại và cán bộ, theo nơi hỏi', 'Questions received in the period at talks, in halls, on the public page, at dialogues and by officers, by the place they were asked in', 'Kế hoạch, mục II.1', 'sum', true, 510),
  ('questions.due', 'Câu hỏi đã đến hạn trả lời', 'Questions due', 'câu hỏi', 'questions', 'Trong số câu hỏi nhận trong kỳ: đã có câu trả lời công bố hoặc đã qua thời hạn giao lần đầu; không tính câu không trả lời', 'Of those received in the period: answered, or past their first deadline; without those set aside', 'Luật số 10/2022/QH15', 'sum', true, 520),
  ('questions.in-time', 'Câu hỏi được trả lời đúng hạn', 'Questions answered in time', 'câu hỏi', 'questions', 'Trong số câu hỏi đã đến hạn: câu trả lời được công bố chậm nhất vào thời hạn giao lần đầu, không tính gia hạn khi lên cấp', 'Of those due: the answer was published by the first deadline, whatever time climbing added', 'Luật số 10/2022/QH15', 'sum', true, 530),
  ('questions.in-time.share', 'Tỷ lệ câu hỏi được trả lời đúng hạn', 'Share of questions answered in time', '%', '%', 'Câu hỏi được trả lời đúng hạn chia cho câu hỏi đã đến hạn', 'Questions answered in time over questions due', 'Luật số 10/2022/QH15', 'share', true, 540),
  ('questions.carried-back', 'Câu trả lời đã mang về nơi hỏi', 'Answers carried back', 'câu hỏi', 'questions', 'Trong số câu hỏi nhận trong kỳ: câu trả lời đã được báo lại tại một buổi gặp', 'Of those received in the period: the answer was told at a meeting', 'Kế hoạch, mục II.1', 'sum', true, 550),
  ('commitments.made', 'Cam kết với Nhân dân', 'Commitments made', 'cam kết', 'commitments', 'Số cam kết ghi trong kỳ kèm câu trả lời hoặc tại đối thoại, theo đơn vị chịu trách nhiệm', 'Commitments made in the period with an answer or at a dialogue, by the responsible unit', 'Kế hoạch, mục II.1', 'sum', false, 560),
  ('commitments.due', 'Cam kết đến hạn', 'Commitments due', 'cam kết', 'commitments', 'Số cam kết có hạn trong kỳ', 'Commitments whose day fell in the period', 'Kế hoạch, mục II.1', 'sum', false, 570),
  ('commitments.kept', 'Cam kết thực hiện đúng hạn', 'Commitments kept', 'cam kết', 'commitments', 'Trong số cam kết đến hạn trong kỳ: đã xong chậm nhất vào hạn', 'Of those due in the period: done by their day', 'Kế hoạch, mục II.1', 'sum', false, 580),
  ('commitments.kept.share', 'Tỷ lệ cam kết thực hiện đúng hạn', 'Share of commitments kept', '%', '%', 'Cam kết thực hiện đúng hạn chia cho cam kết đến hạn', 'Commitments kept over commitments due', 'Kế hoạch, mục II.1', 'share', false, 590);

-- One row a question or commitment and figure, with the day that decides where its unit stood. Seen by whoever may report: no text
-- is told. A like question has its answer from the day on which the common one was published, or it was put under that one later.
create function answers_in_period(first date, last date)
returns table (code text, counted text, unit_id int, on_day date)
language sql stable security definer set search_path = public, pg_temp as $$
  with received as (
    select q.id, q.asked_unit_id, q.status, q.first_due_on, q.carried_back_at, (q.received_at at time zone 'Asia/Ho_Chi_Minh')::date as on_day,
           (greatest(q.received_at, coalesce(root.answered_at, q.answered_at)) at time zone 'Asia/Ho_Chi_Minh')::date as told_on,
           coalesce(root.answered_at, q.answered_at) is not null as told
      from question q left join question root on root.id = q.merged_into
     where q.received_at >= first::timestamp at time zone 'Asia/Ho_Chi_Minh' and q.received_at < (last + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
  ), today as (select (clock_timestamp() at time zone 'Asia/Ho_Chi_Minh')::date as day)
  select 'questions.received', r.id::text, r.asked_unit_id, r.on_day from received r
  union all
  select 'questions.due', r.id::text, r.asked_unit_id, r.on_day from received r, today t where r.status <> 'setAside' and (r.told or r.first_due_on < t.day)
  union all
  select 'questions.in-time', r.id::text, r.asked_unit_id, r.on_day from received r where r.status <> 'setAside' and r.told and r.told_on <= r.first_due_on
  union all
  select 'questions.carried-back', r.id::text, r.asked_unit_id, r.on_day from received r where r.carried_back_at is not null
  union all
  select 'commitments.made', c.id::text, c.unit_id, (c.created_at at time zone 'Asia/Ho_Chi_Minh')::date
    from commitment c where (c.created_at at time zone 'Asia/Ho_Chi_Minh')::date between first and last
  union all
  select 'commitments.due', c.id::text, c.unit_id, c.due_on from commitment c where c.due_on between first and least(last, (select day - 1 from today))
  union all
  select 'commitments.due', c.id::text, c.unit_id, c.due_on from commitment c, today t
   where c.due_on between greatest(first, t.day) and last and c.kept is not null
  union all
  select 'commitments.kept', c.id::text, c.unit_id, c.due_on from commitment c where c.due_on between first and last and c.kept
$$;
revoke execute on function answers_in_period(date, date) from public;
grant execute on function answers_in_period(date, date) to caunoi_app;

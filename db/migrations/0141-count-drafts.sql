-- Decision 407/QĐ-TTg asks for a share: drafts that were communicated over drafts in scope.
insert into indicator (code, name_vi, name_en, measure_vi, measure_en, definition_vi, definition_en, legal_basis, adds_up, small_cells, position) values
  ('drafts.in-scope', 'Dự thảo chính sách thuộc diện truyền thông', 'Draft policies to be communicated', 'dự thảo', 'drafts', 'Số dự thảo đáp ứng ít nhất một tiêu chí và đang được xây dựng trong kỳ (đã vào giai đoạn đầu, chưa kết thúc trước kỳ)', 'Drafts that meet a criterion and were under way in the period', '407/QĐ-TTg', 'sum', false, 710),
  ('drafts.communicated', 'Dự thảo chính sách đã được truyền thông', 'Draft policies communicated', 'dự thảo', 'drafts', 'Trong số dự thảo thuộc diện: đã có tài liệu được duyệt hoặc buổi tuyên truyền đã xác minh gắn với dự thảo, tính đến cuối kỳ', 'Of those: with an approved material or a verified talk tied to them by the end of the period', '407/QĐ-TTg', 'sum', false, 720),
  ('drafts.coverage', 'Tỷ lệ dự thảo chính sách được truyền thông', 'Share of draft policies communicated', '%', '%', 'Dự thảo đã được truyền thông chia cho dự thảo thuộc diện truyền thông', 'Drafts communicated over drafts in scope', '407/QĐ-TTg', 'share', false, 730);

-- Drafts in scope that were under way in a period, each with the day that decides where its unit stood, and whether it
-- was communicated by the end. Seen by whoever may report: titles and texts are not told.
create function drafts_in_scope(first date, last date)
returns table (draft_id uuid, unit_id int, on_day date, communicated boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.unit_id, least(last, coalesce(d.ended_on, last)), coalesce(draft_communicated_on(d.id) <= last, false)
  from policy_draft d
  where cardinality(d.criteria) > 0
    and (select min(s.entered_on) from policy_draft_stage s where s.draft_id = d.id) <= last
    and (d.ended_on is null or d.ended_on >= first)
$$;
